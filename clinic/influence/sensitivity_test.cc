// Every bar against packs whose numbers were moved by hand, and answered by plain enumeration.
#include "sura/clinic/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "clinic/reasoning/logistic.h"
#include "engine/testing/brute_force.h"
#include "sura/clinic/influence.h"
#include "sura/clinic/triage.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

/// Calls `use` with every number that bears on somebody whose background nobody knows.
template <class Use> void for_each_number(Pack& pack, const Use& use) {
  const auto probabilities = [&](std::vector<Number>& numbers) {
    for (Number& number : numbers) {
      use(number, false);
    }
  };
  const auto links = [&](std::vector<FindingLink>& all) {
    for (FindingLink& link : all) {
      probabilities(link.sensitivity);
    }
  };
  const auto bands = [&](std::vector<AgeBand>& all, bool is_ratio) {
    for (AgeBand& band : all) {
      use(band.female, is_ratio);
      use(band.male, is_ratio);
    }
  };
  for (Perception& perception : pack.perceptions) {
    for (auto& notice : perception.by_role) {
      if (notice) {
        use(notice->detection, false);
        use(notice->false_alarm, false);
      }
    }
  }
  for (Finding& finding : pack.findings) {
    probabilities(finding.background);
    for (Finding::Change& change : finding.background_changes) {
      use(change.odds_ratio, true);
    }
  }
  for (Process& process : pack.processes) {
    use(process.background, false);
    links(process.findings);
  }
  for (Condition& condition : pack.conditions) {
    bands(condition.prevalence, false);
    probabilities(condition.presents);
    links(condition.findings);
    for (Condition::Effect& effect : condition.processes) {
      use(effect.probability, false);
    }
  }
  for (SomethingElse& sort : pack.something_else) {
    probabilities(sort.presents);
    bands(sort.times, true);
    links(sort.findings);
  }
}

Pack moved_by_hand(Pack pack, std::uint32_t study, bool up) {
  const std::vector<Derivation> rows = pack.derivations;
  for_each_number(pack, [&](Number& number, bool) {
    if (rows[number.derivation].study == study) {
      number.value = up ? number.high : number.low;
    }
  });
  return pack;
}

/// The sample pack with other numbers. What one condition makes of another's prevalence is left out: there the draws
/// hold to the medians, which a pack moved by hand does not.
Pack random_pack(std::mt19937& random) {
  Pack pack = sample_pack();
  for (Condition& condition : pack.conditions) {
    condition.leads_to.clear();
  }
  std::uniform_real_distribution<double> shift(-0.5, 0.5);
  for_each_number(pack, [&](Number& number, bool is_ratio) {
    const double by = shift(random);
    for (double* value : {&number.low, &number.value, &number.high}) {
      const bool is_exact = !is_ratio && (*value <= 0.0 || *value >= 1.0);
      *value = is_exact ? *value : is_ratio ? *value * std::exp(by) : logistic(log_odds(*value) + by);
    }
  });
  return pack;
}

Case random_case(const Pack& pack, std::mt19937& random) {
  Case the_case =
      empty_case(pack, 20.0 + static_cast<double>(random() % 60), random() % 2 == 0 ? Sex::female : Sex::male);
  the_case.role = random() % 2;
  the_case.setting = random() % 2;
  the_case.complaints = {static_cast<std::uint32_t>(random() % pack.complaints.size())};
  the_case.findings[pack.complaints[the_case.complaints.front()].finding] = Answer{true, 1, false, std::nullopt};
  for (const char* id : {"stiffness", "start-speed", "hot-skin", "days-of-trouble"}) {
    const std::uint32_t finding = find_finding(pack, id).value();
    the_case.findings[finding] =
        Answer{true, static_cast<std::uint32_t>(random() % pack.findings[finding].levels.size()), true, std::nullopt};
  }
  return the_case;
}

double enumerated(const Pack& pack, const Case& the_case, std::uint32_t condition) {
  const auto [network, evidence] = case_network(pack, the_case);
  return engine::testing::BruteForce(network, evidence).posterior().presence[pack.conditions.size() + condition];
}

void expect_decision(const Decision& said, const Pack& moved, const Case& the_case, std::uint32_t condition) {
  EXPECT_NEAR(said.cause, enumerated(moved, the_case, condition), 1e-8);
  const Diagnosis diagnosis = diagnose(moved, the_case, {.intervals = false}).value();
  EXPECT_NEAR(said.cause, diagnosis.conditions[condition].cause, 1e-8);
  EXPECT_EQ(said.urgency, triage(moved, the_case, diagnosis).level);
  double largest = diagnosis.unexplained;
  std::optional<std::uint32_t> first;
  for (std::uint32_t c = 0; c < diagnosis.conditions.size(); ++c) {
    if (diagnosis.conditions[c].cause > largest) {
      largest = diagnosis.conditions[c].cause;
      first = c;
    }
  }
  EXPECT_EQ(said.first, first);
}

TEST(Sensitivity, EveryBarIsWhatAPackMovedByHandGives) {
  std::mt19937 random(11);
  std::size_t bars = 0;
  std::size_t wide = 0;
  for (int i = 0; i < 6 && !testing::Test::HasFailure(); ++i) {
    const Pack pack = random_pack(random);
    const Case the_case = random_case(pack, random);
    const auto tornados = sensitivity(pack, the_case);
    ASSERT_TRUE(tornados) << tornados.error().message();
    for (const Tornado& tornado : *tornados) {
      expect_decision(tornado.now, pack, the_case, tornado.condition);
      for (const SensitivityBar& bar : tornado.bars) {
        expect_decision(bar.low, moved_by_hand(pack, bar.study, false), the_case, tornado.condition);
        expect_decision(bar.high, moved_by_hand(pack, bar.study, true), the_case, tornado.condition);
        ++bars;
        wide += std::abs(bar.high.cause - bar.low.cause) > 0.02 ? 1 : 0;
      }
    }
  }
  EXPECT_GE(bars, 6 * most_bars);
  EXPECT_GE(wide, 12U) << "else the test sees hardly anything move";
}

TEST(Sensitivity, NumbersOfOneStudyMoveTogether) {
  std::mt19937 random(12);
  Pack pack = random_pack(random);
  for (Derivation& derivation : pack.derivations) {
    derivation.study %= 5; // five studies, each with many numbers
  }
  pack.studies = 5;
  const Case the_case = random_case(pack, random);
  const auto tornados = sensitivity(pack, the_case);
  ASSERT_TRUE(tornados);
  const Tornado& tornado = tornados->front();
  EXPECT_EQ(tornado.bars.size(), 5U);
  for (const SensitivityBar& bar : tornado.bars) {
    EXPECT_GE(bar.rows.size(), 2U);
    expect_decision(bar.low, moved_by_hand(pack, bar.study, false), the_case, tornado.condition);
    expect_decision(bar.high, moved_by_hand(pack, bar.study, true), the_case, tornado.condition);
  }
}

TEST(Sensitivity, LooksAtTheStudiesWithTheLargestSlopes) {
  std::mt19937 random(13);
  const Pack pack = random_pack(random);
  const Case the_case = random_case(pack, random);
  const auto tornados = sensitivity(pack, the_case);
  ASSERT_TRUE(tornados);
  const Tornado& tornado = tornados->front();
  const auto all = slopes(pack, the_case, {tornado.condition});
  ASSERT_TRUE(all);
  std::map<std::uint32_t, std::pair<double, double>> sums;
  for (std::uint32_t row = 0; row < pack.derivations.size(); ++row) {
    sums[pack.derivations[row].study].first += all->front().up[row];
    sums[pack.derivations[row].study].second += all->front().down[row];
  }
  const auto influence = [&](std::uint32_t study) {
    return std::abs(sums[study].first) + std::abs(sums[study].second);
  };
  std::set<std::uint32_t> shown;
  double least = 1e9;
  double earlier = 1.0;
  for (const SensitivityBar& bar : tornado.bars) {
    shown.insert(bar.study);
    least = std::min(least, influence(bar.study));
    const double width = std::abs(bar.high.cause - bar.low.cause);
    EXPECT_LE(width, earlier) << "widest first";
    earlier = width;
  }
  EXPECT_EQ(shown.size(), most_bars);
  for (const auto& [study, sum] : sums) {
    if (!shown.contains(study)) {
      EXPECT_LE(influence(study), least);
    }
  }
}

TEST(Sensitivity, AnotherConditionThatDecidesTheUrgencyIsLookedAtToo) {
  Pack pack = sample_pack();
  Case the_case = empty_case(pack, 40.0, Sex::male);
  the_case.complaints = {0};
  the_case.findings[pack.complaints[0].finding] = Answer{true, 1, false, std::nullopt};
  const auto alone = sensitivity(pack, the_case);
  ASSERT_TRUE(alone);
  const std::uint32_t likeliest = alone->front().condition;
  const std::uint32_t other = likeliest == 0 ? 1 : 0;
  pack.conditions[other].delay.at = {1e12, 1e12, 1e12, 0.0};
  const auto both = sensitivity(pack, the_case);
  ASSERT_TRUE(both);
  ASSERT_EQ(both->size(), 2U);
  EXPECT_EQ((*both)[0].condition, likeliest);
  EXPECT_EQ((*both)[1].condition, other);
  EXPECT_EQ((*both)[1].now.urgency, Urgency::emergency);
}

TEST(Sensitivity, ImpossibleAnswersAreAnError) {
  Pack pack = sample_pack();
  for (Condition& condition : pack.conditions) {
    for (Number& presents : condition.presents) {
      presents = {0.0, 0.0, 0.0, presents.derivation};
    }
  }
  for (SomethingElse& sort : pack.something_else) {
    for (Number& presents : sort.presents) {
      presents = {0.0, 0.0, 0.0, presents.derivation};
    }
  }
  Case the_case = empty_case(pack, 40.0, Sex::male);
  the_case.complaints = {0};
  const auto none = sensitivity(pack, the_case);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::inconsistent);
}

} // namespace
} // namespace sura::clinic
