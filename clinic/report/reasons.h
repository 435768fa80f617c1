// The reasons of an urgency and of a scope in words. Thread-safety: functions without shared state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clinic/report/words.h"
#include "sura/clinic/assessment.h"

namespace sura::clinic {

/// "999 or 112": what to dial for an ambulance in the country; empty where it or its number is not known.
std::string numbers_to_call(const Pack& pack, const Words& words, std::string_view country);

/// "Emergency: call …": how soon, and where; with the number of the person's country where that is known.
std::string urgency_sentence(const Pack& pack, const Words& words, const Assessment& assessment);

/// "red-flag", "scope", "condition", "otherwise".
std::string_view name(UrgencyReason::Kind kind);

/// The id of the red flag, scope rule or condition; "something-else" or "nothing-urgent" for the rest.
std::string_view reason_id(const Pack& pack, const UrgencyReason& reason);

/// Out of scope a condition's reason gives no number: the numbers were made for other people.
std::string reason_text(const Pack& pack, const Words& words, const UrgencyReason& reason, bool in_scope);

/// Intended use and limits: what the program is, what it cannot do, and which warning signs nobody has answered.
std::vector<std::string> limits(const Pack& pack, const Words& words, const Assessment& assessment);

/// "a; b; c" of the names of findings.
std::string list_of_findings(const Words& words, const std::vector<std::uint32_t>& findings);

} // namespace sura::clinic
