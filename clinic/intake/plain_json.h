// JSON as programs write it, read quickly. Thread-safety: functions without shared state.
#pragma once

#include <optional>
#include <string_view>

#include "clinic/intake/json.h"

namespace sura::clinic::intake {

/// The value that parse_json gives, in a tenth of its time; nothing where the text is not the plainest JSON, whether it
/// is wrong or only unusual: comments, escapes, letters beyond ASCII, exponents, numbers of more than 15 digits, a key
/// twice, more than `max_depth` levels. Never throws. O(bytes × log keys).
std::optional<Json> parse_plain_json(std::string_view text, int max_depth);

} // namespace sura::clinic::intake
