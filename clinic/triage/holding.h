// Whether a level of urgency holds where the numbers are uncertain. Thread-safety: functions without shared state.
#pragma once

#include <vector>

#include "sura/clinic/triage.h"

namespace sura::clinic {

/// Triage::sways and Triage::over_draws, where flags and scope call for `least` and `level` came out.
std::vector<Sway> sways(const Pack& pack, const Diagnosis& diagnosis, Urgency least, Urgency level);
ByUrgency over_draws(const Pack& pack, const Diagnosis& diagnosis, Urgency least);

} // namespace sura::clinic
