// A number of the model from what a study measured or somebody judged (docs/authoring.md, "Numbers").
#pragma once

#include <string>

#include "authoring/compile/quantity.h"
#include "authoring/compile/workbench.h"

namespace sura::authoring {

/// Whose number it is and which one, for `explain` and for error messages.
struct Purpose {
  std::string subject;  // "conditions/cellulitis"
  std::string quantity; // "findings/fever"
};

/// Reads `{record, measure, transform}`, `{pool, transform}` or `{judgement, low, high, reason}`; complains and gives a
/// harmless number where it is neither. The result is the measured quantity; its derivation's `solved` equals it until
/// somebody solves further.
clinic::Number read_number(const Node& node, Domain domain, const Purpose& purpose);

/// A number that is exact by definition (perception "exact").
clinic::Number exact_number(Workbench& bench, double value, const Purpose& purpose);

/// The noisy-OR link whose cause, with this background, shows the finding as often as `sensitivity` says: 1 − (1 −
/// s)/(1 − b), never below 0. Shares the sensitivity's derivation, whose `solved` it sets.
clinic::Number solve_link(Workbench& bench, const clinic::Number& sensitivity, const clinic::Number& background);

} // namespace sura::authoring
