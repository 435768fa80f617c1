#include <gtest/gtest.h>

#include "sura/clinic/diagnosis.h"
#include "sura/clinic/evaluation.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

constexpr const char* puffy = R"({"id": "one", "expected": {"cause": "thing-a"},
  "case": {"age": 68, "sex": "female", "setting": "practice", "role": "clinician", "leg": "left", "complaint": ["ache"],
           "answers": {"leg-puffiness": true, "hot-skin": true, "smoker": true}},
  "tests": {"lab-marker": true}})";

JudgedCase judged(const Pack& pack, const std::string& json) {
  return judge(pack, read_known_case(pack, json, "").value()).value();
}

TEST(Judge, SaysWhatDiagnosisAndTriageSay) {
  const Pack pack = sample_pack();
  const KnownCase known = read_known_case(pack, puffy, "").value();
  const JudgedCase result = judge(pack, known).value();
  const Diagnosis diagnosis = diagnose(pack, known.without_tests, {false}).value();
  ASSERT_EQ(result.without_tests.causes.size(), pack.conditions.size() + 1);
  for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
    EXPECT_EQ(result.without_tests.causes[c], diagnosis.conditions[c].cause);
  }
  EXPECT_EQ(result.without_tests.causes.back(), diagnosis.unexplained);
  EXPECT_EQ(result.without_tests.urgency, triage(pack, known.without_tests, diagnosis).level);
  ASSERT_TRUE(result.with_tests);
  EXPECT_EQ(result.with_tests->causes[0], diagnose(pack, *known.with_tests, {false})->conditions[0].cause);
  EXPECT_GT(result.with_tests->causes[0], 0.0);
  EXPECT_NE(result.with_tests->causes, result.without_tests.causes);
  EXPECT_EQ(result.role, *find_role(pack, "clinician"));
}

TEST(Judge, ThePriorKnowsAgeSexSettingAndComplaintOnly) {
  const Pack pack = sample_pack();
  Case bare = read_case(pack, R"({"age": 68, "sex": "female", "setting": "practice", "complaint": ["ache"]})").value();
  const double prior = diagnose(pack, bare, {false})->conditions[0].cause;
  EXPECT_DOUBLE_EQ(judged(pack, puffy).prior, prior);
  bare.setting = 0;
  EXPECT_NE(diagnose(pack, bare, {false})->conditions[0].cause, prior);
}

TEST(Judge, OutOfScopeIsSaid) {
  const Pack pack = sample_pack();
  const std::string treated = R"({"age": 50, "sex": "male", "complaint": ["ache"], "expected": {"cause": "thing-b"},
                                  "answers": {"already-treated": true}})";
  EXPECT_FALSE(judged(pack, treated).without_tests.in_scope);
  EXPECT_TRUE(judged(pack, puffy).without_tests.in_scope);
}

TEST(Judge, RanksByProbabilityTiesInTheOrderOfThePack) {
  EXPECT_EQ(ranked({{0.1, 0.4, 0.1, 0.4}, Urgency::routine, true}), (std::vector<std::uint32_t>{1, 3, 0, 2}));
}

TEST(Judge, CausesHaveIds) {
  const Pack pack = sample_pack();
  EXPECT_EQ(cause_id(pack, 0), "thing-a");
  EXPECT_EQ(cause_id(pack, something_else(pack)), "something-else");
}

} // namespace
} // namespace sura::clinic
