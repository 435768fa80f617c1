// Bayesian networks as text in the Bayesian Interchange Format (BIF 0.15, Cozman 1998), as aGrUM reads it.
// Bytes out, no files. Thread-safety: functions without shared state.
#pragma once

#include <string>
#include <vector>

#include "sura/engine/general.h"

namespace sura::engine {

/// What each variable is called in the BIF: its own name with "_" for everything but ASCII letters and digits, with a
/// letter in front where it lacks one, and with its index behind where another has that name. By variable.
std::vector<std::string> bif_names(const BayesNet& net);

/// The network as BIF. Levels are called absent and present where there are two, else level_0, level_1 and so on.
/// Numbers have 17 digits, so that a reader has the same doubles. The network must be valid. O(size).
std::string to_bif(const BayesNet& net);

} // namespace sura::engine
