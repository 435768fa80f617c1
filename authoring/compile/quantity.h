// A study's figure as a value with a 90 % interval, and arithmetic on such values.
// Thread-safety: functions without shared state. Scales: log-odds for probabilities, logarithm for everything else.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "authoring/compile/workbench.h"
#include "clinic/reasoning/draws.h"

namespace sura::authoring {

enum class Domain {
  probability, // 0 … 1
  ratio,       // above 0: odds ratios
  duration,    // above 0: days
};

using clinic::z90;
inline constexpr double z95 = 1.9599639845400545; // the same of a 95 % interval, as studies print it

/// A value with its 90 % interval, before it becomes a number of the pack.
struct Quantity {
  double value = 0.5;
  double low = 0.5;
  double high = 0.5;
  double judged = 0.0; // the share of its variance that is judgement and no measurement
};

double to_scale(double value, Domain domain);
double from_scale(double value, Domain domain);

/// Whether a measure of this name is a probability (sensitivity, specificity, prevalence, proportion).
bool is_share(const std::string& measure);

/// Whether a figure can be what its name says: 70 is no sensitivity, and 5 of 3 is no count.
bool possible(const Measure& measure);

/// Standard deviation on the scale where the source prints no interval (docs/authoring.md).
double usual_deviation(const std::string& certainty);

/// A 0 or 1 that was printed is "none seen" or "all seen", not impossible or sure: what it is taken as beside `value`.
double held_inside(double printed, double value, Domain domain);

/// The figure with a 90 % interval: the printed 95 % one narrowed, else from counts, else from its certainty.
Quantity measured(const Measure& measure, const std::string& certainty);

/// f of several independent quantities, its interval by moving one at a time and adding the moves in quadrature on the
/// scale.
Quantity propagate(const std::vector<Quantity>& inputs, Domain domain,
                   const std::function<double(const std::vector<double>&)>& f);

/// "sensitivity 0.7 (0.6 to 0.8) of swelling", as the study printed it.
std::string printed(const Measure& measure);

} // namespace sura::authoring
