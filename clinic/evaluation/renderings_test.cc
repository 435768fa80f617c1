// The three renderings of one evaluation of the sample pack.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "clinic/report/layout.h"
#include "sura/clinic/evaluation.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

std::string known_text(const std::string& id, const std::string& cause, const std::string& urgency,
                       const std::string& rest) {
  return R"({"id": ")" + id + R"(", "expected": {"cause": ")" + cause + R"(", "urgency": ")" + urgency +
         R"("}, "case": {"age": 50, "sex": "female", "complaint": ["ache"]}, "tests": {)" + rest + "}}";
}

struct Sample {
  Pack pack = sample_pack();
  Evaluation evaluation;

  Sample() {
    const EvaluationOptions options;
    std::vector<JudgedCase> cases;
    for (const std::string& text : {known_text("plain", "thing-c", "self-care", ""),
                                    known_text("<b>&\\\"\\u0007", "thing-a", "emergency", R"("lab-marker": true)"),
                                    known_text("other", "something-else", "routine", "")}) {
      cases.push_back(judge(pack, read_known_case(pack, text, "", options).value()).value());
    }
    evaluation = summarise(pack, std::move(cases), options);
  }
};

TEST(EvaluationJson, HoldsWhatIsPromised) {
  const Sample sample;
  const auto json = nlohmann::json::parse(evaluation_json(sample.pack, sample.evaluation));
  EXPECT_EQ(json["schema"], "sura-evaluation-1");
  EXPECT_EQ(json["n"], 3);
  for (const char* rate : {"top1", "top3", "urgency_agreement", "under_triage", "over_triage"}) {
    EXPECT_LE(json[rate]["low"], json[rate]["value"]) << rate;
    EXPECT_LE(json[rate]["value"], json[rate]["high"]) << rate;
    EXPECT_EQ(json[rate]["of"], 3) << rate;
  }
  for (const char* score : {"log_score", "log_score_gain", "brier"}) {
    EXPECT_LE(json[score]["low"], json[score]["high"]) << score;
  }
  ASSERT_EQ(json["cases"].size(), 3U);
  const auto& second = json["cases"][1];
  EXPECT_EQ(second["id"], "<b>&\"\u0007");
  EXPECT_EQ(second["expected"], "thing-a");
  EXPECT_EQ(second["got"].size(), 4U);
  EXPECT_EQ(second["got"].size(), second["probabilities"].size());
  EXPECT_EQ(second["got"][second["rank"].get<std::size_t>() - 1], "thing-a");
  EXPECT_EQ(second["urgency_expected"], "emergency");
  EXPECT_EQ(second["tests"], true);
  EXPECT_EQ(json["groups"].size(), 2U);
  EXPECT_EQ(json["urgency"][0]["expected"], "emergency");
}

TEST(EvaluationJson, WhatIsOfNothingIsNull) {
  Sample sample;
  for (JudgedCase& one : sample.evaluation.cases) {
    one.expected.urgency.reset();
  }
  const auto without = summarise(sample.pack, sample.evaluation.cases);
  const auto json = nlohmann::json::parse(evaluation_json(sample.pack, without));
  EXPECT_TRUE(json["urgency_agreement"]["value"].is_null());
  EXPECT_TRUE(json["cases"][0]["urgency_expected"].is_null());
}

TEST(EvaluationText, FitsTheWidthAndNamesWhatWentWrong) {
  const Sample sample;
  for (const int width : {40, 60, 80, 200}) {
    const std::string text = evaluation_text(sample.pack, sample.evaluation, {width, false, true});
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      EXPECT_LE(display_width(text.substr(at, end - at)), static_cast<std::size_t>(width));
      at = end + 1;
    }
    EXPECT_NE(text.find("Expected cause ranks first"), std::string::npos);
    EXPECT_NE(text.find("<b>&\"?"), std::string::npos) << "control characters never reach a terminal";
    EXPECT_EQ(text.find('\a'), std::string::npos);
  }
}

TEST(EvaluationText, ManyMistakesAreCounted) {
  Sample sample;
  std::vector<JudgedCase> cases(50, sample.evaluation.cases[1]);
  const std::string text = evaluation_text(sample.pack, summarise(sample.pack, cases));
  EXPECT_NE(text.find("and 30 more"), std::string::npos);
}

TEST(EvaluationHtml, NeedsNothingElseAndRunsNothing) {
  const Sample sample;
  const std::string page = evaluation_html(sample.pack, sample.evaluation);
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
  for (const char* absent : {"<script", "http:", "https:", "<link", "src=", "url(", "onload", "<b>"}) {
    EXPECT_EQ(page.find(absent), std::string::npos) << absent;
  }
  for (const char* present : {"lang=\"en\"", "prefers-color-scheme: dark", "<svg", "role=\"img\"", "<caption>",
                              "scope=\"row\"", "scope=\"col\"", "&lt;b&gt;&amp;&quot; "}) {
    EXPECT_NE(page.find(present), std::string::npos) << present;
  }
}

} // namespace
} // namespace sura::clinic
