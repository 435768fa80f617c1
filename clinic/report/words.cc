#include "clinic/report/words.h"

#include <algorithm>

#include "clinic/intake/json.h"

namespace sura::clinic {

std::string Words::of(std::string_view key) const {
  return std::string(text(pack_, language_, key, reader_));
}

std::string Words::fill(std::string_view key, Placeholders placeholders) const {
  const std::string pattern = of(key);
  std::string filled;
  std::size_t at = 0;
  while (at < pattern.size()) {
    const std::size_t open = pattern.find('{', at);
    const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
    if (close == std::string::npos) {
      break;
    }
    const std::string name = pattern.substr(open + 1, close - open - 1);
    const auto* value = std::find_if(placeholders.begin(), placeholders.end(),
                                     [&](const auto& placeholder) { return placeholder.first == name; });
    if (value == placeholders.end()) {
      filled += pattern.substr(at, close + 1 - at);
    } else {
      filled += pattern.substr(at, open - at);
      filled += value->second;
    }
    at = close + 1;
  }
  return filled + pattern.substr(at);
}

std::string Words::condition(std::uint32_t condition) const {
  return of("condition." + pack_.conditions[condition].id + ".name");
}

std::string Words::key_of(bool is_background, std::uint32_t index, std::string_view part) const {
  const std::string& id = is_background ? pack_.background[index].id : pack_.findings[index].id;
  return (is_background ? "background." : "finding.") + id + "." + std::string(part);
}

std::string Words::item(bool is_background, std::uint32_t index) const {
  return of(key_of(is_background, index, "name"));
}

std::string Words::question(bool is_background, std::uint32_t index) const {
  return of(key_of(is_background, index, "question"));
}

std::string Words::why(bool is_background, std::uint32_t index) const {
  return of(key_of(is_background, index, "why"));
}

std::string Words::answer(bool is_background, std::uint32_t index, const Answer& answer) const {
  if (!answer.sure) {
    return of("interface.answer.not-sure");
  }
  if (!is_background) {
    const Finding& finding = pack_.findings[index];
    if (answer.number) {
      return fill("interface.answer.number", {{"number", intake::number_text(*answer.number)}, {"unit", finding.unit}});
    }
    if (finding.answer != AnswerKind::yes_no && (answer.exact || answer.level == 0)) {
      return of("level." + finding.id + "." + finding.levels[answer.level].id);
    }
  }
  return of(answer.level > 0 ? "interface.answer.yes" : "interface.answer.no");
}

} // namespace sura::clinic
