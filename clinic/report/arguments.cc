#include "clinic/report/arguments.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "clinic/intake/json.h"

namespace sura::clinic {

namespace {

constexpr double clear_decibans = 3.0;
constexpr double strong_decibans = 10.0;
constexpr double most_decibans = 300.0; // an answer that settles it (a factor of infinity) is shown as this

std::vector<Argument> arguments(const Assessment& assessment, std::uint32_t condition, double sign) {
  std::vector<Argument> found;
  for (const Weight& weight : assessment.weights[condition]) {
    const double decibans = std::clamp(10.0 * weight.log_odds / std::numbers::ln10, -most_decibans, most_decibans);
    if (decibans * sign >= least_decibans) {
      found.push_back({weight.is_background, weight.item, decibans, 10.0 * weight.error / std::numbers::ln10});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Argument& a, const Argument& b) { return std::abs(a.decibans) > std::abs(b.decibans); });
  return found;
}

/// Two significant figures, which is more than the odds are known to.
std::string factor(double decibans) {
  const double value = std::pow(10.0, decibans / 10.0);
  const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1.0);
  return intake::number_text(unit < 1.0 ? std::round(value / unit) / std::round(1.0 / unit)
                                        : std::round(value / unit) * unit);
}

} // namespace

std::vector<Argument> arguments_for(const Assessment& assessment, std::uint32_t condition) {
  return arguments(assessment, condition, 1.0);
}

std::vector<Argument> arguments_against(const Assessment& assessment, std::uint32_t condition) {
  return arguments(assessment, condition, -1.0);
}

const Answer& answer_to(const Assessment& assessment, const Argument& argument) {
  const Case& the_case = assessment.the_case;
  return argument.is_background ? *the_case.background[argument.item] : *the_case.findings[argument.item];
}

std::string strength(const Words& words, const Argument& argument) {
  const double size = std::abs(argument.decibans);
  const std::string_view key = size >= strong_decibans  ? "interface.strength.strong"
                               : size >= clear_decibans ? "interface.strength.clear"
                                                        : "interface.strength.weak";
  return words.fill(key, {{"factor", factor(argument.decibans)}});
}

} // namespace sura::clinic
