// The sweep against plain enumeration, on small networks with every feature together.
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "engine/testing/brute_force.h"
#include "engine/testing/expect_same.h"
#include "engine/testing/random_network.h"
#include "sura/engine/inference.h"

namespace sura::engine {
namespace {

using testing::BruteForce;
using testing::expect_same;
using testing::Random;
using testing::random_evidence;
using testing::random_network;
using testing::same;

// The enumeration itself, on a case that can be done by hand.
TEST(BruteForceTest, HandComputedNoisyOr) {
  Network network;
  network.causes = {{"a", 0.1, {}}, {"b", 0.2, {{0, 0.5}}}};
  network.findings = {{"f", 2, {0.9, 0.1}, {}, {}, {{0, {0.4, 0.6}, {}}, {1, {0.7, 0.3}, {}}}}};
  const Evidence evidence = {{0, -1, 1, 1}};
  const double neither = 0.9 * 0.8 * (1 - 0.9);
  const double only_a = 0.1 * (0.8 * 0.5) * (1 - 0.9 * 0.4);
  const double only_b = 0.9 * 0.2 * (1 - 0.9 * 0.7);
  const double both = 0.1 * (1 - 0.8 * 0.5) * (1 - 0.9 * 0.4 * 0.7);
  const double total = neither + only_a + only_b + both;
  const Posterior posterior = BruteForce(network, evidence).posterior();
  EXPECT_NEAR(posterior.log_evidence, std::log(total), 1e-15);
  EXPECT_NEAR(posterior.presence[0], (only_a + both) / total, 1e-15);
  EXPECT_NEAR(posterior.presence[1], (only_b + both) / total, 1e-15);
  ASSERT_EQ(posterior.attributions.size(), 1U);
  EXPECT_NEAR(posterior.attributions[0].leak, 0.1 / total, 1e-15);
  EXPECT_NEAR(posterior.attributions[0].links[0], 0.1 * 0.6 / total, 1e-15);
}

TEST(BruteForceTest, TwoThousandRandomNetworks) {
  int impossible = 0;
  int attributed = 0;
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Network network = random_network(random, random.whole(4, 16));
    ASSERT_TRUE(validate(network)) << validate(network).error().message();
    const Evidence evidence = random_evidence(random, network);
    const auto actual = infer(network, evidence);
    ASSERT_TRUE(actual) << actual.error().message();
    const Posterior expected = BruteForce(network, evidence).posterior();
    expect_same(*actual, expected);
    EXPECT_PRED2(same, *log_evidence(network, evidence), expected.log_evidence);
    impossible += std::isinf(expected.log_evidence) ? 1 : 0;
    attributed += static_cast<int>(expected.attributions.size());
    if (HasFailure()) {
      return; // the first network that differs says enough
    }
  }
  // The sample must really contain what it is there for.
  EXPECT_GT(impossible, 200);
  EXPECT_LT(impossible, 1000);
  EXPECT_GT(attributed, 2000);
}

} // namespace
} // namespace sura::engine
