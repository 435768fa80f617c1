// Countries, and what to dial for an ambulance there. Nothing is guessed: a country counts only where somebody said it.
// Thread-safety: functions without shared state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sura/clinic/pack.h"
#include "sura/result.h"

namespace sura::clinic {

/// Whether these are the capital letters of an officially assigned code (ISO 3166-1 alpha-2).
bool is_country(std::string_view code);

/// The country that a text names by its code, in small letters or capitals: "GB". "UK", which ISO reserves for the
/// same, is GB. Errors at `where`: unknown_id, with the nearest codes. A country is known whether or not the pack has
/// numbers for it.
Result<std::string> read_country(std::string_view text, const std::string& where);

/// What to dial for an ambulance; empty where the country is not stated or the pack has no number for it.
std::vector<std::string> emergency_numbers(const Pack& pack, std::string_view country);

} // namespace sura::clinic
