// Log-odds arithmetic. Cost: O(1).
#pragma once

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace sura::clinic {

inline double logistic(double log_odds) {
  return log_odds >= 0.0 ? 1.0 / (1.0 + std::exp(-log_odds)) : std::exp(log_odds) / (1.0 + std::exp(log_odds));
}

/// ln(p/(1−p)), held within ±40 so that 0 and 1 stay finite.
inline double log_odds(double probability) {
  const double p = std::clamp(probability, 1e-17, 1.0 - 1e-16);
  return std::log(p) - std::log1p(-p);
}

/// The α with Σ weight·σ(α + shift) = target, for weights that sum to 1; by bisection to 1e-12 in α. Terms: (shift,
/// weight).
template <class Terms> double solve_intercept(const Terms& terms, double target) {
  std::vector<std::pair<double, double>> odds; // e^−shift, weight: one division a term and step
  for (const auto& [shift, weight] : terms) {
    odds.emplace_back(std::exp(-shift), weight);
  }
  double low = log_odds(target) - 40.0;
  double high = log_odds(target) + 40.0;
  while (high - low > 1e-12 * std::max(1.0, std::abs(low))) {
    const double middle = 0.5 * (low + high);
    if (middle == low || middle == high) {
      break;
    }
    const double factor = std::exp(-middle);
    double sum = 0.0;
    for (const auto& [inverse, weight] : odds) {
      sum += weight / (1.0 + factor * inverse);
    }
    (sum < target ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

} // namespace sura::clinic
