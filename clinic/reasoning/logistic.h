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

/// ln(p/(1−p)), with p held within 1e-17 … 1 − 1e-16 (about −39.1 … 36.7) so that 0 and 1 stay finite.
inline double log_odds(double probability) {
  const double p = std::clamp(probability, 1e-17, 1.0 - 1e-16);
  return std::log(p) - std::log1p(-p);
}

/// The α with Σ weight·σ(α + shift) = target, for weights that sum to 1; to 1e-12 in α. Terms: (shift, weight). By
/// Newton's method on the log-odds of the sum, which are all but linear in α; where a step leaves what is known to hold
/// the answer, that is halved. A target of 0 or 1 gives an α that is out of every odds ratio's reach.
template <class Terms> double solve_intercept(const Terms& terms, double target) {
  constexpr int most_steps = 200; // halving alone needs fifty
  const double wanted = log_odds(target);
  double low = wanted - 40.0;
  double high = wanted + 40.0;
  if (target <= 0.0 || target >= 1.0) {
    return target <= 0.0 ? low : high;
  }
  std::vector<std::pair<double, double>> odds; // e^−shift, weight: one division a term and step
  odds.reserve(terms.size());
  for (const auto& [shift, weight] : terms) {
    odds.emplace_back(std::exp(-shift), weight);
  }
  double middle = wanted;
  for (int taken = 0; taken < most_steps; ++taken) {
    const double factor = std::exp(-middle);
    double sum = 0.0;
    double slope = 0.0;
    for (const auto& [inverse, weight] : odds) {
      const double p = 1.0 / (1.0 + factor * inverse);
      sum += weight * p;
      slope += weight * p * (1.0 - p);
    }
    (sum < target ? low : high) = middle;
    const double newton = middle - (log_odds(sum) - wanted) * sum * (1.0 - sum) / slope;
    const double next = newton > low && newton < high ? newton : 0.5 * (low + high);
    if (std::abs(next - middle) <= 1e-12 * std::max(1.0, std::abs(middle))) {
      return next;
    }
    middle = next;
  }
  return middle;
}

} // namespace sura::clinic
