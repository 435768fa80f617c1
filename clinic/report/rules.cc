#include "clinic/report/rules.h"

#include <cmath>

#include <fmt/format.h>

namespace sura::clinic {

namespace {

constexpr double cutoff_per_year = 10.0; // of age-adjusted limits

} // namespace

std::string score_text(const Words& words, const ScoreRange& score) {
  std::string low = fmt::format("{:g}", score.low);
  if (score.low == score.high) {
    return low;
  }
  return words.fill("interface.rule.range", {{"low", low}, {"high", fmt::format("{:g}", score.high)}});
}

std::string rule_item_name(const Words& words, const RuleItem& item) {
  const std::string key = "rule-item." + item.id;
  std::string own = words.of(key);
  if (own != key || item.source != RuleItem::Source::answers) {
    return own;
  }
  const bool is_background = item.when.kind == Expression::Kind::background;
  return is_background || item.when.kind == Expression::Kind::finding ? words.item(is_background, item.when.subject)
                                                                      : own;
}

const RuleTest& test_of(const DecisionRule& rule, const RuleTestRef& ref) {
  return (ref.excludes ? rule.not_for : rule.among)[ref.index];
}

std::string strata_text(const Words& words, const DecisionRule& rule, const PossibleScores& possible) {
  std::string text;
  for (const std::uint32_t stratum : possible.strata) {
    text += (text.empty() ? "" : words.of("interface.rule.or")) +
            words.of("decision-rule." + rule.id + ".stratum." + rule.strata[stratum].id);
  }
  return text;
}

std::string step_text(const Words& words, const RuleStep& step, double age) {
  const double years = std::floor(age);
  return words.fill("rule-step." + step.id, {{"age", fmt::format("{:g}", years)},
                                             {"age-times-10", fmt::format("{:g}", cutoff_per_year * years)}});
}

} // namespace sura::clinic
