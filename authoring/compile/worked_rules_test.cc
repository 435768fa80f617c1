// The decision rules of the real pack against people computed by hand (tests/rules/calf-pain.json).
#include <fstream>
#include <map>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "authoring/authoring.h"
#include "sura/clinic/assessment.h"
#include "sura/clinic/decision_rules.h"

namespace sura::authoring {
namespace {

using clinic::Pack;
using clinic::RuleResult;
using Json = nlohmann::ordered_json;

const Pack& real_pack() {
  static const Pack pack = [] {
    auto source = read_folder(SURA_ROOT "/packs/calf-pain");
    EXPECT_TRUE(source) << source.error().message();
    return compile(*source).pack;
  }();
  return pack;
}

const Json& worked() {
  static const Json people = [] {
    std::ifstream file(SURA_ROOT "/tests/rules/calf-pain.json");
    return Json::parse(file);
  }();
  return people;
}

clinic::Diagnosis diagnosis_of(const Pack& pack, const Json& person) {
  clinic::Diagnosis diagnosis;
  diagnosis.conditions.resize(pack.conditions.size());
  diagnosis.unexplained = 0.1;
  const Json causes = person.value("causes", Json::object());
  for (const auto& [id, cause] : causes.items()) {
    if (id == "something-else") {
      diagnosis.unexplained = cause.get<double>();
    } else {
      diagnosis.conditions.at(clinic::find_condition(pack, id).value()).cause = cause.get<double>();
    }
  }
  return diagnosis;
}

std::uint32_t rule_named(const Pack& pack, const std::string& id) {
  for (std::uint32_t rule = 0; rule < pack.decision_rules.size(); ++rule) {
    if (pack.decision_rules[rule].id == id) {
      return rule;
    }
  }
  ADD_FAILURE() << "no rule " << id;
  return 0;
}

Json tests_named(const clinic::DecisionRule& rule, const std::vector<clinic::RuleTestRef>& refs) {
  Json ids = Json::array();
  for (const clinic::RuleTestRef& ref : refs) {
    ids.push_back((ref.excludes ? rule.not_for : rule.among)[ref.index].id);
  }
  return ids;
}

/// The result in the words of the file.
Json described(const Pack& pack, const RuleResult& result) {
  const clinic::DecisionRule& rule = pack.decision_rules[result.rule];
  Json json;
  json["applies"] = result.applies == clinic::Truth::yes  ? "yes"
                    : result.applies == clinic::Truth::no ? "no"
                                                          : "unknown";
  json["failed"] = tests_named(rule, result.failed);
  json["open"] = tests_named(rule, result.open);
  json["missing"] = Json::array();
  for (const clinic::OpenAnswer& open : result.missing) {
    json["missing"].push_back(open.is_background ? pack.background[open.item].id : pack.findings[open.item].id);
  }
  json["score"] = {result.possible.score.low, result.possible.score.high};
  json["without_computed"] = {result.without_computed.score.low, result.without_computed.score.high};
  for (const char* list : {"strata", "deciding", "published", "next"}) {
    json[list] = Json::array();
  }
  for (const std::uint32_t stratum : result.possible.strata) {
    json["strata"].push_back(rule.strata[stratum].id);
  }
  for (const std::uint32_t item : result.deciding) {
    json["deciding"].push_back(rule.items[item].id);
  }
  for (const std::uint32_t share : result.published) {
    json["published"].push_back(rule.strata[result.possible.strata.front()].published[share].value);
  }
  for (const std::uint32_t step : result.next) {
    json["next"].push_back(rule.strata[result.possible.strata.front()].next[step].id);
  }
  return json;
}

TEST(WorkedRules, EachPersonAsComputedByHand) {
  const Pack& pack = real_pack();
  for (const Json& person : worked()) {
    SCOPED_TRACE(person["rule"].get<std::string>() + ": " + person["name"].get<std::string>());
    const auto the_case = clinic::read_case(pack, person["case"].dump());
    ASSERT_TRUE(the_case) << the_case.error().message();
    const auto results = clinic::decision_rules(pack, *the_case, diagnosis_of(pack, person));
    const Json got = described(pack, results.at(rule_named(pack, person["rule"].get<std::string>())));
    for (const auto& [key, expected] : person["expect"].items()) {
      EXPECT_EQ(got.value(key, Json()), expected) << key << ", " << person["how"];
    }
  }
}

TEST(WorkedRules, EveryRuleHasTwoPeopleAndARefusal) {
  std::map<std::string, int> applying;
  std::map<std::string, int> unknown;
  std::map<std::string, int> refusing;
  for (const Json& person : worked()) {
    const std::string rule = person["rule"].get<std::string>();
    const Json& expected = person["expect"];
    (expected["applies"] == "no" ? refusing : applying)[rule] += 1;
    unknown[rule] += expected.contains("score") && expected["score"][0] != expected["score"][1] ? 1 : 0;
  }
  for (const clinic::DecisionRule& rule : real_pack().decision_rules) {
    EXPECT_GE(applying[rule.id], 2) << rule.id;
    EXPECT_GE(unknown[rule.id], 1) << rule.id;
    EXPECT_GE(refusing[rule.id], 1) << rule.id;
  }
}

/// The same through the whole clinic: the document holds every rule, with the probabilities of the network.
TEST(WorkedRules, AnAssessmentHoldsThem) {
  const Pack& pack = real_pack();
  const auto the_case = clinic::read_case(pack, worked()[0]["case"].dump());
  ASSERT_TRUE(the_case);
  const auto assessment = clinic::assess(pack, *the_case, {"en", clinic::Intervals::none, nullptr});
  ASSERT_TRUE(assessment);
  const auto again = clinic::decision_rules(pack, *the_case, assessment->diagnosis);
  const Json document = Json::parse(clinic::to_json(pack, *assessment));
  ASSERT_EQ(document["rules"].size(), pack.decision_rules.size());
  for (std::size_t rule = 0; rule < again.size(); ++rule) {
    const Json got = described(pack, again[rule]);
    EXPECT_EQ(document["rules"][rule]["id"], pack.decision_rules[rule].id);
    EXPECT_EQ(document["rules"][rule]["applies"], got["applies"]);
    EXPECT_EQ(document["rules"][rule]["deciding"], got["deciding"]);
    EXPECT_EQ(document["rules"][rule]["score"].is_null(), got["applies"] == "no");
  }
}

} // namespace
} // namespace sura::authoring
