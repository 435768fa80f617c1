// Intervals for what is counted and averaged over cases. Thread-safety: functions without shared state.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "sura/clinic/evaluation.h"

namespace sura::clinic::evaluation {

/// Of every interval here.
inline constexpr double confidence_level = 0.95;

/// The share `count` of `of` with Wilson's score interval (J Am Stat Assoc 1927;22:209); 0 to 1 where `of` is 0.
Rate rate(std::size_t count, std::size_t of);

/// The values of one case, in the order of the scores.
inline constexpr std::size_t scores_of_a_case = 3;
using CaseScores = std::array<double, scores_of_a_case>;

/// The mean of each score and its percentile bootstrap interval (Efron and Tibshirani 1993): 1000 samples of the cases,
/// always the same ones. All 0 where there is no case. O(1000 × cases).
std::array<Score, scores_of_a_case> means(const std::vector<CaseScores>& cases);

} // namespace sura::clinic::evaluation
