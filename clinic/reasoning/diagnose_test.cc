// The metamorphic tests of the model: what must not change an answer, and what must.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "clinic/reasoning/person_network.h"
#include "sura/clinic/diagnosis.h"
#include "sura/engine/general.h"
#include "sura/engine/inference.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

std::uint32_t finding(const Pack& pack, std::string_view id) {
  return find_finding(pack, id).value();
}

void answer(const Pack& pack, Case& the_case, std::string_view id, std::uint32_t level) {
  const auto background = find_background(pack, id);
  auto& place = background ? the_case.background[*background] : the_case.findings[finding(pack, id)];
  place = Answer{true, level, true, std::nullopt};
}

/// A person with an aching, puffy leg and some other answers.
Case puffy_case(const Pack& pack) {
  Case the_case = empty_case(pack, 45, Sex::male);
  the_case.complaints = {0};
  answer(pack, the_case, "leg-ache", 1);
  answer(pack, the_case, "leg-puffiness", 1);
  answer(pack, the_case, "puffiness-extra-cm", 1);
  answer(pack, the_case, "start-speed", 1);
  answer(pack, the_case, "hot-skin", 0);
  answer(pack, the_case, "long-sitting", 1);
  return the_case;
}

Case random_case(const Pack& pack, std::mt19937& random) {
  Case the_case = empty_case(pack, std::uniform_real_distribution<>(16, 100)(random), Sex::female);
  the_case.complaints = {0};
  the_case.role = static_cast<std::uint32_t>(random() % pack.roles.size());
  the_case.setting = static_cast<std::uint32_t>(random() % pack.settings.size());
  for (std::size_t f = 0; f < pack.findings.size(); ++f) {
    const Finding& asked = pack.findings[f];
    const bool absent_parent =
        asked.parent >= 0 && (!the_case.findings[static_cast<std::size_t>(asked.parent)] ||
                              the_case.findings[static_cast<std::size_t>(asked.parent)]->level == 0);
    if (random() % 2 == 0 && !absent_parent) {
      the_case.findings[f] =
          Answer{true, static_cast<std::uint32_t>(random() % asked.levels.size()), true, std::nullopt};
    }
  }
  return the_case;
}

Diagnosis point(const Pack& pack, const Case& the_case) {
  const auto diagnosis = diagnose(pack, the_case, {false});
  EXPECT_TRUE(diagnosis.has_value()) << (diagnosis ? "" : diagnosis.error().message());
  return diagnosis.value_or(Diagnosis{});
}

void expect_same(const Diagnosis& a, const Diagnosis& b, const std::string& what) {
  ASSERT_EQ(a.conditions.size(), b.conditions.size());
  for (std::size_t c = 0; c < a.conditions.size(); ++c) {
    EXPECT_NEAR(a.conditions[c].cause, b.conditions[c].cause, 1e-12) << what;
    EXPECT_NEAR(a.conditions[c].presence, b.conditions[c].presence, 1e-12) << what;
  }
  EXPECT_NEAR(a.unexplained, b.unexplained, 1e-12) << what;
}

TEST(Diagnose, ProbabilitiesAreProbabilities) {
  const Pack pack = sample_pack();
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    const Diagnosis diagnosis = point(pack, random_case(pack, random));
    double causes = diagnosis.unexplained;
    for (const ConditionResult& result : diagnosis.conditions) {
      EXPECT_GE(result.cause, 0.0);
      EXPECT_LE(result.cause, result.presence + 1e-12) << "what is not there is not the cause";
      EXPECT_LE(result.presence, 1.0 + 1e-12);
      causes += result.cause;
    }
    EXPECT_GE(causes, 1.0 - 1e-9) << "the complaint has a cause";
  }
}

TEST(Diagnose, TheNetworkOfACaseGivesItsAnswersByTheGeneralMethod) {
  const Pack pack = sample_pack();
  std::mt19937 random(8);
  int possible = 0;
  for (int i = 0; i < 50; ++i) {
    const Case the_case = random_case(pack, random);
    const auto diagnosis = diagnose(pack, the_case, {false});
    const CaseNetwork own = case_network(pack, the_case);
    const auto general = engine::general_presence(own.network, own.evidence);
    ASSERT_TRUE(general) << general.error().message();
    if (!diagnosis) {
      EXPECT_TRUE(std::isinf(general->log_evidence));
      continue;
    }
    ++possible;
    EXPECT_NEAR(general->log_evidence, diagnosis->log_evidence, 1e-10);
    for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
      EXPECT_EQ(own.network.causes[c].name, pack.conditions[c].id);
      EXPECT_NEAR(general->presence[c], diagnosis->conditions[c].presence, 1e-12);
    }
  }
  EXPECT_GT(possible, 40);
}

TEST(Diagnose, NamesChangeNothing) {
  const Pack pack = sample_pack();
  Pack renamed = pack;
  for (std::size_t i = 0; i < renamed.conditions.size(); ++i) {
    renamed.conditions[i].id = "x" + std::to_string(i);
  }
  for (std::size_t i = 0; i < renamed.findings.size(); ++i) {
    renamed.findings[i].id = "y" + std::to_string(i);
  }
  const Case the_case = puffy_case(pack);
  expect_same(point(pack, the_case), point(renamed, the_case), "renamed");
}

TEST(Diagnose, TheOrderOfLinksChangesNothing) {
  const Pack pack = sample_pack();
  Pack shuffled = pack;
  std::mt19937 random(3);
  for (Condition& condition : shuffled.conditions) {
    std::shuffle(condition.findings.begin(), condition.findings.end(), random);
    std::shuffle(condition.factors.list.begin(), condition.factors.list.end(), random);
  }
  std::shuffle(shuffled.something_else.front().findings.begin(), shuffled.something_else.front().findings.end(),
               random);
  const Case the_case = puffy_case(pack);
  expect_same(point(pack, the_case), point(shuffled, the_case), "shuffled");
}

TEST(Diagnose, AnIrrelevantConditionMovesNothing) {
  const Pack pack = sample_pack();
  Pack more = pack;
  Condition irrelevant = more.conditions.back();
  irrelevant.id = "irrelevant";
  irrelevant.findings.clear();
  irrelevant.processes.clear();
  irrelevant.leads_to.clear();
  for (Number& presents : irrelevant.presents) {
    presents.value = presents.low = presents.high = 0.0;
  }
  more.conditions.push_back(irrelevant);
  Diagnosis with = point(more, puffy_case(pack));
  with.conditions.pop_back();
  expect_same(with, point(pack, puffy_case(pack)), "irrelevant condition added");
}

TEST(Diagnose, AnsweringAFacetNeverSpeaksAgainstItsParent) {
  const Pack pack = sample_pack();
  std::mt19937 random(5);
  for (int i = 0; i < 100; ++i) {
    Case the_case = random_case(pack, random);
    const std::uint32_t parent = finding(pack, "leg-puffiness");
    for (std::size_t f = 0; f < pack.findings.size(); ++f) {
      if (f == parent || pack.findings[f].parent == static_cast<std::int32_t>(parent)) {
        the_case.findings[f].reset();
      }
    }
    Case dents = the_case;
    answer(pack, dents, "puffiness-dents", 1);
    Case dents_and_parent = dents;
    answer(pack, dents_and_parent, "leg-puffiness", 1);
    EXPECT_NEAR(point(pack, dents).log_evidence, point(pack, dents_and_parent).log_evidence, 1e-9)
        << "a side that is there makes its finding certain";
    Case dents_without_parent = dents;
    answer(pack, dents_without_parent, "leg-puffiness", 0);
    EXPECT_FALSE(diagnose(pack, dents_without_parent, {false}).has_value()) << "a side of what is not there";
  }
}

TEST(Diagnose, AttributionSharesSumToOne) {
  const Pack pack = sample_pack();
  std::mt19937 random(7);
  std::size_t seen = 0;
  for (int i = 0; i < 100; ++i) {
    for (const FindingAttribution& attribution : point(pack, random_case(pack, random)).attribution) {
      const double sum = std::accumulate(attribution.conditions.begin(), attribution.conditions.end(),
                                         attribution.something_else + attribution.background);
      EXPECT_NEAR(sum, 1.0, 1e-9) << pack.findings[attribution.finding].id;
      ++seen;
    }
  }
  EXPECT_GT(seen, 100U);
}

TEST(Diagnose, IntervalsHoldThePointAnswer) {
  const Pack pack = sample_pack();
  const auto diagnosis = diagnose(pack, puffy_case(pack));
  ASSERT_TRUE(diagnosis.has_value());
  bool any_width = false;
  for (const ConditionResult& result : diagnosis->conditions) {
    EXPECT_LE(result.low, result.cause);
    EXPECT_GE(result.high, result.cause);
    any_width = any_width || result.high > result.low * 1.05;
  }
  EXPECT_TRUE(any_width);
}

TEST(Diagnose, SettingActsOnlyThroughWhoComes) {
  const Pack pack = sample_pack();
  Case home = puffy_case(pack);
  Case practice = home;
  practice.setting = 1;
  const Diagnosis at_home = point(pack, home);
  const Diagnosis at_practice = point(pack, practice);
  EXPECT_NE(at_home.conditions.front().cause, at_practice.conditions.front().cause);
  Pack same = pack;
  for (Condition& condition : same.conditions) {
    condition.presents[1] = condition.presents[0];
  }
  for (SomethingElse& sort : same.something_else) {
    sort.presents[1] = sort.presents[0];
  }
  expect_same(point(same, home), point(same, practice), "same links, other setting");
}

TEST(Weights, ToldAnswersSpeakForAndAgainst) {
  const Pack pack = sample_pack();
  const Case the_case = puffy_case(pack);
  const auto all = all_weights(pack, the_case);
  ASSERT_TRUE(all.has_value());
  for (std::uint32_t c = 0; c < pack.conditions.size(); ++c) {
    EXPECT_EQ((*all)[c].size(), 6U) << "one weight for each answer";
    EXPECT_TRUE(std::is_sorted((*all)[c].begin(), (*all)[c].end(),
                               [](const Weight& a, const Weight& b) { return a.log_odds > b.log_odds; }));
  }
}

// What people tell of themselves holds their false alarms already.
TEST(Diagnose, AToldBackgroundGetsNoFalseAlarms) {
  Pack pack = sample_pack();
  const std::uint32_t puffiness = finding(pack, "leg-puffiness");
  const auto share = [&](std::uint32_t role) {
    Case the_case = empty_case(pack, 45, Sex::male);
    the_case.complaints = {1}; // a spasm
    the_case.role = role;
    the_case.findings[puffiness] = Answer{true, 1, true, std::nullopt};
    return point(pack, the_case).attribution.front().background;
  };
  const double with = share(0);
  const double exact = share(1);
  pack.findings[puffiness].told = true;
  EXPECT_LT(share(0), with);
  EXPECT_NEAR(share(1), exact, 1e-12); // whose answers are exact anyway
}

TEST(Diagnose, AnsweredFindingsAloneGiveTheSamePosteriorAtEveryDraw) {
  const Pack pack = sample_pack();
  std::mt19937 random(8);
  for (int round = 0; round < 60; ++round) {
    const Case the_case = random_case(pack, random);
    const PriorModel model(pack, the_case.age, the_case.sex);
    const std::vector<double> prior = model.priors(background_answers(pack, the_case));
    for (const Draw& draw : {Draw(), Draw(pack, static_cast<std::uint64_t>(round))}) {
      const PersonNetwork whole = person_network(pack, the_case, model, prior, draw);
      const PersonNetwork part = person_network(pack, the_case, model, prior, draw, Extent::answered);
      EXPECT_LT(part.network.findings.size(), whole.network.findings.size());
      const auto all = engine::infer(whole.network, whole.evidence);
      const auto few = engine::infer(part.network, part.evidence);
      ASSERT_TRUE(all && few);
      EXPECT_NEAR(few->log_evidence, all->log_evidence, 1e-12 * std::abs(all->log_evidence));
      ASSERT_EQ(few->presence.size(), all->presence.size());
      for (std::size_t c = 0; c < all->presence.size(); ++c) {
        EXPECT_NEAR(few->presence[c], all->presence[c], 1e-12) << part.network.causes[c].name;
      }
      ASSERT_EQ(few->attributions.size(), all->attributions.size());
      for (std::size_t a = 0; a < all->attributions.size(); ++a) {
        EXPECT_EQ(part.pack_finding[few->attributions[a].finding], whole.pack_finding[all->attributions[a].finding]);
        EXPECT_EQ(few->attributions[a].links.size(), all->attributions[a].links.size());
        EXPECT_NEAR(few->attributions[a].leak, all->attributions[a].leak, 1e-12);
      }
    }
  }
}

} // namespace
} // namespace sura::clinic
