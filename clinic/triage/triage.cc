#include "sura/clinic/triage.h"

#include <algorithm>
#include <cstddef>

#include "clinic/triage/holding.h"

namespace sura::clinic {

namespace {

/// A cause whose part in the step up to the level is at least this share of the step's burden is a reason for it.
constexpr double telling_part = 0.25;

/// The level that a condition calls for alone.
Urgency alone(const Pack& pack, std::uint32_t condition, double cause) {
  for (const Threshold& threshold : thresholds(pack, condition)) {
    if (cause >= threshold.from) {
      return threshold.level;
    }
  }
  return Urgency::self_care;
}

/// How much a cause adds to the step from the level below to this one.
bool has_part(const Pack& pack, const Loss& delay, double cause, Urgency level) {
  const auto here = static_cast<std::size_t>(level);
  const ByUrgency& burden = pack.losses.burden.at;
  return cause * (delay.at[here - 1] - delay.at[here]) >= telling_part * (burden[here] - burden[here - 1]);
}

/// Why the probabilities call for a level.
void add_causes(const Pack& pack, const Diagnosis& diagnosis, Triage& result) {
  const Urgency level = result.by_loss;
  for (std::uint32_t condition = 0; condition < pack.conditions.size(); ++condition) {
    const double cause = diagnosis.conditions[condition].cause;
    const Loss& delay = pack.conditions[condition].delay;
    Urgency own = alone(pack, condition, cause);
    if (own < level && has_part(pack, delay, cause, level)) {
      own = level; // together with others
    }
    if (own > Urgency::self_care) {
      result.because.push_back({UrgencyReason::Kind::condition, own, condition, cause, delay.records});
    }
  }
  const Loss& something_else = pack.losses.something_else;
  if (level > Urgency::self_care && has_part(pack, something_else, diagnosis.unexplained, level)) {
    result.because.push_back({UrgencyReason::Kind::otherwise, level, 0, diagnosis.unexplained, something_else.records});
  }
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

/// The level of flags and scope rules, below which nothing goes.
Urgency floor_of(const Triage& result) {
  Urgency level = Urgency::self_care;
  for (const UrgencyReason& reason : result.because) {
    level = std::max(level, reason.level);
  }
  return level;
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
  for (const std::uint32_t flag : red_flags(pack, the_case)) {
    result.because.push_back(
        {UrgencyReason::Kind::red_flag, pack.red_flags[flag].urgency, flag, 0.0, pack.red_flags[flag].records});
  }
  result.out_of_scope = out_of_scope(pack, the_case);
  result.in_scope = result.out_of_scope.empty();
  for (const std::uint32_t rule : result.out_of_scope) {
    result.because.push_back(
        {UrgencyReason::Kind::scope, pack.scope[rule].urgency, rule, 0.0, pack.scope[rule].records});
  }
  const Urgency least = floor_of(result);
  result.expected_loss = expected_losses(pack, causes_of(diagnosis));
  result.by_loss = least_loss(result.expected_loss);
  add_causes(pack, diagnosis, result);
  const bool urgent = std::any_of(result.because.begin(), result.because.end(),
                                  [](const UrgencyReason& reason) { return reason.level > Urgency::self_care; });
  if (!urgent) {
    result.because.push_back({UrgencyReason::Kind::otherwise, Urgency::self_care, 0, 0.0, {}});
  }
  std::stable_sort(result.because.begin(), result.because.end(), more_urgent);
  result.level = result.because.front().level;
  result.sways = sways(pack, diagnosis, least, result.level);
  result.over_draws = over_draws(pack, diagnosis, least);
  return result;
}

} // namespace sura::clinic
