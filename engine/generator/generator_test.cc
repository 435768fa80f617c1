// Generated networks have the sizes, shares and ranges that were asked for, evidence has its counts and the model's own
// frequencies, and both are the same everywhere.
#include "sura/engine/generator.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sura::engine {
namespace {

void expect_within(double value, const ProbabilityRange& range) {
  EXPECT_GE(value, range.low);
  EXPECT_LE(value, range.high);
}

std::size_t links_of(const Network& network) {
  std::size_t links = 0;
  for (const Finding& finding : network.findings) {
    links += finding.links.size();
  }
  return links;
}

TEST(Generator, SizesAndRangesAreThoseAskedFor) {
  const GeneratorOptions options{.causes = 30,
                                 .findings = 50,
                                 .causes_per_finding = 7,
                                 .prior = {0.001, 0.002},
                                 .link = {0.3, 0.4},
                                 .leak = {0.05, 0.05}};
  const auto network = generate(options);
  ASSERT_TRUE(network);
  EXPECT_TRUE(validate(*network));
  ASSERT_EQ(network->causes.size(), 30U);
  ASSERT_EQ(network->findings.size(), 50U);
  for (const Cause& cause : network->causes) {
    EXPECT_TRUE(cause.parents.empty());
    expect_within(cause.leak, options.prior);
  }
  for (const Finding& finding : network->findings) {
    EXPECT_EQ(finding.leak[1], 0.05);
    std::set<std::uint32_t> linked;
    for (const Link& link : finding.links) {
      linked.insert(link.cause);
      expect_within(link.levels[1], options.link);
    }
    EXPECT_EQ(finding.links.size(), 7U);
    EXPECT_EQ(linked.size(), 7U) << "a cause is linked twice";
  }
}

TEST(Generator, LargestQmrLikeNetworkIsValid) {
  const auto network = generate(
      {.causes = max_generated_causes, .findings = max_generated_findings, .causes_per_finding = 10, .seed = 3});
  ASSERT_TRUE(network);
  EXPECT_TRUE(validate(*network));
  EXPECT_EQ(links_of(*network), 40'000U);
}

TEST(Generator, ShareOfLinksIsThatOfAllPairs) {
  const auto network = generate({.causes = 100, .findings = 400, .share_of_links = 0.35});
  ASSERT_TRUE(network);
  EXPECT_NEAR(static_cast<double>(links_of(*network)) / 40'000.0, 0.35, 0.012); // five standard errors
}

TEST(Generator, EveryCauseIsAsLikelyToBeLinked) {
  const auto network = generate({.causes = 10, .findings = 4000, .causes_per_finding = 3});
  ASSERT_TRUE(network);
  std::vector<double> linked(10, 0.0);
  for (const Finding& finding : network->findings) {
    for (const Link& link : finding.links) {
      linked[link.cause] += 1.0;
    }
  }
  for (const double count : linked) {
    EXPECT_NEAR(count / 4000.0, 0.3, 0.037); // five standard errors
  }
}

// 0x1p-53 × the leading 53 bits of what std::mt19937_64 must give by the C++ standard for this seed: any platform.
TEST(Generator, NumbersAreThoseOfTheStandardGenerator) {
  constexpr double first = 0x1.122deafddb434p-3;
  const auto network = generate({.causes = 1, .findings = 0, .causes_per_finding = 1, .prior = {0.0, 1.0}, .seed = 1});
  ASSERT_TRUE(network);
  EXPECT_EQ(network->causes[0].leak, first);
}

TEST(Generator, SameSeedGivesTheSameAndAnotherDoesNot) {
  const auto one = generate({.seed = 5});
  const auto same = generate({.seed = 5});
  const auto other = generate({.seed = 6});
  ASSERT_TRUE(one && same && other);
  double differs = 0.0;
  for (std::size_t cause = 0; cause < one->causes.size(); ++cause) {
    EXPECT_EQ(one->causes[cause].leak, same->causes[cause].leak);
    differs += std::abs(one->causes[cause].leak - other->causes[cause].leak);
  }
  for (std::size_t finding = 0; finding < one->findings.size(); ++finding) {
    ASSERT_EQ(one->findings[finding].links.size(), same->findings[finding].links.size());
    for (std::size_t link = 0; link < one->findings[finding].links.size(); ++link) {
      EXPECT_EQ(one->findings[finding].links[link].cause, same->findings[finding].links[link].cause);
      EXPECT_EQ(one->findings[finding].links[link].levels, same->findings[finding].links[link].levels);
    }
  }
  EXPECT_GT(differs, 0.01);
}

TEST(Generator, WhatCannotBeMadeIsSaid) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const auto place_of = [](const GeneratorOptions& options) {
    const auto network = generate(options);
    return network ? std::string("accepted") : network.error().where;
  };
  EXPECT_EQ(place_of({.causes = 601}), "causes");
  EXPECT_EQ(place_of({.findings = 4001}), "findings");
  EXPECT_EQ(place_of({.causes = 7}), "causes per finding");
  EXPECT_EQ(place_of({.causes = 7, .share_of_links = 0.5}), "accepted");
  EXPECT_EQ(place_of({.share_of_links = 1.1}), "share of links");
  EXPECT_EQ(place_of({.share_of_links = nan}), "share of links");
  EXPECT_EQ(place_of({.prior = {0.2, 0.1}}), "prior");
  EXPECT_EQ(place_of({.link = {0.2, 1.1}}), "link");
  EXPECT_EQ(place_of({.leak = {nan, 0.1}}), "leak");
}

TEST(DrawnEvidence, HasTheCountsAskedForInOrder) {
  const auto network = generate({});
  ASSERT_TRUE(network);
  const auto evidence = draw_evidence(*network, {.present = 9, .absent = 21, .seed = 4});
  ASSERT_TRUE(evidence);
  EXPECT_TRUE(validate(*network, *evidence));
  std::size_t present = 0;
  for (std::size_t i = 0; i < evidence->size(); ++i) {
    present += (*evidence)[i].lowest;
    if (i > 0) {
      EXPECT_LT((*evidence)[i - 1].finding, (*evidence)[i].finding);
    }
  }
  EXPECT_EQ(present, 9U);
  EXPECT_EQ(evidence->size(), 30U);
}

TEST(DrawnEvidence, SameSeedGivesTheSameAndAnotherDoesNot) {
  const auto network = generate({});
  ASSERT_TRUE(network);
  const auto places = [&](std::uint64_t seed) {
    std::vector<std::uint32_t> findings;
    const auto evidence = draw_evidence(*network, {.present = 5, .absent = 10, .seed = seed});
    for (const Observation& observation : evidence.value()) {
      findings.push_back(observation.finding * 2 + observation.lowest);
    }
    return findings;
  };
  EXPECT_EQ(places(8), places(8));
  EXPECT_NE(places(8), places(9));
}

// One finding, present with probability 1 − 0.9 × (1 − 0.4 × P(child)), where P(child) = 1 − 0.8 × (1 − 0.5 × 0.5).
TEST(DrawnEvidence, IsAsFrequentAsTheModelHasIt) {
  Network network;
  network.causes = {{"parent", 0.5, {}}, {"child", 0.2, {{0, 0.5}}}};
  network.findings = {{"seen", 2, {0.9, 0.1}, {}, {}, {{1, {0.6, 0.4}, {}}}},
                      {"never", 2, {1.0, 0.0}, {}, {}, {}},
                      {"always", 3, {0.0, 0.0, 1.0}, {}, {}, {}}};
  int seen = 0;
  constexpr int draws = 20'000;
  for (int draw = 0; draw < draws; ++draw) {
    const auto evidence = draw_evidence(network, {.present = 1, .absent = 1, .seed = static_cast<std::uint64_t>(draw)});
    ASSERT_TRUE(evidence);
    for (const Observation& observation : *evidence) {
      EXPECT_NE(observation.finding * 2 + std::min(observation.lowest, 1U), 1U * 2 + 1) << "never, yet present";
      EXPECT_NE(observation.finding * 2 + std::min(observation.lowest, 1U), 2U * 2) << "always, yet absent";
      seen += observation.finding == 0 && observation.lowest == 1 ? 1 : 0;
    }
  }
  // Where "seen" is present it is one of two present findings, and chosen half the time.
  EXPECT_NEAR(2.0 * seen / draws, 1.0 - 0.9 * (1.0 - 0.4 * 0.4), 0.016); // five standard errors
}

TEST(DrawnEvidence, CountsThatNoDrawShowsAreAnError) {
  Network network;
  network.findings = {{"never", 2, {1.0, 0.0}, {}, {}, {}}};
  const auto evidence = draw_evidence(network, {.present = 1});
  ASSERT_FALSE(evidence);
  EXPECT_EQ(evidence.error().code, ErrorCode::out_of_range);
}

} // namespace
} // namespace sura::engine
