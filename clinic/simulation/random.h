// The stream of random numbers of one imagined person: SplitMix64 (Steele et al. 2014, 10.1145/2660193.2660195) started
// from seed and index, so that every person can be drawn alone. Thread-safety: one stream a thread. Cost: O(1).
#pragma once

#include <cstdint>

namespace sura::clinic {

class Random {
public:
  Random(std::uint64_t seed, std::uint64_t index) : state_(mix(seed) ^ mix(index + 0x632BE59BD9B4E019ULL)) {}

  /// Evenly spread over [0, 1).
  double uniform() {
    state_ += 0x9E3779B97F4A7C15ULL;
    return static_cast<double>(mix(state_) >> 11U) * 0x1p-53;
  }
  bool chance(double probability) { return uniform() < probability; }

private:
  static std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
  }
  std::uint64_t state_;
};

/// An index by its weight; the weights need not sum to 1, but must not all be zero.
template <class Weights> std::size_t choose(const Weights& weights, Random& random) {
  double sum = 0.0;
  for (const double weight : weights) {
    sum += weight;
  }
  double left = random.uniform() * sum;
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0.0) {
      last = i;
      if (left < weights[i]) {
        return i;
      }
      left -= weights[i];
    }
  }
  return last; // rounding
}

} // namespace sura::clinic
