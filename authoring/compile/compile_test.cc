// What comes out of the toy pack: no problems, the solved parameters, causal order, the same bytes each time.
#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "authoring/testing/toy_pack.h"
#include "sura/clinic/assessment.h"

namespace sura::authoring {
namespace {

using clinic::Pack;

const Pack& toy() {
  static const Pack pack = compile(toy_source()).pack;
  return pack;
}

const clinic::Condition& condition(const Pack& pack, const std::string& id) {
  return pack.conditions.at(clinic::find_condition(pack, id).value());
}

/// The link of a condition to a finding, or null where the finding is at the background.
const clinic::FindingLink* link_of(const Pack& pack, const std::string& cause, const std::string& finding) {
  const auto index = clinic::find_finding(pack, finding).value();
  const auto& links = condition(pack, cause).findings;
  const auto at = std::find_if(links.begin(), links.end(), [&](const auto& link) { return link.finding == index; });
  return at == links.end() ? nullptr : &*at;
}

clinic::Case read_case(const Pack& pack, const std::string& json) {
  auto read = clinic::read_case(pack, json);
  EXPECT_TRUE(read) << read.error().message();
  return read ? *read : clinic::empty_case(pack, 5, clinic::Sex::female);
}

const std::string standing_in_water =
    R"({"age": 5, "sex": "male", "complaint": ["yellowing"], "answers": {"soil-wet": "standing-water",
        "rotten-smell": true, "pot-without-hole": true, "yellow-leaf-share-percent": 30, "fine-webbing": false}})";

TEST(Compile, TheToyPackHasNoProblems) {
  const Compiled compiled = compile(toy_source());
  EXPECT_TRUE(compiled.problems.empty()) << all_problems(compiled);
  EXPECT_TRUE(clinic::validate(compiled.pack));
  EXPECT_EQ(compiled.pack.id, "toy");
  EXPECT_EQ(compiled.pack.conditions.size(), 4U);
  EXPECT_EQ(compiled.pack.processes.size(), 1U);
  EXPECT_EQ(compiled.pack.something_else.size(), 2U);
  EXPECT_EQ(compiled.pack.sha256.size(), 64U);
}

TEST(Compile, SolvesLinksAgainstTheBackground) {
  const auto* link = link_of(toy(), "overwatering", "yellow-leaves");
  ASSERT_NE(link, nullptr);
  EXPECT_DOUBLE_EQ(link->sensitivity.front().value, 0.7);
  EXPECT_NEAR(link->at_least.front().value, 1.0 - 0.3 / 0.92, 1e-12); // background: 1 − specificity 0.92
  EXPECT_LE(link->at_least.front().low, link->at_least.front().value);
  EXPECT_GE(link->at_least.front().high, link->at_least.front().value);
  const clinic::Derivation& row = toy().derivations[link->at_least.front().derivation];
  EXPECT_DOUBLE_EQ(row.measured, 0.7);
  EXPECT_DOUBLE_EQ(row.solved, link->at_least.front().value);
  EXPECT_EQ(row.record, "toy-watering-survey");
  EXPECT_EQ(row.file, "conditions/overwatering.yaml");
  EXPECT_EQ(row.line, line_of(toy_source().at(row.file), "yellow-leaves: {record"));
}

TEST(Compile, SolvesEachLevelByItself) {
  const auto* link = link_of(toy(), "overwatering", "soil-wet");
  ASSERT_NE(link, nullptr);
  ASSERT_EQ(link->at_least.size(), 2U);
  EXPECT_NEAR(link->at_least[0].value, 1.0 - 0.05 / 0.9, 1e-12);
  EXPECT_NEAR(link->at_least[1].value, 1.0 - 0.5 / 0.99, 1e-12);
}

TEST(Compile, AFacetIsGivenItsFindingAndNeedsNoSolving) {
  const auto* link = link_of(toy(), "overwatering", "yellow-lower-leaves-first");
  ASSERT_NE(link, nullptr);
  EXPECT_DOUBLE_EQ(link->at_least.front().value, 0.8);
  const auto parent = clinic::find_finding(toy(), "yellow-leaves").value();
  EXPECT_EQ(toy().findings[link->finding].parent, static_cast<std::int32_t>(parent));
}

TEST(Compile, WhatIsAtTheBackgroundHasNoLink) {
  EXPECT_EQ(link_of(toy(), "overwatering", "soil-dry"), nullptr);
  EXPECT_NE(link_of(toy(), "underwatering", "soil-dry"), nullptr);
}

TEST(Compile, AnUnknownPairIsWide) {
  const auto* link = link_of(toy(), "overwatering", "fruit-shrivelled");
  ASSERT_NE(link, nullptr);
  const clinic::Number& rate = link->sensitivity.front();
  EXPECT_DOUBLE_EQ(rate.low, 0.02);   // the background
  EXPECT_DOUBLE_EQ(rate.value, 0.03); // the rate of other causes
  EXPECT_DOUBLE_EQ(rate.high, 0.8);   // pack.yaml's unknown_pair
  EXPECT_EQ(toy().derivations[rate.derivation].transform, "unknown");
}

TEST(Compile, ASensitivityBelowTheBackgroundGivesNoLink) {
  const Source source =
      toy_with("conditions/spider-mites.yaml",
               R"(dry-leaf-tips: {judgement: 0.3, low: 0.14, high: 0.54, reason: "Sucked leaves dry"})",
               R"(dry-leaf-tips: {judgement: 0.1, low: 0.05, high: 0.2, reason: "Sucked leaves dry"})");
  const Pack pack = compile(source).pack;
  const auto* link = link_of(pack, "spider-mites", "dry-leaf-tips");
  ASSERT_NE(link, nullptr);
  EXPECT_DOUBLE_EQ(link->at_least.front().value, 0.0);
  EXPECT_DOUBLE_EQ(link->sensitivity.front().value, 0.1);
}

TEST(Compile, OtherCausesDifferBySortWhereThePackSaysSo) {
  const auto yellow = clinic::find_finding(toy(), "yellow-leaves").value();
  const auto droop = clinic::find_finding(toy(), "drooping-leaves").value();
  const auto rate = [&](std::size_t sort, std::uint32_t finding) {
    for (const clinic::FindingLink& link : toy().something_else[sort].findings) {
      if (link.finding == finding) {
        return link.sensitivity.front().value;
      }
    }
    return -1.0;
  };
  EXPECT_DOUBLE_EQ(rate(0, yellow), 0.8);
  EXPECT_DOUBLE_EQ(rate(1, yellow), 0.3);
  EXPECT_DOUBLE_EQ(rate(0, droop), 0.2);
  EXPECT_DOUBLE_EQ(rate(1, droop), 0.2);
}

TEST(Compile, CausesStandBeforeTheirEffects) {
  // pack.yaml names root rot before overwatering, which leads to it.
  std::vector<std::string> order;
  for (const clinic::Condition& c : toy().conditions) {
    order.push_back(c.id);
  }
  EXPECT_EQ(order, (std::vector<std::string>{"spider-mites", "underwatering", "overwatering", "root-rot"}));
  const auto& effects = condition(toy(), "overwatering").leads_to;
  ASSERT_EQ(effects.size(), 1U);
  EXPECT_EQ(toy().conditions[effects.front().target].id, "root-rot");
  EXPECT_DOUBLE_EQ(effects.front().probability.value, 0.3);
}

TEST(Compile, FactorsOfOneGroupShareItsNumber) {
  const auto& factors = condition(toy(), "overwatering").factors.list;
  ASSERT_EQ(factors.size(), 3U);
  EXPECT_EQ(factors[0].group, factors[1].group);
  EXPECT_GE(factors[0].group, 0);
  EXPECT_EQ(factors[2].group, -1);
}

TEST(Compile, LossesStandByLevelAndEveryFindingHasAnEffort) {
  const clinic::LossTable& table = toy().losses;
  EXPECT_EQ(table.burden.at, (clinic::ByUrgency{0.0, 1.0, 3.0, 10.0}));
  EXPECT_EQ(condition(toy(), "root-rot").delay.at, (clinic::ByUrgency{25.0, 5.0, 0.0, 0.0}));
  EXPECT_EQ(condition(toy(), "root-rot").delay.width, 2.0);
  for (const clinic::Finding& finding : toy().findings) {
    const std::string& effort = table.efforts[finding.effort].id;
    EXPECT_EQ(effort == "unpotting", finding.kind == clinic::FindingKind::test) << finding.id;
    EXPECT_EQ(effort == "examination", finding.kind == clinic::FindingKind::sign) << finding.id;
  }
}

TEST(Compile, OnlyRolesThatCanObserveHaveANotice) {
  for (const clinic::Perception& perception : toy().perceptions) {
    ASSERT_EQ(perception.by_role.size(), 2U);
    EXPECT_EQ(perception.by_role[0].has_value(), perception.id != "unpotted") << perception.id;
    ASSERT_TRUE(perception.by_role[1].has_value());
    EXPECT_DOUBLE_EQ(perception.by_role[1]->detection.value, 1.0);
    EXPECT_DOUBLE_EQ(perception.by_role[1]->false_alarm.value, 0.0);
  }
}

TEST(Compile, HoldsOnlyRecordsThatItUses) {
  std::set<std::string> of_numbers; // those of the emergency numbers come along with every pack
  for (const clinic::EmergencyNumbers& entry : toy().emergency_numbers) {
    for (const std::uint32_t record : entry.records) {
      of_numbers.insert(toy().records[record].id);
    }
  }
  std::vector<std::string> ids;
  for (const clinic::Record& record : toy().records) {
    if (of_numbers.contains(record.id)) {
      continue;
    }
    EXPECT_TRUE(record.id.starts_with("toy-")) << record.id << " belongs to another pack";
    ids.push_back(record.id);
  }
  EXPECT_EQ(ids.size(), 8U);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

TEST(Compile, TextsOfTheProgramComeAlong) {
  EXPECT_EQ(clinic::text(toy(), "en", "condition.overwatering.name", clinic::Reader::person), "Too much water");
  EXPECT_EQ(clinic::text(toy(), "en", "condition.overwatering.name", clinic::Reader::clinician), "Overwatering");
  EXPECT_NE(clinic::text(toy(), "en", "interface.because", clinic::Reader::person), "interface.because");
}

// ---- determinism

TEST(Compile, GivesTheSameBytesEachTime) {
  const Pack again = compile(toy_source()).pack;
  EXPECT_EQ(again.sha256, toy().sha256);
  EXPECT_EQ(clinic::write_pack(again), clinic::write_pack(toy()));
}

TEST(Compile, AnyChangeChangesTheSha256) {
  const Pack changed = compile(toy_with("text/en/care.yaml", "Empty the saucer.", "Empty the saucer!")).pack;
  EXPECT_NE(changed.sha256, toy().sha256);
}

/// The toy pack with its files in the opposite order.
Source renamed() {
  Source source;
  for (const auto& [path, bytes] : toy_source()) {
    const bool fixed = path.starts_with("common/") || path.find('/') == std::string::npos ||
                       path.starts_with("rules/") || path == "findings/processes.yaml";
    const std::size_t at = path.rfind('/') + 1;
    const char mirrored = static_cast<char>('a' + ('z' - path[at]));
    source[fixed ? path : path.substr(0, at) + mirrored + path.substr(at)] = bytes;
  }
  std::string& lists = source.at("text/en/olists.yaml"); // the theme of a finding is its file's name
  for (const std::string theme : {"leaves", "soil-and-roots"}) {
    const char mirrored = static_cast<char>('a' + ('z' - theme.front()));
    lists.insert(lists.find("list.finding." + theme) + std::string("list.finding.").size(), 1, mirrored);
  }
  return source;
}

TEST(Compile, TheOrderOfFilesDoesNotMatter) {
  const Compiled compiled = compile(renamed());
  ASSERT_TRUE(compiled.problems.empty()) << all_problems(compiled);
  const Pack& other = compiled.pack;
  const auto expected = clinic::diagnose(toy(), read_case(toy(), standing_in_water));
  const auto got = clinic::diagnose(other, read_case(other, standing_in_water), {false});
  ASSERT_TRUE(expected && got);
  EXPECT_NE(other.findings.front().id, toy().findings.front().id); // the order did change
  for (std::size_t c = 0; c < toy().conditions.size(); ++c) {
    const auto there = clinic::find_condition(other, toy().conditions[c].id);
    ASSERT_TRUE(there);
    EXPECT_NEAR(got->conditions[*there].cause, expected->conditions[c].cause, 1e-12) << toy().conditions[c].id;
    EXPECT_NEAR(got->conditions[*there].presence, expected->conditions[c].presence, 1e-12);
  }
  EXPECT_NEAR(got->unexplained, expected->unexplained, 1e-12);
}

TEST(Compile, TheOrderOfRecordsDoesNotMatter) {
  Source source = toy_source();
  std::string& text = source.at("evidence/toy-records.yaml");
  const std::size_t last = text.find("- id: toy-guideline");
  ASSERT_NE(last, std::string::npos);
  source["evidence/a-first.yaml"] = text.substr(last);
  text.erase(last);
  EXPECT_EQ(compile(source).pack.sha256, toy().sha256);
}

// ---- the worked cases

class ToyCase : public testing::TestWithParam<std::string> {};

TEST_P(ToyCase, ComesOutAsExpected) {
  std::ifstream stream(std::string(SURA_ROOT "/tests/packs/toy/cases/") + GetParam() + ".json");
  std::stringstream text;
  text << stream.rdbuf();
  const auto json = nlohmann::json::parse(text.str(), nullptr, false);
  ASSERT_TRUE(json.is_object());
  const auto assessment = clinic::assess(toy(), read_case(toy(), text.str()), {"en", clinic::Intervals::none});
  ASSERT_TRUE(assessment) << assessment.error().message();
  EXPECT_EQ(toy().conditions[assessment->order.front()].id, json["expected"]["cause"]);
  EXPECT_EQ(clinic::name(assessment->triage.level), json["expected"]["urgency"].get<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Cases, ToyCase,
                         testing::Values("standing-in-water", "webs-beside-the-radiator", "rotten-roots-at-the-clinic"),
                         [](const auto& file) {
                           std::string name = file.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

} // namespace
} // namespace sura::authoring
