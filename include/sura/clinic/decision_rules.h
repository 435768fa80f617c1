// Published decision rules filled in from a case: whom they fit, the score as a range, what could still change it, and
// the next steps. They stand beside the probabilities and change none of them. docs/decision-rules.md lists the rules.
// Thread-safety: functions without shared state. Cost: O(items · scores) a rule.
#pragma once

#include <vector>

#include "sura/clinic/case.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/pack.h"

namespace sura::clinic {

struct ScoreRange {
  double low = 0.0;
  double high = 0.0;
  bool operator==(const ScoreRange&) const = default;
};

/// What the known items leave possible. Strata are indices of the rule's, by rising score; at least one.
struct PossibleScores {
  ScoreRange score;
  std::vector<std::uint32_t> strata;
};

struct RuleItemResult {
  Truth holds = Truth::unknown;
  bool computed = false; // from the probabilities, not from an answer
  bool is_seen = false;  // holds, by something that was answered and is there: not by age or sex alone
  double points = 0.0;   // what it adds: 0 where it does not hold or is unknown
};

/// A test on whom the rule is for; `index` in `among`, or in `not_for` where `excludes`.
struct RuleTestRef {
  bool excludes = false;
  std::uint32_t index = 0;
  bool operator==(const RuleTestRef&) const = default;
};

/// An item of the case that nobody has answered, "not sure" included.
struct OpenAnswer {
  bool is_background = false;
  std::uint32_t item = 0;
  bool operator==(const OpenAnswer&) const = default;
};

struct RuleResult {
  std::uint32_t rule = 0; // index of Pack::decision_rules
  Truth applies = Truth::no;
  std::vector<RuleTestRef> failed; // why it does not apply
  std::vector<RuleTestRef> open;   // tests that are neither held nor failed
  std::vector<OpenAnswer> missing; // answers that the open tests wait for, in the order of the tests, each once

  // Nothing of the following where the rule does not apply: it says nothing about other people.
  std::vector<RuleItemResult> items;    // by item of the rule
  PossibleScores possible;              // an unknown item may hold or not
  PossibleScores without_computed;      // the same with no computed item holding; equal where there is none
  std::vector<std::uint32_t> deciding;  // unknown items that, with some answers to the others, would change the stratum
  std::vector<std::uint32_t> published; // of the one possible stratum, figures of people like this
  std::vector<std::uint32_t> next;      // of the one possible stratum, steps that hold; none while `applies` is unknown
};

/// Every decision rule of the pack, in its order. Answering an unknown item only ever narrows `possible`, as long as
/// the diagnosis stays as it is.
std::vector<RuleResult> decision_rules(const Pack& pack, const Case& the_case, const Diagnosis& diagnosis);

/// Whether a reader of this case wants to see a rule: it applies or may, and its condition is the cause with at least
/// 1 in 100; or it applies, and something that it asks for is there.
bool is_relevant(const Pack& pack, const Diagnosis& diagnosis, const RuleResult& result);

} // namespace sura::clinic
