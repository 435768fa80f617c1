#include <gtest/gtest.h>

#include "clinic/intake/case_test_support.h"
#include "sura/clinic/evaluation.h"

namespace sura::clinic {
namespace {

using intake::outcome;
using intake::pack;
using intake::woman;

/// A known case of thing-a around an ordinary case; `more` adds members (`, "tests": {…}`).
std::string known(const std::string& the_case, const std::string& more = "",
                  const std::string& expected = R"({"cause": "thing-a"})") {
  return R"({"id": "one", "expected": )" + expected + R"(, "case": )" + the_case + more + "}";
}

std::string known_reading(const std::string& json) {
  return outcome(read_known_case(pack(), json, "given"));
}

std::string reading_expected(const std::string& expected) {
  return known_reading(known(woman(""), "", expected));
}

bool is_answered(const Case& the_case, const char* finding) {
  return the_case.findings[*find_finding(pack(), finding)].has_value();
}

TEST(ReadKnownCase, TheCaseAndWhatIsExpected) {
  const auto read = read_known_case(pack(), R"(// with a comment
    {"id": "one", "source": {"title": "A book"}, "notes": ["any"], "left_out": ["the weather"],
     "expected": {"cause": "thing-c", "also": ["thing-a", "something-else"], "urgency": "same-day"},
     "case": )" + woman(R"("hot-skin": true)") + "}",
                                    "given");
  ASSERT_EQ(outcome(read), "ok");
  EXPECT_EQ(read->id, "one");
  EXPECT_EQ(read->expected.cause, 2U);
  EXPECT_EQ(read->expected.also, (std::vector<std::uint32_t>{0, 3}));
  EXPECT_EQ(read->expected.urgency, Urgency::same_day);
  EXPECT_EQ(read->without_tests, *read_case(pack(), woman(R"("hot-skin": true)")));
  EXPECT_FALSE(read->with_tests);
}

TEST(ReadKnownCase, SomethingElseMayBeExpectedAndNoUrgency) {
  const auto read = read_known_case(pack(), known(woman(""), "", R"({"cause": "something-else"})"), "");
  ASSERT_EQ(outcome(read), "ok");
  EXPECT_EQ(read->expected.cause, something_else(pack()));
  EXPECT_FALSE(read->expected.urgency);
}

TEST(ReadKnownCase, AnOrdinaryCaseThatSaysWhatItExpects) {
  const auto read = read_known_case(pack(), woman("", R"(, "expected": {"cause": "thing-b"})"), "from-the-file");
  ASSERT_EQ(outcome(read), "ok");
  EXPECT_EQ(read->id, "from-the-file");
  EXPECT_EQ(read->expected.cause, 1U);
  EXPECT_EQ(known_reading(woman("")), "missing at expected");
}

TEST(ReadKnownCase, TestsAreKnownOnlyWithTests) {
  const auto read =
      read_known_case(pack(), known(woman(R"("hot-skin": true)"), R"(, "tests": {"lab-marker": true})"), "");
  ASSERT_EQ(outcome(read), "ok");
  EXPECT_FALSE(is_answered(read->without_tests, "lab-marker"));
  EXPECT_TRUE(is_answered(read->without_tests, "hot-skin"));
  ASSERT_TRUE(read->with_tests);
  EXPECT_TRUE(is_answered(*read->with_tests, "lab-marker"));
  EXPECT_TRUE(is_answered(*read->with_tests, "hot-skin"));
}

TEST(ReadKnownCase, ATestAmongTheAnswersIsKnownOnlyWithTestsToo) {
  const auto read = read_known_case(pack(), known(woman(R"("lab-marker": true)")), "");
  ASSERT_EQ(outcome(read), "ok");
  EXPECT_FALSE(is_answered(read->without_tests, "lab-marker"));
  ASSERT_TRUE(read->with_tests);
  EXPECT_TRUE(is_answered(*read->with_tests, "lab-marker"));
}

TEST(ReadKnownCase, WhatOnlyATestToldAboutHistoryIsKnownOnlyWithTests) {
  const auto read = read_known_case(pack(), known(woman(""), R"(, "tests": {"smoker": true, "note": "cotinine"})"), "");
  ASSERT_EQ(outcome(read), "ok");
  const auto smoker = *find_background(pack(), "smoker");
  EXPECT_FALSE(read->without_tests.background[smoker]);
  ASSERT_TRUE(read->with_tests);
  EXPECT_TRUE(read->with_tests->background[smoker]);
}

TEST(ReadKnownCase, WhatAHiddenTestStatesIsHiddenWithIt) {
  Pack changed = sample_pack();
  changed.findings[*find_finding(changed, "puffiness-dents")].kind = FindingKind::test;
  const auto read = read_known_case(changed, known(woman(R"("puffiness-dents": true)")), "");
  ASSERT_EQ(outcome(read), "ok");
  EXPECT_FALSE(is_answered(read->without_tests, "leg-puffiness")) << "the facet states its parent";
  EXPECT_TRUE(is_answered(*read->with_tests, "leg-puffiness"));
}

TEST(ReadKnownCase, AnotherRoleDropsWhatItCannotObserve) {
  const std::string json =
      known(woman(R"("hot-skin": true)", R"(, "role": "clinician")"), R"(, "tests": {"lab-marker": true})");
  const auto own = read_known_case(pack(), json, "", {true, std::nullopt, std::nullopt});
  const auto person =
      read_known_case(pack(), json, "", {true, *find_role(pack(), "person"), *find_setting(pack(), "practice")});
  ASSERT_EQ(outcome(own), "ok");
  ASSERT_EQ(outcome(person), "ok");
  EXPECT_TRUE(own->with_tests);
  EXPECT_EQ(own->without_tests.role, *find_role(pack(), "clinician"));
  EXPECT_FALSE(person->with_tests) << "a person cannot have observed the test";
  EXPECT_EQ(person->without_tests.role, *find_role(pack(), "person"));
  EXPECT_EQ(person->without_tests.setting, *find_setting(pack(), "practice"));
  EXPECT_TRUE(is_answered(person->without_tests, "hot-skin"));
}

TEST(ReadKnownCase, TheComplaintStaysWhoeverIsAsked) {
  Pack changed = sample_pack();
  changed.perceptions[changed.findings[*find_finding(changed, "leg-ache")].perception].by_role[0].reset();
  const auto read = read_known_case(changed, known(woman(R"("leg-ache": true)")), "", {false, 0, std::nullopt});
  ASSERT_EQ(outcome(read), "ok");
  EXPECT_TRUE(is_answered(read->without_tests, "leg-ache"));
}

TEST(ReadKnownCase, MistakesNameTheirPlaceAndTheNearestId) {
  EXPECT_EQ(known_reading("[]"), "wrong-type at the document");
  EXPECT_EQ(known_reading("{"), "syntax at line 1, column 2");
  EXPECT_EQ(known_reading(""), "missing at the document");
  EXPECT_EQ(known_reading(R"({"id": 1, "expected": {"cause": "thing-a"}, "case": {}})"), "wrong-type at id");
  EXPECT_EQ(known_reading(R"({"id": "", "expected": {"cause": "thing-a"}, "case": {}})"), "missing at id");
  EXPECT_EQ(known_reading(R"({"expected": {"cause": "thing-a"}})"), "missing at case");
  EXPECT_EQ(known_reading(R"({"case": {}})"), "missing at expected");
  EXPECT_EQ(known_reading(R"({"expected": {"cause": "thing-a"}, "case": []})"), "wrong-type at case");
  EXPECT_EQ(known_reading(known(woman(""), R"(, "test": {})")), "unknown-id at test → tests");
  EXPECT_EQ(known_reading(known(woman(""), R"(, "tests": [])")), "wrong-type at tests");
  EXPECT_EQ(known_reading(known(woman(""), R"(, "left_out": "all")")), "wrong-type at left_out");
  EXPECT_EQ(known_reading(known(woman(""), R"(, "left_out": ["a", 2])")), "wrong-type at left_out[1]");
  EXPECT_EQ(known_reading(known(woman(R"("hot-skim": true)"))), "unknown-id at case.answers.hot-skim → hot-skin");
  EXPECT_EQ(known_reading(known("{}")), "missing at case.age");
}

TEST(ReadKnownCase, MistakesInWhatIsExpected) {
  EXPECT_EQ(reading_expected("true"), "wrong-type at expected");
  EXPECT_EQ(reading_expected("{}"), "missing at expected.cause");
  EXPECT_EQ(reading_expected(R"({"cause": 3})"), "wrong-type at expected.cause");
  EXPECT_EQ(reading_expected(R"({"cause": "thing-q"})"), "unknown-id at expected.cause → thing-a");
  EXPECT_EQ(reading_expected(R"({"cause": "something-els"})"), "unknown-id at expected.cause → something-else");
  EXPECT_EQ(reading_expected(R"({"cause": "thing-a", "als": []})"), "unknown-id at expected.als → also");
  EXPECT_EQ(reading_expected(R"({"cause": "thing-a", "also": "thing-b"})"), "wrong-type at expected.also");
  EXPECT_EQ(reading_expected(R"({"cause": "thing-a", "also": ["thing-b", "nothing-at-all"]})"),
            "unknown-id at expected.also[1]");
  EXPECT_EQ(reading_expected(R"({"cause": "thing-a", "also": ["thing-a"]})"), "duplicate at expected.also[0]");
  EXPECT_EQ(reading_expected(R"({"cause": "thing-a", "also": ["thing-b", "thing-b"]})"),
            "duplicate at expected.also[1]");
  EXPECT_EQ(reading_expected(R"({"cause": "thing-a", "urgency": "emergncy"})"),
            "unknown-id at expected.urgency → emergency");
  EXPECT_EQ(reading_expected(R"({"cause": "thing-a", "urgency": null})"), "wrong-type at expected.urgency");
}

TEST(ReadKnownCase, MistakesInTests) {
  const auto with_tests = [](const std::string& answers, const std::string& tests) {
    return known_reading(known(woman(answers), R"(, "tests": {)" + tests + "}"));
  };
  EXPECT_EQ(with_tests("", R"("lab-maker": true)"), "unknown-id at tests.lab-maker → lab-marker");
  EXPECT_EQ(with_tests("", R"("lab-marker": "high")"), "wrong-type at tests.lab-marker");
  EXPECT_EQ(with_tests(R"("lab-marker": true)", R"("lab-marker": true)"), "duplicate at tests.lab-marker");
  EXPECT_EQ(with_tests(R"("leg-puffiness": false)", R"("puffiness-dents": true)"),
            "inconsistent at tests.puffiness-dents");
  EXPECT_EQ(with_tests(R"("puffiness-dents": true)", R"("leg-puffiness": false)"),
            "inconsistent at tests, and case.answers.puffiness-dents");
}

TEST(ReadKnownCase, AnswersThatNobodyIsAskedAreCheckedAllTheSame) {
  const std::string json = known(woman(R"("lab-marker": 7)"));
  EXPECT_EQ(outcome(read_known_case(pack(), json, "", {false, 0, std::nullopt})),
            "wrong-type at case.answers.lab-marker");
}

} // namespace
} // namespace sura::clinic
