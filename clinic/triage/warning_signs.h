// What would make it more urgent: the signs that this person does not have, or was not asked about, and that would by
// themselves raise a red flag. Thread-safety: a function without shared state.
#pragma once

#include <vector>

#include "sura/clinic/triage.h"

namespace sura::clinic {

/// Findings of the opening list that, were they there, would make a red flag of exactly this level hold which does not
/// hold now (its age and background conditions are this person's), in the order of the pack, each once.
std::vector<std::uint32_t> warning_signs(const Pack& pack, const Case& the_case, Urgency level);

/// Findings of the opening list that nobody has answered, "not sure" included, in the order of the pack.
std::vector<std::uint32_t> open_warning_signs(const Pack& pack, const Case& the_case);

} // namespace sura::clinic
