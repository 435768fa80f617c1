#include "sura/clinic/triage.h"

#include <algorithm>
#include <cstddef>

namespace sura::clinic {

namespace {

/// The most urgent level whose threshold the probability reaches, or nothing.
const UrgencyRule* reached(const Condition& condition, double cause) {
  const UrgencyRule* best = nullptr;
  for (const UrgencyRule& rule : condition.urgency) {
    if (cause >= rule.from && (best == nullptr || rule.level > best->level)) {
      best = &rule;
    }
  }
  return best;
}

bool something_else_leads(const Diagnosis& diagnosis) {
  return std::none_of(diagnosis.conditions.begin(), diagnosis.conditions.end(),
                      [&](const ConditionResult& result) { return result.cause >= diagnosis.unexplained; });
}

/// Most urgent first; at one level what was seen stands before what was computed (the order of Kind), then the
/// likelier.
bool more_urgent(const UrgencyReason& a, const UrgencyReason& b) {
  if (a.level != b.level) {
    return a.level > b.level;
  }
  if (a.kind != b.kind) {
    return a.kind < b.kind;
  }
  return a.probability > b.probability;
}

} // namespace

std::vector<std::uint32_t> red_flags(const Pack& pack, const Case& the_case) {
  std::vector<std::uint32_t> holding;
  for (std::size_t flag = 0; flag < pack.red_flags.size(); ++flag) {
    if (evaluate(pack.red_flags[flag].when, the_case) == Truth::yes) {
      holding.push_back(static_cast<std::uint32_t>(flag));
    }
  }
  return holding;
}

std::vector<std::uint32_t> out_of_scope(const Pack& pack, const Case& the_case) {
  std::vector<std::uint32_t> holding;
  for (std::size_t rule = 0; rule < pack.scope.size(); ++rule) {
    if (evaluate(pack.scope[rule].when, the_case) == Truth::yes) {
      holding.push_back(static_cast<std::uint32_t>(rule));
    }
  }
  return holding;
}

Triage triage(const Pack& pack, const Case& the_case, const Diagnosis& diagnosis) {
  Triage result;
  using Kind = UrgencyReason::Kind;
  for (const std::uint32_t flag : red_flags(pack, the_case)) {
    result.because.push_back({Kind::red_flag, pack.red_flags[flag].urgency, flag, 0.0, pack.red_flags[flag].records});
  }
  result.out_of_scope = out_of_scope(pack, the_case);
  result.in_scope = result.out_of_scope.empty();
  for (const std::uint32_t rule : result.out_of_scope) {
    result.because.push_back({Kind::scope, pack.scope[rule].urgency, rule, 0.0, pack.scope[rule].records});
  }
  for (std::size_t condition = 0; condition < pack.conditions.size(); ++condition) {
    const double cause = diagnosis.conditions[condition].cause;
    if (const UrgencyRule* rule = reached(pack.conditions[condition], cause)) {
      result.because.push_back(
          {Kind::condition, rule->level, static_cast<std::uint32_t>(condition), cause, rule->records});
    }
  }
  if (something_else_leads(diagnosis)) {
    result.because.push_back({Kind::otherwise, Urgency::routine, 0, diagnosis.unexplained, {}});
  }
  const bool urgent = std::any_of(result.because.begin(), result.because.end(),
                                  [](const UrgencyReason& reason) { return reason.level > Urgency::self_care; });
  if (!urgent) {
    result.because.push_back({Kind::otherwise, Urgency::self_care, 0, 0.0, {}});
  }
  std::stable_sort(result.because.begin(), result.because.end(), more_urgent);
  result.level = result.because.front().level;
  return result;
}

} // namespace sura::clinic
