#include "clinic/evaluation/statistics.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace sura::clinic::evaluation {
namespace {

constexpr double half_width = 1.959963984540054; // standard deviations, of a two-sided 95 % interval
constexpr std::size_t samples = 1000;    // enough for the ends of a percentile interval (Efron and Tibshirani 1993)
constexpr std::uint64_t seed = 20240907; // fixed, so that the same cases give the same bytes

/// SplitMix64 (Steele 2014): as good as needed, and the same on every platform.
class Picks {
public:
  std::size_t below(std::size_t count) {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return static_cast<std::size_t>((x ^ (x >> 31U)) % count);
  }

private:
  std::uint64_t state_ = seed;
};

CaseScores mean(const std::vector<CaseScores>& cases, Picks* picks) {
  CaseScores sum{};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const CaseScores& one = cases[picks == nullptr ? i : picks->below(cases.size())];
    for (std::size_t score = 0; score < scores_of_a_case; ++score) {
      sum[score] += one[score];
    }
  }
  for (double& score : sum) {
    score /= static_cast<double>(cases.size());
  }
  return sum;
}

} // namespace

Rate rate(std::size_t count, std::size_t of) {
  if (of == 0) {
    return {};
  }
  const auto n = static_cast<double>(of);
  const double share = static_cast<double>(count) / n;
  const double square = half_width * half_width;
  const double middle = share + square / (2.0 * n);
  const double reach = half_width * std::sqrt(share * (1.0 - share) / n + square / (4.0 * n * n));
  const double scale = 1.0 + square / n;
  // At the ends the formula gives 0 and 1 but for rounding.
  return {count, of, count == 0 ? 0.0 : (middle - reach) / scale, count == of ? 1.0 : (middle + reach) / scale};
}

std::array<Score, scores_of_a_case> means(const std::vector<CaseScores>& cases) {
  std::array<Score, scores_of_a_case> result{};
  if (cases.empty()) {
    return result;
  }
  std::array<std::vector<double>, scores_of_a_case> drawn;
  Picks picks;
  for (std::size_t sample = 0; sample < samples; ++sample) {
    const CaseScores one = mean(cases, &picks);
    for (std::size_t score = 0; score < scores_of_a_case; ++score) {
      drawn[score].push_back(one[score]);
    }
  }
  const CaseScores all = mean(cases, nullptr);
  constexpr auto below = static_cast<std::size_t>(samples * (1.0 - confidence_level) / 2.0);
  for (std::size_t score = 0; score < scores_of_a_case; ++score) {
    std::sort(drawn[score].begin(), drawn[score].end());
    result[score] = {all[score], drawn[score][below], drawn[score][samples - 1 - below]};
  }
  return result;
}

} // namespace sura::clinic::evaluation
