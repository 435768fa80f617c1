// Every answer that could still come, tried: how likely it is, and what it would make of the causes.
// Thread-safety: functions without shared state.
#pragma once

#include <cstdint>
#include <vector>

#include "clinic/reasoning/person.h"
#include "sura/clinic/case.h"
#include "sura/clinic/diagnosis.h"
#include "sura/result.h"

namespace sura::clinic {

/// One answer to an item: a level of the finding, or 0 and 1 for no and yes.
struct AnswerTrial {
  std::uint32_t level = 0;
  double probability = 0.0;   // of this answer, given all others
  std::vector<double> causes; // by condition of the pack, "something else" last
};

/// One unanswered item.
struct ItemTrial {
  bool is_background = false;
  std::uint32_t item = 0;
  bool can_be_asked = false;        // a side of a finding that nobody has confirmed cannot yet
  std::vector<AnswerTrial> answers; // by level
};

struct Trials {
  std::vector<double> causes;   // now: by condition of the pack, "something else" last
  std::vector<ItemTrial> items; // findings in pack order, then background
};

/// Findings that this role can see, and sides of them; background items that bear on something. Probabilities of
/// answers other than "no" come from differences and keep about nine digits. Errors as `diagnose`. Cost: one
/// evaluation a possible answer, eight at a time.
Result<Trials> trials(const Pack& pack, const Case& the_case, const PriorModels* models = nullptr);

} // namespace sura::clinic
