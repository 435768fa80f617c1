#include "clinic/intake/consequences.h"

#include "clinic/intake/askable.h"
#include "clinic/intake/json.h"

namespace sura::clinic::intake {
namespace {

enum class Stated : std::uint8_t { nothing, no, yes };

Stated stated(const std::optional<Answer>& answer) {
  if (!answer || !answer->sure) {
    return Stated::nothing;
  }
  return answer->level == 0 ? Stated::no : Stated::yes;
}

/// Answers `finding` yes or no unless it says so already; false where it says the opposite.
bool state(const Pack& pack, Case& the_case, std::uint32_t finding, bool yes) {
  std::optional<Answer>& answer = the_case.findings[finding];
  if (stated(answer) == Stated::nothing) {
    answer = Answer{};
    answer->level = yes ? 1 : 0;
    answer->exact = !yes || pack.findings[finding].levels.size() == 2;
    return true;
  }
  return (stated(answer) == Stated::yes) == yes;
}

Error contradiction(std::string where, std::string found, std::string expected) {
  return {ErrorCode::inconsistent, std::move(where), std::move(found), std::move(expected), ""};
}

Result<void> complaints(const Pack& pack, Case& the_case) {
  for (const std::uint32_t index : the_case.complaints) {
    const Complaint& complaint = pack.complaints[index];
    if (!state(pack, the_case, complaint.finding, true)) {
      const std::string& finding = pack.findings[complaint.finding].id;
      return fail(contradiction("complaint", complaint.id + ", while answers." + finding + " says no",
                                finding + " true, or another complaint"));
    }
  }
  return {};
}

Result<void> leg(const Pack& pack, Case& the_case) {
  if (pack.both_legs_finding < 0 || the_case.leg == Leg::unstated) {
    return {};
  }
  const auto finding = static_cast<std::uint32_t>(pack.both_legs_finding);
  const bool both = the_case.leg == Leg::both;
  if (!state(pack, the_case, finding, both)) {
    const std::string& id = pack.findings[finding].id;
    return fail(contradiction(
        "leg", (both ? "both, while answers." + id + " says no" : "one leg, while answers." + id + " says yes"),
        both ? "left or right, or " + id + " true" : "both, or " + id + " false"));
  }
  return {};
}

Result<void> facets(const Pack& pack, Case& the_case) {
  for (std::uint32_t i = 0; i < pack.findings.size(); ++i) {
    const Finding& facet = pack.findings[i];
    if (facet.parent < 0 || stated(the_case.findings[i]) != Stated::yes) {
      continue;
    }
    const auto parent = static_cast<std::uint32_t>(facet.parent);
    if (!state(pack, the_case, parent, true)) {
      const std::string& id = pack.findings[parent].id;
      return fail(contradiction("answers." + facet.id, "yes, while " + id + " says no",
                                id + " true, or " + facet.id + " false or left out"));
    }
  }
  return {};
}

std::string limits(const std::optional<Sex>& sex, double minimum_age, double maximum_age) {
  std::string result = "an answer only for ";
  result += sex ? (*sex == Sex::female ? "women" : "men") : "people";
  if (minimum_age > 0.0) {
    result += " from " + number_text(minimum_age);
  }
  if (maximum_age < 120.0) {
    result += " up to " + number_text(maximum_age);
  }
  return result + (minimum_age > 0.0 || maximum_age < 120.0 ? " years" : "");
}

/// Drops a misfit that says no; false where it says yes.
bool drop(std::optional<Answer>& answer) {
  if (stated(answer) == Stated::yes) {
    return false;
  }
  answer.reset();
  return true;
}

Result<void> misfits(const Pack& pack, Case& the_case) {
  const std::string person = "a " + std::string(name(the_case.sex)) + " of " + number_text(the_case.age);
  for (std::size_t i = 0; i < pack.background.size(); ++i) {
    const BackgroundItem& item = pack.background[i];
    if (!applies(item, the_case.age, the_case.sex) && !drop(the_case.background[i])) {
      return fail(contradiction("answers." + item.id, "true for " + person,
                                limits(item.sex, item.minimum_age, item.maximum_age)));
    }
  }
  for (std::size_t i = 0; i < pack.findings.size(); ++i) {
    const Finding& finding = pack.findings[i];
    if (!applies(finding, the_case.age, the_case.sex) && !drop(the_case.findings[i])) {
      return fail(
          contradiction("answers." + finding.id, "yes for " + person, limits(finding.sex, finding.minimum_age, 200.0)));
    }
  }
  return {};
}

} // namespace

Result<void> complete(const Pack& pack, Case& the_case) {
  return complaints(pack, the_case)
      .and_then([&] { return leg(pack, the_case); })
      .and_then([&] { return facets(pack, the_case); })
      .and_then([&] { return misfits(pack, the_case); });
}

} // namespace sura::clinic::intake
