// Sampled frequencies against the model's own arithmetic: noisy-MAX levels and facets that hang on the producing event.
#include "sura/engine/sampling.h"

#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

namespace sura::engine {
namespace {

constexpr int draws = 200000;
constexpr double tolerance = 0.006; // more than five standard errors of a share over that many draws

Uniform counting(std::uint64_t& state) {
  return [&state] {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL; // Knuth's linear congruential generator
    return static_cast<double>(state >> 11U) * 0x1p-53;
  };
}

TEST(Sampling, HighestLevelAndFacetsOfTheEventsThatProducedIt) {
  Finding finding{"f", 3, {0.9, 0.1, 0.0}, {{"side", 2}}, {{0.5, 0.5}}, {}};
  finding.links.push_back({0, {0.4, 0.3, 0.3}, {{0.2, 0.8}}});
  finding.links.push_back({1, {0.0, 0.0, 1.0}, {{1.0, 0.0}}});
  std::uint64_t state = 1;
  const Uniform uniform = counting(state);
  int at_least_1 = 0;
  int at_least_2 = 0;
  int side = 0;
  for (int i = 0; i < draws; ++i) {
    const SampledFinding seen = sample(finding, {true, false}, uniform);
    at_least_1 += seen.level >= 1 ? 1 : 0;
    at_least_2 += seen.level >= 2 ? 1 : 0;
    side += seen.facets[0] == 1 ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(at_least_1) / draws, 1.0 - 0.9 * 0.4, tolerance);
  EXPECT_NEAR(static_cast<double>(at_least_2) / draws, 0.3, tolerance);
  EXPECT_NEAR(static_cast<double>(side) / draws, 1.0 - (1.0 - 0.1 * 0.5) * (1.0 - 0.6 * 0.8), tolerance);
}

TEST(Sampling, AbsentCausesProduceNothing) {
  Finding finding{"f", 2, {1.0, 0.0}, {}, {}, {}};
  finding.links.push_back({0, {0.0, 1.0}, {}});
  std::uint64_t state = 7;
  const Uniform uniform = counting(state);
  EXPECT_EQ(sample(finding, {false}, uniform).level, 0U);
  EXPECT_EQ(sample(finding, {true}, uniform).level, 1U);
}

} // namespace
} // namespace sura::engine
