// A case in a line of words, as somebody types it who has the patient in front of them.
#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "clinic/intake/answer.h"
#include "clinic/intake/bundle.h"
#include "clinic/intake/consequences.h"
#include "clinic/intake/json.h"
#include "clinic/intake/printable.h"
#include "sura/clinic/case.h"
#include "sura/clinic/country.h"

namespace sura::clinic {
namespace {

using intake::in_quotes;
using intake::Json;
using intake::printable;

constexpr double oldest_in_words = 120.0; // years, as in a case document
constexpr std::array<std::string_view, 6> keys = {"age", "setting", "role", "country", "leg", "sex"};

/// One word and where it stands.
struct Word {
  std::string_view text;
  std::size_t number = 0; // from 1
  std::size_t column = 0; // from 1, in characters
};

bool separates(char c) {
  return c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\r';
}

std::vector<Word> split(std::string_view text) {
  std::vector<Word> words;
  std::size_t column = 1;
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); ++column) {
    const std::size_t length = std::max<std::size_t>(intake::character_length(text, at), 1);
    const bool space = separates(text[at]);
    if (!space && !inside) {
      words.push_back({text.substr(at, 0), words.size() + 1, column});
    }
    if (!space) {
      const std::string_view begun = words.back().text;
      words.back().text = {begun.data(), begun.size() + length};
    }
    inside = !space;
    at += length;
  }
  return words;
}

std::string place(const Word& word) {
  return "word " + std::to_string(word.number) + ", column " + std::to_string(word.column);
}

Json text_value(std::string_view text) {
  Json value;
  value.kind = Json::Kind::text;
  value.text = text;
  return value;
}

Json yes_or_no(bool yes) {
  Json value;
  value.kind = Json::Kind::boolean;
  value.boolean = yes;
  return value;
}

/// What stands after "=": a level of the finding, a word for yes, no or not sure, else a number or a text.
Json value_of(std::string_view text, const Finding* finding) {
  const auto is_level = [&](const Level& level) { return level.id == text; };
  if (finding != nullptr && finding->answer == AnswerKind::levels &&
      std::any_of(finding->levels.begin(), finding->levels.end(), is_level)) {
    return text_value(text);
  }
  if (text == "yes" || text == "no") {
    return yes_or_no(text == "yes");
  }
  if (text == "?" || text == "unsure") {
    return Json{};
  }
  const Result<Json> parsed = intake::parse_json(text, text.size(), 1);
  const bool is_scalar = parsed && parsed->kind != Json::Kind::text && parsed->kind != Json::Kind::list &&
                         parsed->kind != Json::Kind::object;
  return is_scalar ? *parsed : text_value(text);
}

class WordReader {
public:
  WordReader(const Pack& pack, std::string_view text, const std::optional<Case>& onto)
      : pack_(pack), words_(split(text)), ids_(pack), case_(onto ? *onto : empty_case(pack, 0.0, Sex::female)) {
    if (!onto && pack.roles.size() > 1) {
      case_.role = 1; // the first role is the person's own
    }
    age_ = case_.age;
    sex_ = case_.sex;
    has_age_ = has_sex_ = onto.has_value();
  }

  Result<Case> read() {
    for (std::size_t at = 0; at < words_.size();) {
      const Result<std::size_t> next = read_at(at);
      if (!next) {
        return fail(next.error());
      }
      at = *next;
    }
    if (Result<void> stated = finish(); !stated) {
      return fail(stated.error());
    }
    return std::move(case_);
  }

private:
  static tl::unexpected<Error> wrong(const Word& word, ErrorCode code, std::string expected, std::string nearest = "") {
    return fail({code, place(word), in_quotes(printable(word.text)), std::move(expected), std::move(nearest)});
  }

  /// Reads the word, and the next one where both belong together; the place after them.
  Result<std::size_t> read_at(std::size_t at) {
    const Word& word = words_[at];
    const std::string_view text = word.text;
    if (text == "no" || text == "unsure") {
      if (at + 1 == words_.size()) {
        return wrong(word, ErrorCode::missing,
                     "an id after it, such as " + in_quotes(std::string(text) + " " + example()));
      }
      return answer(words_[at + 1], words_[at + 1].text, text == "no" ? yes_or_no(false) : Json{}).map([&] {
        return at + 2;
      });
    }
    const std::size_t equals = text.find('=');
    Result<void> done =
        equals != std::string_view::npos ? pair(word, text.substr(0, equals), text.substr(equals + 1)) : alone(word);
    return done.map([&] { return at + 1; });
  }

  Result<void> pair(const Word& word, std::string_view key, std::string_view value) {
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) {
      return fact(word, key, value);
    }
    const auto item = ids_.find(key);
    const Finding* finding = item && !item->is_background ? &pack_.findings[item->index] : nullptr;
    return answer(word, key, value_of(value, finding));
  }

  Result<void> alone(const Word& word) {
    const std::string_view text = word.text;
    if (text == "female" || text == "male") {
      return fact(word, "sex", text);
    }
    if (text == "left" || text == "right" || text == "both") {
      return fact(word, "leg", text);
    }
    if (text.size() > 1 && text.front() == '-') {
      return answer(word, text.substr(1), yes_or_no(false));
    }
    if (text.size() > 1 && text.back() == 'y' && text.find_first_not_of("0123456789.") == text.size() - 1) {
      return fact(word, "age", text.substr(0, text.size() - 1));
    }
    for (std::uint32_t complaint = 0; complaint < pack_.complaints.size(); ++complaint) {
      if (pack_.complaints[complaint].id == text) {
        std::vector<std::uint32_t>& list = case_.complaints;
        if (std::find(list.begin(), list.end(), complaint) == list.end()) {
          list.push_back(complaint);
        }
        return {};
      }
    }
    if (const auto bundle = find_bundle(pack_, text)) {
      bundles_.push_back(*bundle);
      return {};
    }
    return answer(word, text, yes_or_no(true));
  }

  /// A fact about the person, at most once.
  Result<void> fact(const Word& word, std::string_view key, std::string_view value) {
    if (!said_.emplace(key).second) {
      return wrong(word, ErrorCode::duplicate, "the " + std::string(key) + " once");
    }
    if (key == "age") {
      const Json number = value_of(value, nullptr);
      if (number.kind != Json::Kind::number || number.number < 0.0 || number.number > oldest_in_words) {
        return wrong(word, number.kind == Json::Kind::number ? ErrorCode::out_of_range : ErrorCode::wrong_type,
                     "an age in years, from 0 to " + intake::number_text(oldest_in_words) + ", such as age=52");
      }
      age_ = number.number;
      has_age_ = true;
      return {};
    }
    if (key == "country") {
      return read_country(value, place(word)).map([&](std::string code) { case_.country = std::move(code); });
    }
    if (key == "sex") {
      return choice(word, value, {{"female"}, {"male"}}).map([&](std::uint32_t index) {
        sex_ = index == 0 ? Sex::female : Sex::male;
        has_sex_ = true;
      });
    }
    if (key == "leg") {
      return choice(word, value, {{"left"}, {"right"}, {"both"}}).map([&](std::uint32_t index) {
        constexpr std::array<Leg, 3> legs = {Leg::left, Leg::right, Leg::both};
        case_.leg = legs.at(index);
        if (pack_.both_legs_finding >= 0) { // what the earlier leg stated
          case_.findings[static_cast<std::size_t>(pack_.both_legs_finding)].reset();
        }
      });
    }
    return choice(word, value, key == "role" ? pack_.roles : pack_.settings).map([&](std::uint32_t index) {
      (key == "role" ? case_.role : case_.setting) = index;
    });
  }

  static Result<std::uint32_t> choice(const Word& word, std::string_view value, const std::vector<NamedId>& choices) {
    for (std::uint32_t i = 0; i < choices.size(); ++i) {
      if (choices[i].id == value) {
        return i;
      }
    }
    return wrong(word, ErrorCode::unknown_id, intake::list_of_ids(choices),
                 nearest_name(value, intake::ids_of(choices)));
  }

  Result<void> answer(const Word& word, std::string_view id, const Json& value) {
    const auto item = ids_.find(id);
    if (!item) {
      return unknown(word, id);
    }
    if (!answered_.emplace(item->is_background, item->index).second) {
      return wrong(word, ErrorCode::duplicate, "each answer once");
    }
    Result<void> stored = intake::store_answer(pack_, ids_, case_, id, value);
    if (!stored) {
      Error error = stored.error();
      error.where = place(word) + ": " + printable(id);
      return fail(std::move(error));
    }
    return {};
  }

  Result<void> unknown(const Word& word, std::string_view id) const {
    std::vector<std::string> known = intake::ids_of(pack_.findings);
    for (const auto& more : {intake::ids_of(pack_.background), intake::ids_of(pack_.bundles),
                             intake::ids_of(pack_.complaints), std::vector<std::string>(keys.begin(), keys.end()),
                             std::vector<std::string>{"female", "male", "left", "right", "both"}}) {
      known.insert(known.end(), more.begin(), more.end());
    }
    std::string nearest = nearest_name(id, known);
    if (nearest.empty()) {
      const std::vector<Match> matches = find_ids(pack_, "en", id);
      nearest = matches.empty() || matches.front().kind == "condition" ? "" : matches.front().id;
    }
    return wrong(word, ErrorCode::unknown_id,
                 "age=…, female or male, left, right or both, or an id, \"no ID\" or ID=value", nearest);
  }

  std::string example() const { return pack_.findings.empty() ? "ID" : pack_.findings.front().id; }

  Result<void> require(bool present, const std::string& what, const std::string& expected) const {
    if (present) {
      return {};
    }
    return fail({ErrorCode::missing, what, "nothing", expected, ""});
  }

  /// Where no word named a complaint: what is there and could have been one.
  void find_complaints() {
    for (std::uint32_t complaint = 0; complaint < pack_.complaints.size(); ++complaint) {
      const std::uint32_t finding = pack_.complaints[complaint].finding;
      const std::optional<Answer>& answer = case_.findings[finding];
      if (answered_.contains({false, finding}) && answer->sure && answer->level > 0) {
        case_.complaints.push_back(complaint);
      }
    }
  }

  Result<void> finish() {
    if (case_.complaints.empty()) {
      find_complaints();
    }
    const Case fitting = empty_case(pack_, age_, sex_);
    case_.age = age_;
    case_.sex = sex_;
    case_.background_fits = fitting.background_fits;
    return require(has_age_, "age", "the age in years, such as age=52")
        .and_then([&] { return require(has_sex_, "sex", "female or male"); })
        .and_then(
            [&] { return require(!case_.complaints.empty(), "complaint", intake::list_of_ids(pack_.complaints)); })
        .and_then([&] { return intake::complete(pack_, case_); })
        .and_then([&] { return intake::apply_bundles(pack_, case_, bundles_); });
  }

  const Pack& pack_;
  std::vector<Word> words_;
  intake::ItemFinder ids_;
  Case case_;
  double age_ = 0.0;
  Sex sex_ = Sex::female;
  bool has_age_ = false;
  bool has_sex_ = false;
  std::set<std::string, std::less<>> said_;           // facts that the words state
  std::set<std::pair<bool, std::uint32_t>> answered_; // items: background?, index
  std::vector<std::uint32_t> bundles_;
};

} // namespace

Result<Case> read_words(const Pack& pack, std::string_view words, const std::optional<Case>& onto) {
  if (words.size() > max_case_bytes) {
    return fail({ErrorCode::too_large, "the words", std::to_string(words.size()) + " bytes",
                 "at most " + std::to_string(max_case_bytes), ""});
  }
  return WordReader(pack, words, onto).read();
}

} // namespace sura::clinic
