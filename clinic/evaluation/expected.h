// What a case says should come out. Thread-safety: functions without shared state.
#pragma once

#include "clinic/evaluation/members.h"
#include "sura/clinic/evaluation.h"

namespace sura::clinic::evaluation {

/// {"cause": ID [, "also": [ID, …]] [, "urgency": LEVEL]}. Errors at "expected…": wrong_type, missing, unknown_id (with
/// the nearest), duplicate.
Result<KnownAnswer> read_expected(const Pack& pack, const Value& expected);

} // namespace sura::clinic::evaluation
