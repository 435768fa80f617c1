// What the renderings of a sensitivity share. Thread-safety: functions without shared state.
#pragma once

#include <string>
#include <vector>

#include "clinic/report/words.h"
#include "sura/clinic/sensitivity.h"

namespace sura::clinic {

/// The probabilities that a picture of one condition spans.
struct Span {
  double from = 0.0;
  double to = 1.0;
};
Span span_of(const Tornado& tornado);

/// "32", "0.4", "< 0.1": of a hundred.
std::string in_hundred(double probability);

/// What the study's numbers are: the most influential one in words, and how many more there are.
std::string bar_in_words(const Pack& pack, const Words& words, const SensitivityBar& bar);

/// A sentence for each end at which the likeliest cause or the urgency would be another.
std::vector<std::string> changes_in_words(const Words& words, const Tornado& tornado, const SensitivityBar& bar);

} // namespace sura::clinic
