#include "clinic/evaluation/statistics.h"

#include <cmath>

#include <gtest/gtest.h>

namespace sura::clinic::evaluation {
namespace {

TEST(Statistics, WilsonIntervalsAsPublished) {
  // Newcombe (Stat Med 1998;17:857), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  const auto expect = [](const Rate& got, double low, double high) {
    EXPECT_NEAR(got.low, low, 5e-5) << got.count << " of " << got.of;
    EXPECT_NEAR(got.high, high, 5e-5) << got.count << " of " << got.of;
  };
  expect(rate(81, 263), 0.2553, 0.3662);
  expect(rate(15, 148), 0.0624, 0.1605);
  expect(rate(0, 20), 0.0, 0.1611);
  expect(rate(1, 29), 0.0061, 0.1718);
}

TEST(Statistics, WilsonIsAlikeFromBothEndsAndWholeOfNothing) {
  EXPECT_NEAR(rate(29, 30).low, 1.0 - rate(1, 30).high, 1e-12);
  EXPECT_EQ(rate(5, 5).high, 1.0);
  EXPECT_EQ(rate(0, 5).low, 0.0);
  EXPECT_EQ(rate(0, 0).low, 0.0);
  EXPECT_EQ(rate(0, 0).high, 1.0);
}

TEST(Statistics, BootstrapOfManyCasesIsWhatTheCentralLimitSays) {
  std::vector<CaseScores> cases;
  constexpr int n = 400;
  for (int i = 0; i < n; ++i) {
    cases.push_back({static_cast<double>(i % 2), static_cast<double>(i % 10), -1.0});
  }
  const auto scores = means(cases);
  EXPECT_NEAR(scores[0].value, 0.5, 1e-12);
  EXPECT_NEAR(scores[0].high - scores[0].low, 2 * 1.96 * 0.5 / std::sqrt(n), 0.012);
  EXPECT_NEAR(scores[1].value, 4.5, 1e-12);
  EXPECT_NEAR(scores[1].high - scores[1].low, 2 * 1.96 * std::sqrt(8.25) / std::sqrt(n), 0.07);
  EXPECT_LT(scores[0].low, 0.5);
  EXPECT_GT(scores[0].high, 0.5);
  EXPECT_EQ(scores[2].low, -1.0);
  EXPECT_EQ(scores[2].high, -1.0);
}

TEST(Statistics, BootstrapIsTheSameEveryTime) {
  const std::vector<CaseScores> cases = {{1, 2, 3}, {4, 4, 1}, {0, 9, 2}};
  const auto one = means(cases);
  const auto other = means(cases);
  for (std::size_t score = 0; score < scores_of_a_case; ++score) {
    EXPECT_EQ(one[score].low, other[score].low);
    EXPECT_EQ(one[score].high, other[score].high);
  }
}

TEST(Statistics, OneCaseHasNoWidthAndNoneIsZero) {
  const auto one = means({{-2.0, 0.5, 1.0}});
  EXPECT_EQ(one[0].low, -2.0);
  EXPECT_EQ(one[0].high, -2.0);
  EXPECT_EQ(means({})[1].value, 0.0);
}

} // namespace
} // namespace sura::clinic::evaluation
