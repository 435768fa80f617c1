// The quick reader against the careful one: whatever it accepts, the careful one accepts and reads alike.
#include "clinic/intake/plain_json.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "clinic/intake/case_test_support.h"

namespace sura::clinic::intake {
namespace {

constexpr int depth = 8;

/// Every detail of a value, in one text.
std::string spelt(const Json& json) {
  std::string text = std::to_string(static_cast<int>(json.kind)) + (json.boolean ? "T" : "F") +
                     number_text(json.number) + "'" + json.text + "'[";
  for (const Json& item : json.items) {
    text += spelt(item) + ",";
  }
  text += "]{";
  for (const JsonMember& member : json.members) {
    text += member.key + ":" + spelt(member.value) + ",";
  }
  return text + "}";
}

/// By the careful reader: a comment is beyond the quick one.
Result<Json> carefully(const std::string& text) {
  return parse_json(text + "/**/", max_case_bytes, depth);
}

/// Whether the quick reader took the text; it must then be right.
bool is_taken(const std::string& text) {
  const auto plain = parse_plain_json(text, depth);
  if (plain) {
    const auto careful = carefully(text);
    EXPECT_TRUE(careful) << text << ": " << careful.error().message();
    EXPECT_EQ(spelt(*plain), careful ? spelt(*careful) : "") << text;
  }
  return plain.has_value();
}

TEST(PlainJson, TakesWhatProgramsWrite) {
  for (const char* text :
       {"{}", "[]", " [ ] ", "null", "true", "false", "0", "-0", "7.25", "-12.5", "0.1", "123456789012.345", "\"\"",
        "\"a b\"", R"({"a":{"b":[1,2,{"c":null}]},"d":"x"})", "\r\n\t{ \"a\" : 1 , \"b\" : [ ] }\n",
        "[[[[[[[[1]]]]]]]]", "100000000000000", "0.00000000000001"}) {
    EXPECT_TRUE(is_taken(text)) << text;
  }
  EXPECT_TRUE(is_taken(woman(R"("leg-puffiness": true, "days-of-trouble": 12.5, "start-speed": "quick")")));
}

TEST(PlainJson, LeavesTheRestToTheCarefulReader) {
  for (const char* text : {"",
                           " ",
                           "{",
                           "[1,]",
                           "{\"a\":1,}",
                           "{\"a\" 1}",
                           "{a:1}",
                           "01",
                           "-",
                           "1.",
                           ".5",
                           "+1",
                           "1e3",
                           "1E3",
                           "tru",
                           "nul",
                           "truex",
                           "1 2",
                           "{} {}",
                           "\"a",
                           "\"a\\n\"",
                           "\"\xC3\xBC\"",
                           "\"\t\"",
                           "// no\n1",
                           "1/**/",
                           "{\"a\":1,\"a\":2}",
                           "[[[[[[[[[1]]]]]]]]]",
                           "1234567890123456",
                           "0.1234567890123456",
                           "\xEF\xBB\xBF{}",
                           "NaN",
                           "[1 2]",
                           "\"a\x7F\""}) {
    EXPECT_FALSE(parse_plain_json(text, depth)) << text;
  }
  EXPECT_FALSE(parse_plain_json(std::string_view("1\0", 2), depth));
}

TEST(PlainJson, NumbersAreTheNearestDoubles) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20000; ++i) {
    std::string digits = std::to_string(random() % 1000000000000000ULL);
    if (random() % 2 == 0 && digits.size() > 1) {
      digits.insert(1 + random() % (digits.size() - 1), ".");
    }
    is_taken((random() % 2 == 0 ? "-" : "") + digits);
  }
}

TEST(PlainJson, BrokenCasesAreReadAlikeOrLeft) {
  const std::string whole =
      woman(R"("leg-puffiness": true, "days-of-trouble": 12.5, "start-speed": "quick", "stiffness": null)",
            R"(, "leg": "left", "note": [1, {"x": -0.5}, []])");
  constexpr std::string_view letters = "{}[]\",:0-19.e+tfn \\/*a\n";
  std::mt19937 random(2);
  std::size_t taken = 0;
  for (int i = 0; i < 30000; ++i) {
    std::string text = whole;
    for (std::size_t change = random() % 3; change < 3; ++change) {
      const std::size_t at = random() % text.size();
      const char letter = letters[random() % letters.size()];
      switch (random() % 3) {
      case 0:
        text[at] = letter;
        break;
      case 1:
        text.erase(at, 1 + random() % 3);
        break;
      default:
        text.insert(at, 1, letter);
      }
    }
    taken += is_taken(text) ? 1 : 0;
  }
  EXPECT_GT(taken, 1000U);
}

} // namespace
} // namespace sura::clinic::intake
