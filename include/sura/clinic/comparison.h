// What if? Two answers to nearly the same case, side by side. Thread-safety: functions without shared state.
#pragma once

#include <string>
#include <string_view>

#include "sura/clinic/assessment.h"

namespace sura::clinic {

inline constexpr std::string_view what_if_schema_id = "sura-whatif-1";

/// Which answers differ, the urgency before and after with the reasons that came and went, and the causes with both
/// probabilities, by the larger of the two. The words are those of the case before. UTF-8. Out of scope, before or
/// after, no probability is shown.
std::string comparison_text(const Pack& pack, const Assessment& before, const Assessment& after,
                            const TextStyle& style = {});

/// The same as JSON with `schema` what_if_schema_id; numbers rounded to 6 decimals.
std::string comparison_json(const Pack& pack, const Assessment& before, const Assessment& after);

} // namespace sura::clinic
