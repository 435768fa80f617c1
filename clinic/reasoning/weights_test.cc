// Weights of evidence against their definition: every set of answers, each diagnosed by itself.
#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "sura/clinic/diagnosis.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

constexpr double bound = 69.07755278982137; // 300 decibans

struct Known {
  bool is_background = false;
  std::uint32_t item = 0;
};

std::optional<Answer>& answer_of(Case& the_case, const Known& known) {
  return (known.is_background ? the_case.background : the_case.findings)[known.item];
}

/// A person with this many possible answers, none of them a flag.
Case case_with(const Pack& pack, std::mt19937& random, std::size_t answers, std::vector<Known>& known) {
  for (;;) {
    Case the_case = empty_case(pack, 20 + static_cast<double>(random() % 60), Sex::female);
    the_case.complaints = {0};
    the_case.role = 1;
    the_case.findings[pack.complaints[0].finding] = Answer{true, 1, true, std::nullopt};
    std::vector<Known> open;
    for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
      if (pack.findings[f].kind != FindingKind::flag && f != pack.complaints[0].finding) {
        open.push_back({false, f});
      }
    }
    for (std::uint32_t b = 0; b < pack.background.size(); ++b) {
      open.push_back({true, b});
    }
    std::shuffle(open.begin(), open.end(), random);
    open.resize(answers - 1);
    for (const Known& one : open) {
      const std::size_t levels = one.is_background ? 2 : pack.findings[one.item].levels.size();
      const auto level = static_cast<std::uint32_t>(random() % levels);
      answer_of(the_case, one) = Answer{true, level, levels == 2 || level == 0 || random() % 2 == 0, std::nullopt};
    }
    if (diagnose(pack, the_case, {false})) {
      known = open;
      known.push_back({false, pack.complaints[0].finding});
      return the_case;
    }
  }
}

/// By subset and condition.
std::vector<std::vector<double>> diagnosed(const Pack& pack, const Case& the_case, const std::vector<Known>& known) {
  const PriorModels models(pack);
  std::vector<std::vector<double>> result;
  for (std::size_t set = 0; set < std::size_t{1} << known.size(); ++set) {
    Case part = the_case;
    for (std::size_t i = 0; i < known.size(); ++i) {
      if ((set >> i & 1U) == 0) {
        answer_of(part, known[i]).reset();
      }
    }
    const Diagnosis diagnosis = diagnose(pack, part, {false, &models}).value();
    result.emplace_back();
    for (const ConditionResult& condition : diagnosis.conditions) {
      result.back().push_back(std::clamp(std::log(condition.cause / (1.0 - condition.cause)), -bound, bound));
    }
  }
  return result;
}

/// The definition: the average over all orders of what the answer adds to those before it.
double share(const std::vector<std::vector<double>>& values, std::size_t players, std::size_t player,
             std::size_t condition) {
  double sum = 0.0;
  for (std::size_t set = 0; set < values.size(); ++set) {
    if ((set >> player & 1U) == 0) {
      const auto before = static_cast<double>(__builtin_popcountll(set));
      const auto all = static_cast<double>(players);
      const double orders = std::exp(std::lgamma(before + 1.0) + std::lgamma(all - before) - std::lgamma(all + 1.0));
      sum += orders * (values[set | std::size_t{1} << player][condition] - values[set][condition]);
    }
  }
  return sum;
}

const Weight& weight_of(const std::vector<Weight>& weights, const Known& known) {
  return *std::find_if(weights.begin(), weights.end(), [&](const Weight& weight) {
    return weight.is_background == known.is_background && weight.item == known.item;
  });
}

TEST(WeightsTest, FewAnswersAreExact) {
  const Pack pack = sample_pack();
  std::mt19937 random(1);
  for (int round = 0; round < 25; ++round) {
    std::vector<Known> known;
    const Case the_case = case_with(pack, random, 2 + static_cast<std::size_t>(round % 7), known);
    const auto all = all_weights(pack, the_case);
    ASSERT_TRUE(all) << all.error().message();
    const auto values = diagnosed(pack, the_case, known);
    for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
      ASSERT_EQ((*all)[c].size(), known.size());
      for (std::size_t i = 0; i < known.size(); ++i) {
        const Weight& weight = weight_of((*all)[c], known[i]);
        EXPECT_NEAR(weight.log_odds, share(values, known.size(), i, c), 1e-8) << pack.conditions[c].id;
        EXPECT_EQ(weight.error, 0.0);
      }
    }
  }
}

TEST(WeightsTest, ManyAnswersAreWithinTheStatedErrorAndSumToTheWhole) {
  const Pack pack = sample_pack();
  std::mt19937 random(4);
  for (int round = 0; round < 2; ++round) {
    std::vector<Known> known;
    const Case the_case = case_with(pack, random, 14, known);
    const auto all = all_weights(pack, the_case);
    ASSERT_TRUE(all) << all.error().message();
    const auto values = diagnosed(pack, the_case, known);
    for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
      double sum = 0.0;
      bool any_error = false;
      for (std::size_t i = 0; i < known.size(); ++i) {
        const Weight& weight = weight_of((*all)[c], known[i]);
        // A few pairs measure their own spread roughly, hence the margin of 0.3 decibans.
        EXPECT_NEAR(weight.log_odds, share(values, known.size(), i, c), 5.0 * weight.error + 0.07);
        EXPECT_LT(weight.error, 0.25);
        sum += weight.log_odds;
        any_error = any_error || weight.error > 0.0;
      }
      EXPECT_TRUE(any_error);
      EXPECT_NEAR(sum, values.back()[c] - values.front()[c], 1e-8);
    }
  }
}

TEST(WeightsTest, NamesChangeNothing) {
  const Pack pack = sample_pack();
  Pack renamed = pack;
  for (std::size_t i = 0; i < renamed.findings.size(); ++i) {
    renamed.findings[i].id = "y" + std::to_string(i);
  }
  std::mt19937 random(5);
  std::vector<Known> known;
  const Case the_case = case_with(pack, random, 14, known);
  const auto left = all_weights(pack, the_case);
  const auto right = all_weights(renamed, the_case);
  ASSERT_TRUE(left && right);
  for (std::size_t c = 0; c < left->size(); ++c) {
    for (std::size_t i = 0; i < (*left)[c].size(); ++i) {
      EXPECT_EQ((*left)[c][i].item, (*right)[c][i].item);
      EXPECT_EQ((*left)[c][i].log_odds, (*right)[c][i].log_odds);
    }
  }
}

TEST(WeightsTest, TheOrderInWhichAnswersAreGivenChangesNothing) {
  const Pack pack = sample_pack();
  const std::vector<std::pair<std::string, std::string>> answers{
      {"leg-puffiness", "true"}, {"puffiness-dents", "true"}, {"hot-skin", "false"}, {"smoker", "true"}};
  const auto answered = [&](bool backwards) {
    Case the_case = empty_case(pack, 50, Sex::male);
    the_case.complaints = {0};
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const auto& [id, value] = answers[backwards ? answers.size() - 1 - i : i];
      EXPECT_TRUE(set_answer(pack, the_case, id, value));
    }
    return all_weights(pack, the_case).value();
  };
  const auto left = answered(false);
  const auto right = answered(true);
  for (std::size_t c = 0; c < left.size(); ++c) {
    for (std::size_t i = 0; i < left[c].size(); ++i) {
      EXPECT_EQ(left[c][i].log_odds, right[c][i].log_odds);
    }
  }
}

} // namespace
} // namespace sura::clinic
