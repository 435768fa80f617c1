#include "sura/clinic/triage.h"

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
  for (const Condition& condition : pack.conditions) {
    for (const UrgencyRule& rule : condition.urgency) {
      values.insert(values.end(), {rule.from, rule.from * 0.999, std::min(1.0, rule.from * 1.001)});
    }
  }
  return values;
}

TEST(Triage, NothingUrgentIsSelfCareWithAReason) {
  Pack pack = sample_pack();
  for (Condition& condition : pack.conditions) {
    condition.urgency.clear();
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
    for (const Condition& condition : pack.conditions) {
      for (const UrgencyRule& rule : condition.urgency) {
        EXPECT_TRUE(cause < rule.from || result.level >= rule.level) << condition.id << " at " << cause;
      }
    }
  }
}

TEST(Triage, AThresholdHoldsAtItsExactValueAndNotBelow) {
  Pack pack = sample_pack();
  for (Condition& condition : pack.conditions) {
    condition.urgency = {{Urgency::emergency, 0.25, {}, ""}};
  }
  const Case the_case = empty_case(pack, 40, Sex::female);
  EXPECT_EQ(triage(pack, the_case, even_diagnosis(pack, 0.25, 0.0)).level, Urgency::emergency);
  EXPECT_EQ(triage(pack, the_case, even_diagnosis(pack, 0.2499999, 0.0)).level, Urgency::self_care);
}

TEST(Triage, SomethingElseLeadingGivesAtLeastRoutine) {
  Pack pack = sample_pack();
  for (Condition& condition : pack.conditions) {
    condition.urgency.clear();
  }
  const Case the_case = empty_case(pack, 40, Sex::female);
  EXPECT_EQ(triage(pack, the_case, even_diagnosis(pack, 0.2, 0.21)).level, Urgency::routine);
  EXPECT_EQ(triage(pack, the_case, even_diagnosis(pack, 0.2, 0.19)).level, Urgency::self_care);
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
