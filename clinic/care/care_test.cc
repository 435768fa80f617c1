#include "sura/clinic/care.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

/// One person, the plan for whom is asked again and again with one thing changed.
struct Person {
  Pack pack = sample_pack();
  Case the_case = empty_case(pack, 40, Sex::female);
  Diagnosis diagnosis;
  Triage triage;

  Person() { diagnosis.conditions.resize(pack.conditions.size()); }

  void cause(const char* condition, double probability) {
    diagnosis.conditions[*find_condition(pack, condition)].cause = probability;
  }
  void background(const char* item, std::optional<bool> answer) {
    the_case.background[*find_background(pack, item)] =
        Answer{answer.has_value(), answer.value_or(false) ? 1U : 0U, true, std::nullopt};
  }
  void finding(const char* id, bool answer) {
    the_case.findings[*find_finding(pack, id)] = Answer{true, answer ? 1U : 0U, true, std::nullopt};
  }
  bool is_told(const char* care) const {
    const CarePlan plan = care_plan(pack, the_case, diagnosis, triage);
    return std::any_of(plan.items.begin(), plan.items.end(),
                       [&](std::uint32_t item) { return pack.care[item].id == care; });
  }
};

TEST(CarePlan, AConditionsItemNeedsItsProbability) {
  Person person;
  EXPECT_FALSE(person.is_told("stretch-it"));
  person.cause("thing-c", 0.1999);
  EXPECT_FALSE(person.is_told("stretch-it"));
  person.cause("thing-c", 0.2);
  EXPECT_TRUE(person.is_told("stretch-it"));
}

TEST(CarePlan, AnyOfItsConditionsWillDo) {
  Person person;
  person.cause("thing-c", 0.5);
  EXPECT_TRUE(person.is_told("move-often"));
  person.cause("thing-c", 0.0);
  person.cause("thing-a", 0.5);
  EXPECT_TRUE(person.is_told("move-often"));
}

TEST(CarePlan, AnUnknownWhenKeepsTheItemOut) {
  Person person;
  person.cause("thing-a", 0.5);
  EXPECT_FALSE(person.is_told("lift-the-leg"));
  person.finding("leg-puffiness", false);
  EXPECT_FALSE(person.is_told("lift-the-leg"));
  person.finding("leg-puffiness", true);
  EXPECT_TRUE(person.is_told("lift-the-leg"));
}

TEST(CarePlan, AnUnknownUnlessKeepsMedicinesOut) {
  Person person;
  person.cause("thing-b", 0.5);
  EXPECT_FALSE(person.is_told("tablets"));
  person.background("expecting", std::nullopt);
  EXPECT_FALSE(person.is_told("tablets"));
  person.background("expecting", true);
  EXPECT_FALSE(person.is_told("tablets"));
  person.background("expecting", false);
  EXPECT_TRUE(person.is_told("tablets"));
}

TEST(CarePlan, AnUnknownUnlessKeepsOtherItemsIn) {
  Person person;
  person.cause("thing-a", 0.5);
  EXPECT_TRUE(person.is_told("no-massage"));
  person.background("already-treated", std::nullopt);
  EXPECT_TRUE(person.is_told("no-massage"));
  person.background("already-treated", true);
  EXPECT_FALSE(person.is_told("no-massage"));
}

TEST(CarePlan, UrgencyLimitsAnItem) {
  Person person;
  for (const Urgency level : {Urgency::self_care, Urgency::routine, Urgency::same_day, Urgency::emergency}) {
    person.triage.level = level;
    EXPECT_EQ(person.is_told("drink-water"), level <= Urgency::routine) << name(level);
    EXPECT_TRUE(person.is_told("come-back-if")) << name(level);
  }
}

TEST(CarePlan, OutOfScopeOnlyWhatHoldsForEverybodyIsLeft) {
  Person person;
  person.cause("thing-c", 0.9);
  person.pack.care.push_back(person.pack.care[*cramp_steps(person.pack).begin()]);
  person.pack.care.back().id = "medicine-for-all";
  person.pack.care.back().section = CareSection::medicines;
  person.pack.care.back().conditions.clear();
  EXPECT_TRUE(person.is_told("medicine-for-all"));
  person.triage.in_scope = false;
  EXPECT_FALSE(person.is_told("stretch-it"));
  EXPECT_FALSE(person.is_told("medicine-for-all"));
  EXPECT_TRUE(person.is_told("drink-water"));
  EXPECT_TRUE(person.is_told("come-back-if"));
}

TEST(CarePlan, ComesBySectionAndThenPackOrder) {
  Person person;
  std::reverse(person.pack.care.begin(), person.pack.care.end());
  for (const char* condition : {"thing-a", "thing-b", "thing-c"}) {
    person.cause(condition, 0.3);
  }
  const std::vector<std::uint32_t> items =
      care_plan(person.pack, person.the_case, person.diagnosis, person.triage).items;
  ASSERT_GT(items.size(), 5U);
  for (std::size_t place = 1; place < items.size(); ++place) {
    const auto key = [&](std::size_t at) { return std::pair(person.pack.care[items[at]].section, items[at]); };
    EXPECT_LT(key(place - 1), key(place));
  }
}

TEST(CrampSteps, ComeInTheirOwnOrder) {
  Pack pack = sample_pack();
  std::reverse(pack.care.begin(), pack.care.end());
  const std::vector<std::uint32_t> steps = cramp_steps(pack);
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(pack.care[steps[0]].id, "stretch-it");
  EXPECT_EQ(pack.care[steps[1]].id, "walk-it-off");
}

} // namespace
} // namespace sura::clinic
