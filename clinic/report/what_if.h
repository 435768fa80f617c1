// What one more answer would do to one condition, computed exactly. Thread-safety: a function without shared state.
#pragma once

#include <vector>

#include "sura/clinic/assessment.h"

namespace sura::clinic {

struct WhatIf {
  bool is_background = false;
  std::uint32_t item = 0;
  Answer answer;      // "yes", or the level that would raise it most
  double cause = 0.0; // probability of being the cause then
};

/// The unanswered items that would raise the condition's odds of being the cause by at least half, most first, at most
/// five. Cost: one sweep a possible answer.
std::vector<WhatIf> what_would_raise(const Pack& pack, const Assessment& assessment, std::uint32_t condition);

} // namespace sura::clinic
