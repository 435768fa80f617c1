#include "sura/clinic/comparison.h"

#include <gtest/gtest.h>

#include "clinic/report/document.h"
#include "clinic/report/testing/interface_words.h"
#include "clinic/report/testing/sample_cases.h"

namespace sura::clinic {
namespace {

const Pack& words_pack() {
  static const Pack pack = testing::pack_with_words();
  return pack;
}

const std::string with_heat = R"({"age": 45, "sex": "male", "role": "clinician", "complaint": ["ache"],
  "answers": {"leg-puffiness": true, "hot-skin": true, "short-breath": false}})";
const std::string without_heat = R"({"age": 45, "sex": "male", "role": "clinician", "complaint": ["ache"],
  "answers": {"leg-puffiness": true, "hot-skin": false, "stiffness": "much", "short-breath": true}})";

TEST(Comparison, SaysWhatChangedAndBothProbabilities) {
  const Assessment before = testing::assessment_of(words_pack(), with_heat);
  const Assessment after = testing::assessment_of(words_pack(), without_heat);
  const Json document = Json::parse(comparison_json(words_pack(), before, after));
  EXPECT_EQ(document["schema"], "sura-whatif-1");
  ASSERT_EQ(document["changed"].size(), 3U);
  EXPECT_EQ(document["changed"][0]["id"], "stiffness");
  EXPECT_FALSE(document["changed"][0].contains("before")) << "it was not asked";
  EXPECT_EQ(document["changed"][0]["after"], "much");
  EXPECT_EQ(document["changed"][1]["before"], true);
  EXPECT_EQ(document["changed"][1]["after"], false);
  ASSERT_EQ(document["causes"].size(), words_pack().conditions.size() + 1);
  double earlier = 1.0;
  for (const Json& row : document["causes"]) {
    const double larger = std::max(row["before"].get<double>(), row["after"].get<double>());
    EXPECT_LE(larger, earlier);
    earlier = larger;
    if (row["id"] == "something-else") {
      EXPECT_EQ(row["after"], rounded(after.diagnosis.unexplained));
      continue;
    }
    const std::uint32_t condition = find_condition(words_pack(), row["id"].get<std::string>()).value();
    EXPECT_EQ(row["before"], rounded(before.diagnosis.conditions[condition].cause));
    EXPECT_EQ(row["after"], rounded(after.diagnosis.conditions[condition].cause));
  }
}

TEST(Comparison, NamesReasonsThatCameAndWent) {
  const Assessment before = testing::assessment_of(words_pack(), with_heat);
  const Assessment after = testing::assessment_of(words_pack(), without_heat);
  const Json there = Json::parse(comparison_json(words_pack(), before, after))["urgency"];
  EXPECT_EQ(there["before"]["level"], name(before.triage.level));
  EXPECT_EQ(there["after"]["level"], "emergency");
  EXPECT_EQ(there["new"][0]["id"], "breath-trouble");
  const Json back = Json::parse(comparison_json(words_pack(), after, before))["urgency"];
  EXPECT_EQ(back["gone"], there["new"]);
  EXPECT_EQ(back["new"], there["gone"]);
  const Json same = Json::parse(comparison_json(words_pack(), before, before));
  EXPECT_TRUE(same["changed"].empty());
  EXPECT_TRUE(same["urgency"]["new"].empty());
  EXPECT_TRUE(same["urgency"]["gone"].empty());
}

TEST(Comparison, IsReadByBoth) {
  for (const char* role : {"person", "clinician"}) {
    Case the_case = read_case(words_pack(), with_heat).value();
    the_case.role = find_role(words_pack(), role).value();
    const Assessment before = assess(words_pack(), the_case).value();
    ASSERT_TRUE(set_answer(words_pack(), the_case, "short-breath", "true"));
    const Assessment after = assess(words_pack(), the_case).value();
    const std::string text = comparison_text(words_pack(), before, after);
    EXPECT_NE(text.find("Before: "), std::string::npos) << text;
    EXPECT_NE(text.find("After: EMERGENCY"), std::string::npos) << text;
    EXPECT_NE(text.find("New reason: "), std::string::npos) << text;
    EXPECT_NE(text.find(" → "), std::string::npos) << text;
    EXPECT_EQ(text.find("interface."), std::string::npos) << text;
    EXPECT_NE(comparison_text(words_pack(), before, before).find("As before: "), std::string::npos);
  }
}

TEST(Comparison, ShowsNoProbabilityOutOfScope) {
  Case the_case = read_case(words_pack(), with_heat).value();
  const Assessment before = assess(words_pack(), the_case).value();
  ASSERT_TRUE(set_answer(words_pack(), the_case, "already-treated", "true"));
  const Assessment after = assess(words_pack(), the_case).value();
  ASSERT_FALSE(after.triage.in_scope);
  EXPECT_EQ(comparison_text(words_pack(), before, after).find(" → "), std::string::npos);
}

TEST(EmergencyNumber, IsThatOfTheCountryOrNone) {
  Pack pack = words_pack();
  pack.emergency_numbers = {{"GB", {"999", "112"}, {}}};
  Case the_case = read_case(pack, testing::sample_cases()[2].second).value();
  const std::string general = to_text(pack, assess(pack, the_case).value());
  the_case.country = "FR"; // known, but without a number here
  EXPECT_EQ(to_text(pack, assess(pack, the_case).value()), general);
  the_case.country = "GB";
  const Assessment there = assess(pack, the_case).value();
  EXPECT_EQ(to_text(pack, there).substr(0, 31), "EMERGENCY: call 999 or 112 or g");
  const Json urgency = Json::parse(to_json(pack, there))["urgency"];
  EXPECT_EQ(urgency["numbers"], (Json{"999", "112"}));
  Case calm = read_case(pack, testing::sample_cases()[5].second).value();
  calm.country = "GB";
  EXPECT_NE(to_text(pack, assess(pack, calm).value()).find("Call 999 or 112 or go"), std::string::npos);
}

} // namespace
} // namespace sura::clinic
