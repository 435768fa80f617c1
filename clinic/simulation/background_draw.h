// A background for a person whose complaint has a known cause: P(background | condition) ∝ P(background) P(condition |
// background). Thread-safety: const members may run at once. Cost: making one O(conditions × combinations); a draw
// O(candidates × components + combinations).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "clinic/reasoning/draws.h"
#include "clinic/reasoning/priors.h"
#include "clinic/simulation/random.h"

namespace sura::clinic {

class BackgroundDraw {
public:
  /// The components of `population` are those of every age and sex; only their weights differ.
  BackgroundDraw(const Pack& pack, const PopulationModel& population, const Draw& draw);

  /// Every item answered, for the age and sex of `priors`. Without a condition: as in the population.
  BackgroundAnswers draw(const PriorModel& priors, std::optional<std::uint32_t> condition, Random& random) const;

private:
  struct Row {
    std::uint32_t item;
    std::int32_t group;
    double log_ratio;
  };
  /// What answers do to one condition's log-odds, as PriorModel has it: groups count once, the total is capped.
  struct Tilt {
    std::vector<Row> factors;
    double cap = 0.0;
    std::vector<std::vector<double>> by_component; // shift of each combination; empty where it does not matter
  };
  static double shift(const std::vector<Row>& factors, const BackgroundAnswers& answers);

  std::vector<Tilt> tilts_;
};

} // namespace sura::clinic
