// What to find out next: every question, examination and test that is open, by what it is expected to be worth.
//
// Four parts, in the unit of Pack::losses:
// - deciding: by how much the expected loss of the best level of urgency falls once the answer is known;
// - acting: what the answer tells for what is done later, tests and treatment, whose costs no table holds: for each
//   condition half its largest loss of delay times the expected fall of p (1 − p). That is the expected regret of a
//   decision to act on it or not, where the cost of acting is evenly spread between nothing and that loss ("Measures of
//   the utility of probabilistic predictions in cost-loss ratio decision situations in which knowledge of the cost-loss
//   ratios is incomplete", J. Appl. Meteorol. 1969: the probability score is the uniform measure).
// - knowing: by how many nats the answer is expected to lessen the uncertainty over the causes, times
// LossTable::knowing;
// - warning: how far the answer is expected to move the chance that a red flag of a higher level holds once everything
//   is answered, times the burden of that level and LossTable::warning. A flag may need several answers, each of which
//   alone decides nothing; open items are taken as independent of each other, but for sides and their findings.
// Thread-safety: functions without shared state.
#pragma once

#include <cstdint>
#include <vector>

#include "sura/clinic/case.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/triage.h"
#include "sura/result.h"

namespace sura::clinic {

/// What one answer would change.
struct StepOutcome {
  std::uint32_t level = 0;              // of the finding; background: 0 no, 1 yes
  double probability = 0.0;             // of this answer
  std::vector<double> causes;           // by condition of the pack, "something else" last
  Urgency urgency = Urgency::self_care; // that would follow, scope aside
};

struct NextStep {
  bool is_background = false;
  std::uint32_t item = 0;
  std::uint32_t effort = 0; // index in LossTable::efforts
  double deciding = 0.0;
  double acting = 0.0;
  double knowing = 0.0;
  double warning = 0.0;
  double worth = 0.0;                // the sum of the four
  double gain = 0.0;                 // expected reduction of uncertainty over the causes, in nats
  std::vector<StepOutcome> outcomes; // by level
};

/// Whether a step is worth what it takes: `worth` reaches the burden of its effort.
bool is_worth_it(const Pack& pack, const NextStep& step);

/// All open items that this role can answer (findings whose parent is present or that have none; background items that
/// fit age and sex), by falling worth per burden, ties by pack order. Errors as `diagnose`. Cost: one evaluation a
/// possible answer, eight at a time.
Result<std::vector<NextStep>> next_steps(const Pack& pack, const Case& the_case, const PriorModels* models = nullptr);

} // namespace sura::clinic
