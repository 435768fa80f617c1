// Which scores a decision rule can give. Thread-safety: functions without shared state.
#pragma once

#include <set>
#include <vector>

#include "sura/clinic/pack.h"

namespace sura::clinic {

/// Every sum of some of these points, rising; points are halves, so sums are exact. At least {0}. O(points · sums).
std::set<double> possible_sums(const std::vector<double>& points);

/// Every score that a rule can give, whatever the answers.
std::set<double> possible_scores(const DecisionRule& rule);

} // namespace sura::clinic
