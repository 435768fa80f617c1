// What to do now and later, for this person's causes and urgency. Thread-safety: functions without shared state.
#pragma once

#include <vector>

#include "sura/clinic/triage.h"

namespace sura::clinic {

struct CarePlan {
  std::vector<std::uint32_t> items; // of Pack::care, by section and then pack order
};

/// The care items whose conditions, probability, urgency, `when` and `unless` fit. An unknown `unless` keeps the item
/// out where its section is medicines, and in elsewhere; an unknown `when` keeps it out. Out of scope only what holds
/// for everybody (items without conditions) is left, and no medicines: nothing else was made for that person.
CarePlan care_plan(const Pack& pack, const Case& the_case, const Diagnosis& diagnosis, const Triage& triage);

/// The steps of "I have a cramp right now", in order.
std::vector<std::uint32_t> cramp_steps(const Pack& pack);

} // namespace sura::clinic
