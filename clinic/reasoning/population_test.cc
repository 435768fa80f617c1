#include "clinic/reasoning/population.h"

#include <gtest/gtest.h>

#include "clinic/intake/askable.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

constexpr std::uint32_t bed_days = 1;
constexpr std::uint32_t expecting = 2;
constexpr std::uint32_t smoker = 3;

BackgroundAnswers nothing(const Pack& pack) {
  return BackgroundAnswers(pack.background.size(), -1);
}

TEST(Population, CorrelationKeepsThePublishedRate) {
  const Pack pack = sample_pack();
  const PopulationModel model(pack, 50, Sex::male);
  for (std::uint32_t item = 0; item < pack.background.size(); ++item) {
    const double published =
        applies(pack.background[item], 50, Sex::male) ? rate_at(pack.population[item].rates, 50, Sex::male).value : 0.0;
    EXPECT_NEAR(model.rate(item, nothing(pack)), published, 1e-9) << pack.background[item].id;
  }
}

TEST(Population, AnItemIsLikelierWithWhatItGoesWith) {
  const Pack pack = sample_pack();
  const PopulationModel model(pack, 50, Sex::male);
  BackgroundAnswers with = nothing(pack);
  BackgroundAnswers without = nothing(pack);
  with[bed_days] = 1;
  without[bed_days] = 0;
  const auto odds = [](double p) { return p / (1.0 - p); };
  EXPECT_NEAR(odds(model.rate(smoker, with)) / odds(model.rate(smoker, without)), 1.5, 1e-9);
  BackgroundAnswers smokes = nothing(pack);
  smokes[smoker] = 1;
  EXPECT_GT(model.rate(bed_days, smokes), model.rate(bed_days, nothing(pack))) << "the other way round as well";
}

TEST(Population, WhatCannotApplyIsAbsent) {
  const Pack pack = sample_pack();
  EXPECT_EQ(PopulationModel(pack, 30, Sex::male).rate(expecting, nothing(pack)), 0.0);
  EXPECT_GT(PopulationModel(pack, 30, Sex::female).rate(expecting, nothing(pack)), 0.0);
  EXPECT_EQ(PopulationModel(pack, 80, Sex::female).rate(expecting, nothing(pack)), 0.0);
}

TEST(Population, AgesOutsideTakeTheNearestBand) {
  const Pack pack = sample_pack();
  const auto& bands = pack.population[smoker].rates;
  EXPECT_EQ(&rate_at(bands, 3, Sex::male), &bands.front().male);
  EXPECT_EQ(&rate_at(bands, 39.9, Sex::male), &bands[0].male) << "39.9 years old is 39";
  EXPECT_EQ(&rate_at(bands, 40, Sex::female), &bands[1].female);
  EXPECT_EQ(&rate_at(bands, 119, Sex::male), &bands.back().male);
}

} // namespace
} // namespace sura::clinic
