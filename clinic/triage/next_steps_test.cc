// The value of every step against explicit enumeration: each answer put into the case, everything reasoned anew.
#include "sura/clinic/next_steps.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "clinic/triage/flag_chances.h"
#include "sura/engine/queries.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

using Kind = Expression::Kind;

Case puffy(const Pack& pack, double age) {
  Case the_case = empty_case(pack, age, Sex::female);
  the_case.complaints = {2};
  the_case.findings[*find_finding(pack, "leg-puffiness")] = Answer{true, 1, true, std::nullopt};
  return the_case;
}

std::vector<double> all_causes(const Pack& pack, const Case& the_case) {
  return causes_of(diagnose(pack, the_case, {false}).value());
}

TEST(NextSteps, DecidingAndKnowingAreWhatEnumerationSays) {
  const Pack pack = sample_pack();
  for (const double age : {30.0, 65.0}) {
    const Case the_case = puffy(pack, age);
    const std::vector<double> now = all_causes(pack, the_case);
    const auto least = [&](const std::vector<double>& causes) {
      const ByUrgency losses = expected_losses(pack, causes);
      return *std::min_element(losses.begin(), losses.end()); // no red flag holds
    };
    const std::vector<NextStep> steps = next_steps(pack, the_case).value();
    ASSERT_GT(steps.size(), 8U);
    for (const NextStep& step : steps) {
      double loss = 0.0;
      double entropy = 0.0;
      double regret = 0.0;
      for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
        regret += pack.conditions[c].delay.at[0] * now[c] * (1.0 - now[c]) / 2.0;
      }
      for (const StepOutcome& outcome : step.outcomes) {
        Case then = the_case;
        (step.is_background ? then.background : then.findings)[step.item] =
            Answer{true, outcome.level, true, std::nullopt};
        const std::vector<double> causes = all_causes(pack, then);
        loss += outcome.probability * least(causes);
        entropy += outcome.probability * engine::entropy(causes);
        for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
          regret -= outcome.probability * pack.conditions[c].delay.at[0] * causes[c] * (1.0 - causes[c]) / 2.0;
        }
        const Urgency level = triage(pack, then, diagnose(pack, then, {false}).value()).level;
        EXPECT_EQ(outcome.urgency, level);
      }
      EXPECT_NEAR(step.deciding, std::max(0.0, least(now) - loss), 1e-8);
      EXPECT_NEAR(step.acting, std::max(0.0, regret), 1e-7);
      EXPECT_NEAR(step.gain, std::max(0.0, engine::entropy(now) - entropy), 1e-8);
      EXPECT_DOUBLE_EQ(step.knowing, pack.losses.knowing * step.gain);
      EXPECT_DOUBLE_EQ(step.worth, step.deciding + step.acting + step.knowing + step.warning);
    }
  }
}

TEST(NextSteps, AreSortedByWorthPerBurden) {
  const Pack pack = sample_pack();
  const std::vector<NextStep> steps = next_steps(pack, puffy(pack, 65)).value();
  const auto ratio = [&](const NextStep& step) { return step.worth / pack.losses.efforts[step.effort].burden; };
  EXPECT_TRUE(std::is_sorted(steps.begin(), steps.end(),
                             [&](const NextStep& a, const NextStep& b) { return ratio(a) > ratio(b); }));
}

TEST(NextSteps, WhatARedFlagStillNeedsIsWorthAsking) {
  // From 60 on, puffy and hot is a red flag: only the heat is still open.
  Pack pack = sample_pack();
  for (Condition& condition : pack.conditions) {
    condition.delay.at = {}; // so that the flag alone raises the level
  }
  const std::uint32_t hot = *find_finding(pack, "hot-skin");
  const auto warning = [&](double age) {
    const std::vector<NextStep> steps = next_steps(pack, puffy(pack, age)).value();
    const auto step =
        std::find_if(steps.begin(), steps.end(), [&](const NextStep& s) { return !s.is_background && s.item == hot; });
    return step->warning;
  };
  EXPECT_EQ(warning(59.0), 0.0);
  EXPECT_GT(warning(60.0), 0.0);
}

TEST(NextSteps, NotSureIsNotAskedAgain) {
  const Pack pack = sample_pack();
  Case the_case = puffy(pack, 30);
  const NextStep best = next_steps(pack, the_case).value().front();
  (best.is_background ? the_case.background : the_case.findings)[best.item] = Answer{false, 0, true, std::nullopt};
  const std::vector<NextStep> after = next_steps(pack, the_case).value();
  for (const NextStep& step : after) {
    EXPECT_FALSE(step.is_background == best.is_background && step.item == best.item);
  }
}

/// A random expression over the findings and background items that are open, each used once.
Expression random_expression(std::vector<Expression>& leaves, std::mt19937& random, int depth) {
  if (depth == 0 || leaves.size() < 3) {
    Expression leaf = leaves.back();
    leaves.pop_back();
    return leaf;
  }
  Expression whole;
  const auto kind = random() % 5;
  whole.kind = kind == 0   ? Kind::all
               : kind == 1 ? Kind::any
               : kind == 2 ? Kind::count
               : kind == 3 ? Kind::negation
                           : Kind::unless;
  const std::size_t parts = kind > 2 ? 1 : 2;
  whole.number = 1.0 + static_cast<double>(random() % 2);
  for (std::size_t i = 0; i < parts && !leaves.empty(); ++i) {
    whole.parts.push_back(random_expression(leaves, random, depth - 1));
  }
  return whole;
}

/// By brute force: every combination of the open items, evaluated as a case.
double enumerated(const Pack& pack, const Expression& expression, const Case& the_case, const OpenAnswers& open,
                  std::uint32_t item) {
  const auto findings = static_cast<std::uint32_t>(pack.findings.size());
  if (item == findings + pack.background.size()) {
    return evaluate(expression, the_case) == Truth::yes ? 1.0 : 0.0;
  }
  if (item < findings) {
    const std::vector<double>& at_least = open.findings[item];
    if (at_least.empty()) {
      return enumerated(pack, expression, the_case, open, item + 1);
    }
    double sum = 0.0;
    for (std::uint32_t level = 0; level <= at_least.size(); ++level) {
      const double p = (level == 0 ? 1.0 : at_least[level - 1]) - (level == at_least.size() ? 0.0 : at_least[level]);
      Case then = the_case;
      then.findings[item] = Answer{true, level, true, std::nullopt};
      sum += p * enumerated(pack, expression, then, open, item + 1);
    }
    return sum;
  }
  const double p = open.background[item - findings];
  double sum = 0.0;
  for (const std::uint32_t level : {0U, 1U}) {
    Case then = the_case;
    then.background[item - findings] = Answer{true, level, true, std::nullopt};
    sum += (level == 1 ? p : 1.0 - p) * enumerated(pack, expression, then, open, item + 1);
  }
  return sum;
}

TEST(FlagChances, AreWhatEnumerationSays) {
  const Pack pack = sample_pack();
  std::mt19937 random(5);
  for (int round = 0; round < 60; ++round) {
    const Case the_case = empty_case(pack, 40, Sex::female);
    OpenAnswers open{std::vector<std::vector<double>>(pack.findings.size()),
                     std::vector<double>(pack.background.size(), 0.0)};
    std::vector<Expression> leaves;
    for (const char* id : {"leg-ache", "leg-spasm", "hot-skin", "stiffness", "start-speed"}) {
      const std::uint32_t finding = *find_finding(pack, id);
      double above = 1.0;
      for (std::size_t level = 1; level < pack.findings[finding].levels.size(); ++level) {
        above *= static_cast<double>(random() % 1000) / 1000.0;
        open.findings[finding].push_back(above);
      }
      leaves.push_back(
          {Kind::finding, finding, 1.0 + static_cast<double>(random() % open.findings[finding].size()), {}});
    }
    for (const char* id : {"smoker", "bed-days"}) {
      const std::uint32_t item = *find_background(pack, id);
      open.background[item] = static_cast<double>(random() % 1000) / 1000.0;
      leaves.push_back({Kind::background, item, 0.0, {}});
    }
    std::shuffle(leaves.begin(), leaves.end(), random);
    const Expression expression = random_expression(leaves, random, 3);
    EXPECT_NEAR(chance(expression, the_case, open), enumerated(pack, expression, the_case, open, 0), 1e-12);
  }
}

TEST(FlagChances, WhatHoldsIsSureAndHigherLevelsAreRarer) {
  const Pack pack = sample_pack();
  Case the_case = puffy(pack, 65);
  const OpenAnswers open = open_answers(pack, trials(pack, the_case).value());
  const ByUrgency before = flag_chances(pack, the_case, open);
  EXPECT_TRUE(std::is_sorted(before.rbegin(), before.rend()));
  EXPECT_LT(at(before, Urgency::same_day), 1.0);
  the_case.findings[*find_finding(pack, "faint")] = Answer{true, 1, true, std::nullopt};
  EXPECT_EQ(at(flag_chances(pack, the_case, open), Urgency::emergency), 1.0);
}

} // namespace
} // namespace sura::clinic
