// rules/red-flags.yaml, rules/scope.yaml and care/*.yaml: what follows from the answers.
#include "authoring/compile/parts.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "sura/clinic/case.h"

namespace sura::authoring {
namespace {

using clinic::Expression;
using Kind = clinic::Expression::Kind;

Expression level_from(std::uint32_t finding, std::size_t level) {
  Expression expression;
  expression.kind = Kind::finding;
  expression.subject = finding;
  expression.number = static_cast<double>(level);
  return expression;
}

/// A number of at least so much; where only the level is known, by what the level leaves open.
Expression read_number_from(const Node& node, std::uint32_t index) {
  const clinic::Finding& finding = node.bench().pack.findings[index];
  Expression expression;
  expression.kind = Kind::number_from;
  expression.subject = index;
  expression.number = node.number();
  if (finding.answer != clinic::AnswerKind::number) {
    node.complain(ErrorCode::inconsistent, "`from` of '" + finding.id + "', which is no number",
                  "at_least: LEVEL, or nothing");
  } else if (expression.number <= finding.minimum || expression.number > finding.maximum) {
    node.complain(ErrorCode::out_of_range, "from: " + node.text(),
                  fmt::format("above {:g} and at most {:g}", finding.minimum, finding.maximum));
  }
  Expression surely; // never, if no level begins there or above
  surely.kind = Kind::any;
  Expression possibly; // always, if the first level reaches so far
  for (std::size_t k = finding.levels.size() - 1; k > 0; --k) {
    if (finding.levels[k].from >= expression.number) {
      surely = level_from(index, k);
    }
  }
  for (std::size_t k = 1; k < finding.levels.size(); ++k) {
    if (finding.levels[k].from <= expression.number) {
      possibly = level_from(index, k);
    }
  }
  expression.parts = {surely, possibly};
  return expression;
}

Expression read_answer(const Node& node, const Node& child) {
  const clinic::Pack& pack = node.bench().pack;
  const std::string id = child.text();
  Expression expression;
  const auto level = node.get("at_least");
  if (const auto from = node.get("from")) {
    if (const auto finding = look_up(child, pack.findings, id, "a finding that is a number")) {
      return read_number_from(*from, *finding);
    }
    return expression;
  }
  if (const auto background = clinic::find_background(pack, id)) {
    if (level) {
      level->complain(ErrorCode::inconsistent, "at_least of the background item '" + id + "'", "only yes or no");
    }
    expression.kind = Kind::background;
    expression.subject = *background;
    return expression;
  }
  const auto finding = clinic::find_finding(pack, id);
  if (!finding) {
    std::vector<std::string> known = ids_of(pack.findings);
    const std::vector<std::string> more = ids_of(pack.background);
    known.insert(known.end(), more.begin(), more.end());
    child.complain(ErrorCode::unknown_id, "'" + id + "'", "a finding or background item", nearest_name(id, known));
    return expression;
  }
  expression.kind = Kind::finding;
  expression.subject = *finding;
  expression.number = 1.0;
  if (level) {
    const auto index = look_up(*level, pack.findings[*finding].levels, level->text(), "a level of '" + id + "'");
    if (index && *index == 0) {
      level->complain(ErrorCode::out_of_range, "'" + level->text() + "', the first level", "a level above the first");
    }
    expression.number = std::max(1.0, static_cast<double>(index.value_or(1)));
  }
  return expression;
}

std::vector<Expression> read_parts(const Node& node, const std::string& key) {
  std::vector<Expression> parts;
  for (const Node& item : node.items(key)) {
    parts.push_back(read_expression(item));
  }
  if (parts.empty()) {
    node.complain(ErrorCode::missing, "an empty '" + key + "'", "at least one test");
  }
  return parts;
}

/// Records, or (where allowed) a reason of one's own.
void require_source(const Node& node, const std::vector<std::uint32_t>& records, const std::string& reason) {
  if (records.empty() && reason.empty()) {
    node.complain(ErrorCode::missing, "no source", "records: [...] (or a reason)");
  }
}

void read_red_flag(const Node& node) {
  clinic::Pack& pack = node.bench().pack;
  node.allow({"id", "urgency", "when", "show", "records"});
  clinic::RedFlag flag;
  flag.id = node.text("id");
  if (const auto urgency = node.require("urgency")) {
    flag.urgency = static_cast<clinic::Urgency>(urgency->choice(urgency_names(), "an urgency"));
  }
  if (const auto when = node.require("when")) {
    flag.when = read_expression(*when);
  }
  for (const Node& item : node.items("show")) {
    if (const auto finding = look_up(item, pack.findings, item.text(), "a finding")) {
      flag.show.push_back(*finding);
    }
  }
  flag.records = record_list(node);
  require_source(node, flag.records, "");
  pack.red_flags.push_back(std::move(flag));
  each_once(node, pack.red_flags);
}

void read_scope_rule(const Node& node) {
  clinic::Pack& pack = node.bench().pack;
  node.allow({"id", "when", "urgency", "ask", "records", "reason"});
  clinic::ScopeRule rule;
  rule.id = node.text("id");
  if (const auto urgency = node.require("urgency")) {
    rule.urgency = static_cast<clinic::Urgency>(urgency->choice(urgency_names(), "an urgency"));
  }
  if (const auto when = node.require("when")) {
    rule.when = read_expression(*when);
  }
  for (const Node& item : node.items("ask")) {
    if (const auto background = look_up(item, pack.background, item.text(), "a background item")) {
      rule.ask.push_back(*background);
    }
  }
  rule.records = record_list(node);
  rule.reason = node.text_or("reason", "");
  require_source(node, rule.records, rule.reason);
  pack.scope.push_back(std::move(rule));
  each_once(node, pack.scope);
}

const std::vector<std::string>& section_names() {
  static const std::vector<std::string> names{"now",   "self_care",  "clinician", "medicines",
                                              "avoid", "prevention", "safety_net"};
  return names;
}

clinic::CareItem read_care_item(const Node& node) {
  const clinic::Pack& pack = node.bench().pack;
  node.allow(
      {"id", "section", "for", "from", "when", "unless", "standing", "records", "reason", "urgency", "cramp_now"});
  clinic::CareItem item;
  item.id = node.text("id");
  if (const auto section = node.require("section")) {
    item.section = static_cast<clinic::CareSection>(section->choice(section_names(), "a section of the plan"));
  }
  for (const Node& child : node.items("for")) {
    if (const auto condition = look_up(child, pack.conditions, child.text(), "a condition")) {
      item.conditions.push_back(*condition);
    }
  }
  item.from = node.number_or("from", 0.0);
  if (item.from < 0.0 || item.from > 1.0) {
    node.complain(ErrorCode::out_of_range, "from: " + node.text("from"), "a probability");
  }
  item.unless.kind = Kind::any; // without parts: never
  if (const auto when = node.get("when")) {
    item.when = read_expression(*when);
  }
  if (const auto unless = node.get("unless")) {
    item.unless = read_expression(*unless);
  }
  if (const auto standing = node.require("standing")) {
    item.standing = static_cast<clinic::Standing>(standing->choice(standing_names(), "a standing"));
  }
  item.records = record_list(node);
  item.reason = node.text_or("reason", "");
  require_source(node, item.records, item.reason);
  if (item.records.empty() && item.standing != clinic::Standing::good_practice) {
    node.complain(ErrorCode::missing, "'" + std::string(name(item.standing)) + "' without records", "records: [...]");
  }
  for (const Node& child : node.items("urgency")) {
    item.urgency.push_back(static_cast<clinic::Urgency>(child.choice(urgency_names(), "an urgency")));
  }
  item.cramp_now = static_cast<std::int32_t>(std::clamp(node.number_or("cramp_now", 0.0), 0.0, 100.0));
  return item;
}

} // namespace

const std::vector<std::string>& urgency_names() {
  static const std::vector<std::string> names{"self-care", "routine", "same-day", "emergency"};
  return names;
}

const std::vector<std::string>& standing_names() {
  static const std::vector<std::string> names{"supported", "debated", "contradicted", "good-practice"};
  return names;
}

Expression read_expression(const Node& node) {
  std::vector<std::string> keys{"all",       "any", "not",     "unless", "count", "answer", "age_from",
                                "age_below", "sex", "setting", "role",   "test",  "leg"};
  if (std::count_if(keys.begin(), keys.end(), [&](const std::string& key) { return node.has(key); }) > 1) {
    node.complain(ErrorCode::inconsistent, "several tests in one place", "one, or several under `all:` or `any:`");
  }
  keys.insert(keys.end(), {"of", "at_least", "from"});
  node.allow(keys);
  const clinic::Pack& pack = node.bench().pack;
  Expression expression;
  if (node.has("all") || node.has("any")) {
    expression.kind = node.has("all") ? Kind::all : Kind::any;
    expression.parts = read_parts(node, node.has("all") ? "all" : "any");
  } else if (node.has("count")) {
    expression.kind = Kind::count;
    expression.number = node.number_or("count", 1.0);
    expression.parts = read_parts(node, "of");
    if (expression.number < 1.0 || expression.number > static_cast<double>(expression.parts.size())) {
      node.complain(ErrorCode::out_of_range, "count: " + node.text("count"), "1 to the number of tests in `of`");
    }
  } else if (const auto negated = node.get(node.has("not") ? "not" : "unless")) {
    expression.kind = node.has("not") ? Kind::negation : Kind::unless;
    expression.parts = {read_expression(*negated)};
  } else if (const auto answer = node.get("answer")) {
    expression = read_answer(node, *answer);
  } else if (const auto test = node.get("test")) {
    const auto& tests = node.bench().tests;
    const auto named = tests.find(test->text());
    if (named != tests.end()) {
      return named->second;
    }
    std::vector<std::string> names;
    for (const auto& [name, when] : tests) {
      names.push_back(name);
    }
    test->complain(ErrorCode::unknown_id, "the test '" + test->text() + "'", "one that this file names before",
                   nearest_name(test->text(), names));
  } else if (const auto age = node.get(node.has("age_from") ? "age_from" : "age_below")) {
    expression.kind = node.has("age_from") ? Kind::age_from : Kind::age_below;
    expression.number = age->number();
  } else if (const auto sex = node.get("sex")) {
    expression.kind = Kind::sex;
    expression.subject = sex->choice({"female", "male"}, "female or male");
  } else if (const auto leg = node.get("leg")) {
    expression.kind = Kind::leg;
    expression.subject =
        leg->choice({"left", "right"}, "left or right") + static_cast<std::uint32_t>(clinic::Leg::left);
  } else if (const auto setting = node.get("setting")) {
    expression.kind = Kind::setting;
    expression.subject = look_up(*setting, pack.settings, setting->text(), "a setting").value_or(0);
  } else if (const auto role = node.get("role")) {
    expression.kind = Kind::role;
    expression.subject = look_up(*role, pack.roles, role->text(), "a role").value_or(0);
  } else {
    node.complain(ErrorCode::missing, node.yaml().describe(), "one of the tests of docs/authoring.md");
  }
  return expression;
}

void read_rules(Workbench& bench, const Files& files) {
  for (const Node& node : list_entries(bench, files, "rules")) {
    if (node.file() == "rules/scope.yaml") {
      read_scope_rule(node);
    } else if (!is_of_decision_rules(node)) {
      read_red_flag(node);
    }
  }
}

void read_care(Workbench& bench, const Files& files) {
  std::set<std::string> seen;
  for (const Node& node : list_entries(bench, files, "care")) {
    clinic::CareItem item = read_care_item(node);
    if (!seen.insert(item.id).second) {
      node.complain(ErrorCode::duplicate, "'" + item.id + "' twice", "each id once");
      continue;
    }
    bench.pack.care.push_back(std::move(item));
  }
}

} // namespace sura::authoring
