// A background for a person whose complaint has a known cause: P(background | cause) ∝ P(background) P(cause |
// background). Thread-safety: const members may run at once. Cost: making one O(causes × combinations); a draw
// O(candidates × components + combinations).
#pragma once

#include <cstdint>
#include <vector>

#include "clinic/reasoning/draws.h"
#include "clinic/reasoning/priors.h"
#include "clinic/simulation/random.h"

namespace sura::clinic {

class BackgroundDraw {
public:
  /// `priors` of any age and sex: the components are those of all; only their weights differ.
  BackgroundDraw(const PriorModel& priors, const Draw& draw);

  /// Every item answered, for the age and sex of `priors`; causes are numbered as there.
  BackgroundAnswers draw(const PriorModel& priors, std::uint32_t cause, Random& random) const;

private:
  /// What answers do to one cause's log-odds.
  struct Tilt {
    Factors factors;                               // as drawn
    std::vector<std::vector<double>> by_component; // shift of each combination; empty where it does not matter
  };

  std::vector<Tilt> tilts_;
};

} // namespace sura::clinic
