// The derivative of each condition's log-odds of being the cause by each number of the pack.
//
// "c is the cause" is "c's episode is there", and odds are P(answers, episode) / P(answers, no episode). The engine
// gives the derivative of both logarithms by every number of the network; each of these follows from a few numbers of
// the pack, which are moved a little, one at a time.
#include <algorithm>
#include <cmath>

#include "clinic/influence/slots.h"
#include "clinic/reasoning/person.h"
#include "sura/clinic/influence.h"

namespace sura::clinic {
namespace {

constexpr double small_step = 1e-6; // standard deviations; a slot is smooth to either side

/// For one condition: the derivative of its log-odds by every number of the network; nothing where it is the cause
/// surely or never.
class OddsGradient {
public:
  explicit OddsGradient(const PersonNetwork& person) : network_(person.network), evidence_(person.evidence) {
    const auto mark = static_cast<std::uint32_t>(network_.findings.size());
    network_.findings.push_back({"mark", 2, {1.0, 0.0}, {}, {}, {{0, {0.0, 1.0}, {}}}});
    evidence_.push_back({mark, -1, 0, 0});
  }

  /// The second network is to be subtracted from the first.
  Result<std::vector<engine::Network>> of(std::uint32_t episode) {
    network_.findings.back().links.front().cause = episode;
    std::vector<engine::Network> sides;
    for (const std::uint32_t level : {1U, 0U}) {
      evidence_.back().lowest = evidence_.back().highest = level;
      auto gradient = engine::gradient(network_, evidence_);
      if (!gradient) {
        return tl::unexpected(gradient.error());
      }
      if (std::isfinite(gradient->log_evidence)) {
        sides.push_back(std::move(gradient->by));
      }
    }
    return sides;
  }

private:
  engine::Network network_;
  engine::Evidence evidence_;
};

engine::Levels change(const engine::Levels& from, const engine::Levels& to) {
  engine::Levels result(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    result[i] = (to[i] - from[i]) / small_step;
  }
  return result;
}

/// The rows of the pack's numbers that a slot is made of.
std::vector<std::uint32_t> rows_of(const Slot& slot) {
  std::vector<std::uint32_t> rows;
  slot.value(Draw::noting(rows));
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

} // namespace

Result<std::vector<Slopes>> slopes(const Pack& pack, const Case& the_case,
                                   const std::vector<std::uint32_t>& conditions) {
  const Person person(pack, the_case);
  OddsGradient odds(person.network());
  std::vector<Slopes> result(conditions.size());
  std::vector<std::vector<engine::Network>> gradients;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    auto gradient = odds.of(person.network().first_episode + conditions[i]);
    if (!gradient) {
      return tl::unexpected(gradient.error());
    }
    gradients.push_back(std::move(*gradient));
    if (gradients.back().size() == 2) {
      result[i] = {std::vector<double>(pack.derivations.size(), 0.0),
                   std::vector<double>(pack.derivations.size(), 0.0)};
    }
  }

  const PersonNumbers numbers(pack, the_case, person.priors(), person.prior());
  for (const Slot& slot : slots(pack, numbers, person.network())) {
    const bool flat = std::all_of(gradients.begin(), gradients.end(), [&](const auto& sides) {
      return sides.size() < 2 || (is_flat(sides[0], slot) && is_flat(sides[1], slot));
    });
    if (flat) {
      continue; // nothing was answered that it bears on
    }
    const engine::Levels here = slot.value(Draw());
    for (const std::uint32_t row : rows_of(slot)) {
      const engine::Levels up = change(here, slot.value(Draw::moved(row, small_step)));
      const engine::Levels down = change(slot.value(Draw::moved(row, -small_step)), here);
      for (std::size_t i = 0; i < conditions.size(); ++i) {
        if (gradients[i].size() == 2) {
          result[i].up[row] += dot(gradients[i][0], slot, up) - dot(gradients[i][1], slot, up);
          result[i].down[row] += dot(gradients[i][0], slot, down) - dot(gradients[i][1], slot, down);
        }
      }
    }
  }
  return result;
}

} // namespace sura::clinic
