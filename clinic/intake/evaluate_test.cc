// Three-valued logic: an unanswered item is unknown, and unknown is not true.
#include <gtest/gtest.h>

#include "clinic/intake/case_test_support.h"

namespace sura::clinic::intake {
namespace {

using Kind = Expression::Kind;

Expression leaf(Kind kind, std::uint32_t subject, double number = 0) {
  Expression result;
  result.kind = kind;
  result.subject = subject;
  result.number = number;
  return result;
}
Expression tree(Kind kind, std::vector<Expression> parts, double number = 0) {
  Expression result;
  result.kind = kind;
  result.parts = std::move(parts);
  result.number = number;
  return result;
}
Expression finding(const std::string& id, double level = 1) {
  return leaf(Kind::finding, find_finding(pack(), id).value(), level);
}
Expression background(const std::string& id) {
  return leaf(Kind::background, find_background(pack(), id).value());
}

Case given(const std::string& answers) {
  return read_case(pack(), woman(answers)).value();
}

// In this case Y is true, N false, U unanswered.
const Case& known() {
  static const Case one = given(R"("hot-skin": true, "leg-spasm": false)");
  return one;
}
Expression y() {
  return finding("hot-skin");
}
Expression n() {
  return finding("leg-spasm");
}
Expression u() {
  return finding("lab-marker");
}
Truth in_known(const Expression& expression) {
  return evaluate(expression, known());
}

TEST(Evaluate, AlwaysNegationAndLeaves) {
  EXPECT_EQ(in_known(Expression()), Truth::yes);
  EXPECT_EQ(in_known(y()), Truth::yes);
  EXPECT_EQ(in_known(n()), Truth::no);
  EXPECT_EQ(in_known(u()), Truth::unknown);
  EXPECT_EQ(in_known(tree(Kind::negation, {y()})), Truth::no);
  EXPECT_EQ(in_known(tree(Kind::negation, {n()})), Truth::yes);
  EXPECT_EQ(in_known(tree(Kind::negation, {u()})), Truth::unknown);
}

TEST(Evaluate, UnlessHoldsUntilItsTestIsKnownToHold) {
  EXPECT_EQ(in_known(tree(Kind::unless, {y()})), Truth::no);
  EXPECT_EQ(in_known(tree(Kind::unless, {n()})), Truth::yes);
  EXPECT_EQ(in_known(tree(Kind::unless, {u()})), Truth::yes);
  EXPECT_EQ(in_known(tree(Kind::unless, {tree(Kind::all, {y(), u()})})), Truth::yes);
}

TEST(Evaluate, AllAndAny) {
  EXPECT_EQ(in_known(tree(Kind::all, {})), Truth::yes);
  EXPECT_EQ(in_known(tree(Kind::all, {y(), y()})), Truth::yes);
  EXPECT_EQ(in_known(tree(Kind::all, {y(), u()})), Truth::unknown);
  EXPECT_EQ(in_known(tree(Kind::all, {u(), n()})), Truth::no);
  EXPECT_EQ(in_known(tree(Kind::any, {})), Truth::no);
  EXPECT_EQ(in_known(tree(Kind::any, {n(), n()})), Truth::no);
  EXPECT_EQ(in_known(tree(Kind::any, {n(), u()})), Truth::unknown);
  EXPECT_EQ(in_known(tree(Kind::any, {u(), y()})), Truth::yes);
}

TEST(Evaluate, Count) {
  EXPECT_EQ(in_known(tree(Kind::count, {y(), n(), y()}, 2)), Truth::yes);
  EXPECT_EQ(in_known(tree(Kind::count, {y(), n(), u()}, 2)), Truth::unknown);
  EXPECT_EQ(in_known(tree(Kind::count, {y(), n(), n()}, 2)), Truth::no);
  EXPECT_EQ(in_known(tree(Kind::count, {u(), u(), n()}, 3)), Truth::no); // cannot be reached any more
  EXPECT_EQ(in_known(tree(Kind::count, {u(), u(), u()}, 3)), Truth::unknown);
}

TEST(Evaluate, Nested) {
  EXPECT_EQ(in_known(tree(Kind::all, {tree(Kind::any, {u(), y()}), tree(Kind::negation, {n()})})), Truth::yes);
  EXPECT_EQ(in_known(tree(Kind::negation, {tree(Kind::any, {u(), n()})})), Truth::unknown);
}

TEST(Evaluate, LevelsOfFindings) {
  const auto stiffness = [](const std::string& answer, double level) {
    return evaluate(finding("stiffness", level), given("\"stiffness\": " + answer));
  };
  EXPECT_EQ(stiffness("\"none\"", 1), Truth::no);
  EXPECT_EQ(stiffness("\"some\"", 1), Truth::yes);
  EXPECT_EQ(stiffness("\"some\"", 2), Truth::no);
  EXPECT_EQ(stiffness("\"much\"", 2), Truth::yes);
  EXPECT_EQ(stiffness("true", 1), Truth::yes);
  EXPECT_EQ(stiffness("true", 2), Truth::unknown); // some or much
  EXPECT_EQ(stiffness("false", 2), Truth::no);
  EXPECT_EQ(stiffness("null", 1), Truth::unknown);
  EXPECT_EQ(stiffness("\"none\"", 0), Truth::no); // "answered at all" is no level
}

TEST(Evaluate, Background) {
  EXPECT_EQ(evaluate(background("smoker"), given("\"smoker\": true")), Truth::yes);
  EXPECT_EQ(evaluate(background("smoker"), given("\"smoker\": false")), Truth::no);
  EXPECT_EQ(evaluate(background("smoker"), given("\"smoker\": null")), Truth::unknown);
  EXPECT_EQ(evaluate(background("smoker"), given("")), Truth::unknown);
}

// A medicine that is kept from whoever may be pregnant would otherwise be kept from every man.
TEST(Evaluate, WhatCannotBeIsNotUnknown) {
  EXPECT_EQ(evaluate(background("expecting"), given("")), Truth::unknown);
  EXPECT_EQ(evaluate(background("expecting"), read_case(pack(), man("")).value()), Truth::no);
  EXPECT_EQ(evaluate(background("expecting"), empty_case(pack(), 56, Sex::female)), Truth::no);
}

TEST(Evaluate, AFacetOfWhatIsAbsentIsAbsent) {
  const Expression dents = finding("puffiness-dents");
  EXPECT_EQ(evaluate(dents, given("\"leg-puffiness\": false")), Truth::no);
  EXPECT_EQ(evaluate(dents, given("\"leg-puffiness\": true")), Truth::unknown);
  EXPECT_EQ(evaluate(dents, given("\"leg-puffiness\": null")), Truth::unknown);
  EXPECT_EQ(evaluate(dents, given("")), Truth::unknown);
}

/// 3 cm or more; the levels are under 2, from 2, over 3.
Expression extra_from_3_cm() {
  Expression test = leaf(Kind::number_from, find_finding(pack(), "puffiness-extra-cm").value(), 3.0);
  test.parts = {finding("puffiness-extra-cm", 2), finding("puffiness-extra-cm", 1)};
  return test;
}

TEST(Evaluate, ANumberDecidesWhereItIsKnown) {
  const Expression test = extra_from_3_cm();
  EXPECT_EQ(evaluate(test, given("\"puffiness-extra-cm\": 3")), Truth::yes);
  EXPECT_EQ(evaluate(test, given("\"puffiness-extra-cm\": 2.9")), Truth::no);
  EXPECT_EQ(evaluate(test, given("\"puffiness-extra-cm\": 0")), Truth::no);
  EXPECT_EQ(evaluate(test, given("\"puffiness-extra-cm\": null")), Truth::unknown);
  EXPECT_EQ(evaluate(test, given("")), Truth::unknown);
  EXPECT_EQ(evaluate(test, given("\"leg-puffiness\": false")), Truth::no);
}

TEST(Evaluate, ALevelDecidesAsFarAsItReaches) {
  const Expression test = extra_from_3_cm();
  const std::uint32_t extra = find_finding(pack(), "puffiness-extra-cm").value();
  const auto by_level = [&](std::uint32_t level, bool exact) {
    Case the_case = given("\"leg-puffiness\": true");
    the_case.findings[extra] = Answer{true, level, exact, std::nullopt};
    return evaluate(test, the_case);
  };
  EXPECT_EQ(by_level(2, true), Truth::yes);
  EXPECT_EQ(by_level(1, true), Truth::unknown); // 2 to 3: 3 itself would do
  EXPECT_EQ(by_level(1, false), Truth::unknown);
  EXPECT_EQ(by_level(0, true), Truth::no);
}

TEST(Evaluate, TheLegOrBoth) {
  const auto left = leaf(Kind::leg, static_cast<std::uint32_t>(Leg::left));
  Case the_case = given("");
  the_case.leg = Leg::unstated;
  EXPECT_EQ(evaluate(left, the_case), Truth::unknown);
  the_case.leg = Leg::right;
  EXPECT_EQ(evaluate(left, the_case), Truth::no);
  the_case.leg = Leg::left;
  EXPECT_EQ(evaluate(left, the_case), Truth::yes);
  the_case.leg = Leg::both;
  EXPECT_EQ(evaluate(left, the_case), Truth::yes);
}

TEST(Evaluate, AgeSexSettingAndRole) {
  const Case woman_of_50 = given("");
  EXPECT_EQ(evaluate(leaf(Kind::age_from, 0, 50), woman_of_50), Truth::yes);
  EXPECT_EQ(evaluate(leaf(Kind::age_from, 0, 51), woman_of_50), Truth::no);
  EXPECT_EQ(evaluate(leaf(Kind::age_below, 0, 50), woman_of_50), Truth::no);
  EXPECT_EQ(evaluate(leaf(Kind::age_below, 0, 51), woman_of_50), Truth::yes);
  EXPECT_EQ(evaluate(leaf(Kind::sex, static_cast<std::uint32_t>(Sex::female)), woman_of_50), Truth::yes);
  EXPECT_EQ(evaluate(leaf(Kind::sex, static_cast<std::uint32_t>(Sex::male)), woman_of_50), Truth::no);
  EXPECT_EQ(evaluate(leaf(Kind::setting, 0), woman_of_50), Truth::yes);
  EXPECT_EQ(evaluate(leaf(Kind::setting, 1), woman_of_50), Truth::no);
  EXPECT_EQ(evaluate(leaf(Kind::role, 0), woman_of_50), Truth::yes);
  EXPECT_EQ(evaluate(leaf(Kind::role, 1), woman_of_50), Truth::no);
}

} // namespace
} // namespace sura::clinic::intake
