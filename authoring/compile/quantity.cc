#include "authoring/compile/quantity.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace sura::authoring {
namespace {

constexpr double smallest = 0.001; // what a printed 0 is taken as where there are no counts

/// A negative likelihood ratio below 1 has the same bounds as a probability, and must not be drawn above 1.
bool is_between_0_and_1(const Measure& measure) {
  return is_share(measure.name) || (measure.name == "lr_negative" && measure.value < 1.0);
}

} // namespace

double to_scale(double value, Domain domain) {
  return domain == Domain::probability ? std::log(value / (1.0 - value)) : std::log(value);
}
double from_scale(double value, Domain domain) {
  return domain == Domain::probability ? 1.0 / (1.0 + std::exp(-value)) : std::exp(value);
}

bool is_share(const std::string& measure) {
  return measure == "sensitivity" || measure == "specificity" || measure == "prevalence" || measure == "proportion";
}

bool possible(const Measure& measure) {
  const double value = measure.value.value_or(-1.0);
  const double low = measure.low.value_or(value);
  const double high = measure.high.value_or(value);
  const double count = measure.count.value_or(0.0);
  return low >= 0.0 && low <= value && value <= high && high <= (is_share(measure.name) ? 1.0 : 1e9) && count >= 0.0 &&
         count <= measure.total.value_or(count);
}

double usual_deviation(const std::string& certainty) {
  if (certainty == "high") {
    return 0.2;
  }
  if (certainty == "moderate") {
    return 0.35;
  }
  return certainty == "low" ? 0.6 : 0.9;
}

double held_inside(double printed, double value, Domain domain) {
  const double near = std::min(smallest, 0.1 * value);
  if (printed <= 0.0) {
    return value > 0.0 ? near : smallest;
  }
  if (domain == Domain::probability && printed >= 1.0) {
    return value < 1.0 ? std::max(1.0 - smallest, 1.0 - 0.1 * (1.0 - value)) : 1.0 - smallest;
  }
  return printed;
}

Quantity measured(const Measure& measure, const std::string& certainty) {
  const Domain domain = is_between_0_and_1(measure) ? Domain::probability : Domain::ratio;
  double value = measure.value.value_or(0.0);
  double deviation = usual_deviation(certainty);
  if (domain == Domain::probability && measure.count && measure.total && *measure.total > 0.0) {
    const double n = *measure.total;
    const double p = (*measure.count + 0.5) / (n + 1.0);
    deviation = std::sqrt(1.0 / (n * p) + 1.0 / (n * (1.0 - p)));
    value = value <= 0.0 || value >= 1.0 ? p : value;
  }
  value = held_inside(value, value, domain);
  const double middle = to_scale(value, domain);
  const auto end = [&](const std::optional<double>& limit, double side) {
    if (!limit) {
      return from_scale(middle + side * deviation * z90, domain);
    }
    return from_scale(middle + (to_scale(held_inside(*limit, value, domain), domain) - middle) * z90 / z95, domain);
  };
  return {value, std::min(value, end(measure.low, -1.0)), std::max(value, end(measure.high, 1.0))};
}

Quantity propagate(const std::vector<Quantity>& inputs, Domain domain,
                   const std::function<double(const std::vector<double>&)>& f) {
  const auto held = [&](double value) {
    return domain == Domain::probability ? std::clamp(value, 1e-9, 1.0 - 1e-9) : std::max(value, 1e-9);
  };
  std::vector<double> values;
  for (const Quantity& input : inputs) {
    values.push_back(input.value);
  }
  const double result = f(values);
  if (!(result >= 0.0 && (domain != Domain::probability || result <= 1.0))) {
    return {result, result, result, 0.0}; // what cannot be is for the caller to refuse, not to be held
  }
  const double middle = to_scale(held(result), domain);
  double down = 0.0;
  double up = 0.0;
  double judged = 0.0; // of both sides together
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    for (const double end : {inputs[i].low, inputs[i].high}) {
      std::vector<double> moved = values;
      moved[i] = end;
      const double move = to_scale(held(f(moved)), domain) - middle;
      (move < 0.0 ? down : up) += move * move;
      judged += move * move * inputs[i].judged;
    }
  }
  return {from_scale(middle, domain), from_scale(middle - std::sqrt(down), domain),
          from_scale(middle + std::sqrt(up), domain), down + up > 0.0 ? judged / (down + up) : 0.0};
}

std::string printed(const Measure& measure) {
  std::string text =
      measure.value ? fmt::format("{} {:g}", measure.name, *measure.value) : measure.name + " without a value";
  if (measure.low && measure.high) {
    text += fmt::format(" ({:g} to {:g})", *measure.low, *measure.high);
  }
  if (!measure.of.empty()) {
    text += " of " + measure.of;
  }
  return text;
}

} // namespace sura::authoring
