// `rules[]` of the Assessment's JSON document.
#include <cmath>

#include "clinic/report/document.h"
#include "clinic/report/rules.h"

namespace sura::clinic {

namespace {

Json score_json(const ScoreRange& score) {
  return {{"low", score.low}, {"high", score.high}};
}

class RuleDocument {
public:
  RuleDocument(const Pack& pack, const Words& words, Citations& citations, double age, const RuleResult& result)
      : pack_(pack), words_(words), citations_(citations), age_(age), result_(result),
        rule_(pack.decision_rules[result.rule]) {}

  Json make() {
    Json json = {{"id", rule_.id}, {"name", words_.of(key() + ".name")}, {"for", subject()}};
    json["applies"] = result_.applies == Truth::yes ? "yes" : result_.applies == Truth::no ? "no" : "unknown";
    json["because"] = tests();
    json["missing"] = Json::array();
    for (const OpenAnswer& open : result_.missing) {
      json["missing"].push_back(open.is_background ? pack_.background[open.item].id : pack_.findings[open.item].id);
    }
    const bool refused = result_.applies == Truth::no;
    json["score"] = refused ? Json(nullptr) : score_json(result_.possible.score);
    json["score_without_computed"] = refused ? Json(nullptr) : score_json(result_.without_computed.score);
    json["strata"] = strata();
    json["items"] = items();
    json["deciding"] = Json::array();
    for (const std::uint32_t item : result_.deciding) {
      json["deciding"].push_back(rule_.items[item].id);
    }
    json["next"] = next();
    json["sources"] = ids_of_records(pack_, citations_, rule_.records);
    return json;
  }

private:
  std::string key() const { return "decision-rule." + rule_.id; }

  Json subject() const {
    if (rule_.condition >= 0) {
      const auto condition = static_cast<std::uint32_t>(rule_.condition);
      return {{"id", pack_.conditions[condition].id}, {"name", words_.condition(condition)}};
    }
    return {{"id", rule_.outcome}, {"name", words_.of("outcome." + rule_.outcome)}};
  }

  Json tests() const {
    Json list = Json::array();
    for (const auto* refs : {&result_.failed, &result_.open}) {
      for (const RuleTestRef& ref : *refs) {
        const RuleTest& test = test_of(rule_, ref);
        list.push_back({{"id", test.id},
                        {"kind", ref.excludes ? "not-for" : "among"},
                        {"state", refs == &result_.failed ? "failed" : "unknown"},
                        {"text", words_.of("rule-test." + test.id)}});
      }
    }
    return list;
  }

  Json strata() {
    Json list = Json::array();
    for (const std::uint32_t index : result_.possible.strata) {
      const RuleStratum& stratum = rule_.strata[index];
      Json json = {{"id", stratum.id}, {"text", words_.of(key() + ".stratum." + stratum.id)}};
      json["from"] = std::isfinite(stratum.from) ? Json(stratum.from) : Json(nullptr);
      json["to"] = std::isfinite(stratum.to) ? Json(stratum.to) : Json(nullptr);
      json["published"] = published(stratum);
      json["sources"] = ids_of_records(pack_, citations_, stratum.records);
      list.push_back(json);
    }
    return list;
  }

  /// Figures of people like this one; none while several strata are possible.
  Json published(const RuleStratum& stratum) {
    Json list = Json::array();
    for (const std::uint32_t index : result_.published) {
      const PublishedShare& share = stratum.published[index];
      Json json = {{"share", rounded(share.value)}, {"of", share.of}};
      if (share.low && share.high) {
        json["interval"] = {rounded(*share.low), rounded(*share.high)};
      }
      json["source"] = ids_of_records(pack_, citations_, {share.record}).front();
      list.push_back(json);
    }
    return list;
  }

  Json items() const {
    Json list = Json::array();
    for (std::size_t i = 0; i < result_.items.size(); ++i) {
      const RuleItem& item = rule_.items[i];
      const RuleItemResult& filled = result_.items[i];
      const bool unknown = filled.holds == Truth::unknown;
      const char* answered = unknown ? "unknown" : filled.holds == Truth::yes ? "yes" : "no";
      list.push_back({{"id", item.id},
                      {"name", rule_item_name(words_, item)},
                      {"state", filled.computed ? "computed" : answered},
                      {"worth", item.points},
                      {"points", unknown ? Json(nullptr) : Json(filled.points)}});
    }
    return list;
  }

  Json next() {
    Json list = Json::array();
    for (const std::uint32_t index : result_.next) {
      const RuleStep& step = rule_.strata[result_.possible.strata.front()].next[index];
      list.push_back({{"id", step.id},
                      {"text", step_text(words_, step, age_)},
                      {"sources", ids_of_records(pack_, citations_, step.records)}});
    }
    return list;
  }

  const Pack& pack_;
  const Words& words_;
  Citations& citations_;
  double age_;
  const RuleResult& result_;
  const DecisionRule& rule_;
};

} // namespace

Json rules_json(const Pack& pack, const Words& words, Citations& citations, const Assessment& assessment) {
  Json list = Json::array();
  for (const RuleResult& result : assessment.rules) {
    list.push_back(RuleDocument(pack, words, citations, assessment.the_case.age, result).make());
  }
  return list;
}

} // namespace sura::clinic
