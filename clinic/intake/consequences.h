// What the parts of a case state about each other, and which of them cannot both hold.
// Thread-safety: functions without shared state.
#pragma once

#include "sura/clinic/case.h"

namespace sura::clinic::intake {

/// Completes a case: complaints state their finding, the leg states the both-legs finding, a facet above its first
/// level states its parent; each replaces "not sure" too. What does not fit the person's age or sex is dropped if it
/// says no, for it tells nothing. Errors: inconsistent, where a "no" stands against one of these, or a "yes" does not
/// fit age or sex. Completing twice changes nothing. O(pack).
Result<void> complete(const Pack& pack, Case& the_case);

} // namespace sura::clinic::intake
