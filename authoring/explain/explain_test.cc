#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "authoring/testing/toy_pack.h"

namespace sura::authoring {
namespace {

const clinic::Pack& toy_pack() {
  static const clinic::Pack pack = compile(toy_source()).pack;
  return pack;
}

TEST(Explain, ShowsMeasureParameterAndCitation) {
  const auto text = explain_text(toy_pack(), "overwatering", 200);
  ASSERT_TRUE(text) << text.error().message();
  for (const std::string part :
       {"conditions/overwatering", "findings/yellow-leaves = 0.7 (", "→  link 0.6739",
        "sensitivity 0.7 of yellow leaves when too wet, by as-is: toy-watering-survey",
        "Moss C. Toy record of a watering survey. Annals of Windowsills 2021; https://example.org/toy/watering",
        "invented; moderate certainty; invented", "judgement: Few owners ask while the leaves still hold",
        "unknown: nobody has studied this pair", "leads to root-rot = 0.3 ("}) {
    EXPECT_NE(text->find(part), std::string::npos) << "no '" << part << "' in\n" << *text;
  }
}

TEST(Explain, ShowsEveryStudyOfAPool) {
  const auto text = explain_text(toy_pack(), "overwatering", 200);
  ASSERT_TRUE(text);
  for (const std::string part :
       {"findings/drooping-leaves = 0.5146 (0.3974 to 0.6302)", "pooled from 2 studies, by as-is",
        "random effects; tau² 0.09196, I² 55 %; the interval is that of the mean, not of what a next study would find",
        "- 48 % of the weight: sensitivity 0.44 of hanging leaves, taken as 0.44 (", ": toy-drooping-in-the-north",
        "Frost G. Toy record of northern windows. 2017; https://example.org/toy/north",
        "- 52 % of the weight: sensitivity 0.583", "invented; moderate certainty; invented"}) {
    EXPECT_NE(text->find(part), std::string::npos) << "no '" << part << "' in\n" << *text;
  }
}

TEST(Explain, JsonHoldsThePool) {
  const auto text = explain_json(toy_pack(), "overwatering");
  ASSERT_TRUE(text);
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  const auto row = std::find_if(json["numbers"].begin(), json["numbers"].end(),
                                [](const auto& number) { return number["quantity"] == "findings/drooping-leaves"; });
  ASSERT_NE(row, json["numbers"].end());
  const auto& pool = (*row)["pool"];
  EXPECT_EQ(pool["interval_of"], "mean");
  EXPECT_EQ(pool["value"], (*row)["measured"]);
  EXPECT_EQ((*row)["judged"], 0.0);
  ASSERT_EQ(pool["members"].size(), 2U);
  EXPECT_EQ(pool["members"][0]["record"], "toy-drooping-in-the-north");
  EXPECT_EQ(pool["members"][1]["citation"],
            "Sunny H. Toy record of southern windows. 2023; https://example.org/toy/south");
  EXPECT_NEAR(pool["members"][0]["weight"].get<double>() + pool["members"][1]["weight"].get<double>(), 1.0, 1e-12);
}

TEST(Explain, SaysHowMuchOfANumberIsJudged) {
  const auto text = explain_text(toy_pack(), "overwatering", 200);
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("% of its uncertainty is judgement"), std::string::npos) << *text; // a ratio and a judged rate
}

TEST(Explain, KeepsToTheWidth) {
  const auto text = explain_text(toy_pack(), "spider-mites", 60);
  ASSERT_TRUE(text);
  std::size_t start = 0;
  while (start < text->size()) {
    const std::size_t end = text->find('\n', start);
    const std::string line = text->substr(start, end - start);
    EXPECT_TRUE(line.size() <= 60 + 4 || line.find("https://") != std::string::npos)
        << line; // an arrow has three bytes
    start = end + 1;
  }
}

TEST(Explain, JsonHoldsEveryNumberOnce) {
  const auto text = explain_json(toy_pack(), "soil-wet");
  ASSERT_TRUE(text);
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  ASSERT_TRUE(json.is_object());
  EXPECT_EQ(json["id"], "soil-wet");
  ASSERT_EQ(json["numbers"].size(), 4U); // two levels, of the background and of other causes
  EXPECT_EQ(json["numbers"][0]["quantity"], "background ≥ damp-for-a-week");
  EXPECT_EQ(json["numbers"][0]["measured"], 0.1);
  EXPECT_EQ(json["numbers"][0]["reason"], "Just watered");
  EXPECT_EQ(json["numbers"][0]["file"], "findings/soil-and-roots.yaml");
}

TEST(Explain, NamesTheNearestId) {
  const auto text = explain_text(toy_pack(), "overwaterin", 80);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, ErrorCode::unknown_id);
  EXPECT_EQ(text.error().nearest, "overwatering");
  EXPECT_FALSE(explain_json(toy_pack(), ""));
}

} // namespace
} // namespace sura::authoring
