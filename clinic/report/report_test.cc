// What must hold of every document, whatever the case.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "clinic/report/document.h"
#include "clinic/report/testing/interface_words.h"
#include "clinic/report/testing/sample_cases.h"

namespace sura::clinic {
namespace {

void collect_sources(const Json& value, std::set<std::string>& named) {
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      const bool ids = key == "sources" && !member.empty() && member[0].is_string();
      if (ids) {
        named.insert(member.begin(), member.end());
      } else if (key != "sources") {
        collect_sources(member, named);
      }
    }
  } else if (value.is_array()) {
    for (const Json& item : value) {
      collect_sources(item, named);
    }
  }
}

class EveryCase : public ::testing::TestWithParam<std::size_t> {
protected:
  Pack pack = testing::pack_with_words();
  Assessment assessment = testing::assessment_of(pack, testing::sample_cases()[GetParam()].second);
  Json document = Json::parse(to_json(pack, assessment));
};

INSTANTIATE_TEST_SUITE_P(SampleCases, EveryCase, ::testing::Range<std::size_t>(0, testing::sample_cases().size()));

TEST_P(EveryCase, EveryNamedSourceIsListedAndNoOther) {
  std::set<std::string> named;
  collect_sources(document, named);
  std::set<std::string> listed;
  for (const Json& source : document["sources"]) {
    listed.insert(source["id"].get<std::string>());
  }
  EXPECT_EQ(named, listed);
  EXPECT_EQ(listed.size(), document["sources"].size());
}

TEST_P(EveryCase, ConditionsComeByFallingCauseWithIntervalsAroundIt) {
  double last = 1.0;
  EXPECT_EQ(document["conditions"].size(), pack.conditions.size());
  for (const Json& condition : document["conditions"]) {
    EXPECT_LE(condition["cause"].get<double>(), last);
    last = condition["cause"].get<double>();
    EXPECT_LE(condition["interval"][0].get<double>(), last);
    EXPECT_GE(condition["interval"][1].get<double>(), last);
  }
}

TEST_P(EveryCase, SharesOfEachFindingSumToOne) {
  for (const Json& finding : document["attribution"]) {
    double sum = 0.0;
    for (const Json& share : finding["shares"]) {
      sum += share["share"].get<double>();
    }
    EXPECT_NEAR(sum, 1.0, 1e-5) << finding["finding"];
  }
}

TEST_P(EveryCase, TheCaseInTheDocumentReadsBackToTheSameDocument) {
  const Case again = read_case(pack, document["case"].dump()).value();
  EXPECT_EQ(to_json(pack, assess(pack, again).value()), to_json(pack, assessment));
}

TEST_P(EveryCase, TextStartsWithTheUrgencyAndNamesEveryRedFlagThatHolds) {
  const std::string text = to_text(pack, assessment, {100000, false, true});
  const std::string label = document["urgency"]["label"].get<std::string>();
  EXPECT_EQ(text.substr(0, label.size()), label);
  for (const Json& reason : document["urgency"]["because"]) {
    if (reason["kind"] == "red-flag") {
      EXPECT_NE(text.find(reason["text"].get<std::string>()), std::string::npos);
    }
  }
  EXPECT_NE(text.find(document["limits"].back().get<std::string>()), std::string::npos);
}

TEST_P(EveryCase, NoKeyIsLeftWithoutAText) {
  for (const std::string& made : {to_text(pack, assessment), whynot_text(pack, assessment, 0), document.dump()}) {
    for (const char* key : {"interface.", "finding.", "condition.", "care.", "chain.", "{", "red-flag.", "scope."}) {
      if (std::string(key) != "{" || made.front() != '{') { // JSON itself has braces
        EXPECT_EQ(made.find(key), std::string::npos) << key << " in\n" << made;
      }
    }
  }
}

TEST(Text, OutOfScopeShowsNoProbabilityButTheWarningSigns) {
  const Pack pack = testing::pack_with_words();
  const Assessment assessment = testing::assessment_of(pack, testing::sample_cases()[3].second);
  ASSERT_FALSE(assessment.triage.in_scope);
  const std::string text = to_text(pack, assessment, {100000, false, true});
  EXPECT_NE(text.find("You are already being treated"), std::string::npos);
  EXPECT_NE(text.find("short of breath; fainted"), std::string::npos);
  EXPECT_EQ(text.find("in 100"), std::string::npos);
  EXPECT_EQ(text.find("in 1,000"), std::string::npos);
}

TEST(Text, AConditionThatDecidesTheUrgencyIsListedHoweverUnlikely) {
  Pack pack = testing::pack_with_words();
  const std::uint32_t rare = *find_condition(pack, "thing-a");
  const std::string spasm = testing::sample_cases()[1].second;
  const double cause = testing::assessment_of(pack, spasm).diagnosis.conditions[rare].cause;
  ASSERT_LT(cause, 0.01);
  pack.conditions[rare].delay.at = {6.0 / cause, 6.0 / cause, 0.0, 0.0};
  const Assessment assessment = testing::assessment_of(pack, spasm);
  ASSERT_EQ(assessment.triage.level, Urgency::same_day);
  EXPECT_NE(to_text(pack, assessment).find("Thing A: very unlikely\n"), std::string::npos);
}

TEST(Text, SourcesCanBeLeftOut) {
  const Pack pack = testing::pack_with_words();
  const Assessment assessment = testing::assessment_of(pack, testing::sample_cases()[0].second);
  const std::string text = to_text(pack, assessment, {80, false, false});
  EXPECT_EQ(text.find("[1]"), std::string::npos);
  EXPECT_EQ(text.find("\nSources\n"), std::string::npos);
}

TEST(Text, CliniciansReadThePreciseWords) {
  const Pack pack = testing::pack_with_words();
  const Assessment assessment = testing::assessment_of(pack, testing::sample_cases()[4].second);
  const std::string text = to_text(pack, assessment);
  EXPECT_NE(text.find("Thingitis acuta"), std::string::npos);
  EXPECT_EQ(text.find("Thing A:"), std::string::npos);
}

TEST(Assess, NextStepsAreAtMostFiveAndWorthTheirBurden) {
  const Pack pack = testing::pack_with_words();
  const Assessment assessment = testing::assessment_of(pack, testing::sample_cases()[5].second);
  EXPECT_EQ(assessment.next.size(), 5U);
  for (const NextStep& step : assessment.next) {
    EXPECT_TRUE(is_worth_it(pack, step));
  }
}

TEST(Assess, WithoutIntervalsBothEndsAreTheAnswer) {
  const Pack pack = testing::pack_with_words();
  const Case the_case = read_case(pack, testing::sample_cases()[0].second).value();
  const Assessment assessment = assess(pack, the_case, {"en", Intervals::none}).value();
  EXPECT_EQ(to_text(pack, assessment).find("studies allow"), std::string::npos);
}

TEST(WhyNot, TellsOnlyAnswersThatRaiseItAndNothingTwice) {
  const Pack pack = testing::pack_with_words();
  for (const auto& [called, document] : testing::sample_cases()) {
    const Assessment assessment = testing::assessment_of(pack, document);
    for (std::uint32_t condition = 0; condition < pack.conditions.size(); ++condition) {
      const Json made = Json::parse(whynot_json(pack, assessment, condition));
      std::set<std::string> ids;
      for (const Json& item : made["what_if"]) {
        EXPECT_GT(item["cause"].get<double>(), made["cause"].get<double>()) << called;
        EXPECT_TRUE(ids.insert(item["id"].get<std::string>()).second) << called;
      }
    }
  }
}

} // namespace
} // namespace sura::clinic
