#include "clinic/report/layout.h"

#include <algorithm>
#include <sstream>

#include <gtest/gtest.h>

#include "clinic/report/testing/interface_words.h"
#include "clinic/report/testing/sample_cases.h"

namespace sura::clinic {
namespace {

using Lines = std::vector<std::string>;

std::string without_colour(const std::string& line) {
  std::string plain;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\x1b') {
      at = line.find('m', at);
    } else {
      plain += line[at];
    }
  }
  return plain;
}

TEST(DisplayWidth, CountsCodePointsAndDoublesWideOnes) {
  EXPECT_EQ(display_width("calf"), 4U);
  EXPECT_EQ(display_width("38 °C – ░█"), 10U);
  EXPECT_EQ(display_width("小腿痛"), 6U);
  EXPECT_EQ(display_width("\xff\xc3"), 2U); // not UTF-8: one column a byte
  EXPECT_EQ(display_width(""), 0U);
}

TEST(Wrap, BreaksAtSpacesAndKeepsNone) {
  EXPECT_EQ(wrap("one two  three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrap("  one ", 7), (Lines{"one"}));
  EXPECT_EQ(wrap("", 7), Lines{});
}

TEST(Wrap, CutsAWordThatIsTooLongButNoAddress) {
  EXPECT_EQ(wrap("a abcdefghij z", 4), (Lines{"a", "abcd", "efgh", "ij z"}));
  EXPECT_EQ(wrap("see https://example.org/long now", 8), (Lines{"see", "https://example.org/long", "now"}));
}

TEST(Wrap, BreaksBetweenWideCharactersButNotBeforeAFullStop) {
  EXPECT_EQ(wrap("小腿痛了。", 4), (Lines{"小腿", "痛", "了。"}));
  EXPECT_EQ(wrap("用 abc 药", 6), (Lines{"用 abc", "药"}));
}

TEST(Bar, IsAlwaysAsWideAndNeverEmptyForThePossible) {
  for (const double probability : {0.0, 0.0001, 0.01, 0.3, 0.5, 0.999, 1.0}) {
    EXPECT_EQ(display_width(bar(probability, 20)), 20U) << probability;
  }
  EXPECT_EQ(bar(0.0, 2), "░░");
  EXPECT_EQ(bar(0.0001, 2), "▏░");
  EXPECT_EQ(bar(0.5, 2), "█░");
  EXPECT_EQ(bar(1.0, 2), "██");
}

TEST(Text, KeepsToTheWidthWithoutTrailingSpaces) {
  const Pack pack = testing::pack_with_words();
  for (const auto& [called, document] : testing::sample_cases()) {
    const Assessment assessment = testing::assessment_of(pack, document);
    for (const int width : {40, 80, 120}) {
      for (const bool colour : {false, true}) {
        const TextStyle style{width, colour, true};
        std::string all = to_text(pack, assessment, style);
        for (std::uint32_t condition = 0; condition < pack.conditions.size(); ++condition) {
          all += whynot_text(pack, assessment, condition, style);
        }
        std::istringstream lines(all);
        for (std::string line; std::getline(lines, line);) {
          const std::string plain = without_colour(line);
          const bool is_address =
              plain.find("://") != std::string::npos && plain.find(' ', plain.find("://")) == std::string::npos;
          EXPECT_TRUE(display_width(plain) <= static_cast<std::size_t>(width) || is_address) << called << ": " << plain;
          EXPECT_TRUE(plain.empty() || plain.back() != ' ') << called << ": '" << plain << "'";
          EXPECT_TRUE(colour || plain == line) << "colour that nobody asked for: " << plain;
        }
      }
    }
  }
}

} // namespace
} // namespace sura::clinic
