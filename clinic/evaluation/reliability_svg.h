// The reliability diagram as SVG. Thread-safety: a function without shared state.
#pragma once

#include <string>
#include <vector>

#include "sura/clinic/evaluation.h"

namespace sura::clinic::evaluation {

/// A picture for an HTML page: mean probability said (across) against how often it was true (up) with its interval; the
/// diagonal is perfect. Colours come from the page (classes axis, ideal, span, point). The same bins, the same bytes.
std::string reliability_svg(const std::vector<ReliabilityBin>& bins);

} // namespace sura::clinic::evaluation
