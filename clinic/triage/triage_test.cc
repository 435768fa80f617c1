#include "sura/clinic/triage.h"

#include <random>

#include <gtest/gtest.h>

#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

using Kind = UrgencyReason::Kind;

/// The same probability of being the cause for every condition.
Diagnosis even_diagnosis(const Pack& pack, double cause, double unexplained) {
  Diagnosis diagnosis;
  diagnosis.conditions.assign(pack.conditions.size(), {cause, cause, cause, cause});
  diagnosis.unexplained = unexplained;
  return diagnosis;
}

void say_yes(const Pack& pack, Case& the_case, const char* finding) {
  the_case.findings[*find_finding(pack, finding)] = Answer{true, 1, true, std::nullopt};
}

/// Every probability at which something changes for some condition, and either side of it.
std::vector<double> telling_probabilities(const Pack& pack) {
  std::vector<double> values = {0.0, 0.5, 1.0};
  for (std::uint32_t condition = 0; condition < pack.conditions.size(); ++condition) {
    for (const Threshold& threshold : thresholds(pack, condition)) {
      values.insert(values.end(), {threshold.from, threshold.from * 0.999, std::min(1.0, threshold.from * 1.001)});
    }
  }
  return values;
}

TEST(Triage, NothingUrgentIsSelfCareWithAReason) {
  Pack pack = sample_pack();
  for (Condition& condition : pack.conditions) {
    condition.delay.at = {};
  }
  const Triage result = triage(pack, empty_case(pack, 40, Sex::female), even_diagnosis(pack, 0.3, 0.1));
  EXPECT_EQ(result.level, Urgency::self_care);
  ASSERT_EQ(result.because.size(), 1U);
  EXPECT_EQ(result.because[0].kind, Kind::otherwise);
}

TEST(Triage, EmergencyRedFlagWinsWhateverTheProbabilities) {
  const Pack pack = sample_pack();
  Case the_case = empty_case(pack, 40, Sex::female);
  say_yes(pack, the_case, "faint");
  for (const double cause : telling_probabilities(pack)) {
    const Triage result = triage(pack, the_case, even_diagnosis(pack, cause, 0.0));
    EXPECT_EQ(result.level, Urgency::emergency) << cause;
    EXPECT_EQ(result.because.front().kind, Kind::red_flag) << cause;
    EXPECT_FALSE(result.because.front().records.empty());
  }
}

TEST(Triage, AddingARedFlagNeverLowers) {
  const Pack pack = sample_pack();
  for (const double cause : telling_probabilities(pack)) {
    for (const double age : {20.0, 70.0, 14.0}) {
      const Diagnosis diagnosis = even_diagnosis(pack, cause, 0.2);
      Case the_case = empty_case(pack, age, Sex::male);
      Urgency before = triage(pack, the_case, diagnosis).level;
      for (const char* finding : {"leg-puffiness", "hot-skin", "faint", "short-breath"}) {
        say_yes(pack, the_case, finding);
        const Urgency after = triage(pack, the_case, diagnosis).level;
        EXPECT_GE(after, before) << finding << " at age " << age << ", cause " << cause;
        before = after;
      }
    }
  }
}

TEST(Triage, NoConditionAboveAThresholdBesideALowerLevel) {
  const Pack pack = sample_pack();
  for (const double cause : telling_probabilities(pack)) {
    const Triage result = triage(pack, empty_case(pack, 40, Sex::female), even_diagnosis(pack, cause, 0.0));
    for (std::uint32_t condition = 0; condition < pack.conditions.size(); ++condition) {
      for (const Threshold& threshold : thresholds(pack, condition)) {
        EXPECT_TRUE(cause < threshold.from || result.level >= threshold.level) << condition << " at " << cause;
      }
    }
  }
}

/// A diagnosis with a random probability for every cause.
Diagnosis random_diagnosis(const Pack& pack, std::mt19937& random) {
  const auto uniform = [&] { return static_cast<double>(random() % 100000) / 100000.0; };
  Diagnosis diagnosis = even_diagnosis(pack, 0.0, uniform());
  for (ConditionResult& result : diagnosis.conditions) {
    result.cause = uniform() * uniform() * uniform();
  }
  return diagnosis;
}

TEST(Triage, TheLevelIsThatOfLeastExpectedLoss) {
  const Pack pack = sample_pack();
  const Case the_case = empty_case(pack, 40, Sex::female);
  std::mt19937 random(1);
  for (int people = 0; people < 500; ++people) {
    const Diagnosis diagnosis = random_diagnosis(pack, random);
    const Triage result = triage(pack, the_case, diagnosis);
    for (std::size_t level = 0; level < urgency_levels; ++level) {
      double loss = pack.losses.burden.at[level] + diagnosis.unexplained * pack.losses.something_else.at[level];
      for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
        loss += diagnosis.conditions[c].cause * pack.conditions[c].delay.at[level];
      }
      EXPECT_NEAR(result.expected_loss[level], loss, 1e-12);
      EXPECT_LE(at(result.expected_loss, result.level), loss + 1e-12) << level;
    }
  }
}

TEST(Triage, ALikelierCauseNeverLowers) {
  const Pack pack = sample_pack();
  const Case the_case = empty_case(pack, 40, Sex::female);
  std::mt19937 random(2);
  for (int people = 0; people < 500; ++people) {
    Diagnosis diagnosis = random_diagnosis(pack, random);
    const Urgency before = triage(pack, the_case, diagnosis).level;
    diagnosis.conditions[random() % diagnosis.conditions.size()].cause += 0.3;
    EXPECT_GE(triage(pack, the_case, diagnosis).level, before);
  }
}

TEST(Triage, AThresholdHoldsAtItsExactValueAndNotBelow) {
  Pack pack = sample_pack();
  for (Condition& condition : pack.conditions) {
    condition.delay.at = {};
  }
  pack.conditions[1].delay.at = {40.0, 39.0, 28.0, 0.0}; // 10 / 40 decides, and 7 / 28 with it
  EXPECT_EQ(thresholds(pack, 1).front().level, Urgency::emergency);
  EXPECT_DOUBLE_EQ(thresholds(pack, 1).front().from, 0.25);
  const Case the_case = empty_case(pack, 40, Sex::female);
  Diagnosis diagnosis = even_diagnosis(pack, 0.0, 0.0);
  diagnosis.conditions[1].cause = 0.25;
  EXPECT_EQ(triage(pack, the_case, diagnosis).level, Urgency::emergency);
  diagnosis.conditions[1].cause = 0.2499999;
  EXPECT_LT(triage(pack, the_case, diagnosis).level, Urgency::emergency);
}

TEST(Triage, SmallChancesAddUpAndAllAreNamed) {
  Pack pack = sample_pack();
  for (Condition& condition : pack.conditions) {
    condition.delay.at = {20.0, 20.0, 0.0, 0.0}; // alone the same day from 0.15
  }
  const Triage result = triage(pack, empty_case(pack, 40, Sex::female), even_diagnosis(pack, 0.06, 0.0));
  EXPECT_EQ(result.level, Urgency::same_day);
  ASSERT_EQ(result.because.size(), pack.conditions.size());
  for (const UrgencyReason& reason : result.because) {
    EXPECT_EQ(reason.kind, Kind::condition);
    EXPECT_EQ(reason.level, Urgency::same_day);
  }
  EXPECT_EQ(triage(pack, empty_case(pack, 40, Sex::female), even_diagnosis(pack, 0.04, 0.0)).level, Urgency::self_care);
}

TEST(Triage, WhatCannotBeNamedIsSeenBySomebody) {
  Pack pack = sample_pack();
  for (Condition& condition : pack.conditions) {
    condition.delay.at = {};
  }
  const Case the_case = empty_case(pack, 40, Sex::female);
  EXPECT_EQ(triage(pack, the_case, even_diagnosis(pack, 0.1, 0.5)).level, Urgency::routine);
  EXPECT_EQ(triage(pack, the_case, even_diagnosis(pack, 0.1, 0.49)).level, Urgency::self_care);
}

TEST(Triage, SwaysAreTheEndsOfIntervalsWithAnotherLevel) {
  const Pack pack = sample_pack();
  const Case the_case = empty_case(pack, 40, Sex::female);
  std::mt19937 random(3);
  std::size_t found = 0;
  for (int people = 0; people < 200; ++people) {
    Diagnosis diagnosis = random_diagnosis(pack, random);
    double sum = diagnosis.unexplained;
    for (ConditionResult& result : diagnosis.conditions) {
      result.low = 0.3 * result.cause;
      result.high = std::min(1.0, 2.5 * result.cause);
      sum += result.cause;
    }
    const Triage result = triage(pack, the_case, diagnosis);
    std::size_t expected = 0;
    for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
      const ConditionResult about = diagnosis.conditions[c];
      for (const double end : {about.low, about.high}) {
        Diagnosis then = diagnosis;
        const double times = std::max(0.0, sum - end) / (sum - about.cause);
        for (ConditionResult& other : then.conditions) {
          other.cause *= times;
        }
        then.unexplained *= times;
        then.conditions[c].cause = end;
        const Urgency level = triage(pack, the_case, then).level;
        if (level != result.level) {
          ASSERT_LT(expected, result.sways.size());
          EXPECT_EQ(result.sways[expected].condition, c);
          EXPECT_EQ(result.sways[expected].level, level);
          ++expected;
        }
      }
    }
    EXPECT_EQ(result.sways.size(), expected);
    found += expected;
  }
  EXPECT_GT(found, 50U);
}

TEST(Triage, OverDrawsCountsTheLevelOfEachDraw) {
  Pack pack = sample_pack();
  for (Condition& condition : pack.conditions) {
    condition.delay.width = 1.0;
  }
  pack.losses.something_else.width = 1.0;
  Case the_case = empty_case(pack, 70, Sex::female);
  std::mt19937 random(4);
  Diagnosis diagnosis = random_diagnosis(pack, random);
  ByUrgency counted{};
  for (int draw = 0; draw < 400; ++draw) {
    const Diagnosis drawn = random_diagnosis(pack, random);
    std::vector<double>& causes = diagnosis.drawn.emplace_back();
    for (const ConditionResult& result : drawn.conditions) {
      causes.push_back(result.cause);
    }
    causes.push_back(drawn.unexplained);
    counted[static_cast<std::size_t>(triage(pack, the_case, drawn).level)] += 1.0 / 400.0;
  }
  const ByUrgency over_draws = triage(pack, the_case, diagnosis).over_draws;
  for (std::size_t level = 0; level < urgency_levels; ++level) {
    EXPECT_NEAR(over_draws[level], counted[level], 1e-12);
  }
  say_yes(pack, the_case, "faint"); // and a red flag holds in every draw
  EXPECT_NEAR(at(triage(pack, the_case, diagnosis).over_draws, Urgency::emergency), 1.0, 1e-12);
}

TEST(Triage, AnUnansweredOrUnsureRedFlagDoesNotHold) {
  const Pack pack = sample_pack();
  Case the_case = empty_case(pack, 40, Sex::female);
  EXPECT_TRUE(red_flags(pack, the_case).empty());
  the_case.findings[*find_finding(pack, "faint")] = Answer{false, 0, true, std::nullopt};
  EXPECT_TRUE(red_flags(pack, the_case).empty());
}

TEST(Triage, OutOfScopeSaysSoAndStillHoldsRedFlags) {
  const Pack pack = sample_pack();
  Case the_case = empty_case(pack, 14, Sex::female);
  const Diagnosis diagnosis = even_diagnosis(pack, 0.0, 0.0);
  Triage result = triage(pack, the_case, diagnosis);
  EXPECT_FALSE(result.in_scope);
  ASSERT_EQ(result.out_of_scope.size(), 1U);
  EXPECT_EQ(pack.scope[result.out_of_scope[0]].id, "child");
  EXPECT_EQ(result.level, Urgency::same_day);
  say_yes(pack, the_case, "short-breath");
  result = triage(pack, the_case, diagnosis);
  EXPECT_FALSE(result.in_scope);
  EXPECT_EQ(result.level, Urgency::emergency);
}

TEST(Triage, ReasonsComeMostUrgentFirst) {
  const Pack pack = sample_pack();
  Case the_case = empty_case(pack, 70, Sex::female);
  for (const char* finding : {"leg-puffiness", "hot-skin", "faint"}) {
    say_yes(pack, the_case, finding);
  }
  const Triage result = triage(pack, the_case, even_diagnosis(pack, 0.3, 0.4));
  ASSERT_GE(result.because.size(), 4U);
  for (std::size_t reason = 1; reason < result.because.size(); ++reason) {
    EXPECT_GE(result.because[reason - 1].level, result.because[reason].level);
  }
  EXPECT_EQ(result.because.front().level, result.level);
}

} // namespace
} // namespace sura::clinic
