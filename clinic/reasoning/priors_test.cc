#include "clinic/reasoning/priors.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "clinic/reasoning/logistic.h"
#include "clinic/reasoning/prior_trials.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

/// Every combination of the background items, its probability, and whether it fits the answers.
template <class Visit> void for_each_background(const Pack& pack, const PopulationModel& population, Visit&& visit) {
  const std::size_t count = pack.background.size();
  for (std::size_t combination = 0; combination < (std::size_t{1} << count); ++combination) {
    BackgroundAnswers all(count);
    for (std::size_t item = 0; item < count; ++item) {
      all[item] = static_cast<std::int8_t>((combination >> item) & 1U);
    }
    double probability = 1.0;
    for (std::size_t c = 0; c < population.components(); ++c) {
      const Component& component = population.component(c);
      std::size_t index = 0;
      for (std::size_t k = 0; k < component.items.size(); ++k) {
        index |= static_cast<std::size_t>(all[component.items[k]]) << k;
      }
      probability *= component.weights[index];
    }
    visit(all, probability);
  }
}

/// The condition's id, or that of the sort of "something else".
const std::string& name_of(const Pack& pack, std::size_t cause) {
  const std::size_t conditions = pack.conditions.size();
  return cause < conditions ? pack.conditions[cause].id : pack.something_else[cause - conditions].id;
}

TEST(Priors, AverageOverThePopulationIsThePrevalenceAndOfSomethingElseOne) {
  const Pack pack = sample_pack();
  for (const Sex sex : {Sex::female, Sex::male}) {
    const PriorModel priors(pack, 35, sex);
    for (std::size_t c = 0; c < priors.causes(); ++c) {
      double average = 0.0;
      for_each_background(pack, priors.population(), [&](const BackgroundAnswers& all, double probability) {
        average += probability > 0.0 ? probability * priors.prior(c, all) : 0.0;
      });
      const double expected = c < pack.conditions.size() ? priors.prevalence(c) : 1.0;
      EXPECT_NEAR(average, expected, 1e-9 * expected) << name_of(pack, c);
    }
  }
}

// Every single answer that could be given next, from nothing known and from half of the items known.
TEST(PriorTrials, AreThePriorsWithOneAnswerMore) {
  const Pack pack = sample_pack();
  int compared = 0;
  for (const Sex sex : {Sex::female, Sex::male}) {
    const PriorModel priors(pack, 35, sex);
    for (const std::size_t every : {pack.background.size() + 1, std::size_t{2}, std::size_t{3}}) {
      BackgroundAnswers answers(pack.background.size(), -1);
      for (std::size_t item = every - 1; item < answers.size(); item += every) {
        answers[item] = static_cast<std::int8_t>(item / every % 2);
      }
      for (std::size_t c = 0; c < priors.causes(); ++c) {
        const PriorTrials trials(priors, c, answers);
        for (std::uint32_t item = 0; item < answers.size(); ++item) {
          for (const std::int8_t answer : {std::int8_t{0}, std::int8_t{1}}) {
            if (answers[item] >= 0) {
              continue;
            }
            BackgroundAnswers more = answers;
            more[item] = answer;
            const auto tried = trials.prior(item, answer);
            if (tried) {
              EXPECT_NEAR(*tried, priors.prior(c, more), 1e-12) << name_of(pack, c) << ", item " << item;
              ++compared;
            } else if (priors.matters(c, item)) {
              EXPECT_EQ(priors.population().rate(item, answers), answer == 0 ? 1.0 : 0.0) << "item " << item;
            }
          }
        }
      }
    }
  }
  EXPECT_GT(compared, 20);
}

TEST(Priors, UnknownItemsAreAveragedOut) {
  const Pack pack = sample_pack();
  const PriorModel priors(pack, 35, Sex::female);
  for (std::uint32_t known = 0; known < pack.background.size(); ++known) {
    BackgroundAnswers answers(pack.background.size(), -1);
    answers[known] = 1;
    for (std::size_t c = 0; c < priors.causes(); ++c) {
      double average = 0.0;
      double total = 0.0;
      for_each_background(pack, priors.population(), [&](const BackgroundAnswers& all, double probability) {
        if (all[known] == 1 && probability > 0.0) {
          average += probability * priors.prior(c, all);
          total += probability;
        }
      });
      EXPECT_NEAR(priors.prior(c, answers), average / total, 1e-12) << name_of(pack, c);
    }
  }
}

TEST(Priors, AFactorMovesTheOddsByItsRatio) {
  const Pack pack = sample_pack();
  const PriorModel priors(pack, 35, Sex::male);
  for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
    for (const Factor& factor : pack.conditions[c].factors.list) {
      BackgroundAnswers with(pack.background.size(), 0);
      const BackgroundAnswers without = with;
      with[factor.item] = 1;
      const double moved = log_odds(priors.prior(c, with)) - log_odds(priors.prior(c, without));
      const double cap = std::log(pack.conditions[c].factors.cap.value);
      EXPECT_NEAR(moved, std::min(cap, std::log(factor.odds_ratio.value)), 0.0051) << pack.background[factor.item].id;
    }
  }
}

TEST(Priors, AFactorOfSomethingElseMultipliesItsRate) {
  const Pack pack = sample_pack();
  const PriorModel priors(pack, 35, Sex::male);
  const std::size_t sort = pack.conditions.size();
  ASSERT_FALSE(priors.factors(sort).list.empty());
  for (const Factor& factor : priors.factors(sort).list) {
    BackgroundAnswers with(pack.background.size(), 0);
    const double without = priors.prior(sort, with);
    with[factor.item] = 1;
    EXPECT_NEAR(priors.prior(sort, with) / without, factor.odds_ratio.value, 0.0051 * factor.odds_ratio.value);
  }
}

TEST(Priors, WithinAGroupTheLargestCounts) {
  const Pack pack = sample_pack();
  for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
    BackgroundAnswers all_of_group(pack.background.size(), 0);
    std::size_t members = 0;
    double largest = 0.0;
    for (const Factor& factor : pack.conditions[c].factors.list) {
      if (factor.group == 0) {
        all_of_group[factor.item] = 1;
        largest = std::max(largest, std::log(factor.odds_ratio.value));
        ++members;
      }
    }
    if (members < 2) {
      continue;
    }
    const PriorModel priors(pack, 35, Sex::male);
    const double moved = log_odds(priors.prior(c, all_of_group)) -
                         log_odds(priors.prior(c, BackgroundAnswers(pack.background.size(), 0)));
    EXPECT_NEAR(moved, largest, 0.0051) << pack.conditions[c].id;
    return;
  }
  FAIL() << "the sample pack has no group of two factors";
}

TEST(Priors, TheTotalIsCapped) {
  Pack pack = sample_pack();
  Condition& condition = pack.conditions.front();
  ASSERT_FALSE(condition.factors.list.empty());
  condition.factors.cap.value = condition.factors.cap.low = condition.factors.cap.high = 1.2;
  condition.factors.list.front().odds_ratio.value = condition.factors.list.front().odds_ratio.high = 50.0;
  const PriorModel priors(pack, 35, Sex::male);
  BackgroundAnswers with(pack.background.size(), 0);
  const double without = priors.prior(0, with);
  with[condition.factors.list.front().item] = 1;
  EXPECT_NEAR(log_odds(priors.prior(0, with)) - log_odds(without), std::log(1.2), 1e-9);
}

TEST(Priors, TheInterceptGivesTheTargetHoweverExtreme) {
  const std::vector<std::pair<double, double>> terms{{0.0, 0.6}, {1.5, 0.25}, {-2.0, 0.1}, {9.0, 0.05}};
  for (const double target : {1e-12, 1e-9, 1e-4, 0.03, 0.049, 0.051, 0.5, 0.9, 0.999999}) {
    const double intercept = solve_intercept(terms, target);
    double sum = 0.0;
    for (const auto& [shift, weight] : terms) {
      sum += weight * logistic(intercept + shift);
    }
    EXPECT_NEAR(sum / target, 1.0, 1e-11) << target;
  }
  EXPECT_LT(logistic(solve_intercept(terms, 0.0) + 9.0), 1e-20);
  EXPECT_GT(logistic(solve_intercept(terms, 1.0) - 2.0), 1.0 - 1e-15);
}

} // namespace
} // namespace sura::clinic
