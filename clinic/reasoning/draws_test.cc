#include "clinic/reasoning/draws.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

TEST(Draws, NormalQuantileAgreesWithTables) {
  EXPECT_NEAR(normal_quantile(0.5), 0.0, 1e-15);
  EXPECT_NEAR(normal_quantile(0.95), 1.6448536269514722, 1e-14);
  EXPECT_NEAR(normal_quantile(0.975), 1.9599639845400545, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-10), -6.3613409024040557, 1e-12);
  EXPECT_NEAR(normal_quantile(1e-300), -37.0471, 1e-4);
  for (const double p : {0.001, 0.02, 0.3, 0.07}) {
    EXPECT_NEAR(normal_quantile(p), -normal_quantile(1.0 - p), 1e-12);
  }
}

TEST(Draws, NinetyPercentFallInsideTheInterval) {
  const Pack pack = sample_pack();
  const Number& number = pack.conditions.front().prevalence.front().male;
  int below = 0;
  int above = 0;
  double sum = 0.0;
  const int draws = 20000;
  for (int i = 0; i < draws; ++i) {
    const double value = Draw(pack, static_cast<std::uint64_t>(i)).probability(number);
    below += value < number.low ? 1 : 0;
    above += value > number.high ? 1 : 0;
    sum += value < number.value ? 1.0 : 0.0;
  }
  EXPECT_NEAR(below / static_cast<double>(draws), 0.05, 0.006);
  EXPECT_NEAR(above / static_cast<double>(draws), 0.05, 0.006);
  EXPECT_NEAR(sum / draws, 0.5, 0.015) << "the point value is the median";
}

TEST(Draws, OneStudyIsDrawnOnce) {
  const Pack pack = sample_pack();
  const Number number = pack.conditions.front().prevalence.front().male;
  Number twin = number;
  twin.value *= 2.0;
  twin.low *= 2.0;
  twin.high *= 2.0;
  const Draw draw(pack, 7);
  EXPECT_EQ(draw.probability(number) < number.value, draw.probability(twin) < twin.value);
}

TEST(Draws, AMovedStudyMovesItsOwnNumbersToTheEndsOfTheirIntervals) {
  const Pack pack = sample_pack();
  const Number& moved = pack.conditions.front().presents.front();
  const Number& other = pack.conditions.back().presents.front();
  const std::uint32_t study = pack.derivations[moved.derivation].study;
  ASSERT_NE(study, pack.derivations[other.derivation].study);
  EXPECT_NEAR(Draw::moved_study(pack, study, z90).probability(moved), moved.high, 1e-12);
  EXPECT_NEAR(Draw::moved_study(pack, study, -z90).probability(moved), moved.low, 1e-12);
  EXPECT_EQ(Draw::moved_study(pack, study, z90).probability(other), other.value);
  EXPECT_FALSE(Draw::moved_study(pack, study, z90).is_point());
}

TEST(Draws, WithoutADrawEveryNumberIsItsMedian) {
  const Pack pack = sample_pack();
  EXPECT_EQ(Draw().probability(pack.conditions.front().presents.front()),
            pack.conditions.front().presents.front().value);
  EXPECT_EQ(Draw().ratio(pack.conditions.front().factors.cap), pack.conditions.front().factors.cap.value);
}

} // namespace
} // namespace sura::clinic
