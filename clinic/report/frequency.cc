#include "clinic/report/frequency.h"

#include <array>
#include <cmath>
#include <utility>

#include "clinic/intake/json.h"
#include "sura/clinic/assessment.h"

namespace sura::clinic {

namespace {

/// Hundredths down to where they would round to none, thousandths below.
bool in_hundredths(double probability) {
  return std::lround(probability * 1000.0) >= 10;
}

std::string count(const Words& words, double probability, bool hundredths) {
  const double of = hundredths ? 100.0 : 1000.0;
  const long number = std::lround(probability * of);
  if (probability * of < 1.0) {
    return words.of("interface.frequency.below-one");
  }
  if (hundredths && number > 99) {
    return words.of("interface.frequency.above-99");
  }
  return intake::number_text(static_cast<double>(number));
}

} // namespace

std::string frequency(const Words& words, double probability) {
  if (probability < 0.001) {
    return words.of("interface.frequency.fewest");
  }
  const bool hundredths = in_hundredths(probability);
  const long number = std::lround(probability * (hundredths ? 100.0 : 1000.0));
  if (hundredths && number > 99) {
    return words.of("interface.frequency.most");
  }
  return words.fill(hundredths ? "interface.frequency.in-100" : "interface.frequency.in-1000",
                    {{"number", intake::number_text(static_cast<double>(number))}});
}

std::string frequency_with_interval(const Words& words, double probability, double low, double high) {
  const bool hundredths = in_hundredths(probability);
  const std::string from = count(words, low, hundredths);
  const std::string to = count(words, high, hundredths);
  if (from == to) {
    return frequency(words, probability);
  }
  return words.fill("interface.frequency.with-interval",
                    {{"frequency", frequency(words, probability)}, {"low", from}, {"high", to}});
}

std::string confidence(const Words& words, double probability) {
  static constexpr std::array<std::pair<double, std::string_view>, 5> scale = {{
      {0.9, "interface.confidence.very-likely"},
      {0.6, "interface.confidence.likely"},
      {0.3, "interface.confidence.quite-possible"},
      {0.05, "interface.confidence.possible"},
      {0.01, "interface.confidence.unlikely"},
  }};
  for (const auto& [from, key] : scale) {
    if (probability >= from) {
      return words.of(key);
    }
  }
  return words.of("interface.confidence.very-unlikely");
}

std::string natural_frequency(const Pack& pack, std::string_view language, double probability) {
  return frequency(Words(pack, language, Reader::person), probability);
}

} // namespace sura::clinic
