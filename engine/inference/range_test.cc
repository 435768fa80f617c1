// A thousand findings: probabilities far below the smallest double, against sums of logarithms.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/testing/expect_same.h"
#include "engine/testing/random_network.h"
#include "sura/engine/inference.h"

namespace sura::engine {
namespace {

using testing::Random;
using testing::same;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t cause_count = 10;

Network thousand_findings(Random& random) {
  Network network;
  for (std::size_t cause = 0; cause < cause_count; ++cause) {
    network.causes.push_back({"", 0.01 + 0.3 * random.uniform(), {}});
  }
  for (std::uint32_t index = 0; index < 1000; ++index) {
    const double leak = 0.01 + 0.1 * random.uniform();
    Finding finding{"", 2, {1.0 - leak, leak}, {}, {}, {}};
    for (std::uint32_t cause = 0; cause < cause_count; ++cause) {
      // Of the present ones most have a single cause, so that few are open at once.
      const bool linked =
          index < 500 ? cause == index % cause_count || (index < 10 && random.chance(0.5)) : random.chance(0.3);
      if (linked) {
        const double link = 0.05 + 0.1 * random.uniform();
        finding.links.push_back({cause, {1.0 - link, link}, {}});
      }
    }
    network.findings.push_back(finding);
  }
  return network;
}

double log_sum(const std::vector<double>& logarithms) {
  const double highest = *std::max_element(logarithms.begin(), logarithms.end());
  double sum = 0.0;
  for (const double logarithm : logarithms) {
    sum += std::exp(logarithm - highest);
  }
  return highest + std::log(sum);
}

TEST(RangeTest, ThousandFindingsDoNotUnderflow) {
  Random random(7);
  const Network network = thousand_findings(random);
  Evidence evidence;
  for (std::uint32_t finding = 0; finding < 1000; ++finding) {
    const std::uint32_t level = finding < 500 ? 1 : 0;
    evidence.push_back({finding, -1, level, level});
  }
  std::vector<double> all;
  std::vector<std::vector<double>> with(cause_count);
  for (std::size_t present = 0; present < (std::size_t{1} << cause_count); ++present) {
    double logarithm = 0.0;
    for (std::size_t cause = 0; cause < cause_count; ++cause) {
      const double prior = network.causes[cause].leak;
      logarithm += std::log((present >> cause & 1) != 0 ? prior : 1.0 - prior);
    }
    for (std::size_t finding = 0; finding < 1000; ++finding) {
      double absent = network.findings[finding].leak[0];
      for (const Link& link : network.findings[finding].links) {
        absent *= (present >> link.cause & 1) != 0 ? link.levels[0] : 1.0;
      }
      logarithm += std::log(finding < 500 ? 1.0 - absent : absent);
    }
    all.push_back(logarithm);
    for (std::size_t cause = 0; cause < cause_count; ++cause) {
      with[cause].push_back((present >> cause & 1) != 0 ? logarithm : -infinity);
    }
  }
  const auto posterior = infer(network, evidence);
  ASSERT_TRUE(posterior) << posterior.error().message();
  EXPECT_LT(posterior->log_evidence, -745.0) << "the test must be about a number that no double can hold";
  EXPECT_PRED2(same, posterior->log_evidence, log_sum(all));
  for (std::size_t cause = 0; cause < cause_count; ++cause) {
    // Differences of logarithms near −1500 carry an error of about 1e-12 themselves.
    EXPECT_NEAR(posterior->presence[cause], std::exp(log_sum(with[cause]) - log_sum(all)), 1e-11);
  }
}

/// One present finding that either of two causes must have produced, and `absent` findings that speak against each with
/// a factor of `factor`.
Network nearly_contradicted(std::uint32_t absent, double factor) {
  Network network;
  network.causes = {{"a", 0.01, {}}, {"b", 0.01, {}}, {"c", 0.5, {}}};
  network.findings = {{"present", 2, {1.0, 0.0}, {}, {}, {{0, {0.5, 0.5}, {}}, {1, {0.5, 0.5}, {}}}}};
  for (std::uint32_t index = 0; index < 2 * absent; ++index) {
    network.findings.push_back({"absent", 2, {1.0, 0.0}, {}, {}, {{index % 2, {factor, 1.0 - factor}, {}}}});
  }
  return network;
}

Evidence first_present_others_absent(const Network& network) {
  Evidence evidence = {{0, -1, 1, 1}};
  for (std::uint32_t finding = 1; finding < network.findings.size(); ++finding) {
    evidence.push_back({finding, -1, 0, 0});
  }
  return evidence;
}

// Doubles lose the first cause's branch (weight 1e-1000) before the second turns out no better.
TEST(RangeTest, WeightsThatOnlyAWiderNumberHolds) {
  if (std::numeric_limits<long double>::max_exponent <= std::numeric_limits<double>::max_exponent) {
    GTEST_SKIP() << "no wider number on this platform";
  }
  const Network network = nearly_contradicted(1000, 0.1);
  const auto posterior = infer(network, first_present_others_absent(network));
  ASSERT_TRUE(posterior) << posterior.error().message();
  EXPECT_PRED2(same, posterior->log_evidence, std::log(2 * 0.01 * 0.99 * 0.5) + 1000 * std::log(0.1));
  EXPECT_NEAR(posterior->presence[0], 0.5, 1e-12);
  EXPECT_NEAR(posterior->presence[1], 0.5, 1e-12);
  EXPECT_NEAR(posterior->presence[2], 0.5, 1e-12);
  EXPECT_NEAR(posterior->attributions[0].links[0], 0.5, 1e-12);
}

/// A certain cause and another that share a present finding, and absent findings that speak against the certain one
/// with 1e-10 each: a turn whose weights sum to far below one.
Network unlikely(std::uint32_t absent, std::uint32_t further_causes) {
  Network network;
  network.causes = {{"certain", 1.0, {}}, {"other", 0.5, {}}};
  network.findings = {{"present", 2, {0.5, 0.5}, {}, {}, {{0, {0.5, 0.5}, {}}, {1, {0.5, 0.5}, {}}}}};
  for (std::uint32_t cause = 0; cause < further_causes; ++cause) {
    network.causes.push_back({"further", 0.5, {}});
    network.findings[0].links.push_back({cause + 2, {0.5, 0.5}, {}});
  }
  for (std::uint32_t index = 0; index < absent; ++index) {
    network.findings.push_back({"absent", 2, {1.0, 0.0}, {}, {}, {{0, {1e-10, 1.0 - 1e-10}, {}}}});
  }
  return network;
}

// Sums that are no normal doubles, in a turn with others after it and in the last one; the order is the engine's own.
TEST(RangeTest, ASumBelowTheNormalNumbersIsNoAnswerInDoubles) {
  for (const std::uint32_t absent : {30U, 31U, 32U, 33U, 60U}) {
    for (const std::uint32_t further : {0U, 1U, 3U}) {
      SCOPED_TRACE(std::to_string(absent) + " absent, " + std::to_string(further) + " further causes");
      const Network network = unlikely(absent, further);
      const auto posterior = infer(network, first_present_others_absent(network));
      ASSERT_TRUE(posterior) << posterior.error().message();
      // The finding stays away with 0.5 for the leak and the certain cause each, and 0.75 for every other one.
      const double present = 1.0 - 0.25 * std::pow(0.75, 1.0 + further);
      EXPECT_PRED2(same, posterior->log_evidence, absent * std::log(1e-10) + std::log(present));
      EXPECT_PRED2(same, posterior->presence[0], 1.0);
      EXPECT_PRED2(same, posterior->presence[1], 0.5 * (1.0 - 0.25 * 0.5 * std::pow(0.75, further)) / present);
    }
  }
}

// The same against a cause that nothing else touches.
TEST(RangeTest, ACauseAloneBeyondEveryNumberIsAnErrorToo) {
  Network network;
  network.causes = {{"certain", 1.0, {}}};
  Evidence evidence;
  for (std::uint32_t finding = 0; finding < 400; ++finding) {
    network.findings.push_back({"", 2, {1.0, 0.0}, {}, {}, {{0, {1e-13, 1.0 - 1e-13}, {}}}});
    evidence.push_back({finding, -1, 0, 0});
  }
  const auto posterior = infer(network, evidence);
  ASSERT_FALSE(posterior);
  EXPECT_EQ(posterior.error().code, ErrorCode::out_of_range);
}

TEST(RangeTest, BeyondEveryNumberIsAnErrorAndNotAWrongAnswer) {
  const Network network = nearly_contradicted(1000, 1e-8);
  const auto posterior = infer(network, first_present_others_absent(network));
  ASSERT_FALSE(posterior);
  EXPECT_EQ(posterior.error().code, ErrorCode::out_of_range);
  EXPECT_FALSE(log_evidence(network, first_present_others_absent(network)));
}

// A cause that cannot be present, but would explain everything: nothing bounds the adjoint of its states.
TEST(RangeTest, AnUnreachableExplanationStaysZero) {
  Network network;
  network.causes = {{"never", 0.0, {}}, {"rarely", 0.1, {}}};
  Evidence evidence;
  for (std::uint32_t finding = 0; finding < 500; ++finding) {
    network.findings.push_back({"", 2, {0.999, 0.001}, {}, {}, {{0, {0.0, 1.0}, {}}}});
    evidence.push_back({finding, -1, 1, 1});
  }
  const auto posterior = infer(network, evidence);
  ASSERT_TRUE(posterior) << posterior.error().message();
  EXPECT_PRED2(same, posterior->log_evidence, 500 * std::log(0.001));
  EXPECT_EQ(posterior->presence[0], 0.0);
  EXPECT_PRED2(same, posterior->presence[1], 0.1);
  for (const Attribution& attribution : posterior->attributions) {
    EXPECT_PRED2(same, attribution.leak, 1.0);
    EXPECT_EQ(attribution.links[0], 0.0);
  }
}

TEST(RangeTest, ImpossibleEvidenceIsMinusInfinityAndZeros) {
  Network network;
  network.causes = {{"a", 0.1, {}}};
  network.findings = {{"f", 2, {1.0, 0.0}, {{"side", 2}}, {{0.5, 0.5}}, {{0, {1.0, 0.0}, {{0.5, 0.5}}}}},
                      {"unlinked", 2, {1.0, 0.0}, {}, {}, {}}};
  const std::vector<Evidence> impossible = {{{0, -1, 1, 1}},                 // nothing can produce it
                                            {{0, 0, 1, 1}},                  // nor a side of it
                                            {{0, -1, 0, 0}, {0, 0, 1, 1}},   // absent, but a side of it present
                                            {{1, -1, 1, 1}, {0, -1, 0, 0}}}; // no cause at all, and its leak is zero
  for (const Evidence& evidence : impossible) {
    const auto posterior = infer(network, evidence);
    ASSERT_TRUE(posterior);
    EXPECT_EQ(posterior->log_evidence, -infinity);
    EXPECT_EQ(posterior->presence, std::vector<double>{0.0});
    ASSERT_EQ(posterior->attributions.size(), 1U);
    EXPECT_EQ(posterior->attributions[0].leak, 0.0);
    for (const double link : posterior->attributions[0].links) {
      EXPECT_EQ(link, 0.0);
    }
    EXPECT_EQ(*log_evidence(network, evidence), -infinity);
  }
}

} // namespace
} // namespace sura::engine
