// Each thing that the code after the reader takes for granted, broken once.
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

struct Fault {
  std::string name;
  std::function<void(Pack&)> break_it;
  std::string where; // begins with
};

void PrintTo(const Fault& fault, std::ostream* out) {
  *out << fault.name;
}

std::function<void(Pack&)> broken_rule(std::function<void(DecisionRule&)> break_it) {
  return [break_it = std::move(break_it)](Pack& pack) { break_it(pack.decision_rules[0]); };
}

Expression leg_test(std::uint32_t leg) {
  Expression test;
  test.kind = Expression::Kind::leg;
  test.subject = leg;
  return test;
}

std::vector<Fault> faults() {
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  return {
      {"NoSettings", [](Pack& p) { p.settings.clear(); }, "settings"},
      {"NoRoles", [](Pack& p) { p.roles.clear(); }, "roles"},
      {"NoComplaints", [](Pack& p) { p.complaints.clear(); }, "complaints"},
      {"NoConditions", [](Pack& p) { p.conditions.clear(); }, "conditions"},
      {"NoSortOfSomethingElse", [](Pack& p) { p.something_else.clear(); }, "something_else"},
      {"AgesUpsideDown", [](Pack& p) { p.maximum_age = 3.0; }, "ages"},
      {"AgeNotANumber", [=](Pack& p) { p.minimum_age = nan; }, "ages"},
      {"TooManyDraws", [](Pack& p) { p.interval_draws = 10001; }, "interval_draws"},
      {"NoQuestions", [](Pack& p) { p.question_limit = 0; }, "question_limit"},
      {"PopulationTooShort", [](Pack& p) { p.population.pop_back(); }, "population"},
      {"PopulationWithoutBands", [](Pack& p) { p.population.front().rates.clear(); }, "population"},
      {"ComplaintOfNoFinding", [](Pack& p) { p.complaints.front().finding = 999; }, "complaint ache"},
      {"LegsOfNoFinding", [](Pack& p) { p.both_legs_finding = 999; }, "legs"},
      {"LegsBelowNone", [](Pack& p) { p.both_legs_finding = -2; }, "legs"},
      {"UnknownSexOfAnItem", [](Pack& p) { p.background[2].sex = static_cast<Sex>(7); }, "background expecting"},
      {"StudyThatIsNotThere", [](Pack& p) { p.derivations.front().study = p.studies; }, "derivation of"},
      {"ShareOfJudgementAboveOne", [](Pack& p) { p.derivations.front().judged = 1.5; }, "derivation of"},
      {"PoolOfOneStudy",
       [](Pack& p) {
         p.derivations.front().pool = Pool{{{0, "", 0.5, 0.4, 0.6, 1.0}}};
       },
       "derivation of"},
      {"PooledRecordThatIsNotThere",
       [](Pack& p) {
         p.derivations.front().pool = Pool{{{0, "", 0.5, 0.4, 0.6, 0.5}, {99, "", 0.5, 0.4, 0.6, 0.5}}};
       },
       "derivation of"},
      {"PerceptionWithoutARole", [](Pack& p) { p.perceptions.front().by_role.pop_back(); }, "perception felt"},
      {"DetectionAboveOne", [](Pack& p) { p.perceptions[1].by_role[0]->detection.high = 1.5; }, "perception seen"},
      {"OneLevel", [](Pack& p) { p.findings.front().levels.pop_back(); }, "finding leg-ache"},
      {"ThreeLevelsOfAYes", [](Pack& p) { p.findings.front().levels.emplace_back(); }, "finding leg-ache"},
      {"UnknownAnswer", [](Pack& p) { p.findings.front().answer = static_cast<AnswerKind>(9); }, "finding leg-ache"},
      {"UnknownSexOfAFinding", [](Pack& p) { p.findings.front().sex = static_cast<Sex>(9); }, "finding leg-ache"},
      {"ParentAfterItsFacet", [](Pack& p) { p.findings[3].parent = 5; }, "finding puffiness-dents"},
      {"ParentBelowNone", [](Pack& p) { p.findings[3].parent = -2; }, "finding puffiness-dents"},
      {"FacetOfAFacet", [](Pack& p) { p.findings[4].parent = 3; }, "finding puffiness-extra-cm"},
      {"FlagAsAFacet", [](Pack& p) { p.findings[13].parent = 0; }, "finding short-breath"},
      {"FacetOfAFlag",
       [](Pack& p) {
         p.findings[0].kind = FindingKind::flag;
         p.findings[3].parent = 0;
       },
       "finding puffiness-dents"},
      {"LimitsUpsideDown", [](Pack& p) { p.findings[4].maximum = -1.0; }, "finding puffiness-extra-cm"},
      {"LimitNotANumber", [=](Pack& p) { p.findings[4].minimum = nan; }, "finding puffiness-extra-cm"},
      {"LevelBoundsNotRising", [](Pack& p) { p.findings[4].levels[2].from = 2.0; }, "finding puffiness-extra-cm"},
      {"PerceptionThatIsNotThere", [](Pack& p) { p.findings[0].perception = 99; }, "finding leg-ache"},
      {"RateMissing", [](Pack& p) { p.findings[0].background.clear(); }, "finding leg-ache"},
      {"RateNotANumber", [=](Pack& p) { p.findings[0].background[0].value = nan; }, "finding leg-ache"},
      {"RateOutOfItsInterval", [](Pack& p) { p.findings[0].background[0].low = 0.9; }, "finding leg-ache"},
      {"RateWithoutDerivation", [](Pack& p) { p.findings[0].background[0].derivation = 99999; }, "finding leg-ache"},
      {"RatesRising",
       [](Pack& p) {
         p.findings[5].background[1] = p.findings[5].background[0];
         p.findings[5].background[1].value *= 1.1;
       },
       "finding stiffness"},
      {"LinkToNothing", [](Pack& p) { p.conditions[0].findings[0].finding = 999; }, "condition thing-a"},
      {"LinkToAFlag", [](Pack& p) { p.conditions[0].findings[0].finding = 13; }, "condition thing-a"},
      {"LinkTwice", [](Pack& p) { p.conditions[0].findings.push_back(p.conditions[0].findings[0]); },
       "condition thing-a"},
      {"LinkWithoutLevels", [](Pack& p) { p.conditions[0].findings[0].at_least.clear(); }, "condition thing-a"},
      {"LinkWithoutSensitivity", [](Pack& p) { p.conditions[0].findings[0].sensitivity.clear(); }, "condition thing-a"},
      {"SensitivityWithoutDerivation", [](Pack& p) { p.conditions[0].findings[0].sensitivity[0].derivation = 99999; },
       "condition thing-a"},
      {"PresentsTooShort", [](Pack& p) { p.conditions[0].presents.pop_back(); }, "condition thing-a"},
      {"NoPrevalence", [](Pack& p) { p.conditions[0].prevalence.clear(); }, "condition thing-a"},
      {"FactorOfNothing", [](Pack& p) { p.conditions[0].factors.list[0].item = 99; }, "condition thing-a"},
      {"FactorTwice", [](Pack& p) { p.conditions[0].factors.list[0].item = p.conditions[0].factors.list[1].item; },
       "condition thing-a"},
      {"FactorNotAboveZero", [](Pack& p) { p.conditions[0].factors.list[0].odds_ratio.low = 0.0; },
       "condition thing-a"},
      {"CapWithoutEnd", [](Pack& p) { p.conditions[0].factors.cap.high = std::numeric_limits<double>::infinity(); },
       "condition thing-a"},
      {"EffectBeforeItsCause",
       [](Pack& p) {
         p.conditions[1].leads_to = {{0, p.conditions[0].leads_to[0].probability}};
       },
       "condition thing-b"},
      {"ProcessThatIsNotThere", [](Pack& p) { p.conditions[0].processes[0].target = 5; }, "condition thing-a"},
      {"DelayThatGains",
       [](Pack& p) {
         p.conditions[0].delay.at = {1.0, 2.0, 0.0, 0.0};
       },
       "condition thing-a"},
      {"DelayBelowNothing",
       [](Pack& p) {
         p.conditions[0].delay.at = {1.0, 0.0, 0.0, -1.0};
       },
       "condition thing-a"},
      {"WidthBelowOne", [](Pack& p) { p.conditions[0].delay.width = 0.5; }, "condition thing-a"},
      {"BurdenThatFalls",
       [](Pack& p) {
         p.losses.burden.at = {0.0, 3.0, 1.0, 10.0};
       },
       "losses, burden"},
      {"DelayOfSomethingElseNotANumber", [=](Pack& p) { p.losses.something_else.at[0] = nan; },
       "losses, something_else"},
      {"NoEfforts", [](Pack& p) { p.losses.efforts.clear(); }, "finding leg-ache"},
      {"EffortWithoutABurden", [](Pack& p) { p.losses.efforts[0].burden = 0.0; }, "losses, effort question"},
      {"KnowingNotANumber", [=](Pack& p) { p.losses.knowing = nan; }, "losses"},
      {"StepOfNoRecord", [](Pack& p) { p.conditions[0].chain[0].records = {99}; }, "condition thing-a"},
      {"UnknownStanding", [](Pack& p) { p.conditions[0].chain[0].standing = static_cast<Standing>(9); },
       "condition thing-a"},
      {"RedFlagOfNothing", [](Pack& p) { p.red_flags[0].when.parts[0].subject = 99; }, "red flag breath-trouble"},
      {"RedFlagShowsNothing", [](Pack& p) { p.red_flags[0].show = {99}; }, "red flag breath-trouble"},
      {"UnknownTest", [](Pack& p) { p.red_flags[0].when.kind = static_cast<Expression::Kind>(99); },
       "red flag breath-trouble"},
      {"UnknownSexOfATest",
       [](Pack& p) {
         p.red_flags[0].when.kind = Expression::Kind::sex;
         p.red_flags[0].when.subject = 2;
       },
       "red flag breath-trouble"},
      {"NegationOfTwo", [](Pack& p) { p.red_flags[0].when.kind = Expression::Kind::negation; },
       "red flag breath-trouble"},
      {"ScopeAsksForNothing", [](Pack& p) { p.scope[1].ask = {99}; }, "scope rule under-treatment"},
      {"CareForNothing", [](Pack& p) { p.care[0].conditions = {99}; }, "care stretch-it"},
      {"CareFromNotANumber", [=](Pack& p) { p.care[0].from = nan; }, "care stretch-it"},
      {"CareAtAnUnknownLevel", [](Pack& p) { p.care[0].urgency = {static_cast<Urgency>(9)}; }, "care stretch-it"},
      {"RuleOfNoCondition", broken_rule([](DecisionRule& r) { r.condition = 99; }), "decision rule two-signs"},
      {"RuleForNoRole", broken_rule([](DecisionRule& r) { r.roles = {9}; }), "decision rule two-signs"},
      {"RuleWithoutItems", broken_rule([](DecisionRule& r) { r.items.clear(); }), "decision rule two-signs"},
      {"RuleAmongNothing", broken_rule([](DecisionRule& r) { r.among[1].when.subject = 99; }),
       "decision rule two-signs"},
      {"RuleNotForNothing", broken_rule([](DecisionRule& r) { r.not_for[0].when.subject = 99; }),
       "decision rule two-signs"},
      {"RuleItemOfNothing", broken_rule([](DecisionRule& r) { r.items[0].when.subject = 99; }),
       "decision rule two-signs"},
      {"RuleItemFromAnUnknownSource",
       broken_rule([](DecisionRule& r) { r.items[0].source = static_cast<RuleItem::Source>(9); }),
       "decision rule two-signs"},
      {"RuleItemAgainstNothing", broken_rule([](DecisionRule& r) { r.items[1].condition = 99; }),
       "decision rule two-signs"},
      {"PointsNotANumber", broken_rule([=](DecisionRule& r) { r.items[0].points = nan; }), "decision rule two-signs"},
      {"PointsInThirds", broken_rule([](DecisionRule& r) { r.items[0].points = 1.3; }), "decision rule two-signs"},
      {"StrataWithAGap", broken_rule([](DecisionRule& r) { r.strata[1].from = 2.0; }), "decision rule two-signs"},
      {"StrataThatOverlap", broken_rule([](DecisionRule& r) { r.strata[0].to = 1.5; }), "decision rule two-signs"},
      {"StratumNotANumber", broken_rule([=](DecisionRule& r) { r.strata[0].from = nan; }), "decision rule two-signs"},
      {"ShareAboveOne", broken_rule([](DecisionRule& r) { r.strata[0].published[0].value = 2.0; }),
       "decision rule two-signs"},
      {"ShareNotANumber", broken_rule([=](DecisionRule& r) { r.strata[0].published[0].high = nan; }),
       "decision rule two-signs"},
      {"ShareOfNoRecord", broken_rule([](DecisionRule& r) { r.strata[0].published[0].record = 99; }),
       "decision rule two-signs"},
      {"StepWhenNothing", broken_rule([](DecisionRule& r) { r.strata[1].next[0].when.subject = 99; }),
       "decision rule two-signs"},
      {"NumberFromWithoutParts",
       broken_rule([](DecisionRule& r) { r.items[0].when.kind = Expression::Kind::number_from; }),
       "decision rule two-signs"},
      {"LegOfNobody", broken_rule([](DecisionRule& r) { r.items[0].when = leg_test(3); }), "decision rule two-signs"},
  };
}

class Validate : public testing::TestWithParam<Fault> {};

TEST_P(Validate, FindsTheFault) {
  Pack pack = sample_pack();
  ASSERT_TRUE(validate(pack));
  GetParam().break_it(pack);
  const auto valid = validate(pack);
  ASSERT_FALSE(valid);
  EXPECT_TRUE(valid.error().where.starts_with("compiled pack, " + GetParam().where)) << valid.error().message();
  EXPECT_FALSE(read_pack(write_pack(pack)));
}

INSTANTIATE_TEST_SUITE_P(Faults, Validate, testing::ValuesIn(faults()),
                         [](const auto& fault) { return fault.param.name; });

TEST(ValidateCost, ItemsThatHangTogetherAreFew) {
  Pack pack = sample_pack();
  const Number ratio = pack.population[3].with.front().odds_ratio;
  while (pack.background.size() < 14) {
    pack.background.push_back(pack.background[0]);
    pack.population.push_back(
        {pack.population[0].rates, {{static_cast<std::uint32_t>(pack.population.size() - 1), ratio}}});
  }
  ASSERT_TRUE(validate(pack)); // items 4 to 13: ten
  pack.population[4].with = {{0, ratio}};
  const auto valid = validate(pack);
  ASSERT_FALSE(valid);
  EXPECT_EQ(valid.error().code, ErrorCode::too_large);
}

TEST(ValidateCost, GroupsOfFactorsAreFew) {
  Pack pack = sample_pack();
  Condition& condition = pack.conditions[0];
  const Factor factor = condition.factors.list.front();
  condition.factors.list.clear();
  for (std::uint32_t i = 0; i < 17; ++i) {
    pack.background.push_back(pack.background[0]);
    pack.population.push_back({pack.population[0].rates, {}});
    condition.factors.list.push_back(
        {static_cast<std::uint32_t>(pack.background.size() - 1), factor.odds_ratio, static_cast<std::int32_t>(i)});
    const auto valid = validate(pack);
    ASSERT_EQ(valid.has_value(), i < 16) << i;
  }
}

} // namespace
} // namespace sura::clinic
