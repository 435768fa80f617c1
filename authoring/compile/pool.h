// Several studies of one thing made one, by random effects.
//
// Mean and variance between studies: DerSimonian & Laird 1986 (10.1016/0197-2456(86)90046-2), on the log-odds scale for
// probabilities and the logarithm for ratios and rates. The interval is that of the mean over studies, not a prediction
// of where a next study would fall. From three studies on its width is Hartung's and Knapp's (2001, 10.1002/sim.1009)
// with Student's t, and never below DerSimonian's and Laird's (Röver, Knapp & Friede 2015, 10.1186/s12874-015-0091-1).
// Of two studies it is DerSimonian's and Laird's with the normal quantile, which is known to be narrow; but with one
// degree of freedom t gives intervals so long that they say nothing (Friede, Röver, Wandel & Neuenschwander 2017,
// 10.1002/bimj.201500236). Thread-safety: functions without shared state. Cost: O(studies).
#pragma once

#include <string>
#include <vector>

#include "authoring/compile/quantity.h"

namespace sura::authoring {

/// One study on the scale.
struct Effect {
  double value = 0.0;
  double deviation = 0.0; // standard error
};

struct Pooled {
  double mean = 0.0;           // on the scale
  double half_width = 0.0;     // of the 90 % interval of the mean
  double tau_squared = 0.0;    // variance between studies
  double i_squared = 0.0;      // share of the spread that is between studies, 0 … 1 (Higgins & Thompson 2002)
  std::vector<double> weights; // by study, sum 1
};

/// A figure as an effect: from counts where it has them (half a case added where none or all were seen), else from its
/// printed 95 % interval, else from its certainty.
Effect effect_of(const Measure& measure, const std::string& certainty);

/// At least two.
Pooled pooled_of(const std::vector<Effect>& effects);

/// Value and 90 % interval of a mean on the scale of measures of this name.
Quantity shown_as(double mean, double half_width, const std::string& measure);

/// The 95 % point of Student's t with whole degrees of freedom, at least 1.
double student_t95(int degrees);

} // namespace sura::authoring
