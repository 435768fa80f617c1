// Pooling against statsmodels 0.15.0, which shares no code with it: combine_effects(effects, variances,
// method_re="chi2"), its Hartung-Knapp standard error and scipy 1.17.1's quantiles of Student's t.
#include "authoring/compile/pool.h"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace sura::authoring {
namespace {

Measure share(double count, double total) {
  return {"sensitivity", "", count / total, std::nullopt, std::nullopt, count, total};
}

/// The thirteen trials of the tuberculosis vaccine that textbooks pool (Colditz et al., JAMA 1994; 271: 698): ill and
/// well with it, ill and well without it; the logarithm of the relative risk.
std::vector<Effect> vaccine_trials() {
  constexpr std::array<std::array<double, 4>, 13> tables = {{{4, 119, 11, 128},
                                                             {6, 300, 29, 274},
                                                             {3, 228, 11, 209},
                                                             {62, 13536, 248, 12619},
                                                             {33, 5036, 47, 5761},
                                                             {180, 1361, 372, 1079},
                                                             {8, 2537, 10, 619},
                                                             {505, 87886, 499, 87892},
                                                             {29, 7470, 45, 7232},
                                                             {17, 1699, 65, 1600},
                                                             {186, 50448, 141, 27197},
                                                             {5, 2493, 3, 2338},
                                                             {27, 16886, 29, 17825}}};
  std::vector<Effect> effects;
  for (const auto& [a, b, c, d] : tables) {
    effects.push_back(
        {std::log(a / (a + b) / (c / (c + d))), std::sqrt(1.0 / a - 1.0 / (a + b) + 1.0 / c - 1.0 / (c + d))});
  }
  return effects;
}

TEST(Pool, ThirteenTrialsOfAVaccine) {
  const Pooled pooled = pooled_of(vaccine_trials());
  EXPECT_NEAR(pooled.mean, -0.7141172220732269, 1e-12);
  EXPECT_NEAR(pooled.tau_squared, 0.30876026286237634, 1e-12);
  EXPECT_NEAR(pooled.i_squared, 0.9211734685456205, 1e-12);
  EXPECT_NEAR(pooled.half_width, 0.18069662833554745 * 1.782287555649319, 1e-9); // Hartung & Knapp, t with 12
  EXPECT_NEAR(pooled.weights[0], 0.05036492, 1e-8);
  EXPECT_NEAR(pooled.weights[7], 0.10216343, 1e-8);
  // As they were published, by DerSimonian and Laird: 0.49 (0.34 to 0.70).
  double total = 0.0;
  for (const Effect& trial : vaccine_trials()) {
    total += 1.0 / (trial.deviation * trial.deviation + pooled.tau_squared);
  }
  EXPECT_NEAR(std::exp(pooled.mean), 0.49, 0.005);
  EXPECT_NEAR(std::exp(pooled.mean - z95 / std::sqrt(total)), 0.34, 0.006);
  EXPECT_NEAR(std::exp(pooled.mean + z95 / std::sqrt(total)), 0.70, 0.006);
}

TEST(Pool, SharesFromCounts) {
  std::vector<Effect> effects;
  for (const auto& [count, total] : {std::pair{31.0, 45.0}, std::pair{12.0, 30.0}, std::pair{50.0, 60.0}}) {
    effects.push_back(effect_of(share(count, total), "very-low"));
  }
  const Pooled pooled = pooled_of(effects);
  EXPECT_NEAR(pooled.mean, 0.6740520766761693, 1e-12);
  EXPECT_NEAR(pooled.tau_squared, 0.8260161585209642, 1e-12);
  EXPECT_NEAR(pooled.i_squared, 0.8731499261963267, 1e-12);
  EXPECT_NEAR(pooled.half_width, 1.7000128421798129, 1e-9);
  const Quantity shown = shown_as(pooled.mean, pooled.half_width, "sensitivity");
  EXPECT_NEAR(shown.value, 1.0 / (1.0 + std::exp(-0.6740520766761693)), 1e-12);
  EXPECT_NEAR(shown.low, 1.0 / (1.0 + std::exp(1.0259607655036436)), 1e-9);
  EXPECT_NEAR(shown.high, 1.0 / (1.0 + std::exp(-2.374064918855982)), 1e-9);
}

TEST(Pool, HalfACaseIsAddedOnlyWhereNoneWasSeen) {
  std::vector<Effect> effects;
  for (const auto& [count, total] : {std::pair{0.0, 40.0}, std::pair{3.0, 60.0}, std::pair{10.0, 100.0}}) {
    effects.push_back(effect_of(share(count, total), "high"));
  }
  EXPECT_DOUBLE_EQ(effects[0].value, std::log(0.5 / 40.5));
  const Pooled pooled = pooled_of(effects);
  EXPECT_NEAR(pooled.mean, -2.637285264241582, 1e-12);
  EXPECT_NEAR(pooled.tau_squared, 0.22304487630386316, 1e-12);
  EXPECT_NEAR(pooled.half_width, 1.320152568331903, 1e-9);
}

TEST(Pool, TwoStudiesHaveTheNormalInterval) {
  const Pooled pooled = pooled_of({effect_of(share(30, 100), "low"), effect_of(share(60, 100), "low")});
  EXPECT_NEAR(pooled.mean, -0.21854067494860316, 1e-12);
  EXPECT_NEAR(pooled.tau_squared, 0.7400646704738061, 1e-12);
  EXPECT_NEAR(pooled.half_width, 1.0302984457877808, 1e-9);
}

TEST(Pool, StudiesThatAgreeDoNotVary) {
  const Pooled pooled = pooled_of({{0.5, 0.2}, {0.5, 0.2}, {0.5, 0.1}});
  EXPECT_DOUBLE_EQ(pooled.mean, 0.5);
  EXPECT_EQ(pooled.tau_squared, 0.0);
  EXPECT_EQ(pooled.i_squared, 0.0);
  EXPECT_NEAR(pooled.weights[2], 4.0 / 6.0, 1e-12);
  // Agreement by chance makes nothing narrower than the studies allow.
  EXPECT_NEAR(pooled.half_width, student_t95(2) / std::sqrt(25.0 + 25.0 + 100.0), 1e-12);
}

TEST(Pool, AnEffectComesFromCountsElseIntervalElseCertainty) {
  Measure measure{"odds_ratio", "", 4.0, 2.0, 8.0, std::nullopt, std::nullopt};
  EXPECT_DOUBLE_EQ(effect_of(measure, "high").value, std::log(4.0));
  EXPECT_NEAR(effect_of(measure, "high").deviation, std::log(4.0) / (2.0 * z95), 1e-12);
  measure.low.reset();
  EXPECT_DOUBLE_EQ(effect_of(measure, "high").deviation, 0.2);
  EXPECT_DOUBLE_EQ(effect_of(measure, "very-low").deviation, 0.9);
  measure = share(20, 100);
  measure.low = 0.1;
  measure.high = 0.5;
  EXPECT_NEAR(effect_of(measure, "high").deviation, std::sqrt(1.0 / 20 + 1.0 / 80), 1e-12);
}

TEST(Pool, QuantilesOfStudentsT) {
  const std::vector<std::pair<int, double>> known = {
      {1, 6.313751514675037},  {2, 2.9199855803537242},  {3, 2.3533634348018233}, {4, 2.1318467863266495},
      {5, 2.0150483733330233}, {10, 1.8124611228116756}, {29, 1.6991270265334972}};
  for (const auto& [degrees, quantile] : known) {
    EXPECT_NEAR(student_t95(degrees), quantile, 1e-10) << degrees;
  }
}

} // namespace
} // namespace sura::authoring
