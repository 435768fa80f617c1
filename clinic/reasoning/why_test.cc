// The pivot and what would let the second overtake the first, against diagnosing every changed case anew.
#include "sura/clinic/why.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "clinic/intake/askable.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

Case somebody(const Pack& pack, std::mt19937& random) {
  for (;;) {
    Case the_case =
        empty_case(pack, 20 + static_cast<double>(random() % 60), random() % 2 == 0 ? Sex::female : Sex::male);
    the_case.complaints = {static_cast<std::uint32_t>(random() % pack.complaints.size())};
    the_case.role = static_cast<std::uint32_t>(random() % pack.roles.size());
    for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
      if (random() % 3 == 0 && can_have(pack, the_case, f)) {
        the_case.findings[f] =
            Answer{true, static_cast<std::uint32_t>(random() % pack.findings[f].levels.size()), true, std::nullopt};
      }
    }
    for (std::uint32_t b = 0; b < pack.background.size(); ++b) {
      if (random() % 3 == 0 && can_have_background(pack, the_case, b)) {
        the_case.background[b] = Answer{true, static_cast<std::uint32_t>(random() % 2), true, std::nullopt};
      }
    }
    the_case.findings[pack.complaints[the_case.complaints[0]].finding] = Answer{true, 1, true, std::nullopt};
    if (diagnose(pack, the_case, {false})) {
      return the_case;
    }
  }
}

std::vector<double> distribution(const Diagnosis& diagnosis) {
  std::vector<double> causes;
  double sum = diagnosis.unexplained;
  for (const ConditionResult& result : diagnosis.conditions) {
    causes.push_back(result.cause);
    sum += result.cause;
  }
  causes.push_back(diagnosis.unexplained);
  for (double& cause : causes) {
    cause /= sum;
  }
  return causes;
}

double distance(const std::vector<double>& left, const std::vector<double>& right) {
  double sum = 0.0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    sum += std::abs(left[i] - right[i]) / 2.0;
  }
  return sum;
}

/// By the definition: every other answer to everything that was answered.
double largest_change(const Pack& pack, const Case& the_case) {
  const std::vector<double> now = distribution(diagnose(pack, the_case, {false}).value());
  double largest = 0.0;
  const auto try_case = [&](const Case& changed) {
    if (const auto then = diagnose(pack, changed, {false})) {
      largest = std::max(largest, distance(now, distribution(*then)));
    }
  };
  for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
    if (!the_case.findings[f] || f == pack.complaints[the_case.complaints[0]].finding ||
        pack.findings[f].kind == FindingKind::flag) {
      continue;
    }
    for (std::uint32_t level = 0; level < pack.findings[f].levels.size(); ++level) {
      Case changed = the_case;
      changed.findings[f]->level = level;
      for (std::uint32_t side = 0; level == 0 && side < pack.findings.size(); ++side) {
        if (pack.findings[side].parent == static_cast<std::int32_t>(f)) {
          changed.findings[side].reset();
        }
      }
      if (level != the_case.findings[f]->level) {
        try_case(changed);
      }
    }
  }
  for (std::uint32_t b = 0; b < pack.background.size(); ++b) {
    if (the_case.background[b]) {
      Case changed = the_case;
      changed.background[b]->level = 1 - changed.background[b]->level;
      try_case(changed);
    }
  }
  return largest;
}

TEST(PivotTest, NoOtherFlipChangesMore) {
  const Pack pack = sample_pack();
  std::mt19937 random(1);
  int found = 0;
  for (int round = 0; round < 60; ++round) {
    const Case the_case = somebody(pack, random);
    const auto best = pivot(pack, the_case);
    ASSERT_TRUE(best) << best.error().message();
    EXPECT_NEAR(*best ? (*best)->change : 0.0, largest_change(pack, the_case), 1e-10);
    if (!*best) {
      continue;
    }
    ++found;
    Case changed = the_case;
    ((*best)->is_background ? changed.background : changed.findings)[(*best)->item] = (*best)->flipped;
    for (std::uint32_t side = 0; !(*best)->is_background && (*best)->flipped.level == 0 && side < pack.findings.size();
         ++side) {
      if (pack.findings[side].parent == static_cast<std::int32_t>((*best)->item)) {
        changed.findings[side].reset();
      }
    }
    const std::vector<double> then = distribution(diagnose(pack, changed, {false}).value());
    const std::size_t leads = (*best)->leads.value_or(static_cast<std::uint32_t>(pack.conditions.size()));
    EXPECT_EQ(then[leads], *std::max_element(then.begin(), then.end()));
  }
  EXPECT_GT(found, 50);
}

TEST(PivotTest, NobodyWhoSaidNothingHasOne) {
  const Pack pack = sample_pack();
  Case the_case = empty_case(pack, 40, Sex::male);
  the_case.complaints = {0};
  the_case.findings[pack.complaints[0].finding] = Answer{true, 1, true, std::nullopt};
  EXPECT_FALSE(pivot(pack, the_case).value().has_value()) << "the complaint is not doubted";
}

/// How many single answers would put the second before the first.
std::size_t single_answers(const Pack& pack, const Case& the_case, std::size_t first, std::size_t second) {
  std::size_t count = 0;
  const auto try_case = [&](const Case& changed) {
    const auto then = diagnose(pack, changed, {false});
    count += then && then->conditions[second].cause > then->conditions[first].cause ? 1 : 0;
  };
  for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
    const Finding& finding = pack.findings[f];
    const bool has_parent =
        finding.parent < 0 || is_present(the_case.findings[static_cast<std::size_t>(finding.parent)]);
    for (std::uint32_t level = 0; level < finding.levels.size(); ++level) {
      if (!the_case.findings[f] && finding.ask && finding.kind != FindingKind::flag && has_parent &&
          can_have(pack, the_case, f)) {
        Case changed = the_case;
        changed.findings[f] = Answer{true, level, true, std::nullopt};
        try_case(changed);
      }
    }
  }
  for (std::uint32_t b = 0; b < pack.background.size(); ++b) {
    for (std::uint32_t level = 0; level < 2; ++level) {
      if (!the_case.background[b] && pack.background[b].ask && can_have_background(pack, the_case, b)) {
        Case changed = the_case;
        changed.background[b] = Answer{true, level, true, std::nullopt};
        try_case(changed);
      }
    }
  }
  return count;
}

TEST(OvertakingTest, IsWhatDiagnosingTheChangedCaseSays) {
  const Pack pack = sample_pack();
  std::mt19937 random(2);
  std::size_t singles = 0;
  std::size_t pairs = 0;
  for (int round = 0; round < 80; ++round) {
    const Case the_case = somebody(pack, random);
    const Diagnosis now = diagnose(pack, the_case, {false}).value();
    std::vector<std::size_t> order{0, 1, 2};
    ASSERT_EQ(pack.conditions.size(), order.size());
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return now.conditions[a].cause > now.conditions[b].cause; });
    const auto ways = overtaking(pack, the_case);
    ASSERT_TRUE(ways) << ways.error().message();
    const std::size_t alone = single_answers(pack, the_case, order[0], order[1]);
    const bool is_pair = !ways->empty() && ways->front().parts.size() == 2;
    EXPECT_EQ(is_pair ? 0U : ways->size(), std::min(alone, most_overtaking));
    (is_pair ? pairs : singles) += ways->size();
    double last = 1.0;
    for (const Overtaking& way : *ways) {
      Case changed = the_case;
      bool findings_only = true;
      for (const Overtaking::Part& part : way.parts) {
        (part.is_background ? changed.background : changed.findings)[part.item] = part.answer;
        findings_only = findings_only && !part.is_background;
      }
      const Diagnosis then = diagnose(pack, changed, {false}).value();
      EXPECT_NEAR(then.conditions[order[0]].cause, way.first, 1e-10);
      EXPECT_NEAR(then.conditions[order[1]].cause, way.second, 1e-10);
      EXPECT_GT(way.second, way.first);
      EXPECT_LE(way.probability, last);
      last = way.probability;
      if (findings_only) {
        EXPECT_NEAR(way.probability, std::exp(then.log_evidence - now.log_evidence), 1e-9);
      }
    }
  }
  EXPECT_GT(singles, 20U);
  EXPECT_GT(pairs, 5U);
}

} // namespace
} // namespace sura::clinic
