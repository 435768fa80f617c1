// The report takes every word from the texts: each key it uses is there, and each that is there is used.
#include "clinic/report/words.h"

#include <filesystem>
#include <set>

#include <gtest/gtest.h>

#include "clinic/report/testing/interface_words.h"

namespace sura::clinic {
namespace {

namespace files = std::filesystem;

/// Every "interface.…" literal in the report's sources; one that ends in "." is completed while the program runs.
std::set<std::string> keys_in_sources() {
  std::set<std::string> keys;
  for (const auto& entry : files::directory_iterator(std::string(SURA_ROOT) + "/clinic/report")) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".cc" || name.find("_test.cc") != std::string::npos) {
      continue;
    }
    const std::string source = testing::file_text(entry.path().string());
    for (std::size_t at = source.find("\"interface."); at != std::string::npos;
         at = source.find("\"interface.", at + 1)) {
      keys.insert(source.substr(at + 1, source.find('"', at + 1) - at - 1));
    }
  }
  return keys;
}

TEST(Words, EveryKeyOfTheReportHasATextForBothReaders) {
  const Texts texts = testing::interface_words();
  const std::set<std::string> keys = keys_in_sources();
  EXPECT_GT(keys.size(), 50U);
  for (const std::string& key : keys) {
    if (key.back() == '.') {
      EXPECT_TRUE(texts.lower_bound(key) != texts.end() && texts.lower_bound(key)->first.rfind(key, 0) == 0) << key;
    } else {
      ASSERT_TRUE(texts.contains(key)) << key;
      EXPECT_FALSE(texts.at(key).person.empty()) << key;
      EXPECT_FALSE(texts.at(key).clinician.empty()) << key;
    }
  }
  std::vector<std::string> computed = {
      "interface.reason.something-else", "interface.reason.nothing-urgent",  "interface.watch.emergency",
      "interface.watch.same-day",        "interface.watch.routine",          "interface.standing.debated",
      "interface.standing.contradicted", "interface.standing.good-practice", "interface.level.routine",
      "interface.level.same-day",        "interface.level.emergency"};
  for (const char* level : {"self-care", "routine", "same-day", "emergency"}) {
    computed.push_back(std::string("interface.urgency.") + level);
  }
  for (const char* section : {"now", "self_care", "clinician", "medicines", "avoid", "prevention", "safety_net"}) {
    computed.push_back(std::string("interface.care.") + section);
  }
  for (const char* certainty : {"high", "moderate", "low", "very-low"}) {
    computed.push_back(std::string("interface.certainty.") + certainty);
  }
  for (const std::string& key : computed) {
    EXPECT_TRUE(texts.contains(key)) << key;
  }
}

TEST(Words, EveryTextOfTheReportIsUsed) {
  const std::set<std::string> keys = keys_in_sources();
  for (const auto& [key, phrase] : testing::interface_words()) {
    const bool whole = keys.contains(key);
    const bool computed = keys.contains(key.substr(0, key.rfind('.') + 1));
    EXPECT_TRUE(whole || computed) << key << " is used nowhere";
  }
}

TEST(Words, FillsPlaceholdersOnceAndLeavesUnknownOnes) {
  Pack pack = sample_pack();
  pack.texts["en"]["greeting"] = {"Dear {name}, {what}? {unknown} {name} {", "x"};
  const Words words(pack, "en", Reader::person);
  EXPECT_EQ(words.fill("greeting", {{"name", "{what}"}, {"what", "why"}}), "Dear {what}, why? {unknown} {what} {");
}

TEST(Words, ASecondLanguageIsUsedAndEnglishStandsIn) {
  Pack pack = testing::pack_with_words();
  pack.texts["zh-CN"]["interface.answer.yes"] = {"是", "是"};
  const Words words(pack, "zh-CN", Reader::person);
  EXPECT_EQ(words.of("interface.answer.yes"), "是");
  EXPECT_EQ(words.of("interface.answer.no"), "no");
}

TEST(Words, AnswersAreToldAsTheyWereGiven) {
  const Pack pack = testing::pack_with_words();
  const Words words(pack, "en", Reader::person);
  const std::uint32_t extra = *find_finding(pack, "puffiness-extra-cm");
  const std::uint32_t stiffness = *find_finding(pack, "stiffness");
  const std::uint32_t puffy = *find_finding(pack, "leg-puffiness");
  EXPECT_EQ(words.answer(false, extra, {true, 2, true, 3.5}), "3.5 cm");
  EXPECT_EQ(words.answer(false, extra, {true, 1, false, std::nullopt}), "yes");
  EXPECT_EQ(words.answer(false, stiffness, {true, 2, true, std::nullopt}), "very stiff");
  EXPECT_EQ(words.answer(false, stiffness, {true, 0, true, std::nullopt}), "not stiff");
  EXPECT_EQ(words.answer(false, stiffness, {false, 0, true, std::nullopt}), "not sure");
  EXPECT_EQ(words.answer(false, puffy, {true, 0, true, std::nullopt}), "no");
  EXPECT_EQ(words.answer(true, 0, {true, 1, true, std::nullopt}), "yes");
}

} // namespace
} // namespace sura::clinic
