#include "authoring/compile/pool.h"

#include <algorithm>
#include <cmath>

namespace sura::authoring {
namespace {

constexpr double continuity = 0.5; // cases added where none or all were seen
constexpr double half_turn = 3.14159265358979323846;
constexpr double upper_point = 0.95;

Domain scale_of(const std::string& measure) {
  return is_share(measure) ? Domain::probability : Domain::ratio;
}

double weighted_mean(const std::vector<Effect>& effects, const std::vector<double>& weights) {
  double sum = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    sum += weights[i] * effects[i].value;
    total += weights[i];
  }
  return sum / total;
}

double weighted_squares(const std::vector<Effect>& effects, const std::vector<double>& weights, double mean) {
  double sum = 0.0;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    sum += weights[i] * (effects[i].value - mean) * (effects[i].value - mean);
  }
  return sum;
}

std::vector<double> inverse_variances(const std::vector<Effect>& effects, double between) {
  std::vector<double> weights;
  for (const Effect& effect : effects) {
    weights.push_back(1.0 / (effect.deviation * effect.deviation + between));
  }
  return weights;
}

/// P(T ≤ t) for t ≥ 0, by the finite sums of Abramowitz & Stegun 1964, 26.7.3 and 26.7.4.
double student_probability(double t, int degrees) {
  const double angle = std::atan(t / std::sqrt(static_cast<double>(degrees)));
  const double cosine = std::cos(angle);
  const bool odd = degrees % 2 == 1;
  double term = odd ? cosine : 1.0;
  double sum = degrees == 1 ? 0.0 : term;
  for (int k = odd ? 3 : 2; k < degrees - 1; k += 2) {
    term *= cosine * cosine * (k - 1.0) / k;
    sum += term;
  }
  const double between = odd ? 2.0 / half_turn * (angle + std::sin(angle) * sum) : std::sin(angle) * sum;
  return 0.5 + 0.5 * between;
}

} // namespace

Effect effect_of(const Measure& measure, const std::string& certainty) {
  const Domain domain = scale_of(measure.name);
  if (domain == Domain::probability && measure.count && measure.total && *measure.total > 0.0) {
    const bool at_an_end = *measure.count <= 0.0 || *measure.count >= *measure.total;
    const double seen = *measure.count + (at_an_end ? continuity : 0.0);
    const double unseen = *measure.total - *measure.count + (at_an_end ? continuity : 0.0);
    return {std::log(seen / unseen), std::sqrt(1.0 / seen + 1.0 / unseen)};
  }
  const double value = held_inside(measure.value.value_or(0.0), measure.value.value_or(0.0), domain);
  const double middle = to_scale(value, domain);
  if (!measure.low || !measure.high || !(*measure.high > *measure.low)) {
    return {middle, usual_deviation(certainty)};
  }
  const double low = to_scale(held_inside(*measure.low, value, domain), domain);
  const double high = to_scale(held_inside(*measure.high, value, domain), domain);
  return {middle, (high - low) / (2.0 * z95)};
}

Pooled pooled_of(const std::vector<Effect>& effects) {
  Pooled result;
  const auto degrees = static_cast<double>(effects.size() - 1);
  const std::vector<double> fixed = inverse_variances(effects, 0.0);
  const double spread = weighted_squares(effects, fixed, weighted_mean(effects, fixed)); // Cochran's Q
  double sum = 0.0;
  double squares = 0.0;
  for (const double weight : fixed) {
    sum += weight;
    squares += weight * weight;
  }
  result.tau_squared = std::max(0.0, (spread - degrees) / (sum - squares / sum));
  result.i_squared = spread > degrees ? (spread - degrees) / spread : 0.0;

  result.weights = inverse_variances(effects, result.tau_squared);
  result.mean = weighted_mean(effects, result.weights);
  double total = 0.0;
  for (const double weight : result.weights) {
    total += weight;
  }
  const double refined = weighted_squares(effects, result.weights, result.mean) / degrees; // Hartung & Knapp's factor
  const double quantile = effects.size() == 2 ? z90 : student_t95(static_cast<int>(effects.size()) - 1);
  result.half_width = quantile * std::sqrt(std::max(1.0, refined) / total);
  for (double& weight : result.weights) {
    weight /= total;
  }
  return result;
}

Quantity shown_as(double mean, double half_width, const std::string& measure) {
  const Domain domain = scale_of(measure);
  return {from_scale(mean, domain), from_scale(mean - half_width, domain), from_scale(mean + half_width, domain), 0.0};
}

double student_t95(int degrees) {
  double low = 0.0;
  double high = 10.0; // 6.3 with one degree
  for (int step = 0; step < 100; ++step) {
    const double middle = 0.5 * (low + high);
    (student_probability(middle, degrees) < upper_point ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

} // namespace sura::authoring
