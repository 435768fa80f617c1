#include "sura/clinic/care.h"

#include <algorithm>
#include <cstddef>

namespace sura::clinic {

namespace {

bool for_these_causes(const CareItem& item, const Diagnosis& diagnosis) {
  if (item.conditions.empty()) {
    return true;
  }
  return std::any_of(item.conditions.begin(), item.conditions.end(),
                     [&](std::uint32_t condition) { return diagnosis.conditions[condition].cause >= item.from; });
}

bool at_this_urgency(const CareItem& item, Urgency level) {
  return item.urgency.empty() || std::find(item.urgency.begin(), item.urgency.end(), level) != item.urgency.end();
}

/// A medicine is shown only once it is known that nothing forbids it; other advice is too useful to hold back on a
/// "don't know".
bool ruled_out(const CareItem& item, const Case& the_case) {
  const Truth unless = evaluate(item.unless, the_case);
  return unless == Truth::yes || (unless == Truth::unknown && item.section == CareSection::medicines);
}

bool made_for(const CareItem& item, const Triage& triage) {
  return triage.in_scope || (item.conditions.empty() && item.section != CareSection::medicines);
}

} // namespace

CarePlan care_plan(const Pack& pack, const Case& the_case, const Diagnosis& diagnosis, const Triage& triage) {
  CarePlan plan;
  for (std::size_t index = 0; index < pack.care.size(); ++index) {
    const CareItem& item = pack.care[index];
    if (made_for(item, triage) && for_these_causes(item, diagnosis) && at_this_urgency(item, triage.level) &&
        evaluate(item.when, the_case) == Truth::yes && !ruled_out(item, the_case)) {
      plan.items.push_back(static_cast<std::uint32_t>(index));
    }
  }
  std::stable_sort(plan.items.begin(), plan.items.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return pack.care[a].section < pack.care[b].section; });
  return plan;
}

std::vector<std::uint32_t> cramp_steps(const Pack& pack) {
  std::vector<std::uint32_t> steps;
  for (std::size_t index = 0; index < pack.care.size(); ++index) {
    if (pack.care[index].cramp_now > 0) {
      steps.push_back(static_cast<std::uint32_t>(index));
    }
  }
  std::stable_sort(steps.begin(), steps.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return pack.care[a].cramp_now < pack.care[b].cramp_now; });
  return steps;
}

} // namespace sura::clinic
