// rules/decision-rules.yaml: published decision rules, filled in beside the network.
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "authoring/compile/parts.h"
#include "authoring/compile/quantity.h"
#include "clinic/pack/rule_scores.h"

namespace sura::authoring {
namespace {

using clinic::DecisionRule;
using clinic::Expression;
using clinic::RuleItem;

constexpr std::string_view rules_file = "rules/decision-rules.yaml";

bool has_unless(const Expression& expression) {
  return expression.kind == Expression::Kind::unless ||
         std::any_of(expression.parts.begin(), expression.parts.end(), has_unless);
}

/// A test that stays unknown until what it asks for is known, so that an answer can only narrow the score.
Expression read_open_test(const Node& node) {
  Expression test = read_expression(node);
  if (has_unless(test)) {
    node.complain(ErrorCode::inconsistent, "`unless` in a test of a decision rule",
                  "a test that is unknown until its answers are known");
  }
  return test;
}

std::vector<clinic::RuleTest> read_population_tests(const Node& node, std::string_view key) {
  std::vector<clinic::RuleTest> tests;
  for (const Node& item : node.items(key)) {
    item.allow({"id", "when"});
    clinic::RuleTest test;
    test.id = item.text("id");
    if (const auto when = item.require("when")) {
      test.when = read_open_test(*when);
    }
    tests.push_back(std::move(test));
    each_once(item, tests);
  }
  return tests;
}

RuleItem read_item(const Node& node) {
  node.allow({"id", "points", "when", "other_cause_as_likely", "unknown"});
  RuleItem item;
  item.id = node.text("id");
  if (const auto points = node.require("points")) {
    item.points = points->number();
    if (std::floor(2.0 * item.points) != 2.0 * item.points || item.points == 0.0) {
      points->complain(ErrorCode::out_of_range, "points: " + points->text(), "points in halves, not 0");
    }
  }
  const int sources = (node.has("when") ? 1 : 0) + (node.has("other_cause_as_likely") ? 1 : 0) +
                      (node.flag_or("unknown", false) ? 1 : 0);
  if (sources != 1) {
    node.complain(ErrorCode::inconsistent, sources == 0 ? "an item without a test" : "several tests of one item",
                  "one of when, other_cause_as_likely and unknown: true");
  }
  if (const auto when = node.get("when")) {
    item.when = read_open_test(*when);
  } else if (const auto cause = node.get("other_cause_as_likely")) {
    item.source = RuleItem::Source::other_cause;
    item.condition = look_up(*cause, node.bench().pack.conditions, cause->text(), "a condition").value_or(0);
  } else {
    item.source = RuleItem::Source::nowhere;
  }
  return item;
}

/// A figure as the record prints it; nothing is solved from it and nothing drawn.
std::optional<clinic::PublishedShare> read_published(const Node& node) {
  node.allow({"record", "measure", "of", "nth", "when"});
  clinic::PublishedShare share;
  if (const auto when = node.get("when")) {
    share.when = read_expression(*when);
  }
  const StudyRecord* record = use_record(node, node.text("record"));
  const std::string name = node.text("measure");
  if (record == nullptr) {
    return std::nullopt;
  }
  if (!is_share(name)) {
    node.complain(ErrorCode::inconsistent, "'" + name + "' of a stratum", "a share of people (proportion, prevalence)");
    return std::nullopt;
  }
  const Measure* measure = chosen_measure(node, *record, name);
  if (measure == nullptr || !(measure->value || (measure->count && measure->total && *measure->total > 0.0))) {
    return std::nullopt;
  }
  share.value = measure->value ? *measure->value : *measure->count / *measure->total;
  share.low = measure->low;
  share.high = measure->high;
  share.record = *record->index;
  share.of = measure->of;
  return share;
}

clinic::RuleStep read_step(const Node& node) {
  node.allow({"id", "when", "unless", "records"});
  clinic::RuleStep step;
  step.id = node.text("id");
  step.unless.kind = Expression::Kind::any; // without parts: never
  if (const auto when = node.get("when")) {
    step.when = read_expression(*when);
  }
  if (const auto unless = node.get("unless")) {
    step.unless = read_expression(*unless);
  }
  step.records = record_list(node);
  if (step.records.empty()) {
    node.complain(ErrorCode::missing, "a step without a source", "records: [...]");
  }
  return step;
}

clinic::RuleStratum read_stratum(const Node& node) {
  node.allow({"id", "from", "to", "published", "next", "records"});
  clinic::RuleStratum stratum;
  stratum.id = node.text("id");
  stratum.from = node.number_or("from", -std::numeric_limits<double>::infinity());
  stratum.to = node.number_or("to", std::numeric_limits<double>::infinity());
  if (stratum.from > stratum.to) {
    node.complain(ErrorCode::out_of_range, fmt::format("a stratum from {:g} to {:g}", stratum.from, stratum.to),
                  "from at most to");
  }
  for (const Node& item : node.items("published")) {
    if (auto share = read_published(item)) {
      stratum.published.push_back(std::move(*share));
    }
  }
  for (const Node& item : node.items("next")) {
    stratum.next.push_back(read_step(item));
    each_once(item, stratum.next);
  }
  stratum.records = record_list(node);
  return stratum;
}

/// Complains of the first score that the items can give and that lies in no stratum, or in two.
void check_strata(const Node& node, const DecisionRule& rule) {
  const std::set<double> scores = clinic::possible_scores(rule);
  const std::string expected =
      fmt::format("each score from {:g} to {:g} in one stratum", *scores.begin(), *scores.rbegin());
  for (const double score : scores) {
    std::vector<std::string> holding;
    for (const clinic::RuleStratum& stratum : rule.strata) {
      if (stratum.from <= score && score <= stratum.to) {
        holding.push_back("'" + stratum.id + "'");
      }
    }
    if (holding.size() != 1) {
      node.complain(ErrorCode::inconsistent,
                    fmt::format("the score {:g} in {}", score,
                                holding.empty() ? "no stratum" : fmt::format("{}", fmt::join(holding, " and "))),
                    expected);
      return;
    }
  }
}

void read_subject(const Node& node, DecisionRule& rule) {
  if (node.has("for") == node.has("for_other")) {
    node.complain(ErrorCode::inconsistent, node.has("for") ? "both `for` and `for_other`" : "a rule about nothing",
                  "for: CONDITION, or for_other: what is no condition of the pack");
  } else if (const auto condition = node.get("for")) {
    if (const auto index = look_up(*condition, node.bench().pack.conditions, condition->text(), "a condition")) {
      rule.condition = static_cast<std::int32_t>(*index);
    }
  } else {
    rule.outcome = node.text("for_other");
  }
}

DecisionRule read_decision_rule(const Node& node) {
  const clinic::Pack& pack = node.bench().pack;
  node.allow({"id", "for", "for_other", "among", "not_for", "roles", "items", "strata", "records"});
  DecisionRule rule;
  rule.id = node.text("id");
  read_subject(node, rule);
  rule.among = read_population_tests(node, "among");
  rule.not_for = read_population_tests(node, "not_for");
  for (const Node& item : node.items("roles")) {
    if (const auto role = look_up(item, pack.roles, item.text(), "a role")) {
      rule.roles.push_back(*role);
    }
  }
  for (const Node& item : node.items("items")) {
    rule.items.push_back(read_item(item));
    each_once(item, rule.items);
  }
  for (const Node& item : node.items("strata")) {
    rule.strata.push_back(read_stratum(item));
    each_once(item, rule.strata);
  }
  rule.records = record_list(node);
  if (rule.records.empty()) {
    node.complain(ErrorCode::missing, "a decision rule without a source", "records: [...]");
  }
  if (rule.items.empty()) {
    node.complain(ErrorCode::missing, "a decision rule without items", "items: [...]");
  } else {
    check_strata(node, rule);
  }
  return rule;
}

} // namespace

bool is_of_decision_rules(const Node& node) {
  return node.file() == rules_file;
}

void read_decision_rules(Workbench& bench, const Files& files) {
  for (const Node& node : list_entries(bench, files, "rules")) {
    if (is_of_decision_rules(node)) {
      bench.pack.decision_rules.push_back(read_decision_rule(node));
      each_once(node, bench.pack.decision_rules);
    }
  }
}

} // namespace sura::authoring
