// Reading a parsed document member by member. Thread-safety: functions without shared state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clinic/intake/json.h"
#include "sura/result.h"

namespace sura::clinic::evaluation {

using Value = intake::Json;

/// The member of an object, or null.
const Value* member(const Value& object, std::string_view key);

/// Errors: wrong_type at `where`.
Result<void> must_be(Value::Kind kind, const Value& value, const std::string& where, const std::string& expected);

/// Errors: unknown_id at the first key that is none of these, with the nearest.
Result<void> known_keys(const Value& object, const std::string& path, const std::vector<std::string>& keys);

/// Something that has to be there and is not.
Error missing(const std::string& where, const std::string& expected);

} // namespace sura::clinic::evaluation
