// Every number of the sample pack is moved and the network made anew: what comes out must be what the slopes said.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "clinic/intake/askable.h"
#include "clinic/reasoning/person.h" // causes_of_complaint
#include "sura/clinic/influence.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

/// One age, sex and set of answers that touch everything: stated complaints, facets, levels, background.
Case random_person(const Pack& pack, std::mt19937& random) {
  Case the_case =
      empty_case(pack, 16.0 + static_cast<double>(random() % 80), random() % 2 == 0 ? Sex::female : Sex::male);
  the_case.role = static_cast<std::uint32_t>(random() % pack.roles.size());
  the_case.setting = static_cast<std::uint32_t>(random() % pack.settings.size());
  const auto complaint = static_cast<std::uint32_t>(random() % pack.complaints.size());
  the_case.complaints = {complaint};
  for (std::size_t f = 0; f < pack.findings.size(); ++f) {
    const Finding& finding = pack.findings[f];
    const bool without_parent = finding.parent >= 0 && [&] {
      const auto& parent = the_case.findings[static_cast<std::size_t>(finding.parent)];
      return !parent || parent->level == 0;
    }();
    if (f == pack.complaints[complaint].finding) {
      the_case.findings[f] = Answer{true, 1, false, std::nullopt};
    } else if (random() % 3 != 0 && !without_parent) {
      the_case.findings[f] =
          Answer{true, static_cast<std::uint32_t>(random() % finding.levels.size()), true, std::nullopt};
    }
  }
  for (std::size_t b = 0; b < pack.background.size(); ++b) {
    if (random() % 2 == 0 && applies(pack.background[b], the_case.age, the_case.sex)) {
      the_case.background[b] = Answer{true, static_cast<std::uint32_t>(random() % 2), true, std::nullopt};
    }
  }
  return the_case;
}

/// Log-odds of each condition as the cause, with one number moved.
std::vector<double> moved_odds(const Pack& pack, const Case& the_case, const PriorModel& priors,
                               const std::vector<double>& prior, std::uint32_t row, double by) {
  const PersonNetwork network = person_network(pack, the_case, priors, prior, Draw::moved(row, by));
  const auto posterior = engine::infer(network.network, network.evidence);
  EXPECT_TRUE(posterior);
  std::vector<double> causes = causes_of_complaint(pack, network, *posterior);
  causes.pop_back();
  for (double& cause : causes) {
    cause = std::log(cause / (1.0 - cause));
  }
  return causes;
}

/// The one-sided derivative from values at 0, h and 2h.
double derivative(double at, double one, double two, double step) {
  return (-3.0 * at + 4.0 * one - two) / (2.0 * step);
}

/// Proves every slope of one person; returns the rows whose number moves something.
std::set<std::uint32_t> prove(const Pack& pack, const Case& the_case) {
  constexpr double step = 1e-4;
  constexpr double tolerance = 1e-4; // what a step leaves of the curve where an interval is very wide
  std::set<std::uint32_t> moving;
  std::vector<std::uint32_t> conditions(pack.conditions.size());
  std::iota(conditions.begin(), conditions.end(), 0U);
  const PriorModel priors(pack, the_case.age, the_case.sex);
  const std::vector<double> prior = priors.priors(background_answers(pack, the_case));
  const auto said = slopes(pack, the_case, conditions);
  EXPECT_TRUE(said) << (said ? "" : said.error().message());
  for (std::uint32_t row = 0; said && row < pack.derivations.size(); ++row) {
    const auto at = [&](double by) { return moved_odds(pack, the_case, priors, prior, row, by); };
    const std::vector<double> here = at(0.0);
    const std::vector<double> up = at(step);
    const std::vector<double> further_up = at(2.0 * step);
    const std::vector<double> down = at(-step);
    const std::vector<double> further_down = at(-2.0 * step);
    for (std::size_t c = 0; c < conditions.size(); ++c) {
      const Slopes& of_condition = (*said)[c];
      if (of_condition.up.empty()) {
        continue;
      }
      const std::string what =
          pack.conditions[c].id + " by " + pack.derivations[row].subject + " " + pack.derivations[row].quantity;
      const double rise = derivative(here[c], up[c], further_up[c], step);
      const double fall = -derivative(here[c], down[c], further_down[c], step);
      EXPECT_NEAR(of_condition.up[row], rise, tolerance * std::max(1.0, std::abs(rise))) << what << " up";
      EXPECT_NEAR(of_condition.down[row], fall, tolerance * std::max(1.0, std::abs(fall))) << what << " down";
      if (std::abs(rise) + std::abs(fall) > 1e-6) {
        moving.insert(row);
      }
    }
  }
  return moving;
}

/// The numbers that an answer is made of, however it comes about: all but the rates of background (which are averaged
/// out before) and those that are exact.
std::set<std::uint32_t> numbers_of_answers(const Pack& pack) {
  std::set<std::uint32_t> rows;
  const auto add = [&](const Number& number) {
    if (number.low < number.high) {
      rows.insert(number.derivation);
    }
  };
  const auto add_all = [&](const std::vector<Number>& numbers) { std::for_each(numbers.begin(), numbers.end(), add); };
  const auto add_links = [&](const std::vector<FindingLink>& links) {
    for (const FindingLink& link : links) {
      add_all(link.sensitivity);
    }
  };
  for (const Perception& perception : pack.perceptions) {
    for (const auto& notice : perception.by_role) {
      if (notice) {
        add(notice->detection);
        add(notice->false_alarm);
      }
    }
  }
  for (const SomethingElse& sort : pack.something_else) {
    add_all(sort.presents);
    add_links(sort.findings);
    for (const Factor& factor : sort.factors.list) {
      add(factor.odds_ratio);
    }
  }
  for (const Process& process : pack.processes) {
    add(process.background);
    add_links(process.findings);
  }
  for (const Finding& finding : pack.findings) {
    add_all(finding.background);
    for (const Finding::Change& change : finding.background_changes) {
      add(change.odds_ratio);
    }
  }
  for (const Condition& condition : pack.conditions) {
    for (const AgeBand& band : condition.prevalence) {
      add(band.female);
      add(band.male);
    }
    add_all(condition.presents);
    add_links(condition.findings);
    for (const Factor& factor : condition.factors.list) {
      add(factor.odds_ratio);
    }
    for (const auto& effects : {condition.processes, condition.leads_to}) {
      for (const Condition::Effect& effect : effects) {
        add(effect.probability);
      }
    }
  }
  return rows;
}

TEST(Slopes, AreWhatANewAnswerSaysForEveryNumber) {
  const Pack pack = sample_pack();
  std::mt19937 random(3);
  std::set<std::uint32_t> still = numbers_of_answers(pack);
  EXPECT_GT(still.size(), 100U);
  for (int i = 0; i < 40 && !testing::Test::HasFailure(); ++i) {
    for (const std::uint32_t row : prove(pack, random_person(pack, random))) {
      still.erase(row);
    }
  }
  for (const std::uint32_t row : still) {
    ADD_FAILURE() << "nobody was moved by " << pack.derivations[row].subject << " " << pack.derivations[row].quantity;
  }
}

TEST(Slopes, BendWhereTheIntervalIsOneSided) {
  Pack pack = sample_pack();
  for (Condition& condition : pack.conditions) {
    for (FindingLink& link : condition.findings) { // as an unknown pair: at the background, and perhaps far above it
      const Finding& finding = pack.findings[link.finding];
      for (std::size_t k = 0; finding.parent < 0 && k < link.sensitivity.size(); ++k) {
        link.sensitivity[k].value = link.sensitivity[k].low = finding.background[k].value;
      }
    }
  }
  std::mt19937 random(4);
  for (int i = 0; i < 10 && !testing::Test::HasFailure(); ++i) {
    prove(pack, random_person(pack, random));
  }
}

TEST(Slopes, AConditionThatCannotBeTheCauseHasNone) {
  Pack pack = sample_pack();
  for (Number& presents : pack.conditions[1].presents) {
    presents.value = presents.low = presents.high = 0.0;
  }
  Case the_case = empty_case(pack, 45, Sex::male);
  the_case.complaints = {0};
  const auto said = slopes(pack, the_case, {0, 1});
  ASSERT_TRUE(said);
  EXPECT_EQ((*said)[0].up.size(), pack.derivations.size());
  EXPECT_TRUE((*said)[1].up.empty());
}

} // namespace
} // namespace sura::clinic
