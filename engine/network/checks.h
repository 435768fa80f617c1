// What every network must keep to, whatever its shape, and how a place in it is put into words.
//
// A place is given as a function: it is put into words only when there is something to say about it, because every
// question to the engine validates the network, and spelling out thousands of places would cost more than the answer.
// Thread-safety: functions without shared state.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <span>
#include <string>

#include "sura/result.h"

namespace sura::engine {

/// Probabilities may miss a sum of 1 by this much.
inline constexpr double sum_tolerance = 1e-9;

inline std::string digits(double number) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.12g", number);
  return buffer;
}

/// "cause 3 'sprain'": the index, because names may repeat, and the name, because people read it.
inline std::string place(const char* kind, std::size_t index, const std::string& name) {
  return std::string(kind) + " " + std::to_string(index) + " '" + name + "'";
}

template <class Where> Result<void> check_probability(double probability, const Where& where) {
  if (!(probability >= 0.0 && probability <= 1.0)) { // also catches what is not a number
    return fail({ErrorCode::out_of_range, where(), digits(probability), "a probability from 0 to 1", ""});
  }
  return {};
}

/// Probabilities that sum to 1; `at` tells the place of each.
template <class Where, class At>
Result<void> check_distribution(std::span<const double> probabilities, const Where& where, const At& at) {
  double sum = 0.0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    if (auto valid = check_probability(probabilities[i], [&] { return at(i); }); !valid) {
      return valid;
    }
    sum += probabilities[i];
  }
  if (std::abs(sum - 1.0) > sum_tolerance) {
    return fail({ErrorCode::inconsistent, where(), "probabilities that sum to " + digits(sum), "a sum of 1", ""});
  }
  return {};
}

} // namespace sura::engine
