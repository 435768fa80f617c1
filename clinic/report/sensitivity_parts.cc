#include "clinic/report/sensitivity_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "clinic/report/source_words.h"

namespace sura::clinic {

Span span_of(const Tornado& tornado) {
  Span span{tornado.now.cause, tornado.now.cause};
  for (const SensitivityBar& bar : tornado.bars) {
    span.from = std::min({span.from, bar.low.cause, bar.high.cause});
    span.to = std::max({span.to, bar.low.cause, bar.high.cause});
  }
  return span;
}

std::string in_hundred(double probability) {
  const double share = 100.0 * probability;
  return share < 0.1 ? "< 0.1" : share < 10.0 ? fmt::format("{:.1f}", share) : fmt::format("{:.0f}", share);
}

std::string bar_in_words(const Pack& pack, const Words& words, const SensitivityBar& bar) {
  std::string first = number_in_words(pack, words, bar.rows.front());
  if (bar.rows.size() == 1) {
    return first;
  }
  return words.fill("interface.sensitivity.more", {{"number", first}, {"count", std::to_string(bar.rows.size() - 1)}});
}

std::vector<std::string> changes_in_words(const Words& words, const Tornado& tornado, const SensitivityBar& bar) {
  std::vector<std::string> sentences;
  for (const bool is_high : {false, true}) {
    const Decision& then = is_high ? bar.high : bar.low;
    const std::string end = words.of(is_high ? "interface.sensitivity.at-high" : "interface.sensitivity.at-low");
    if (then.first != tornado.now.first) {
      sentences.push_back(words.fill(
          "interface.sensitivity.first",
          {{"end", end},
           {"condition", then.first ? words.condition(*then.first) : words.of("interface.origin.something-else")}}));
    }
    if (then.urgency != tornado.now.urgency) {
      sentences.push_back(
          words.fill("interface.sensitivity.urgency",
                     {{"end", end}, {"urgency", words.of("interface.urgency." + std::string(name(then.urgency)))}}));
    }
  }
  return sentences;
}

} // namespace sura::clinic
