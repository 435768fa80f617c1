#include "sura/clinic/decision_rules.h"

#include <algorithm>
#include <cstddef>

#include "clinic/pack/rule_scores.h"

namespace sura::clinic {

namespace {

constexpr double relevant_from = 0.01; // probability of being the cause

using ExpressionKind = Expression::Kind;

bool is_leaf_of_answer(const Expression& expression) {
  return expression.kind == ExpressionKind::finding || expression.kind == ExpressionKind::background ||
         expression.kind == ExpressionKind::number_from;
}

/// Whether something that the test asks for is there.
bool names_what_is_there(const Expression& expression, const Case& the_case) {
  if (is_leaf_of_answer(expression)) {
    return evaluate(expression, the_case) == Truth::yes;
  }
  return std::any_of(expression.parts.begin(), expression.parts.end(),
                     [&](const Expression& part) { return names_what_is_there(part, the_case); });
}

/// Adds the unanswered items that leave a test open.
void add_missing(const Expression& expression, const Case& the_case, std::vector<OpenAnswer>& missing) {
  if (evaluate(expression, the_case) != Truth::unknown) {
    return;
  }
  if (!is_leaf_of_answer(expression)) {
    for (const Expression& part : expression.parts) {
      add_missing(part, the_case, missing);
    }
    return;
  }
  const OpenAnswer open{expression.kind == ExpressionKind::background, expression.subject};
  if (std::find(missing.begin(), missing.end(), open) == missing.end()) {
    missing.push_back(open);
  }
}

void test_population(const std::vector<RuleTest>& tests, bool excludes, const Case& the_case, RuleResult& result) {
  for (std::size_t i = 0; i < tests.size(); ++i) {
    const Truth holds = evaluate(tests[i].when, the_case);
    const RuleTestRef test{excludes, static_cast<std::uint32_t>(i)};
    if (holds == (excludes ? Truth::yes : Truth::no)) {
      result.failed.push_back(test);
    } else if (holds == Truth::unknown) {
      result.open.push_back(test);
      add_missing(tests[i].when, the_case, result.missing);
    }
  }
}

/// Something else counts as another cause.
bool other_cause_as_likely(const Diagnosis& diagnosis, std::uint32_t condition) {
  const double cause = diagnosis.conditions[condition].cause;
  for (std::size_t other = 0; other < diagnosis.conditions.size(); ++other) {
    if (other != condition && diagnosis.conditions[other].cause >= cause) {
      return true;
    }
  }
  return diagnosis.unexplained >= cause;
}

RuleItemResult fill(const RuleItem& item, const Case& the_case, const Diagnosis& diagnosis) {
  RuleItemResult result;
  if (item.source == RuleItem::Source::other_cause) {
    result.computed = true;
    result.holds = other_cause_as_likely(diagnosis, item.condition) ? Truth::yes : Truth::no;
  } else if (item.source == RuleItem::Source::answers) {
    result.holds = evaluate(item.when, the_case);
    result.is_seen = result.holds == Truth::yes && names_what_is_there(item.when, the_case);
  }
  result.points = result.holds == Truth::yes ? item.points : 0.0;
  return result;
}

/// The one stratum of a possible score (validate sees to it).
std::uint32_t stratum_of(const DecisionRule& rule, double score) {
  const auto at = std::find_if(rule.strata.begin(), rule.strata.end(),
                               [&](const RuleStratum& s) { return s.from <= score && score <= s.to; });
  return static_cast<std::uint32_t>(at - rule.strata.begin());
}

PossibleScores possible_with(const DecisionRule& rule, double known, const std::vector<double>& unknown) {
  const std::set<double> sums = possible_sums(unknown);
  PossibleScores possible;
  possible.score = {known + *sums.begin(), known + *sums.rbegin()};
  for (const double sum : sums) {
    possible.strata.push_back(stratum_of(rule, known + sum));
  }
  std::sort(possible.strata.begin(), possible.strata.end());
  possible.strata.erase(std::unique(possible.strata.begin(), possible.strata.end()), possible.strata.end());
  return possible;
}

/// Whether with some answers to the other unknown items this one would change the stratum.
bool decides(const DecisionRule& rule, double known, const std::vector<double>& others, double points) {
  const std::set<double> sums = possible_sums(others);
  return std::any_of(sums.begin(), sums.end(), [&](double sum) {
    return stratum_of(rule, known + sum) != stratum_of(rule, known + sum + points);
  });
}

void score(const DecisionRule& rule, RuleResult& result) {
  double known = 0.0;
  double computed = 0.0;
  std::vector<std::uint32_t> unknown;
  for (std::size_t i = 0; i < rule.items.size(); ++i) {
    const RuleItemResult& item = result.items[i];
    known += item.points;
    computed += item.computed ? item.points : 0.0;
    if (item.holds == Truth::unknown) {
      unknown.push_back(static_cast<std::uint32_t>(i));
    }
  }
  const auto points_without = [&](std::optional<std::uint32_t> left_out) {
    std::vector<double> points;
    for (const std::uint32_t item : unknown) {
      if (item != left_out) {
        points.push_back(rule.items[item].points);
      }
    }
    return points;
  };
  result.possible = possible_with(rule, known, points_without(std::nullopt));
  result.without_computed = possible_with(rule, known - computed, points_without(std::nullopt));
  for (const std::uint32_t item : unknown) {
    if (decides(rule, known, points_without(item), rule.items[item].points)) {
      result.deciding.push_back(item);
    }
  }
}

/// What the one possible stratum says of people like this; several say nothing yet.
void read_stratum(const DecisionRule& rule, const Case& the_case, RuleResult& result) {
  if (result.possible.strata.size() != 1) {
    return;
  }
  const RuleStratum& stratum = rule.strata[result.possible.strata.front()];
  for (std::size_t i = 0; i < stratum.published.size(); ++i) {
    if (evaluate(stratum.published[i].when, the_case) == Truth::yes) {
      result.published.push_back(static_cast<std::uint32_t>(i));
    }
  }
  for (std::size_t i = 0; result.applies == Truth::yes && i < stratum.next.size(); ++i) {
    const RuleStep& step = stratum.next[i];
    if (evaluate(step.when, the_case) == Truth::yes && evaluate(step.unless, the_case) != Truth::yes) {
      result.next.push_back(static_cast<std::uint32_t>(i));
    }
  }
}

} // namespace

std::vector<RuleResult> decision_rules(const Pack& pack, const Case& the_case, const Diagnosis& diagnosis) {
  std::vector<RuleResult> results;
  for (std::size_t i = 0; i < pack.decision_rules.size(); ++i) {
    const DecisionRule& rule = pack.decision_rules[i];
    RuleResult result;
    result.rule = static_cast<std::uint32_t>(i);
    test_population(rule.among, false, the_case, result);
    test_population(rule.not_for, true, the_case, result);
    result.applies = !result.failed.empty() ? Truth::no : !result.open.empty() ? Truth::unknown : Truth::yes;
    if (result.applies != Truth::no) {
      for (const RuleItem& item : rule.items) {
        result.items.push_back(fill(item, the_case, diagnosis));
      }
      score(rule, result);
      read_stratum(rule, the_case, result);
    }
    results.push_back(std::move(result));
  }
  return results;
}

bool is_relevant(const Pack& pack, const Diagnosis& diagnosis, const RuleResult& result) {
  const std::int32_t condition = pack.decision_rules[result.rule].condition;
  if (result.applies == Truth::no) {
    return false;
  }
  if (condition >= 0 && diagnosis.conditions[static_cast<std::size_t>(condition)].cause >= relevant_from) {
    return true;
  }
  return result.applies == Truth::yes &&
         std::any_of(result.items.begin(), result.items.end(), [](const RuleItemResult& item) { return item.is_seen; });
}

} // namespace sura::clinic
