#include "clinic/reasoning/number_tape.h"

#include <vector>

#include <gtest/gtest.h>

#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

/// Numbers of every kind: probabilities, ratios, one that is certain, one asked for twice.
std::vector<double> some_numbers(const Pack& pack, const Number& certain, const Draw& draw, bool in_order) {
  std::vector<double> values;
  for (const Condition& condition : pack.conditions) {
    values.push_back(draw.probability(condition.presents.front()));
    for (const FindingLink& link : condition.findings) {
      values.push_back(draw.probability(link.sensitivity.front()));
    }
    for (const Factor& factor : condition.factors.list) {
      values.push_back(draw.ratio(factor.odds_ratio));
    }
    if (in_order) {
      values.push_back(draw.probability(certain));
    }
    values.push_back(draw.probability(pack.conditions.front().presents.front()));
  }
  return values;
}

TEST(NumberTape, GivesTheValuesOfTheDrawsWhateverTheOrder) {
  const Pack pack = sample_pack();
  const Number certain{1.0, 1.0, 1.0, 0};
  NumberTape tape(pack);
  EXPECT_EQ(some_numbers(pack, certain, tape.record(), true), some_numbers(pack, certain, Draw(), true));
  for (std::uint64_t index = 0; index < 20; ++index) {
    const std::vector<double> expected = some_numbers(pack, certain, Draw(pack, index), true);
    EXPECT_NE(expected, some_numbers(pack, certain, Draw(), true));
    EXPECT_EQ(some_numbers(pack, certain, tape.draw(index), true), expected);
    EXPECT_EQ(some_numbers(pack, certain, tape.draw(index), false),
              some_numbers(pack, certain, Draw(pack, index), false));
  }
}

TEST(NumberTape, RecordsAnew) {
  const Pack pack = sample_pack();
  const Number& first = pack.conditions.front().presents.front();
  const Number& second = pack.conditions.back().presents.front();
  NumberTape tape(pack);
  static_cast<void>(tape.record().probability(first));
  static_cast<void>(tape.record().probability(second));
  EXPECT_EQ(tape.draw(3).probability(second), Draw(pack, 3).probability(second));
  EXPECT_EQ(tape.draw(3).probability(first), Draw(pack, 3).probability(first));
}

} // namespace
} // namespace sura::clinic
