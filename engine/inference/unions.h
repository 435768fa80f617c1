// Sets of bits that come together: what a step's event does to the sets that were there before.
// Thread-safety: functions without shared state.
#pragma once

#include <cstddef>

#include "engine/inference/program.h"

namespace sura::engine {

/// Σ left[a]·right[b] over the sets a, b that have all bits together. O(sets²).
template <class Left, class Right> double full_union(const Left& left, const Right& right, std::size_t sets) {
  double sum = 0.0;
  for (std::size_t a = 0; a < sets; ++a) {
    for (std::size_t b = 0; b < sets; ++b) {
      sum += (a | b) == sets - 1 ? left[a] * right[b] : 0.0;
    }
  }
  return sum;
}

/// Every set `from` that was there (of an expansion: that the leak set) with every set `set` of the link, as
/// take(from, set, kernel, moment): which number of the step's kernel they belong to, and which of its moments is the
/// derivative by that. Of a contraction only those that complete the finding. O(sets²).
template <class Take> void for_each_union(StepKind kind, std::size_t sets, const Take& take) {
  for (std::size_t from = 0; from < sets; ++from) {
    for (std::size_t set = 0; set < sets; ++set) {
      const std::size_t both = from | set;
      switch (kind) {
      case StepKind::contract:
        if (both == sets - 1) {
          take(from, set, from, from);
        }
        break;
      case StepKind::convolve:
        take(from, set, both * sets + from, from * sets + both);
        break;
      case StepKind::expand:
        take(from, set, both, sets + both);
        break;
      }
    }
  }
}

} // namespace sura::engine
