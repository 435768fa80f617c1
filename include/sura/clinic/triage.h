// How soon to be seen, and whether the program is meant for this person. Thread-safety: functions without shared state.
#pragma once

#include <string>
#include <vector>

#include "sura/clinic/case.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/pack.h"

namespace sura::clinic {

/// What being seen at each level is expected to lose, in the unit of Pack::losses, when these are the probabilities of
/// being the cause (by condition, something else last).
ByUrgency expected_losses(const Pack& pack, const std::vector<double>& causes);

/// The level that loses least; of equal ones the most urgent.
Urgency least_loss(const ByUrgency& losses);

/// From which probability of being the cause one condition alone calls for a level.
struct Threshold {
  Urgency level = Urgency::self_care;
  double from = 0.0;
};
/// Most urgent first; levels above self-care that some probability reaches.
std::vector<Threshold> thresholds(const Pack& pack, std::uint32_t condition);

struct UrgencyReason {
  enum class Kind : std::uint8_t { red_flag, scope, condition, otherwise };
  Kind kind = Kind::otherwise;
  Urgency level = Urgency::self_care;
  std::uint32_t index = 0;  // red flag, scope rule or condition
  double probability = 0.0; // of the condition (or of something else) being the cause
  std::vector<std::uint32_t> records;
};

/// An end of a condition's interval at which another level would come out, the other causes keeping their proportions.
struct Sway {
  std::uint32_t condition = 0;
  double cause = 0.0; // the end
  Urgency level = Urgency::self_care;
};

struct Triage {
  bool in_scope = true;
  std::vector<std::uint32_t> out_of_scope; // scope rules that hold
  Urgency level = Urgency::self_care;
  std::vector<UrgencyReason> because;   // most urgent first; never empty
  ByUrgency expected_loss{};            // of each level, in the unit of Pack::losses
  Urgency by_loss = Urgency::self_care; // the level of least expected loss, red flags and scope aside
  std::vector<Sway> sways;              // in pack order; empty: the level holds over every interval
  /// Share of the draws in which each level comes out, the studies and the losses (Loss::width) both a little
  /// different; all 0 where nothing was drawn.
  ByUrgency over_draws{};
};

/// The most urgent of: the red flags that hold, the scope rules that hold, and the level of least expected loss. So no
/// probability lowers what a red flag calls for, and no condition reaches its threshold beside a lower level. Reasons
/// are the flags and rules, each condition with the level that it calls for alone, and those whose probabilities
/// together called for the level of least loss.
Triage triage(const Pack& pack, const Case& the_case, const Diagnosis& diagnosis);

/// Red flags that hold already, before any reasoning.
std::vector<std::uint32_t> red_flags(const Pack& pack, const Case& the_case);

/// Scope rules that hold: why this is not meant for the person. Empty = it is.
std::vector<std::uint32_t> out_of_scope(const Pack& pack, const Case& the_case);

} // namespace sura::clinic
