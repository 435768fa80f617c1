#include "authoring/evidence/ground.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "authoring/testing/toy_pack.h"

namespace sura::authoring {
namespace {

const clinic::Pack& weighed_pack() {
  static const clinic::Pack pack = compile(toy_source()).pack;
  return pack;
}

/// The row of a number that is there once.
std::uint32_t row_of(const std::string& subject, const std::string& quantity) {
  const auto& rows = weighed_pack().derivations;
  const auto at = std::find_if(rows.begin(), rows.end(), [&](const clinic::Derivation& row) {
    return row.subject == subject && row.quantity == quantity;
  });
  EXPECT_NE(at, rows.end()) << subject << " " << quantity;
  return static_cast<std::uint32_t>(at - rows.begin());
}

/// No influence but that of these rows.
clinic::Influence only(const std::vector<std::pair<std::uint32_t, double>>& sizes) {
  clinic::Influence influence;
  influence.people = 5;
  influence.by_number.assign(weighed_pack().derivations.size(), 0.0);
  for (const auto& [row, size] : sizes) {
    influence.by_number[row] = size;
  }
  influence.by_condition.assign(weighed_pack().conditions.size(), influence.by_number);
  return influence;
}

const Part& part(const std::vector<Part>& parts, const std::string& name) {
  const auto at = std::find_if(parts.begin(), parts.end(), [&](const Part& one) { return one.name == name; });
  EXPECT_NE(at, parts.end()) << name;
  return *at;
}

std::uint32_t judged_row() {
  return row_of("conditions/overwatering", "presents windowsill");
}
std::uint32_t study_row() { // moderate certainty
  return row_of("conditions/overwatering", "findings/yellow-leaves");
}
std::uint32_t mixed_row() { // a likelihood ratio times a judged rate
  return row_of("conditions/overwatering", "findings/rotten-smell");
}
std::uint32_t pooled_row() {
  return row_of("conditions/overwatering", "findings/drooping-leaves");
}

TEST(Ground, CountsEveryNumberOnce) {
  const Ground it = ground(weighed_pack(), only({{judged_row(), 1.0}}));
  const auto& rows = weighed_pack().derivations;
  EXPECT_EQ(it.numbers, static_cast<std::size_t>(std::count_if(
                            rows.begin(), rows.end(), [](const auto& row) { return row.transform != "exact"; })));
  EXPECT_EQ(it.judgements, static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [](const auto& row) {
              return row.transform == "judgement" || row.transform == "unknown";
            })));
  EXPECT_EQ(it.pooled, 1U);
  EXPECT_GT(it.unknown_pairs, 0U);
  EXPECT_GT(it.partly, 0U);
  for (const std::vector<Part>& parts : {it.by_design, it.by_certainty}) {
    std::size_t numbers = 0;
    for (const Part& one : parts) {
      numbers += one.numbers;
    }
    EXPECT_EQ(numbers, it.numbers);
    EXPECT_EQ(part(parts, "judgement").numbers, it.judgements);
  }
}

TEST(Ground, JudgementsWeighByTheirInfluence) {
  EXPECT_DOUBLE_EQ(ground(weighed_pack(), only({{judged_row(), 0.3}, {study_row(), 0.1}})).judged, 0.75);
  EXPECT_DOUBLE_EQ(ground(weighed_pack(), only({{study_row(), 0.1}})).judged, 0.0);
  EXPECT_DOUBLE_EQ(ground(weighed_pack(), only({{pooled_row(), 0.1}})).judged, 0.0);
  EXPECT_DOUBLE_EQ(ground(weighed_pack(), only({})).judged, 0.0);
  const double mixed = weighed_pack().derivations[mixed_row()].judged;
  EXPECT_GT(mixed, 0.1);
  EXPECT_LT(mixed, 1.0);
  const Ground it = ground(weighed_pack(), only({{mixed_row(), 0.2}}));
  EXPECT_DOUBLE_EQ(it.judged, mixed);
  EXPECT_DOUBLE_EQ(part(it.by_certainty, "judgement").influence, mixed);
  EXPECT_DOUBLE_EQ(part(it.by_certainty, "moderate").influence, 1.0 - mixed);
}

TEST(Ground, APoolHasTheCertaintyOfItsHeaviestStudy) {
  const Ground it = ground(weighed_pack(), only({{pooled_row(), 0.1}}));
  EXPECT_DOUBLE_EQ(part(it.by_design, "pooled-here").influence, 1.0);
  EXPECT_DOUBLE_EQ(part(it.by_certainty, "moderate").influence, 1.0); // the southern windows
  EXPECT_EQ(it.by_certainty.front().name, "high");
  EXPECT_EQ(it.by_certainty.back().name, "judgement");
}

TEST(Ground, FiguresStandInTheOrderOfTheirInfluenceWithAllTheyFeed) {
  clinic::Pack pack = weighed_pack();
  pack.derivations[pooled_row()].study = pack.derivations[study_row()].study;
  clinic::Influence influence = only({{judged_row(), 0.15}, {study_row(), 0.1}, {pooled_row(), 0.15}});
  const Ground it = ground(pack, influence);
  ASSERT_EQ(it.figures.size(), 2U);
  EXPECT_DOUBLE_EQ(it.figures[0].influence, 0.25);
  EXPECT_DOUBLE_EQ(it.figures[0].share, 0.625);
  EXPECT_EQ(it.figures[0].rows, (std::vector<std::uint32_t>{pooled_row(), study_row()}));
  EXPECT_EQ(it.figures[1].rows, std::vector<std::uint32_t>{judged_row()});
}

TEST(Ground, CountsTheStudiesBehindACondition) {
  const Ground it = ground(weighed_pack(), only({{judged_row(), 0.1}}));
  const auto of = [&](const std::string& id) {
    const auto index = clinic::find_condition(weighed_pack(), id).value();
    return *std::find_if(it.conditions.begin(), it.conditions.end(),
                         [&](const ConditionGround& one) { return one.condition == index; });
  };
  EXPECT_EQ(of("overwatering").prevalence, std::vector<std::string>{"toy-watering-survey"});
  // Each study once, those of the pool one by one.
  EXPECT_EQ(of("overwatering").findings,
            (std::vector<std::string>{"toy-watering-survey", "toy-drooping-in-the-north", "toy-drooping-in-the-south",
                                      "toy-smell-likelihood"}));
  EXPECT_TRUE(of("overwatering").enough());
  EXPECT_TRUE(of("root-rot").prevalence.empty());
  EXPECT_FALSE(of("root-rot").enough());
  EXPECT_EQ(it.conditions.back().condition, clinic::find_condition(weighed_pack(), "overwatering").value())
      << "those without enough studies come first";
}

TEST(Evidence, TextSaysWhatMattersMost) {
  const std::string text = evidence_text(weighed_pack(), only({{judged_row(), std::log(1.5)}, {pooled_row(), 0.1}}));
  for (const std::string part :
       {"Weighed by their influence on decisions about 5 people, 80 % is judgement.",
        "1. × 1.50, 80 %: conditions/overwatering presents windowsill = 0.1 (0.04 to",
        "judgement: Few owners ask while the leaves still hold", "(conditions/overwatering.yaml:6)",
        "toy-drooping-in-the-north, toy-drooping-in-the-south", "0 + 1 studies: too few", "1 + 4 studies\n"}) {
    EXPECT_NE(text.find(part), std::string::npos) << "no '" << part << "' in\n" << text;
  }
}

TEST(Evidence, JsonHoldsEveryFigureAndCondition) {
  const auto json = nlohmann::json::parse(
      evidence_json(weighed_pack(), only({{judged_row(), 0.3}, {pooled_row(), 0.1}})), nullptr, false);
  ASSERT_TRUE(json.is_object());
  EXPECT_EQ(json["schema"], "sura-evidence-1");
  EXPECT_EQ(json["people"]["counted"], 5);
  EXPECT_EQ(json["judged"], 0.75);
  ASSERT_EQ(json["figures"].size(), 2U);
  EXPECT_EQ(json["figures"][0]["odds_factor"], 1.349859);
  EXPECT_EQ(json["figures"][0]["reason"], "Few owners ask while the leaves still hold");
  EXPECT_EQ(json["figures"][0]["numbers"][0]["line"], 6);
  EXPECT_EQ(json["figures"][1]["records"].size(), 2U);
  EXPECT_EQ(json["figures"][1]["share"], 0.25);
  EXPECT_EQ(json["conditions"].size(), weighed_pack().conditions.size());
  EXPECT_FALSE(json["conditions"][0]["enough"]);
}

} // namespace
} // namespace sura::authoring
