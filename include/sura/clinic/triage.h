// How soon to be seen, and whether the program is meant for this person. Thread-safety: functions without shared state.
#pragma once

#include <string>
#include <vector>

#include "sura/clinic/case.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/pack.h"

namespace sura::clinic {

struct UrgencyReason {
  enum class Kind : std::uint8_t { red_flag, scope, condition, otherwise };
  Kind kind = Kind::otherwise;
  Urgency level = Urgency::self_care;
  std::uint32_t index = 0;  // red flag, scope rule or condition
  double probability = 0.0; // of the condition being the cause
  std::vector<std::uint32_t> records;
};

struct Triage {
  bool in_scope = true;
  std::vector<std::uint32_t> out_of_scope; // scope rules that hold
  Urgency level = Urgency::self_care;
  std::vector<UrgencyReason> because; // most urgent first; never empty
};

/// Red flags and scope rules that hold, and every condition whose probability of being the cause reaches a threshold;
/// the most urgent wins. No probability lowers it. Where something that is not in the pack is the likeliest cause: at
/// least routine.
Triage triage(const Pack& pack, const Case& the_case, const Diagnosis& diagnosis);

/// Red flags that hold already, before any reasoning.
std::vector<std::uint32_t> red_flags(const Pack& pack, const Case& the_case);

/// Scope rules that hold: why this is not meant for the person. Empty = it is.
std::vector<std::uint32_t> out_of_scope(const Pack& pack, const Case& the_case);

} // namespace sura::clinic
