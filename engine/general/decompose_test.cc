// Networks of causes and findings by the general method: against enumeration where they are small, against the sweep
// where they are larger.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/testing/brute_force.h"
#include "engine/testing/expect_same.h"
#include "engine/testing/random_network.h"
#include "sura/engine/general.h"
#include "sura/engine/inference.h"

namespace sura::engine {
namespace {

using testing::BruteForce;
using testing::expect_same_presence;
using testing::Random;
using testing::random_evidence;
using testing::random_network;
using testing::same;

TEST(DecomposeTest, TwoThousandRandomNetworksAgainstEnumeration) {
  int impossible = 0;
  int with_facets = 0;
  for (std::uint64_t seed = 5001; seed <= 7000 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Network network = random_network(random, random.whole(4, 16));
    const Evidence evidence = random_evidence(random, network);
    const auto actual = general_presence(network, evidence);
    ASSERT_TRUE(actual) << actual.error().message();
    const Posterior expected = BruteForce(network, evidence).posterior();
    expect_same_presence(*actual, expected.log_evidence, expected.presence);
    impossible += std::isinf(expected.log_evidence) ? 1 : 0;
    with_facets += std::any_of(evidence.begin(), evidence.end(), [](const auto& seen) { return seen.facet >= 0; });
  }
  // The sample must really contain what it is there for.
  EXPECT_GT(impossible, 200);
  EXPECT_LT(impossible, 1000);
  EXPECT_GT(with_facets, 1000);
}

/// Causes and findings in a row: each linked only to causes nearby, so that few tables meet.
Network long_network(Random& random) {
  constexpr std::uint32_t reach = 5;
  Network network;
  const std::uint32_t causes = random.whole(25, 40);
  for (std::uint32_t index = 0; index < causes; ++index) {
    Cause cause{"cause " + std::to_string(index), 0.01 + 0.2 * random.uniform(), {}};
    for (std::uint32_t parent = index < 3 ? 0 : index - 3; parent < index; ++parent) {
      if (random.chance(0.15)) {
        cause.parents.push_back({parent, random.uniform()});
      }
    }
    network.causes.push_back(cause);
  }
  for (std::uint32_t index = 0; index < 50; ++index) {
    Finding finding{"finding " + std::to_string(index), random.whole(2, 3), {}, {}, {}, {}};
    if (random.chance(0.3)) {
      finding.facets.push_back({"facet", random.whole(2, 3)});
    }
    finding.leak = random.levels(finding.levels);
    finding.leak_facets = testing::random_facets(random, finding);
    const std::uint32_t first = random.whole(0, causes - reach);
    for (std::uint32_t cause = first; cause < first + reach; ++cause) {
      if (random.chance(0.6)) {
        finding.links.push_back({cause, random.levels(finding.levels), testing::random_facets(random, finding)});
      }
    }
    network.findings.push_back(finding);
  }
  return network;
}

TEST(DecomposeTest, MidSizeNetworksAgainstTheSweep) {
  int possible = 0;
  for (std::uint64_t seed = 1; seed <= 150 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Network network = long_network(random);
    Evidence evidence = random_evidence(random, network);
    std::erase_if(evidence, [&](const Observation&) { return random.chance(0.4); });
    const auto expected = infer(network, evidence);
    ASSERT_TRUE(expected) << expected.error().message();
    const auto actual = general_presence(network, evidence);
    ASSERT_TRUE(actual) << actual.error().message();
    expect_same_presence(*actual, expected->log_evidence, expected->presence);
    possible += std::isinf(expected->log_evidence) ? 0 : 1;
  }
  EXPECT_GT(possible, 50);
}

TEST(DecomposeTest, NothingHasMoreThanTwoParentsAndCausesKeepTheirNames) {
  Random random(3);
  const Network network = long_network(random);
  const auto made = decompose(network, random_evidence(random, network));
  ASSERT_TRUE(made);
  ASSERT_TRUE(validate(made->net)) << validate(made->net).error().message();
  ASSERT_TRUE(validate(made->net, made->evidence));
  for (const Variable& variable : made->net.variables) {
    EXPECT_LE(variable.parents.size(), 2U) << variable.name;
  }
  ASSERT_EQ(made->causes.size(), network.causes.size());
  for (std::size_t cause = 0; cause < network.causes.size(); ++cause) {
    EXPECT_EQ(made->net.variables[made->causes[cause]].name, network.causes[cause].name);
  }
}

TEST(DecomposeTest, WhatIsNotMentionedIsNotThere) {
  Network network;
  network.causes = {{"a", 0.25, {}}, {"b", 0.5, {}}, {"effect", 0.1, {{0, 0.5}, {1, 0.5}}}};
  network.findings = {{"f", 3, {0.5, 0.25, 0.25}, {}, {}, {{0, {0.5, 0.25, 0.25}, {}}, {2, {0.0, 0.5, 0.5}, {}}}}};
  EXPECT_EQ(decompose(network, {})->net.variables.size(), 4U); // the effect takes two
  const auto mentioned = decompose(network, {{0, -1, 0, 2}});
  ASSERT_TRUE(mentioned);
  EXPECT_EQ(mentioned->net.variables.size(), 6U);
  EXPECT_TRUE(mentioned->evidence.empty());
  // Of a finding without evidence the last variable has the finding's own distribution.
  const auto marginals = infer(mentioned->net, mentioned->evidence);
  ASSERT_TRUE(marginals);
  const double effect = 1.0 - 0.9 * (1.0 - 0.25 * 0.5) * 0.75;
  EXPECT_DOUBLE_EQ(marginals->variables[mentioned->causes[2]][1], effect);
  EXPECT_EQ(mentioned->net.variables.back().name, "f");
  const double effect_with_a = 1.0 - 0.9 * 0.5 * 0.75;
  const double effect_without = 1.0 - 0.9 * 0.75;
  EXPECT_DOUBLE_EQ(marginals->variables.back()[0],
                   0.5 * (0.25 * 0.5 * (1.0 - effect_with_a) + 0.75 * (1.0 - effect_without)));
}

TEST(DecomposeTest, InvalidNetworkOrEvidenceIsAnError) {
  Network network;
  network.causes = {{"a", 2.0, {}}};
  EXPECT_FALSE(decompose(network, {}));
  EXPECT_FALSE(general_presence(network, {}));
  network.causes[0].leak = 0.5;
  EXPECT_FALSE(decompose(network, {{0, -1, 1, 1}}));
}

TEST(DecomposeTest, ImpossibleEvidenceGivesZeros) {
  Network network;
  network.causes = {{"a", 0.5, {}}, {"b", 0.5, {}}};
  network.findings = {{"f", 2, {1.0, 0.0}, {}, {}, {{0, {1.0, 0.0}, {}}}}};
  const auto presence = general_presence(network, {{0, -1, 1, 1}});
  ASSERT_TRUE(presence);
  EXPECT_EQ(presence->log_evidence, -std::numeric_limits<double>::infinity());
  EXPECT_EQ(presence->presence, (std::vector<double>{0.0, 0.0}));
}

TEST(DecomposeTest, ThousandFindingsDoNotUnderflow) {
  Random random(11);
  Network network;
  for (std::uint32_t cause = 0; cause < 12; ++cause) {
    network.causes.push_back({"", 0.01 + 0.3 * random.uniform(), {}});
  }
  Evidence evidence;
  for (std::uint32_t index = 0; index < 1000; ++index) {
    const double leak = 0.01 + 0.1 * random.uniform();
    const std::uint32_t present = index % 2;
    Finding finding{"", 2, {1.0 - leak, leak}, {}, {}, {}};
    for (std::uint32_t cause = 0; cause < 12; ++cause) {
      if (cause == index % 11 || cause == index % 11 + 1 || (present == 0 && random.chance(0.3))) {
        const double link = 0.05 + 0.1 * random.uniform();
        finding.links.push_back({cause, {1.0 - link, link}, {}});
      }
    }
    network.findings.push_back(finding);
    evidence.push_back({index, -1, present, present});
  }
  // ln P(evidence) and presence by sums of logarithms over all sets of causes.
  std::vector<double> logarithms;
  for (std::uint32_t set = 0; set < 4096; ++set) {
    double logarithm = 0.0;
    for (std::uint32_t cause = 0; cause < 12; ++cause) {
      const double prior = network.causes[cause].leak;
      logarithm += std::log((set >> cause & 1U) != 0 ? prior : 1.0 - prior);
    }
    for (const Finding& finding : network.findings) {
      double absent = finding.leak[0];
      for (const Link& link : finding.links) {
        absent *= (set >> link.cause & 1U) != 0 ? link.levels[0] : 1.0;
      }
      const auto index = static_cast<std::size_t>(&finding - network.findings.data());
      logarithm += std::log(evidence[index].lowest == 1 ? 1.0 - absent : absent);
    }
    logarithms.push_back(logarithm);
  }
  const double highest = *std::max_element(logarithms.begin(), logarithms.end());
  double total = 0.0;
  std::vector<double> expected(12, 0.0);
  for (std::uint32_t set = 0; set < 4096; ++set) {
    const double weight = std::exp(logarithms[set] - highest);
    total += weight;
    for (std::uint32_t cause = 0; cause < 12; ++cause) {
      expected[cause] += (set >> cause & 1U) != 0 ? weight : 0.0;
    }
  }
  const auto presence = general_presence(network, evidence);
  ASSERT_TRUE(presence) << presence.error().message();
  EXPECT_LT(presence->log_evidence, -745.0) << "the test must be about a number that no double can hold";
  EXPECT_PRED2(same, presence->log_evidence, highest + std::log(total));
  for (std::uint32_t cause = 0; cause < 12; ++cause) {
    // Differences of logarithms near −1500 carry an error of about 1e-12 themselves.
    EXPECT_NEAR(presence->presence[cause], expected[cause] / total, 1e-11);
  }
}

// Two explanations, each contradicted to 1e-1000: doubles lose the one before the other turns out no better.
TEST(DecomposeTest, BeyondEveryNumberIsAnErrorAndNotAWrongAnswer) {
  Network network;
  network.causes = {{"a", 0.01, {}}, {"b", 0.01, {}}};
  network.findings = {{"present", 2, {1.0, 0.0}, {}, {}, {{0, {0.5, 0.5}, {}}, {1, {0.5, 0.5}, {}}}}};
  Evidence evidence = {{0, -1, 1, 1}};
  for (std::uint32_t index = 0; index < 2000; ++index) {
    network.findings.push_back({"absent", 2, {1.0, 0.0}, {}, {}, {{index % 2, {0.1, 0.9}, {}}}});
    evidence.push_back({index + 1, -1, 0, 0});
  }
  const auto presence = general_presence(network, evidence);
  ASSERT_FALSE(presence);
  EXPECT_EQ(presence.error().code, ErrorCode::out_of_range);
}

TEST(DecomposeTest, DenseNetworksAreRefusedBySize) {
  Network network;
  Evidence evidence;
  for (std::uint32_t cause = 0; cause < 40; ++cause) {
    network.causes.push_back({"", 0.1, {}});
  }
  for (std::uint32_t index = 0; index < 40; ++index) {
    Finding finding{"", 2, {0.99, 0.01}, {}, {}, {}};
    for (std::uint32_t cause = 0; cause < 40; ++cause) {
      finding.links.push_back({cause, {0.5, 0.5}, {}});
    }
    network.findings.push_back(finding);
    evidence.push_back({index, -1, 1, 1});
  }
  const auto presence = general_presence(network, evidence);
  ASSERT_FALSE(presence);
  EXPECT_EQ(presence.error().code, ErrorCode::too_large);
}

} // namespace
} // namespace sura::engine
