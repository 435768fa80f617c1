// Named sets of answers. Thread-safety: functions without shared state.
#pragma once

#include <vector>

#include "sura/clinic/case.h"

namespace sura::clinic::intake {

/// Answers "absent" to each finding of these bundles (indices of Pack::bundles) that has no answer yet ("not sure" is
/// one); a facet only where its finding is there. Given once all other answers are, and complete: it then contradicts
/// nothing. Errors: as `complete`.
Result<void> apply_bundles(const Pack& pack, Case& the_case, const std::vector<std::uint32_t>& bundles);

} // namespace sura::clinic::intake
