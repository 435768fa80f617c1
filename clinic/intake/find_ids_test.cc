#include <gtest/gtest.h>

#include "clinic/intake/case_test_support.h"

namespace sura::clinic::intake {
namespace {

std::vector<std::string> found(const std::string& query, const std::string& language = "en") {
  std::vector<std::string> ids;
  for (const Match& match : find_ids(pack(), language, query)) {
    ids.push_back(match.kind + "/" + match.id);
  }
  return ids;
}
std::string first(const std::string& query) {
  const std::vector<std::string> ids = found(query);
  return ids.empty() ? "nothing" : ids.front();
}

TEST(FindIds, ByWordsOfIdNameQuestionAndSearchText) {
  EXPECT_EQ(first("leg-spasm"), "finding/leg-spasm");
  EXPECT_EQ(first("swollen"), "finding/leg-puffiness");
  EXPECT_EQ(first("CRAMP"), "finding/leg-spasm");
  EXPECT_EQ(first("oedema"), "finding/leg-puffiness"); // the clinician's name
  EXPECT_EQ(first("blood test"), "finding/lab-marker");
  EXPECT_EQ(first("pregnant"), "background/expecting");
  EXPECT_EQ(first("thingitis communis"), "condition/thing-c");
}

TEST(FindIds, TheMatchCarriesTheNameForPeople) {
  const std::vector<Match> matches = find_ids(pack(), "en", "oedema");
  ASSERT_FALSE(matches.empty());
  EXPECT_EQ(matches.front().name, "puffy leg");
}

TEST(FindIds, CommonWordsDoNotDrownTheRareOne) {
  EXPECT_EQ(first("is my leg swollen?"), "finding/leg-puffiness");
  EXPECT_EQ(first("have you been on a flight"), "background/long-sitting");
}

TEST(FindIds, BeginningsAndMisspellings) {
  EXPECT_EQ(first("circumf"), "finding/puffiness-extra-cm");
  EXPECT_EQ(first("cramps"), "finding/leg-spasm");
  EXPECT_EQ(first("swolen"), "finding/leg-puffiness");
  EXPECT_EQ(first("cigarrettes"), "background/smoker");
}

TEST(FindIds, EqualMatchesComeInTheOrderOfThePack) {
  EXPECT_EQ(found("thing"), (std::vector<std::string>{"condition/thing-a", "condition/thing-b", "condition/thing-c"}));
}

TEST(FindIds, NothingFitsNothing) {
  EXPECT_EQ(first(""), "nothing");
  EXPECT_EQ(first(" ?! "), "nothing");
  EXPECT_EQ(first("xyzzyplugh"), "nothing");
  EXPECT_EQ(first(std::string(1'000'000, 'x')), "nothing");
  EXPECT_EQ(first("\xFF\xFE"), "nothing");
}

TEST(FindIds, ChineseWordsNeedNoSpaces) {
  Pack changed = pack();
  changed.texts["zh-CN"]["finding.leg-puffiness.find"] = {"小腿肿胀", "水肿"};
  const std::vector<Match> matches = find_ids(changed, "zh-CN", "肿胀");
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches.front().id, "leg-puffiness");
}

} // namespace
} // namespace sura::clinic::intake
