// Decision rules as a reader sees them: a clinician those that apply or may, a person none.
#include <gtest/gtest.h>

#include "clinic/report/document.h"
#include "clinic/report/testing/interface_words.h"
#include "clinic/report/testing/sample_cases.h"

namespace sura::clinic {
namespace {

/// A man of 70 with a puffy leg, with these answers more.
std::string puffy(const std::string& role, const std::string& answers) {
  return R"({"age": 70, "sex": "male", "role": ")" + role + R"(", "complaint": ["puffiness"], "answers": {)" + answers +
         "}}";
}

std::string page(const std::string& document) {
  const Pack pack = testing::pack_with_words();
  return to_text(pack, testing::assessment_of(pack, document), {200, false, false});
}

Json rule_of(const std::string& document) {
  const Pack pack = testing::pack_with_words();
  return Json::parse(to_json(pack, testing::assessment_of(pack, document)))["rules"][0];
}

bool holds(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

const std::string signs = R"("puffiness-dents": true, "hot-skin": true, "smoker": false)";

TEST(RulesText, AClinicianSeesScoreFigureAndSteps) {
  const Pack pack = testing::pack_with_words();
  Assessment assessment = testing::assessment_of(pack, puffy("clinician", signs));
  assessment.diagnosis.conditions[*find_condition(pack, "thing-a")].cause = 0.05; // another cause is likelier
  assessment.rules = decision_rules(pack, assessment.the_case, assessment.diagnosis);
  const std::string text = to_text(pack, assessment, {200, false, false});
  EXPECT_TRUE(holds(text, "- Two-signs score: 0 to 0.5 – one sign or less.")) << text;
  EXPECT_TRUE(holds(text, "In the study about 2 in 100 such people had it."));
  EXPECT_TRUE(holds(text, "Unknown, without changing the result: what is told at the bedside."));
  EXPECT_TRUE(holds(text, "“another thing as likely” is computed from the probabilities above, not judged at the "
                          "bedside; without it: 2 to 2.5 – more than one sign."));
  EXPECT_TRUE(holds(text, "→ Scan within a day (age 70: limit 700)."));
}

TEST(RulesText, APersonSeesNoneAndTheDocumentHasIt) {
  const std::string document = puffy("person", signs);
  EXPECT_FALSE(holds(page(document), "Two signs"));
  EXPECT_FALSE(holds(page(document), "Decision rules"));
  EXPECT_EQ(rule_of(document)["score"], (Json{{"low", 2.0}, {"high", 2.5}})); // thing-a leads
}

TEST(RulesText, UnknownItemsThatCouldChangeTheResultAreMarked) {
  const std::string text = page(puffy("clinician", R"("puffiness-dents": true, "hot-skin": false, "smoker": false)"));
  EXPECT_TRUE(holds(text, "- Two-signs score: 1 to 1.5 – one sign or less or more than one sign.")) << text;
  EXPECT_TRUE(holds(text, "Unknown (* could change the result): what is told at the bedside*."));
}

TEST(RulesText, ARuleThatMayApplyIsOneLineBelowTheOthers) {
  const std::string document = R"({"age": 30, "sex": "female", "role": "clinician", "complaint": ["puffiness"],
      "answers": {"hot-skin": true}})";
  const std::string text = page(document);
  EXPECT_TRUE(holds(text, "if it applies. Not known: expecting a child.")) << text;
  EXPECT_FALSE(holds(text, "Scan within a day"));
  EXPECT_EQ(rule_of(document)["applies"], "unknown");
  EXPECT_EQ(rule_of(document)["missing"], Json::array({"expecting"}));
}

TEST(RulesText, ARuleForOthersIsNotShownAndHasNoScore) {
  const std::string document = R"({"age": 17, "sex": "male", "role": "clinician", "complaint": ["puffiness"],
      "answers": {"hot-skin": true}})";
  EXPECT_FALSE(holds(page(document), "Two-signs"));
  const Json rule = rule_of(document);
  EXPECT_EQ(rule["applies"], "no");
  EXPECT_EQ(rule["because"][0]["id"], "grown-up");
  EXPECT_TRUE(rule["score"].is_null());
  EXPECT_TRUE(rule["items"].empty() && rule["strata"].empty() && rule["next"].empty());
}

TEST(RulesText, ARoleThatTheRuleIsNotForSeesNone) {
  Pack pack = testing::pack_with_words();
  pack.decision_rules[0].roles = {0};
  const Assessment assessment = testing::assessment_of(pack, puffy("clinician", signs));
  EXPECT_FALSE(holds(to_text(pack, assessment), "Two-signs"));
  pack.decision_rules[0].roles = {};
  EXPECT_TRUE(holds(to_text(pack, assessment), "Two-signs"));
}

} // namespace
} // namespace sura::clinic
