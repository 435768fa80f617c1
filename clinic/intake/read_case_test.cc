// What a case means: defaults, the answers of each kind, and what they state about each other.
#include <gtest/gtest.h>

#include "clinic/intake/case_test_support.h"

namespace sura::clinic::intake {
namespace {

Case read(const std::string& json) {
  const Result<Case> result = read_case(pack(), json);
  EXPECT_TRUE(result) << (result ? "" : result.error().message());
  return result ? *result : empty_case(pack(), 0, Sex::female);
}

std::optional<Answer> finding(const Case& the_case, const std::string& id) {
  return the_case.findings[find_finding(pack(), id).value()];
}
std::optional<Answer> background(const Case& the_case, const std::string& id) {
  return the_case.background[find_background(pack(), id).value()];
}
Answer exactly(std::uint32_t level) {
  return {true, level, true, std::nullopt};
}
Answer at_least(std::uint32_t level) {
  return {true, level, false, std::nullopt};
}
Answer measured(std::uint32_t level, double number) {
  return {true, level, true, number};
}
const Answer not_sure = {false, 0, true, std::nullopt};

TEST(ReadCase, DefaultsAndMetadata) {
  const Case the_case =
      read(R"({"$schema": "x", "id": 7, "note": ["any", {"thing": 1}], "expected": {"urgency": "routine"},
                                 "complaint": "spasm", "sex": "male", "age": 61.5})");
  EXPECT_EQ(the_case.age, 61.5);
  EXPECT_EQ(the_case.sex, Sex::male);
  EXPECT_EQ(the_case.setting, 0U);
  EXPECT_EQ(the_case.role, 0U);
  EXPECT_EQ(the_case.leg, Leg::unstated);
  EXPECT_EQ(the_case.complaints, std::vector<std::uint32_t>{1});
  EXPECT_EQ(the_case.findings.size(), pack().findings.size());
  EXPECT_EQ(the_case.background.size(), pack().background.size());
}

TEST(ReadCase, EveryFieldAndComments) {
  const Case the_case = read("\xEF\xBB\xBF// a file that begins with a byte order mark\n"
                             R"({"age": 50, /* years */ "sex": "female", "setting": "practice", "role": "clinician",
                                 "leg": "both", "complaint": ["puffiness", "ache"], "answers": {"note": "unused"}})");
  EXPECT_EQ(the_case.setting, 1U);
  EXPECT_EQ(the_case.role, 1U);
  EXPECT_EQ(the_case.leg, Leg::both);
  EXPECT_EQ(the_case.complaints, (std::vector<std::uint32_t>{2, 0}));
}

TEST(ReadCase, YesNoAnswers) {
  const Case the_case = read(woman(R"("leg-spasm": true, "hot-skin": false, "leg-puffiness": null, "faint": true)"));
  EXPECT_EQ(finding(the_case, "leg-spasm"), exactly(1));
  EXPECT_EQ(finding(the_case, "hot-skin"), exactly(0));
  EXPECT_EQ(finding(the_case, "leg-puffiness"), not_sure);
  EXPECT_EQ(finding(the_case, "faint"), exactly(1));
  EXPECT_EQ(finding(the_case, "lab-marker"), std::nullopt);
}

TEST(ReadCase, LevelAnswers) {
  const auto stiffness = [](const std::string& value) {
    return finding(read(woman("\"stiffness\": " + value)), "stiffness");
  };
  EXPECT_EQ(stiffness("\"none\""), exactly(0));
  EXPECT_EQ(stiffness("\"some\""), exactly(1));
  EXPECT_EQ(stiffness("\"much\""), exactly(2));
  EXPECT_EQ(stiffness("true"), at_least(1));
  EXPECT_EQ(stiffness("false"), exactly(0));
  EXPECT_EQ(stiffness("null"), not_sure);
}

TEST(ReadCase, NumberAnswersFallIntoLevelsByTheirLowerBounds) {
  const auto days = [](const std::string& value) {
    return finding(read(woman("\"days-of-trouble\": " + value)), "days-of-trouble");
  };
  EXPECT_EQ(days("0"), measured(0, 0));
  EXPECT_EQ(days("3.9"), measured(0, 3.9));
  EXPECT_EQ(days("4"), measured(1, 4));
  EXPECT_EQ(days("14.999"), measured(1, 14.999));
  EXPECT_EQ(days("15"), measured(2, 15));
  EXPECT_EQ(days("3650"), measured(2, 3650));
  EXPECT_EQ(days("true"), at_least(1));
  EXPECT_EQ(days("false"), exactly(0));
  EXPECT_EQ(days("null"), not_sure);
}

TEST(ReadCase, BackgroundAnswers) {
  const Case the_case = read(woman(R"("smoker": true, "bed-days": false, "long-sitting": null)"));
  EXPECT_EQ(background(the_case, "smoker"), exactly(1));
  EXPECT_EQ(background(the_case, "bed-days"), exactly(0));
  EXPECT_EQ(background(the_case, "long-sitting"), not_sure);
  EXPECT_EQ(background(the_case, "expecting"), std::nullopt);
}

TEST(ReadCase, AComplaintStatesItsFinding) {
  EXPECT_EQ(finding(read(woman("")), "leg-ache"), exactly(1));
  EXPECT_EQ(finding(read(woman("\"leg-ache\": null")), "leg-ache"), exactly(1));
  EXPECT_EQ(reading(woman("\"leg-ache\": false")), "inconsistent at complaint");
}

TEST(ReadCase, TheLegStatesWhetherBothAre) {
  const std::string left = R"(, "leg": "left")";
  const std::string both = R"(, "leg": "both")";
  EXPECT_EQ(finding(read(woman("")), "both-legs"), std::nullopt);
  EXPECT_EQ(finding(read(woman("", left)), "both-legs"), exactly(0));
  EXPECT_EQ(finding(read(woman("", R"(, "leg": "right")")), "both-legs"), exactly(0));
  EXPECT_EQ(finding(read(woman("\"both-legs\": null", left)), "both-legs"), exactly(0));
  EXPECT_EQ(finding(read(woman("", both)), "both-legs"), exactly(1));
  EXPECT_EQ(reading(woman("\"both-legs\": true", left)), "inconsistent at leg");
  EXPECT_EQ(reading(woman("\"both-legs\": false", both)), "inconsistent at leg");
  EXPECT_EQ(reading(woman("\"both-legs\": true", both)), "ok");
}

TEST(ReadCase, AFacetStatesItsParent) {
  EXPECT_EQ(finding(read(woman("\"puffiness-dents\": true")), "leg-puffiness"), exactly(1));
  EXPECT_EQ(finding(read(woman("\"puffiness-extra-cm\": 2")), "leg-puffiness"), exactly(1));
  EXPECT_EQ(finding(read(woman("\"puffiness-dents\": true, \"leg-puffiness\": null")), "leg-puffiness"), exactly(1));
  EXPECT_EQ(finding(read(woman("\"stiffness-mornings\": true")), "stiffness"), at_least(1));
  EXPECT_EQ(finding(read(woman("\"stiffness-mornings\": true, \"stiffness\": \"much\"")), "stiffness"), exactly(2));
}

TEST(ReadCase, AFacetAtItsFirstLevelStatesNothing) {
  for (const char* answer :
       {"\"puffiness-dents\": false", "\"puffiness-dents\": null", "\"puffiness-extra-cm\": 1.9"}) {
    EXPECT_EQ(finding(read(woman(answer)), "leg-puffiness"), std::nullopt) << answer;
    EXPECT_EQ(reading(woman(std::string(answer) + ", \"leg-puffiness\": false")), "ok") << answer;
  }
}

TEST(ReadCase, AFacetOfWhatIsNotThereIsInconsistent) {
  EXPECT_EQ(reading(woman("\"puffiness-dents\": true, \"leg-puffiness\": false")),
            "inconsistent at answers.puffiness-dents");
  EXPECT_EQ(reading(woman("\"leg-puffiness\": false, \"puffiness-extra-cm\": 2")),
            "inconsistent at answers.puffiness-extra-cm");
  EXPECT_EQ(reading(woman("\"stiffness-mornings\": true, \"stiffness\": \"none\"")),
            "inconsistent at answers.stiffness-mornings");
}

TEST(ReadCase, WhatDoesNotFitSexOrAge) {
  EXPECT_EQ(reading(man("\"expecting\": true")), "inconsistent at answers.expecting");
  EXPECT_EQ(reading(man("\"monthly-swelling\": true")), "inconsistent at answers.monthly-swelling");
  EXPECT_EQ(reading(R"({"age": 56, "sex": "female", "complaint": "ache", "answers": {"expecting": true}})"),
            "inconsistent at answers.expecting");
  EXPECT_EQ(reading(R"({"age": 55, "sex": "female", "complaint": "ache", "answers": {"expecting": true}})"), "ok");
  // "No" is true of a man, but tells nothing: the answer must not depend on whether somebody wrote it down.
  EXPECT_EQ(read(man("\"expecting\": false, \"monthly-swelling\": null")), read(man("")));
}

TEST(ReadCase, TheOrderOfTheDocumentDoesNotMatter) {
  EXPECT_EQ(read(R"({"answers": {"smoker": true, "puffiness-dents": true}, "complaint": "ache", "leg": "left",
                     "sex": "male", "age": 40})"),
            read(R"({"age": 40, "sex": "male", "leg": "left", "complaint": ["ache"],
                     "answers": {"puffiness-dents": true, "smoker": true}})"));
}

} // namespace
} // namespace sura::clinic::intake
