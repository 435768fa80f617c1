// The case document, key by key, in the order in which it is written: the first mistake is the one reported.
#include <algorithm>

#include "clinic/intake/answer.h"
#include "clinic/intake/askable.h"
#include "clinic/intake/bundle.h"
#include "clinic/intake/case_document.h"
#include "clinic/intake/consequences.h"
#include "clinic/intake/json.h"
#include "clinic/intake/printable.h"
#include "sura/clinic/case.h"
#include "sura/clinic/country.h"

namespace sura::clinic {
namespace {

using intake::described;
using intake::list_of_ids;

constexpr double oldest_possible = 120.0; // years; the oldest known person reached 122

/// A word of a fixed list, given as text: its index, else an error that names the list and the nearest word.
Result<std::uint32_t> choice(const intake::Json& value, const std::string& where, const std::vector<NamedId>& words) {
  if (value.kind != intake::Json::Kind::text) {
    return fail({ErrorCode::wrong_type, where, described(value), "a text: " + list_of_ids(words), ""});
  }
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    if (words[i].id == value.text) {
      return i;
    }
  }
  return fail({ErrorCode::unknown_id, where, described(value), list_of_ids(words),
               nearest_name(value.text, intake::ids_of(words))});
}

class CaseReader {
public:
  explicit CaseReader(const Pack& pack) : pack_(pack), ids_(pack) {
    for (const Complaint& complaint : pack.complaints) {
      complaint_ids_.push_back({complaint.id});
    }
  }

  Result<Case> read(const intake::Json& document) {
    if (document.kind != intake::Json::Kind::object) {
      return fail({ErrorCode::wrong_type, "the document", described(document), "an object: {\"age\": 52, …}", ""});
    }
    Result<void> done = first_facts(document);
    for (auto member = document.members.begin(); done && member != document.members.end(); ++member) {
      done = field(member->key, member->value);
    }
    done = done.and_then([&] { return require("complaint", !case_.complaints.empty(), list_of_ids(pack_.complaints)); })
               .and_then([&] { return intake::complete(pack_, case_); })
               .and_then([&] { return intake::apply_bundles(pack_, case_, bundles_); });
    if (!done) {
      return fail(done.error());
    }
    return std::move(case_);
  }

private:
  static Result<void> require(const std::string& where, bool present, const std::string& expected) {
    if (present) {
      return {};
    }
    return fail({ErrorCode::missing, where, "nothing", expected, ""});
  }

  /// Age and sex, wherever they stand, since an empty case needs both. An unknown key is reported first: it may be a
  /// misspelt "age".
  Result<void> first_facts(const intake::Json& document) {
    double age = 0.0;
    Sex sex = Sex::female;
    bool has_age = false;
    bool has_sex = false;
    for (const auto& [key, value] : document.members) {
      if (Result<void> known = known_key(key); !known) {
        return known;
      }
      if (key == "age") {
        has_age = true;
        age = value.number;
        const bool is_number = value.kind == intake::Json::Kind::number;
        if (!is_number || age < 0.0 || age > oldest_possible) {
          return fail({is_number ? ErrorCode::out_of_range : ErrorCode::wrong_type, "age", described(value),
                       "an age in years, from 0 to " + intake::number_text(oldest_possible), ""});
        }
      } else if (key == "sex") {
        has_sex = true;
        const Result<std::uint32_t> index = choice(value, "sex", {{"female"}, {"male"}});
        if (!index) {
          return fail(index.error());
        }
        sex = *index == 0 ? Sex::female : Sex::male;
      }
    }
    case_ = empty_case(pack_, age, sex);
    return require("age", has_age, "the age in years, for example 52").and_then([&] {
      return require("sex", has_sex, "female or male");
    });
  }

  static Result<void> known_key(const std::string& key) {
    static const std::vector<std::string> known = {"age",       "sex",     "setting", "role", "leg",  "country",
                                                   "complaint", "answers", "bundles", "id",   "note", "expected"};
    if (key == "$schema" || std::find(known.begin(), known.end(), key) != known.end()) {
      return {};
    }
    return fail({ErrorCode::unknown_id, printable_key(key), "a key that no case has",
                 "age, sex, complaint, leg, country, setting, role, answers or bundles", nearest_name(key, known)});
  }

  static std::string printable_key(const std::string& key) { return key.empty() ? "\"\"" : intake::printable(key); }

  Result<void> field(const std::string& key, const intake::Json& value) {
    if (key == "setting") {
      return choice(value, key, pack_.settings).map([&](std::uint32_t index) { case_.setting = index; });
    }
    if (key == "role") {
      return choice(value, key, pack_.roles).map([&](std::uint32_t index) { case_.role = index; });
    }
    if (key == "leg") {
      constexpr Leg legs[] = {Leg::left, Leg::right, Leg::both};
      return choice(value, key, {{"left"}, {"right"}, {"both"}}).map([&](std::uint32_t index) {
        case_.leg = legs[index];
      });
    }
    if (key == "complaint") {
      return complaints(value);
    }
    if (key == "country") {
      return country(value);
    }
    if (key == "bundles") {
      return bundles(value);
    }
    return key == "answers" ? answers(value) : Result<void>();
  }

  Result<void> country(const intake::Json& value) {
    if (value.kind != intake::Json::Kind::text) {
      return fail(
          {ErrorCode::wrong_type, "country", described(value), "a text: two letters (ISO 3166), such as GB", ""});
    }
    return read_country(value.text, "country").map([&](std::string code) { case_.country = std::move(code); });
  }

  Result<void> bundles(const intake::Json& value) {
    if (value.kind != intake::Json::Kind::list) {
      return fail({ErrorCode::wrong_type, "bundles", described(value), "a list of names of sets of answers", ""});
    }
    std::vector<NamedId> known;
    for (const Bundle& bundle : pack_.bundles) {
      known.push_back({bundle.id});
    }
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const Result<std::uint32_t> index = choice(value.items[i], "bundles[" + std::to_string(i) + "]", known);
      if (!index) {
        return fail(index.error());
      }
      bundles_.push_back(*index);
    }
    return {};
  }

  Result<void> complaints(const intake::Json& value) {
    if (value.kind == intake::Json::Kind::text) {
      return complaint(value, "complaint");
    }
    if (value.kind != intake::Json::Kind::list) {
      return fail(
          {ErrorCode::wrong_type, "complaint", described(value), "a list of " + list_of_ids(pack_.complaints), ""});
    }
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      if (Result<void> done = complaint(value.items[i], "complaint[" + std::to_string(i) + "]"); !done) {
        return done;
      }
    }
    return {};
  }

  Result<void> complaint(const intake::Json& value, const std::string& where) {
    const Result<std::uint32_t> index = choice(value, where, complaint_ids_);
    if (!index) {
      return fail(index.error());
    }
    std::vector<std::uint32_t>& list = case_.complaints;
    if (std::find(list.begin(), list.end(), *index) != list.end()) {
      return fail({ErrorCode::duplicate, where, described(value) + " twice", "each complaint once", ""});
    }
    list.push_back(*index);
    return {};
  }

  Result<void> answers(const intake::Json& value) {
    if (value.kind != intake::Json::Kind::object) {
      return fail({ErrorCode::wrong_type, "answers", described(value), "an object: {\"ID\": true, …}", ""});
    }
    for (const auto& [id, answer] : value.members) {
      if (id == "note") {
        continue;
      }
      if (Result<void> done = intake::store_answer(pack_, ids_, case_, id, answer); !done) {
        return done;
      }
    }
    return {};
  }

  const Pack& pack_;
  intake::ItemFinder ids_;
  std::vector<NamedId> complaint_ids_;
  std::vector<std::uint32_t> bundles_;
  Case case_;
};

} // namespace

Result<Case> intake::case_of(const Pack& pack, const intake::Json& document) {
  return CaseReader(pack).read(document);
}

Case empty_case(const Pack& pack, double age, Sex sex) {
  Case result;
  result.age = age;
  result.sex = sex;
  result.findings.resize(pack.findings.size());
  result.background.resize(pack.background.size());
  for (const BackgroundItem& item : pack.background) {
    result.background_fits.push_back(applies(item, age, sex));
  }
  for (const Finding& finding : pack.findings) {
    result.parents.push_back(finding.parent);
  }
  return result;
}

Result<Case> read_case(const Pack& pack, std::string_view json) {
  const Result<intake::Json> document = intake::parse_json(json, max_case_bytes, max_case_depth);
  if (!document) {
    return fail(document.error());
  }
  return intake::case_of(pack, *document);
}

Result<void> set_answer(const Pack& pack, Case& the_case, std::string_view id, std::string_view value) {
  Result<intake::Json> parsed = intake::parse_json(value, max_case_bytes, max_case_depth);
  if (!parsed && parsed.error().code == ErrorCode::too_large) {
    return fail(parsed.error());
  }
  if (!parsed) {
    // A bare word, as people type one, is judged as the text that it is: what is expected instead is then said by id.
    parsed = intake::Json{};
    parsed->kind = intake::Json::Kind::text;
    parsed->text = value;
  }
  Case changed = the_case; // on an error nothing is changed
  intake::ItemFinder ids(pack);
  return intake::store_answer(pack, ids, changed, id, *parsed)
      .and_then([&] { return intake::complete(pack, changed); })
      .map([&] { the_case = std::move(changed); });
}

} // namespace sura::clinic
