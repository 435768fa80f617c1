// Which numbers the decision for one person hangs on: what the answer would be had single studies come out otherwise.
// docs/what-if-and-sensitivity.md. Thread-safety: functions without shared state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sura/clinic/assessment.h"
#include "sura/clinic/case.h"
#include "sura/clinic/pack.h"
#include "sura/result.h"

namespace sura::clinic {

inline constexpr std::string_view sensitivity_schema_id = "sura-sensitivity-1";

/// One answer, as far as a decision needs it.
struct Decision {
  double cause = 0.0;                 // probability that the condition looked at is the cause
  std::optional<std::uint32_t> first; // the likeliest cause; none: something that is not in the pack
  Urgency urgency = Urgency::self_care;
};

/// One study or judgement, with all its numbers together.
struct SensitivityBar {
  std::uint32_t study = 0;
  std::vector<std::uint32_t> rows; // its rows of Pack::derivations that bear on this answer, the most influential first
  Decision low;                    // were each of its numbers at the 5 % point of its interval
  Decision high;                   // … at the 95 % point
};

/// The bars of one condition, widest first.
struct Tornado {
  std::uint32_t condition = 0;
  Decision now;
  std::vector<SensitivityBar> bars;
};

/// How many studies are looked at for each condition.
inline constexpr std::size_t most_bars = 12;

/// For the likeliest of the conditions and, where another one decides the urgency, for that one: the studies to which
/// its log-odds are most sensitive at the medians (as `slopes` has them; those with none are left out), each moved to
/// either end of its 90 % interval and the case diagnosed anew, exactly. Errors as diagnose. Cost: two diagnoses a
/// study, and the slopes.
Result<std::vector<Tornado>> sensitivity(const Pack& pack, const Case& the_case);

/// The same for a reader: bars for a terminal. UTF-8.
std::string sensitivity_text(const Pack& pack, const Case& the_case, const std::vector<Tornado>& tornados,
                             std::string_view language, const TextStyle& style = {});

/// JSON with `schema` sensitivity_schema_id; numbers rounded to 6 decimals.
std::string sensitivity_json(const Pack& pack, const Case& the_case, const std::vector<Tornado>& tornados,
                             std::string_view language);

/// A picture that needs nothing else, for light and for dark pages.
std::string sensitivity_svg(const Pack& pack, const Case& the_case, const std::vector<Tornado>& tornados,
                            std::string_view language);

} // namespace sura::clinic
