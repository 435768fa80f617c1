#include "sura/clinic/country.h"

#include <gtest/gtest.h>

#include "clinic/intake/case_test_support.h"

namespace sura::clinic {
namespace {

TEST(Country, CodesAreThoseOfTheStandard) {
  int codes = 0;
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) {
      codes += is_country(std::string{a, b}) ? 1 : 0;
    }
  }
  EXPECT_EQ(codes, 249);
  for (const char* none : {"", "G", "GBR", "gb", "UK", "XX", "D ", " A", "1A"}) {
    EXPECT_FALSE(is_country(none)) << none;
  }
}

TEST(Country, IsReadInAnyLetters) {
  EXPECT_EQ(read_country("gb", "country"), "GB");
  EXPECT_EQ(read_country("De", "country"), "DE");
  EXPECT_EQ(read_country("uk", "country"), "GB") << "reserved for the same, and what people type";
}

TEST(Country, AnUnknownOneNamesTheNearest) {
  const auto wrong = read_country("ED", "country");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().nearest.substr(0, 2), "DE");
  EXPECT_EQ(wrong.error().found, "\"ED\"");
  EXPECT_EQ(read_country("GBR", "country").error().nearest, "GB");
  EXPECT_FALSE(read_country(std::string(100000, 'x'), "country"));
  EXPECT_EQ(intake::reading(intake::woman("", R"(, "country": "Britain")")), "unknown-id at country → BR");
  EXPECT_EQ(intake::reading(intake::woman("", R"(, "country": 44)")), "wrong-type at country");
}

TEST(Country, OneWithoutANumberIsNoError) {
  Pack pack = sample_pack();
  pack.emergency_numbers = {{"GB", {"999", "112"}, {}}};
  EXPECT_EQ(emergency_numbers(pack, "GB"), (std::vector<std::string>{"999", "112"}));
  EXPECT_TRUE(emergency_numbers(pack, "TV").empty());
  EXPECT_TRUE(emergency_numbers(pack, "").empty());
  EXPECT_EQ(intake::reading(intake::woman("", R"(, "country": "TV")")), "ok");
}

TEST(Country, IsKeptInTheCase) {
  const auto read = read_case(intake::pack(), intake::woman("", R"(, "country": "gb")"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->country, "GB");
  EXPECT_EQ(read_case(intake::pack(), write_case(intake::pack(), *read)), *read);
}

} // namespace
} // namespace sura::clinic
