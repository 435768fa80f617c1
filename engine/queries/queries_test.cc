#include "sura/engine/queries.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "engine/testing/brute_force.h"
#include "engine/testing/expect_same.h"
#include "engine/testing/random_network.h"

namespace sura::engine {
namespace {

using testing::BruteForce;
using testing::levels_of;
using testing::Random;
using testing::random_evidence;
using testing::random_network;
using testing::same;

TEST(PredictTest, SumsToOneAndMatchesEnumeration) {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 300 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Network network = random_network(random, random.whole(4, 14), 5000.0);
    Evidence evidence = random_evidence(random, network);
    const std::uint32_t finding = random.whole(0, static_cast<std::uint32_t>(network.findings.size() - 1));
    const auto facets = static_cast<std::int32_t>(network.findings[finding].facets.size());
    const std::int32_t facet = static_cast<std::int32_t>(random.whole(0, static_cast<std::uint32_t>(facets))) - 1;
    std::erase_if(evidence, [=](const Observation& o) { return o.finding == finding && o.facet == facet; });
    const double without = BruteForce(network, evidence).posterior().log_evidence;
    const auto predicted = predict(network, evidence, finding, facet);
    if (std::isinf(without)) {
      ASSERT_FALSE(predicted);
      EXPECT_EQ(predicted.error().code, ErrorCode::inconsistent);
      continue;
    }
    ASSERT_TRUE(predicted) << predicted.error().message();
    ASSERT_EQ(predicted->size(), levels_of(network, finding, facet));
    EXPECT_PRED2(same, std::accumulate(predicted->begin(), predicted->end(), 0.0), 1.0);
    for (std::uint32_t level = 0; level < predicted->size(); ++level) {
      Evidence with = evidence;
      with.push_back({finding, facet, level, level});
      const double expected = std::exp(BruteForce(network, with).posterior().log_evidence - without);
      EXPECT_PRED2(same, (*predicted)[level], expected) << "level " << level;
    }
    ++compared;
  }
  EXPECT_GT(compared, 100);
}

TEST(PredictTest, RefusesWhatIsUnknownOrAlreadyObserved) {
  Network network;
  network.findings = {{"f", 2, {0.5, 0.5}, {}, {}, {}}};
  EXPECT_EQ(predict(network, {}, 1).error().code, ErrorCode::unknown_id);
  EXPECT_EQ(predict(network, {}, 0, 0).error().code, ErrorCode::unknown_id);
  EXPECT_EQ(predict(network, {{0, -1, 1, 1}}, 0).error().code, ErrorCode::duplicate);
}

TEST(CauseOfTest, IsTheAttributionByCauseWithTheLeakLast) {
  Network network;
  network.causes = {{"a", 0.1, {}}, {"b", 0.2, {}}, {"c", 0.3, {}}};
  network.findings = {{"other", 2, {0.9, 0.1}, {}, {}, {}},
                      {"complaint", 2, {0.9, 0.1}, {}, {}, {{2, {0.2, 0.8}, {}}, {0, {0.6, 0.4}, {}}}}};
  const auto posterior = infer(network, {{1, -1, 1, 1}});
  ASSERT_TRUE(posterior);
  const double evidence = 1.0 - 0.9 * (1.0 - 0.1 * 0.4) * (1.0 - 0.3 * 0.8);
  const std::vector<double> produced = cause_of(network, *posterior, 1);
  ASSERT_EQ(produced.size(), 4U);
  EXPECT_PRED2(same, produced[0], 0.1 * 0.4 / evidence);
  EXPECT_EQ(produced[1], 0.0);
  EXPECT_PRED2(same, produced[2], 0.3 * 0.8 / evidence);
  EXPECT_PRED2(same, produced[3], 0.1 / evidence);
  EXPECT_EQ(cause_of(network, *posterior, 0), std::vector<double>(4, 0.0)); // not observed present
}

TEST(EntropyTest, OfWeights) {
  EXPECT_DOUBLE_EQ(entropy({1.0, 1.0}), std::log(2.0));
  EXPECT_DOUBLE_EQ(entropy({5.0, 5.0, 5.0, 5.0}), std::log(4.0));
  EXPECT_DOUBLE_EQ(entropy({0.3, 0.1}), -0.75 * std::log(0.75) - 0.25 * std::log(0.25));
  EXPECT_EQ(entropy({7.0}), 0.0);
  EXPECT_EQ(entropy({0.0, 3.0, 0.0}), 0.0);
  EXPECT_EQ(entropy({}), 0.0);
  EXPECT_EQ(entropy({0.0, 0.0}), 0.0);
}

} // namespace
} // namespace sura::engine
