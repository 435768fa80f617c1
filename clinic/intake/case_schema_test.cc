// The published schema and the template say what read_case accepts.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "clinic/intake/case_test_support.h"

namespace sura::clinic::intake {
namespace {

TEST(CaseSchema, ListsEveryAnswerWithItsTypeAndQuestion) {
  const nlohmann::json schema = nlohmann::json::parse(case_schema(pack()));
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(schema["required"], (nlohmann::json{"age", "sex", "complaint"}));
  EXPECT_EQ(schema["additionalProperties"], false);
  const nlohmann::json& fields = schema["properties"];
  EXPECT_EQ(fields["setting"]["enum"], (nlohmann::json{"home", "practice"}));
  EXPECT_EQ(fields["age"]["minimum"], 0);
  const nlohmann::json& answers = fields["answers"]["properties"];
  EXPECT_EQ(fields["answers"]["additionalProperties"], false);
  EXPECT_EQ(answers.size(), pack().findings.size() + pack().background.size() + 1); // and the note
  EXPECT_EQ(answers["leg-ache"]["type"], (nlohmann::json{"boolean", "null"}));
  EXPECT_EQ(answers["leg-ache"]["title"], "Does your leg ache?");
  EXPECT_EQ(answers["stiffness"]["enum"], (nlohmann::json{true, false, nullptr, "none", "some", "much"}));
  EXPECT_EQ(answers["puffiness-extra-cm"]["maximum"], 30);
  EXPECT_EQ(answers["smoker"]["title"], "Do you smoke?");
}

TEST(CaseTemplate, ReadsAsACaseWithNothingAskedYet) {
  const Result<Case> read = read_case(pack(), case_template(pack(), "en"));
  ASSERT_TRUE(read) << read.error().message();
  EXPECT_EQ(write_case(pack(), *read).find("smoker"), std::string::npos);
}

std::string replaced(std::string words, const std::string& old, const std::string& by) {
  for (std::size_t at = words.find(old); at != std::string::npos; at = words.find(old, at + by.size())) {
    words.replace(at, old.size(), by);
  }
  return words;
}

TEST(CaseTemplate, EveryLineCanBeTakenIntoUse) {
  const std::string blank = case_template(pack(), "en");
  std::string filled = replaced(blank, "  // \"", "  \"");
  ASSERT_NE(filled, blank);
  filled = replaced(filled, ": \"left\"", ": \"both\""); // every answer says yes, to both legs too
  const Result<Case> read = read_case(pack(), filled);
  ASSERT_TRUE(read) << read.error().message() << "\n" << filled;
  for (const Finding& finding : pack().findings) {
    EXPECT_NE(answer(read, finding.id), "unanswered") << finding.id;
  }
  for (const BackgroundItem& item : pack().background) {
    EXPECT_EQ(answer(read, item.id), "true") << item.id;
  }
}

// A comment ends with its line: a text of two lines would otherwise become part of the document.
TEST(CaseTemplate, TextsOfSeveralLinesStayComments) {
  Pack changed = pack();
  changed.texts["en"]["finding.leg-ache.question"] = {"Does it\nache?", ""};
  EXPECT_TRUE(read_case(changed, case_template(changed, "en")));
}

TEST(CaseTemplate, AsksInTheLanguageAskedFor) {
  Pack changed = pack();
  changed.texts["zh-CN"]["finding.leg-ache.question"] = {"小腿痛吗？", "小腿痛吗？"};
  EXPECT_NE(case_template(changed, "zh-CN").find("小腿痛吗？"), std::string::npos);
  EXPECT_NE(case_template(changed, "zh-CN").find("Do you smoke?"), std::string::npos); // not yet translated
}

} // namespace
} // namespace sura::clinic::intake
