// How likely it is that a red flag holds once everything is answered.
// Thread-safety: plain values and functions without shared state.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "clinic/reasoning/trials.h"
#include "sura/clinic/case.h"

namespace sura::clinic {

/// What is thought of the items that nobody has answered, one probability each and independent of each other.
struct OpenAnswers {
  /// By finding: P(level ≥ k), k = 1…; empty where it is answered or cannot come.
  std::vector<std::vector<double>> findings;
  /// By background item: P(yes); 0 where it is answered or cannot hold.
  std::vector<double> background;
};

OpenAnswers open_answers(const Pack& pack, const Trials& trials);

/// The same where one item is answered so; a side goes with its finding.
OpenAnswers with_answer(const Pack& pack, const Case& the_case, OpenAnswers open, const ItemTrial& item,
                        std::uint32_t level);

/// P(the expression holds once everything is answered). What was answered "not sure" stays unknown and holds never.
double chance(const Expression& expression, const Case& the_case, const OpenAnswers& open);

/// By level of urgency: P(some red flag of this level or a higher one holds once everything is answered), flags as
/// independent.
ByUrgency flag_chances(const Pack& pack, const Case& the_case, const OpenAnswers& open);

} // namespace sura::clinic
