#include "sura/engine/subsets.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "engine/testing/expect_same.h"
#include "engine/testing/random_network.h"
#include "sura/engine/inference.h"

namespace sura::engine {
namespace {

using testing::Random;
using testing::random_evidence;
using testing::random_network;

constexpr std::size_t most_observations = 7;

/// Some causes, and a finding added that any of them is certain to produce.
std::vector<std::uint32_t> add_complaint_of_some(Random& random, Network& network) {
  std::vector<std::uint32_t> causes;
  Finding complaint{"any of them", 2, {1.0, 0.0}, {}, {}, {}};
  for (std::uint32_t cause = 0; cause < network.causes.size(); ++cause) {
    if (random.chance(0.6) || cause + 1 == network.causes.size()) {
      causes.push_back(cause);
      complaint.links.push_back({cause, {0.0, 1.0}, {}});
    }
  }
  network.findings.push_back(complaint);
  return causes;
}

TEST(SubsetsTest, EverySubsetIsAsTheSweepHasIt) {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 400 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    Network network = random_network(random, random.whole(4, 20));
    Evidence evidence = random_evidence(random, network);
    evidence.resize(std::min(evidence.size(), most_observations));
    const std::vector<std::uint32_t> causes = add_complaint_of_some(random, network);
    const auto complaint = static_cast<std::uint32_t>(network.findings.size() - 1);
    const auto odds = log_odds_of_subsets(network, evidence, causes);
    ASSERT_TRUE(odds) << odds.error().message();
    ASSERT_EQ(odds->size(), causes.size() << evidence.size());
    for (std::size_t subset = 0; subset >> evidence.size() == 0; ++subset) {
      Evidence part{{complaint, -1, 1, 1}};
      for (std::size_t i = 0; i < evidence.size(); ++i) {
        if ((subset >> i & 1U) != 0) {
          part.push_back(evidence[i]);
        }
      }
      const auto posterior = infer(network, part);
      ASSERT_TRUE(posterior) << posterior.error().message();
      if (std::isinf(posterior->log_evidence)) {
        continue; // nothing to be said of it
      }
      for (std::size_t i = 0; i < causes.size(); ++i) {
        const double found = 1.0 / (1.0 + std::exp(-(*odds)[subset * causes.size() + i]));
        EXPECT_NEAR(found, posterior->presence[causes[i]], 1e-10) << "cause " << causes[i] << ", subset " << subset;
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 10000);
}

TEST(SubsetsTest, RefusesBadEvidence) {
  Random random(1);
  const Network network = random_network(random, 8);
  const std::vector<std::uint32_t> causes{0};
  EXPECT_EQ(log_odds_of_subsets(network, {{1000, -1, 1, 1}}, causes).error().code, ErrorCode::unknown_id);
}

TEST(SubsetsTest, RefusesMoreThanItCanHold) {
  Network network;
  Evidence evidence;
  network.causes.push_back({"one", 0.1, {}});
  for (std::uint32_t f = 0; f < 22; ++f) {
    network.findings.push_back({"finding", 2, {0.9, 0.1}, {}, {}, {{0, {0.5, 0.5}, {}}}});
    evidence.push_back({f, -1, 1, 1});
  }
  const std::vector<std::uint32_t> causes{0};
  EXPECT_EQ(log_odds_of_subsets(network, evidence, causes).error().code, ErrorCode::too_large);
}

} // namespace
} // namespace sura::engine
