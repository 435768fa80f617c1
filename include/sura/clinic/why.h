// What the order of the causes hangs on: the one answer that would change it most if it were wrong, and what would have
// to be true for the second cause to overtake the first.
// Thread-safety: functions without shared state. Errors: as `diagnose`.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sura/clinic/case.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/pack.h"
#include "sura/result.h"

namespace sura::clinic {

struct Pivot {
  bool is_background = false;
  std::uint32_t item = 0;
  Answer flipped;                     // yes ↔ no; of levels the one that would change most
  double change = 0.0;                // how much of the probability of the causes would lie elsewhere: 0 … 1
  std::optional<std::uint32_t> leads; // the likeliest condition then; none: something that is not in the pack
};

/// The sure answer that would move the causes most (total variation of their distribution, something else among them)
/// if it were the other way round. With a finding that would be absent its sides fall away. What was stated as the
/// complaint is not doubted, and an answer that the others make impossible is not tried. Nothing where there is no such
/// answer. Cost: one sweep for each other answer to what was answered.
Result<std::optional<Pivot>> pivot(const Pack& pack, const Case& the_case, const PriorModels* models = nullptr);

/// Answers that, all together, would put the second condition before the first.
struct Overtaking {
  struct Part {
    bool is_background = false;
    std::uint32_t item = 0;
    Answer answer;
  };
  std::vector<Part> parts;  // one or two
  double probability = 0.0; // P(these answers | all answers so far)
  double first = 0.0;       // P(cause) then, of the condition that leads now
  double second = 0.0;      // and of the one that is second now
};
inline constexpr std::size_t most_overtaking = 5;

/// Among the open items that this role can be asked: the single answers that would do it, likeliest first, at most
/// most_overtaking. If none would, the likeliest pair, of the ten that bring the second nearest to the first. Empty if
/// no such pair does. Cost: one sweep a possible answer, and 45 for pairs.
Result<std::vector<Overtaking>> overtaking(const Pack& pack, const Case& the_case, const PriorModels* models = nullptr);

} // namespace sura::clinic
