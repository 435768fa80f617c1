// A case document that has been parsed already, for documents that hold one inside.
// Thread-safety: functions without shared state.
#pragma once

#include "clinic/intake/json.h"
#include "sura/clinic/case.h"

namespace sura::clinic::intake {

/// The case that a parsed document states; errors as read_case, save those of the text itself.
Result<Case> case_of(const Pack& pack, const Json& document);

} // namespace sura::clinic::intake
