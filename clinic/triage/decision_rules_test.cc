// How a decision rule is filled in, on the sample pack: what is unknown, what is computed, whom it refuses.
#include "sura/clinic/decision_rules.h"

#include <random>

#include <gtest/gtest.h>

#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

Expression answered(const Pack& pack, const char* id, double level = 1.0) {
  Expression expression;
  const auto background = find_background(pack, id);
  expression.kind = background ? Expression::Kind::background : Expression::Kind::finding;
  expression.subject = background ? *background : *find_finding(pack, id);
  expression.number = level;
  return expression;
}

Expression not_holding(Expression part) {
  Expression expression;
  expression.kind = Expression::Kind::negation;
  expression.parts = {std::move(part)};
  return expression;
}

RuleItem item(const char* id, Expression when, double points) {
  RuleItem result;
  result.id = id;
  result.when = std::move(when);
  result.points = points;
  return result;
}

RuleStratum stratum(const char* id, double from, double to) {
  RuleStratum result;
  result.id = id;
  result.from = from;
  result.to = to;
  return result;
}

RuleStep step(const char* id, Expression when) {
  RuleStep result;
  result.id = id;
  result.when = std::move(when);
  result.unless.kind = Expression::Kind::any;
  return result;
}

/// For adults who do not expect a child: dents 1, hot skin 2, something else as likely as thing-a -2, not after bed
/// -0.5; low to 0.5, high from 1.
Pack pack_with_rule() {
  Pack pack = sample_pack();
  DecisionRule rule;
  rule.id = "toy";
  rule.condition = static_cast<std::int32_t>(*find_condition(pack, "thing-a"));
  Expression adult;
  adult.kind = Expression::Kind::age_from;
  adult.number = 18;
  rule.among = {{"adult", adult}, {"puffy-or-aching", {}}};
  rule.among[1].when.kind = Expression::Kind::any;
  rule.among[1].when.parts = {answered(pack, "leg-puffiness"), answered(pack, "leg-ache")};
  rule.not_for = {{"expecting", answered(pack, "expecting")}};
  rule.items = {item("dents", answered(pack, "puffiness-dents"), 1.0), item("hot", answered(pack, "hot-skin"), 2.0),
                item("other", {}, -2.0), item("no-bed", not_holding(answered(pack, "bed-days")), -0.5)};
  rule.items[2].source = RuleItem::Source::other_cause;
  rule.strata = {stratum("low", -10, 0.5), stratum("high", 1, 10)};
  rule.strata[0].next = {step("always", {}), step("if-dents", answered(pack, "puffiness-dents"))};
  pack.decision_rules = {rule};
  return pack;
}

constexpr std::uint32_t dents = 0;
constexpr std::uint32_t hot = 1;
constexpr std::uint32_t no_bed = 3;
constexpr std::uint32_t low = 0;
constexpr std::uint32_t high = 1;

/// thing-a is this likely, the others are impossible, something else is one half.
Diagnosis with_cause(const Pack& pack, double cause) {
  Diagnosis diagnosis;
  diagnosis.conditions.resize(pack.conditions.size());
  diagnosis.conditions[*find_condition(pack, "thing-a")].cause = cause;
  diagnosis.unexplained = 0.5;
  return diagnosis;
}

Case puffy_man(const Pack& pack) {
  Case the_case = empty_case(pack, 40, Sex::male);
  EXPECT_TRUE(set_answer(pack, the_case, "leg-puffiness", "true"));
  return the_case;
}

RuleResult result_of(const Pack& pack, const Case& the_case, double cause = 0.9) {
  return decision_rules(pack, the_case, with_cause(pack, cause)).at(0);
}

using Indices = std::vector<std::uint32_t>;

TEST(DecisionRules, TheSampleRuleIsValid) {
  const Result<void> valid = validate(pack_with_rule());
  EXPECT_TRUE(valid) << valid.error().message();
}

TEST(DecisionRules, NothingKnownIsTheWholeRange) {
  const Pack pack = pack_with_rule();
  const RuleResult result = result_of(pack, puffy_man(pack));
  EXPECT_EQ(result.applies, Truth::yes);
  EXPECT_EQ(result.possible.score, (ScoreRange{-0.5, 3.0}));
  EXPECT_EQ(result.possible.strata, (Indices{low, high}));
  EXPECT_EQ(result.deciding, (Indices{dents, hot, no_bed}));
  EXPECT_TRUE(result.next.empty()); // two strata: nothing to do yet
}

TEST(DecisionRules, AllKnownIsOneScore) {
  const Pack pack = pack_with_rule();
  Case the_case = puffy_man(pack);
  ASSERT_TRUE(set_answer(pack, the_case, "puffiness-dents", "true"));
  ASSERT_TRUE(set_answer(pack, the_case, "hot-skin", "false"));
  ASSERT_TRUE(set_answer(pack, the_case, "bed-days", "false"));
  const RuleResult result = result_of(pack, the_case);
  EXPECT_EQ(result.possible.score, (ScoreRange{0.5, 0.5})); // 1 + 0 - 0.5
  EXPECT_EQ(result.possible.strata, (Indices{low}));
  EXPECT_TRUE(result.deciding.empty());
  EXPECT_EQ(result.next, (Indices{0, 1}));
}

TEST(DecisionRules, AnUnknownItemThatCannotChangeTheStratumDoesNotDecide) {
  const Pack pack = pack_with_rule();
  Case the_case = puffy_man(pack);
  ASSERT_TRUE(set_answer(pack, the_case, "hot-skin", "true"));
  const RuleResult result = result_of(pack, the_case); // 2, and at most 0.5 less
  EXPECT_EQ(result.possible.score, (ScoreRange{1.5, 3.0}));
  EXPECT_EQ(result.possible.strata, (Indices{high}));
  EXPECT_TRUE(result.deciding.empty());
}

TEST(DecisionRules, NotSureIsUnknown) {
  const Pack pack = pack_with_rule();
  Case the_case = puffy_man(pack);
  const RuleResult before = result_of(pack, the_case);
  ASSERT_TRUE(set_answer(pack, the_case, "hot-skin", "null"));
  const RuleResult after = result_of(pack, the_case);
  EXPECT_EQ(after.items[hot].holds, Truth::unknown);
  EXPECT_EQ(after.possible.score, before.possible.score);
}

TEST(DecisionRules, ASideOfAnAbsentFindingIsAbsent) {
  const Pack pack = pack_with_rule();
  Case the_case = empty_case(pack, 40, Sex::male);
  ASSERT_TRUE(set_answer(pack, the_case, "leg-ache", "true"));
  ASSERT_TRUE(set_answer(pack, the_case, "leg-puffiness", "false"));
  EXPECT_EQ(result_of(pack, the_case).items[dents].holds, Truth::no);
}

TEST(DecisionRules, AnotherCauseIsComputedAndShownApart) {
  const Pack pack = pack_with_rule();
  Case the_case = puffy_man(pack);
  ASSERT_TRUE(set_answer(pack, the_case, "hot-skin", "true"));
  ASSERT_TRUE(set_answer(pack, the_case, "bed-days", "true"));
  const RuleResult led = result_of(pack, the_case, 0.51);
  EXPECT_TRUE(led.items[2].computed);
  EXPECT_EQ(led.items[2].holds, Truth::no);
  EXPECT_EQ(led.possible.score, (ScoreRange{2.0, 3.0}));
  const RuleResult tied = result_of(pack, the_case, 0.5); // something else is one half too
  EXPECT_EQ(tied.items[2].holds, Truth::yes);
  EXPECT_EQ(tied.possible.score, (ScoreRange{0.0, 1.0}));
  EXPECT_EQ(tied.without_computed.score, (ScoreRange{2.0, 3.0}));
  EXPECT_EQ(tied.without_computed.strata, (Indices{high}));
}

TEST(DecisionRules, RefusesOutsideItsPopulation) {
  const Pack pack = pack_with_rule();
  Case girl = empty_case(pack, 17, Sex::female);
  ASSERT_TRUE(set_answer(pack, girl, "leg-puffiness", "true"));
  ASSERT_TRUE(set_answer(pack, girl, "expecting", "true"));
  const RuleResult result = result_of(pack, girl);
  EXPECT_EQ(result.applies, Truth::no);
  EXPECT_EQ(result.failed, (std::vector<RuleTestRef>{{false, 0}, {true, 0}}));
  EXPECT_TRUE(result.items.empty());
  EXPECT_TRUE(result.possible.strata.empty());
  EXPECT_TRUE(result.next.empty());
}

TEST(DecisionRules, SaysWhichAnswersItWaitsFor) {
  const Pack pack = pack_with_rule();
  Case the_case = empty_case(pack, 30, Sex::female); // may expect; nobody asked about the leg
  ASSERT_TRUE(set_answer(pack, the_case, "leg-ache", "false"));
  const RuleResult result = result_of(pack, the_case);
  EXPECT_EQ(result.applies, Truth::unknown);
  EXPECT_EQ(result.open, (std::vector<RuleTestRef>{{false, 1}, {true, 0}}));
  EXPECT_EQ(result.missing, (std::vector<OpenAnswer>{{false, *find_finding(pack, "leg-puffiness")},
                                                     {true, *find_background(pack, "expecting")}}));
  EXPECT_TRUE(result.next.empty());
  EXPECT_EQ(result.items.size(), 4U);
}

TEST(DecisionRules, AnItemThatNothingTellsStaysUnknown) {
  Pack pack = pack_with_rule();
  pack.decision_rules[0].items[hot].source = RuleItem::Source::nowhere;
  Case the_case = puffy_man(pack);
  ASSERT_TRUE(set_answer(pack, the_case, "hot-skin", "true"));
  EXPECT_EQ(result_of(pack, the_case).items[hot].holds, Truth::unknown);
}

TEST(DecisionRules, FiguresAreOfPeopleLikeThisOne) {
  Pack pack = pack_with_rule();
  PublishedShare everybody;
  PublishedShare women;
  women.when.kind = Expression::Kind::sex;
  pack.decision_rules[0].strata[high].published = {everybody, women};
  Case the_case = puffy_man(pack);
  EXPECT_TRUE(result_of(pack, the_case).published.empty()); // two strata
  ASSERT_TRUE(set_answer(pack, the_case, "hot-skin", "true"));
  EXPECT_EQ(result_of(pack, the_case).published, (Indices{0}));
}

TEST(DecisionRules, RelevantByItsConditionOrByWhatIsThere) {
  const Pack pack = pack_with_rule();
  Case the_case = puffy_man(pack);
  const auto relevant = [&](double cause) {
    return is_relevant(pack, with_cause(pack, cause), result_of(pack, the_case, cause));
  };
  EXPECT_TRUE(relevant(0.01));
  EXPECT_FALSE(relevant(0.009));
  ASSERT_TRUE(set_answer(pack, the_case, "bed-days", "false")); // an item holds, but nothing is there
  EXPECT_FALSE(relevant(0.009));
  ASSERT_TRUE(set_answer(pack, the_case, "hot-skin", "true"));
  EXPECT_TRUE(relevant(0.009));
  the_case.sex = Sex::female; // she may expect a child: whether it applies is open
  the_case.background_fits = empty_case(pack, 40, Sex::female).background_fits;
  EXPECT_FALSE(relevant(0.009));
  EXPECT_TRUE(relevant(0.01));
  the_case.age = 17;
  EXPECT_FALSE(relevant(0.9));
}

/// Random answers, one after the other: no answer to an unknown item widens the range, adds a stratum or opens what was
/// settled about the population.
TEST(DecisionRules, AnAnswerOnlyEverNarrows) {
  const Pack pack = pack_with_rule();
  const std::vector<const char*> ids = {"leg-ache",        "leg-puffiness", "hot-skin",
                                        "puffiness-dents", "bed-days",      "expecting"};
  std::mt19937 random(7);
  int narrowed = 0;
  for (int trial = 0; trial < 300; ++trial) {
    const double cause = trial % 2 == 0 ? 0.9 : 0.3;
    std::vector<const char*> order = ids;
    std::shuffle(order.begin(), order.end(), random);
    Case the_case = empty_case(pack, 30, Sex::female);
    RuleResult before = result_of(pack, the_case, cause);
    for (const char* id : order) {
      if (!set_answer(pack, the_case, id, random() % 2 == 0 ? "true" : "false")) {
        continue; // contradicts what was said
      }
      const RuleResult after = result_of(pack, the_case, cause);
      EXPECT_TRUE(before.applies == Truth::unknown || after.applies == before.applies);
      if (after.applies == Truth::no) {
        break;
      }
      EXPECT_GE(after.possible.score.low, before.possible.score.low) << id;
      EXPECT_LE(after.possible.score.high, before.possible.score.high) << id;
      for (const std::uint32_t stratum : after.possible.strata) {
        EXPECT_TRUE(std::count(before.possible.strata.begin(), before.possible.strata.end(), stratum) == 1) << id;
      }
      narrowed += after.possible.score != before.possible.score ? 1 : 0;
      before = after;
    }
  }
  EXPECT_GT(narrowed, 300);
}

} // namespace
} // namespace sura::clinic
