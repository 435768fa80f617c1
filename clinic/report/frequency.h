// Probabilities in words: natural frequencies with their interval, and words of confidence.
// Thread-safety: functions without shared state.
#pragma once

#include <string>

#include "clinic/report/words.h"

namespace sura::clinic {

/// "about 4 in 100", "about 3 in 1,000", "fewer than 1 in 1,000", "more than 99 in 100".
std::string frequency(const Words& words, double probability);

/// The same with the interval counted out of the same number: "about 4 in 100; studies allow 1 to 12". Without the
/// interval where both ends say what the frequency already says.
std::string frequency_with_interval(const Words& words, double probability, double low, double high);

/// "very likely" (0.9 or more), "likely" (0.6), "quite possible" (0.3), "possible" (0.05), "unlikely" (0.01), "very
/// unlikely".
std::string confidence(const Words& words, double probability);

} // namespace sura::clinic
