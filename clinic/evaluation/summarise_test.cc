#include <cmath>

#include <gtest/gtest.h>

#include "sura/clinic/evaluation.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

constexpr std::uint32_t other = 3; // something else, beside the sample pack's three conditions

JudgedCase one_case(std::uint32_t expected, std::vector<double> causes, std::optional<Urgency> wanted = std::nullopt,
                    Urgency given = Urgency::routine) {
  JudgedCase one;
  one.id = "case";
  one.expected = {expected, {}, wanted};
  one.prior = 0.1;
  one.without_tests = {std::move(causes), given, true};
  return one;
}

Evaluation summary(std::vector<JudgedCase> cases, const EvaluationOptions& options = {}) {
  static const Pack pack = sample_pack();
  return summarise(pack, std::move(cases), options);
}

TEST(Summarise, FirstAndAmongTheFirstThree) {
  const Rates rates = summary({one_case(0, {0.7, 0.1, 0.1, 0.1}), one_case(other, {0.5, 0.3, 0.1, 0.2}),
                               one_case(2, {0.4, 0.3, 0.1, 0.2}), one_case(other, {0.1, 0.1, 0.1, 0.7})})
                          .all;
  EXPECT_EQ(rates.n, 4U);
  EXPECT_EQ(rates.top1.count, 2U);
  EXPECT_EQ(rates.top3.count, 3U) << "the third case's cause is the fourth";
  EXPECT_EQ(rates.top3.of, 4U);
}

TEST(Summarise, WhatWasThereTooIsNotCountedAsRight) {
  JudgedCase one = one_case(2, {0.4, 0.3, 0.05, 0.2});
  one.expected.also = {0};
  const Rates rates = summary({one}).all;
  EXPECT_EQ(rates.top1.count, 0U);
  EXPECT_EQ(rates.top3.count, 0U);
}

TEST(Summarise, UrgencyOfThoseThatExpectOne) {
  const std::vector<double> even = {0.25, 0.25, 0.25, 0.25};
  const Evaluation result = summary({one_case(0, even, Urgency::emergency, Urgency::emergency),
                                     one_case(0, even, Urgency::emergency, Urgency::same_day),
                                     one_case(0, even, Urgency::self_care, Urgency::same_day),
                                     one_case(0, even, Urgency::routine, Urgency::self_care), one_case(0, even)});
  EXPECT_EQ(result.all.urgency_agreement.count, 1U);
  EXPECT_EQ(result.all.urgency_agreement.of, 4U);
  EXPECT_EQ(result.all.under_triage.count, 2U);
  EXPECT_EQ(result.all.over_triage.count, 1U);
  const auto level = [](Urgency urgency) { return static_cast<std::size_t>(urgency); };
  EXPECT_EQ(result.urgency[level(Urgency::emergency)][level(Urgency::same_day)], 1U);
  EXPECT_EQ(result.urgency[level(Urgency::self_care)][level(Urgency::same_day)], 1U);
  EXPECT_EQ(result.urgency[level(Urgency::same_day)][level(Urgency::self_care)], 0U);
}

TEST(Summarise, NoUrgencyExpectedAnywhere) {
  const Rates rates = summary({one_case(0, {1, 0, 0, 0})}).all;
  EXPECT_EQ(rates.urgency_agreement.of, 0U);
  EXPECT_EQ(rates.urgency_agreement.low, 0.0);
  EXPECT_EQ(rates.urgency_agreement.high, 1.0);
}

TEST(Summarise, LogScoreAndItsGainOverThePrior) {
  const Rates rates = summary({one_case(0, {0.5, 0.5, 0, 0}), one_case(1, {0.8, 0.2, 0, 0})}).all;
  EXPECT_NEAR(rates.log_score.value, (std::log(0.5) + std::log(0.2)) / 2, 1e-12);
  EXPECT_NEAR(rates.log_score_gain.value, (std::log(5.0) + std::log(2.0)) / 2, 1e-12);
  EXPECT_EQ(rates.floored, 0U);
}

TEST(Summarise, TheLogScoreHasAFloor) {
  JudgedCase impossible = one_case(0, {0, 1, 0, 0});
  impossible.prior = 0.0;
  const Rates rates = summary({impossible}).all;
  EXPECT_DOUBLE_EQ(rates.log_score.value, std::log(log_score_floor));
  EXPECT_DOUBLE_EQ(rates.log_score_gain.value, 0.0);
  EXPECT_EQ(rates.floored, 1U);
}

TEST(Summarise, BrierOverAllCausesMadeToSumToOne) {
  EXPECT_NEAR(summary({one_case(0, {1, 0, 0, 0})}).all.brier.value, 0.0, 1e-12);
  EXPECT_NEAR(summary({one_case(0, {0, 0, 0, 1})}).all.brier.value, 2.0, 1e-12);
  EXPECT_NEAR(summary({one_case(1, {0.9, 0.9, 0, 0})}).all.brier.value, 0.5, 1e-12) << "halves, once divided";
}

TEST(Summarise, ReliabilityCountsEveryProbabilityOnce) {
  const Evaluation result = summary({one_case(0, {0.25, 0.29, 0.0, 1.0}), one_case(1, {0.21, 0.1, 0.005, 0.0})});
  ASSERT_EQ(result.reliability.size(), 4U);
  const ReliabilityBin& low = result.reliability[0];
  EXPECT_EQ(low.from, 0.0);
  EXPECT_EQ(low.observed.of, 3U);
  EXPECT_EQ(low.observed.count, 0U);
  EXPECT_NEAR(low.predicted, 0.005 / 3, 1e-12);
  EXPECT_EQ(result.reliability[1].from, 0.1) << "a bin holds its lower end";
  EXPECT_EQ(result.reliability[1].observed.count, 1U);
  const ReliabilityBin& fifth = result.reliability[2];
  EXPECT_EQ(fifth.from, 0.2);
  EXPECT_EQ(fifth.to, 0.3);
  EXPECT_EQ(fifth.observed.count, 1U);
  EXPECT_EQ(fifth.observed.of, 3U);
  EXPECT_NEAR(fifth.predicted, 0.25, 1e-12);
  EXPECT_EQ(result.reliability[3].to, 1.0) << "certainty is in the last bin";
}

TEST(Summarise, ReliabilityLeavesOutWhatWasThereToo) {
  JudgedCase one = one_case(0, {0.6, 0.35, 0.0, 0.0});
  one.expected.also = {1};
  const Evaluation result = summary({one});
  ASSERT_EQ(result.reliability.size(), 2U);
  EXPECT_EQ(result.reliability[0].observed.of, 2U);
  EXPECT_EQ(result.reliability[1].observed.count, 1U);
}

TEST(Summarise, ConfusionByExpectedCause) {
  const Evaluation result = summary({one_case(other, {0, 0.9, 0, 0.1}), one_case(0, {0.1, 0, 0.9, 0}),
                                     one_case(other, {0, 0, 0, 1}), one_case(other, {0, 0, 0, 1})});
  ASSERT_EQ(result.confusion.size(), 2U);
  EXPECT_EQ(result.confusion[0].expected, 0U);
  EXPECT_EQ(result.confusion[0].top3, 1U);
  const ConfusionRow& last = result.confusion[1];
  EXPECT_EQ(last.expected, other);
  EXPECT_EQ(last.n, 3U);
  ASSERT_EQ(last.first.size(), 2U);
  EXPECT_EQ(last.first[0].cause, other) << "most often first";
  EXPECT_EQ(last.first[0].n, 2U);
  EXPECT_EQ(last.first[1].cause, 1U);
}

TEST(Summarise, ByRoleWhereThereAreSeveral) {
  JudgedCase clinician = one_case(0, {1, 0, 0, 0});
  clinician.role = 1;
  EXPECT_TRUE(summary({clinician, clinician}).groups.empty());
  const auto groups = summary({clinician, one_case(0, {0, 1, 0, 0}), clinician}).groups;
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].by + " " + groups[0].is, "role person");
  EXPECT_EQ(groups[0].rates.top1.count, 0U);
  EXPECT_EQ(groups[1].is, "clinician");
  EXPECT_EQ(groups[1].rates.n, 2U);
  EXPECT_EQ(groups[1].rates.top1.count, 2U);
}

TEST(Summarise, WithAndWithoutTestsOverTheSameCases) {
  JudgedCase tested = one_case(0, {0.2, 0.8, 0, 0}, Urgency::emergency, Urgency::routine);
  tested.with_tests = Verdict{{0.9, 0.1, 0, 0}, Urgency::emergency, true};
  const std::vector<JudgedCase> cases = {tested, one_case(0, {1, 0, 0, 0})};
  const Evaluation without = summary(cases);
  const Evaluation with = summary(cases, {true, std::nullopt, std::nullopt});
  EXPECT_EQ(without.all.top1.count, 1U);
  EXPECT_EQ(with.all.top1.count, 2U) << "a case without tests counts either way";
  EXPECT_EQ(with.all.under_triage.count, 0U);
  for (const Evaluation& evaluation : {without, with}) {
    ASSERT_EQ(evaluation.groups.size(), 2U);
    EXPECT_EQ(evaluation.groups[0].by + " " + evaluation.groups[0].is, "tests without");
    EXPECT_EQ(evaluation.groups[0].rates.n, 1U);
    EXPECT_EQ(evaluation.groups[0].rates.top1.count, 0U);
    EXPECT_EQ(evaluation.groups[1].rates.top1.count, 1U);
  }
}

TEST(Summarise, NoCaseAtAll) {
  const Evaluation result = summary({});
  EXPECT_EQ(result.all.n, 0U);
  EXPECT_TRUE(result.confusion.empty());
  EXPECT_TRUE(result.groups.empty());
}

} // namespace
} // namespace sura::clinic
