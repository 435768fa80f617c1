#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "sura/clinic/diagnosis.h"
#include "sura/clinic/influence.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

Case aching(const Pack& pack, double age, const std::vector<std::pair<std::string_view, std::uint32_t>>& answers = {}) {
  Case the_case = empty_case(pack, age, Sex::male);
  the_case.complaints = {0};
  the_case.findings[0] = Answer{true, 1, true, std::nullopt};
  for (const auto& [id, level] : answers) {
    the_case.findings[find_finding(pack, id).value()] = Answer{true, level, true, std::nullopt};
  }
  return the_case;
}

std::vector<Case> some_people(const Pack& pack) {
  return {aching(pack, 30), aching(pack, 70, {{"leg-puffiness", 1}, {"start-speed", 2}}),
          aching(pack, 50, {{"hot-skin", 0}, {"stiffness", 1}})};
}

double total_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// The leading conditions of one person, straight from the definition.
std::vector<std::uint32_t> leading_of(const Pack& pack, const Case& the_case) {
  const auto diagnosis = diagnose(pack, the_case, {false});
  std::vector<std::uint32_t> order(pack.conditions.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return diagnosis->conditions[a].cause > diagnosis->conditions[b].cause;
  });
  std::vector<std::uint32_t> leading;
  for (const std::uint32_t c : order) {
    if (leading.empty() || (leading.size() < 3 && diagnosis->conditions[c].cause >= 0.01)) {
      leading.push_back(c);
    }
  }
  return leading;
}

TEST(Influence, IsTheMeanOverPeopleAndTheirLeadingConditions) {
  Pack pack = sample_pack();
  std::uint32_t study = 0;
  for (Derivation& derivation : pack.derivations) { // each number a study of its own
    derivation.study = study++;
  }
  pack.studies = study;
  const std::vector<Case> people = some_people(pack);
  std::vector<double> expected(pack.derivations.size(), 0.0);
  for (const Case& person : people) {
    const std::vector<std::uint32_t> leading = leading_of(pack, person);
    const auto said = slopes(pack, person, leading);
    ASSERT_TRUE(said);
    for (const Slopes& of : *said) {
      for (std::size_t row = 0; row < expected.size(); ++row) {
        expected[row] +=
            0.5 * (std::abs(of.up[row]) + std::abs(of.down[row])) / static_cast<double>(leading.size() * people.size());
      }
    }
  }
  const auto result = influence(pack, people);
  ASSERT_TRUE(result) << result.error().message();
  EXPECT_EQ(result->people, 3U);
  EXPECT_EQ(result->left_out, 0U);
  ASSERT_EQ(result->by_number.size(), expected.size());
  for (std::size_t row = 0; row < expected.size(); ++row) {
    EXPECT_NEAR(result->by_number[row], expected[row], 1e-12) << pack.derivations[row].quantity;
  }
  EXPECT_GT(total_of(result->by_number), 0.1);
}

TEST(Influence, NumbersOfOneStudyMoveTogether) {
  Pack pack = sample_pack();
  const std::vector<Case> person{aching(pack, 40)};
  const std::uint32_t first = leading_of(pack, person.front()).front();
  const Number presents = pack.conditions[first].presents[0];
  const Number prevalence = pack.conditions[first].prevalence[1].male;
  const std::vector<double> apart = influence(pack, person)->by_number;
  pack.derivations[prevalence.derivation].study = pack.derivations[presents.derivation].study;
  const std::vector<double> together = influence(pack, person)->by_number;
  // Both raise the same odds: the influences add up as they did, and each keeps its own.
  EXPECT_NEAR(together[presents.derivation], apart[presents.derivation], 1e-12);
  EXPECT_NEAR(total_of(together), total_of(apart), 1e-9);
  // What raises and what lowers the odds cancel out within one study.
  const Number other = pack.something_else[0].presents[0];
  pack.derivations[other.derivation].study = pack.derivations[presents.derivation].study;
  const std::vector<double> against = influence(pack, person)->by_number;
  EXPECT_LT(total_of(against), total_of(apart) - 0.5 * apart[other.derivation]);
}

TEST(Influence, LooksAtEveryConditionInThePeopleInWhomItIsLikeliest) {
  const Pack pack = sample_pack();
  const auto result = influence(pack, {aching(pack, 30)});
  ASSERT_TRUE(result);
  for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
    const Number& presents = pack.conditions[c].presents[0];
    EXPECT_GT(result->by_condition[c][presents.derivation], 0.01) << pack.conditions[c].id;
  }
}

TEST(Influence, TheOrderOfPeopleMeansNothing) {
  const Pack pack = sample_pack();
  std::vector<Case> people = some_people(pack);
  const auto first = influence(pack, people);
  std::reverse(people.begin(), people.end());
  const auto again = influence(pack, people);
  for (std::size_t row = 0; row < pack.derivations.size(); ++row) {
    EXPECT_NEAR(first->by_number[row], again->by_number[row], 1e-12);
  }
}

TEST(Influence, NobodyIsAnErrorAndImpossibleAnswersAreLeftOut) {
  Pack pack = sample_pack();
  EXPECT_EQ(influence(pack, {}).error().code, ErrorCode::missing);
  // Nothing can bring a complaint to this setting.
  for (Condition& condition : pack.conditions) {
    condition.presents[1] = {0.0, 0.0, 0.0, condition.presents[1].derivation};
  }
  pack.something_else[0].presents[1] = {0.0, 0.0, 0.0, pack.something_else[0].presents[1].derivation};
  std::vector<Case> people = some_people(pack);
  people[1].setting = 1;
  const auto result = influence(pack, people);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->people, 2U);
  EXPECT_EQ(result->left_out, 1U);
  EXPECT_EQ(influence(pack, {people[1]}).error().code, ErrorCode::missing);
}

TEST(Influence, TellsHowFarItIs) {
  const Pack pack = sample_pack();
  std::vector<std::size_t> told;
  ASSERT_TRUE(influence(pack, some_people(pack), [&](std::size_t done, std::size_t all) {
    EXPECT_EQ(all, 3U);
    told.push_back(done);
  }));
  EXPECT_EQ(told, (std::vector<std::size_t>{1, 2, 3}));
}

} // namespace
} // namespace sura::clinic
