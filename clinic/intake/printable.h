// Text from outside, made fit for one line of an error message.
// Thread-safety: functions without shared state. Cost: O(bytes).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sura::clinic::intake {

/// Characters of what was found that an error shows.
inline constexpr std::size_t shown_characters = 60;

/// Length in bytes of the well-formed UTF-8 character at `at`, or 0 where there is none (Unicode 15, table 3-7).
std::size_t character_length(std::string_view text, std::size_t at);

/// `text` with what cannot be printed (control characters, malformed bytes) as "?", cut with "…" after
/// `shown_characters`.
std::string printable(std::string_view text);

/// `text` between double quotes, as it is.
std::string in_quotes(std::string_view text);

} // namespace sura::clinic::intake
