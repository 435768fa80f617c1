#include "clinic/report/frequency.h"

#include <gtest/gtest.h>

#include "clinic/report/testing/interface_words.h"
#include "sura/clinic/assessment.h"

namespace sura::clinic {
namespace {

TEST(NaturalFrequency, Table) {
  const Pack pack = testing::pack_with_words();
  const std::vector<std::pair<double, std::string>> table = {
      {0.0, "fewer than 1 in 1,000"}, {0.00099, "fewer than 1 in 1,000"}, {0.001, "about 1 in 1,000"},
      {0.0034, "about 3 in 1,000"},   {0.0094, "about 9 in 1,000"},       {0.0095, "about 1 in 100"},
      {0.01, "about 1 in 100"},       {0.0149, "about 1 in 100"},         {0.0151, "about 2 in 100"},
      {0.04, "about 4 in 100"},       {0.5, "about 50 in 100"},           {0.99, "about 99 in 100"},
      {0.9949, "about 99 in 100"},    {0.9951, "more than 99 in 100"},    {1.0, "more than 99 in 100"},
  };
  for (const auto& [probability, words] : table) {
    EXPECT_EQ(natural_frequency(pack, "en", probability), words) << probability;
  }
}

TEST(NaturalFrequency, IntervalIsCountedOutOfTheSameNumber) {
  const Pack pack = testing::pack_with_words();
  const Words words(pack, "en", Reader::person);
  EXPECT_EQ(frequency_with_interval(words, 0.04, 0.01, 0.12), "about 4 in 100; studies allow 1 to 12");
  EXPECT_EQ(frequency_with_interval(words, 0.04, 0.002, 0.12), "about 4 in 100; studies allow fewer than 1 to 12");
  EXPECT_EQ(frequency_with_interval(words, 0.004, 0.001, 0.12), "about 4 in 1,000; studies allow 1 to 120");
  EXPECT_EQ(frequency_with_interval(words, 0.98, 0.9, 0.999), "about 98 in 100; studies allow 90 to more than 99");
  EXPECT_EQ(frequency_with_interval(words, 0.0001, 0.00001, 0.0005), "fewer than 1 in 1,000");
  EXPECT_EQ(frequency_with_interval(words, 0.04, 0.04, 0.04), "about 4 in 100");
}

TEST(Confidence, WordsFollowTheScale) {
  const Pack pack = testing::pack_with_words();
  const Words words(pack, "en", Reader::person);
  const std::vector<std::pair<double, std::string>> table = {
      {1.0, "very likely"},     {0.9, "very likely"},    {0.89, "likely"},         {0.6, "likely"},
      {0.59, "quite possible"}, {0.3, "quite possible"}, {0.29, "possible"},       {0.05, "possible"},
      {0.049, "unlikely"},      {0.01, "unlikely"},      {0.009, "very unlikely"}, {0.0, "very unlikely"},
  };
  for (const auto& [probability, word] : table) {
    EXPECT_EQ(confidence(words, probability), word) << probability;
  }
}

} // namespace
} // namespace sura::clinic
