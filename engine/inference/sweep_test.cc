// What does not show in small networks: cost known beforehand, limits, few checkpoints, the wider number type.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/inference/answers.h"
#include "engine/inference/numbers.h"
#include "engine/inference/planner.h"
#include "engine/inference/sweep.h"
#include "engine/testing/expect_same.h"
#include "engine/testing/random_network.h"
#include "sura/engine/inference.h"

namespace sura::engine {
namespace {

using testing::expect_same;
using testing::Random;
using testing::random_evidence;
using testing::random_network;

/// `present` findings, each linked to all of `causes` causes.
Network dense(std::uint32_t causes, std::uint32_t findings) {
  Network network;
  for (std::uint32_t cause = 0; cause < causes; ++cause) {
    network.causes.push_back({"", 0.1, {}});
  }
  for (std::uint32_t index = 0; index < findings; ++index) {
    Finding finding{"", 2, {0.99, 0.01}, {}, {}, {}};
    for (std::uint32_t cause = 0; cause < causes; ++cause) {
      finding.links.push_back({cause, {0.5, 0.5}, {}});
    }
    network.findings.push_back(finding);
  }
  return network;
}

Evidence all_present(const Network& network) {
  Evidence evidence;
  for (std::uint32_t finding = 0; finding < network.findings.size(); ++finding) {
    evidence.push_back({finding, -1, 1, 1});
  }
  return evidence;
}

template <class Weight> Posterior sweep(const Network& network, const Evidence& evidence, const Memory& memory) {
  Program program;
  Planner().plan(network, evidence, program);
  Numbers numbers;
  numbers.resize(program, 1);
  NumberFiller().fill(program, network, numbers);
  Moments moments;
  Sweep<Weight>().run(program, numbers, Wanted::everything, memory, moments);
  EXPECT_EQ(moments.outcomes[0], Outcome::possible);
  Posterior posterior;
  clear(network, program, posterior);
  read_answers(program, numbers, moments, 0, posterior);
  return posterior;
}

TEST(SweepTest, LittleMemoryAndWiderNumbersGiveTheSame) {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 200 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Network network = random_network(random, 24);
    const Evidence evidence = random_evidence(random, network);
    const auto expected = infer(network, evidence);
    if (expected->log_evidence < -1e300) {
      continue;
    }
    expect_same(sweep<double>(network, evidence, {0, 0}), *expected); // the shortest stretches
    expect_same(sweep<double>(network, evidence, {std::size_t{1} << 30, 0}), *expected);
    expect_same(sweep<double>(network, evidence, {std::size_t{1} << 30, std::size_t{1} << 30}), *expected);
    expect_same(sweep<long double>(network, evidence, {0, 0}), *expected);
    ++compared;
  }
  EXPECT_GT(compared, 50);
}

TEST(CostTest, PresentFindingsAndTheCauseAtHandAreOpen) {
  const Network network = dense(5, 7);
  const auto expected = cost(network, all_present(network));
  ASSERT_TRUE(expected);
  EXPECT_EQ(expected->open_width, 8U);
  EXPECT_GT(expected->operations, 5 * 7 * 64.0);
  EXPECT_LT(expected->operations, 5 * 7 * 4 * 256.0);
}

TEST(CostTest, FindingsOfOneCauseOpenNothing) {
  Network network = dense(1, 500);
  EXPECT_EQ(cost(network, all_present(network))->open_width, 1U);
}

TEST(CostTest, AbsentAndUnlinkedFindingsOpenNothing) {
  Network network = dense(4, 100);
  network.findings.push_back({"unlinked", 2, {0.5, 0.5}, {}, {}, {}});
  Evidence evidence = all_present(network);
  for (std::uint32_t finding = 0; finding < 100; ++finding) {
    evidence[finding] = {finding, -1, 0, 0};
  }
  EXPECT_EQ(cost(network, evidence)->open_width, 1U);
}

TEST(CostTest, AnEffectStaysOpenFromItsFirstParentToItsOwnTurn) {
  Network network;
  network.causes = {{"a", 0.1, {}}, {"b", 0.1, {}}, {"effect", 0.0, {{0, 0.5}, {1, 0.5}}}};
  EXPECT_EQ(cost(network, {})->open_width, 2U); // the effect, and whichever parent is at its turn
}

TEST(CostTest, TooLargeIsAnErrorThatSaysHowLarge) {
  const Network network = dense(3, max_open_width);
  const Evidence evidence = all_present(network);
  const auto known = cost(network, evidence);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->open_width, max_open_width + 1);
  const auto posterior = infer(network, evidence);
  ASSERT_FALSE(posterior);
  EXPECT_EQ(posterior.error().code, ErrorCode::too_large);
  EXPECT_NE(posterior.error().message().find("too large: open width " + std::to_string(max_open_width + 1)),
            std::string::npos)
      << posterior.error().message();
  EXPECT_NE(posterior.error().message().find(" operations"), std::string::npos);
  EXPECT_EQ(log_evidence(network, evidence).error().code, ErrorCode::too_large);
}

TEST(CostTest, TooManyPresentFacetsOfOneFindingAreAnError) {
  Network network;
  network.causes = {{"a", 0.1, {}}};
  Finding finding{"many sides", 2, {0.9, 0.1}, {}, {}, {{0, {0.5, 0.5}, {}}}};
  Evidence evidence;
  for (std::int32_t facet = 0; facet < 11; ++facet) {
    finding.facets.push_back({"", 2});
    finding.leak_facets.push_back({0.5, 0.5});
    finding.links[0].facets.push_back({0.5, 0.5});
    evidence.push_back({0, facet, 1, 1});
  }
  network.findings.push_back(finding);
  const auto posterior = infer(network, evidence);
  ASSERT_FALSE(posterior);
  EXPECT_EQ(posterior.error().code, ErrorCode::too_large);
  EXPECT_NE(posterior.error().where.find("many sides"), std::string::npos);
  evidence.pop_back();
  EXPECT_TRUE(infer(network, evidence));
}

TEST(SweepTest, InvalidNetworkOrEvidenceIsAnErrorEverywhere) {
  Network network = dense(2, 2);
  EXPECT_FALSE(infer(network, {{9, -1, 1, 1}}));
  EXPECT_FALSE(log_evidence(network, {{9, -1, 1, 1}}));
  EXPECT_FALSE(cost(network, {{9, -1, 1, 1}}));
  network.findings[1].links[0].cause = 7;
  EXPECT_FALSE(infer(network, {}));
}

TEST(SweepTest, NoEvidenceGivesThePrior) {
  Network network;
  network.causes = {{"a", 0.25, {}}, {"b", 0.5, {{0, 0.5}}}};
  const auto posterior = infer(network, {});
  ASSERT_TRUE(posterior);
  EXPECT_EQ(posterior->log_evidence, 0.0);
  EXPECT_DOUBLE_EQ(posterior->presence[0], 0.25);
  EXPECT_DOUBLE_EQ(posterior->presence[1], 1.0 - 0.5 * (0.75 + 0.25 * 0.5));
  EXPECT_TRUE(posterior->attributions.empty());
  ASSERT_EQ(posterior->origins.size(), 1U);
  EXPECT_EQ(posterior->origins[0].cause, 1U);
  EXPECT_DOUBLE_EQ(posterior->origins[0].leak, 0.5);
  EXPECT_DOUBLE_EQ(posterior->origins[0].parents[0], 0.25 * 0.5);
  EXPECT_TRUE(infer(Network{}, {})->presence.empty());
}

} // namespace
} // namespace sura::engine
