// Words of decision rules that the JSON document and the text share. Thread-safety: functions without shared state.
#pragma once

#include <string>

#include "clinic/report/words.h"
#include "sura/clinic/decision_rules.h"

namespace sura::clinic {

/// "3", "1.5", "-2 to 4".
std::string score_text(const Words& words, const ScoreRange& score);

/// The item's own text; without one, the name of the answer that it is.
std::string rule_item_name(const Words& words, const RuleItem& item);

/// The test that a reference means.
const RuleTest& test_of(const DecisionRule& rule, const RuleTestRef& ref);

/// "unlikely", or "unlikely or likely" where several are possible.
std::string strata_text(const Words& words, const DecisionRule& rule, const PossibleScores& possible);

/// A step with {age} and {age-times-10} filled in.
std::string step_text(const Words& words, const RuleStep& step, double age);

} // namespace sura::clinic
