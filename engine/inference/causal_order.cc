#include "engine/inference/causal_order.h"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

namespace sura::engine {

namespace {

/// How many bits stay open after a cause, and how many were open at most meanwhile, relative to before it.
struct Change {
  std::int64_t after = 0;
  std::int64_t peak = 0;
};

class Frontier {
public:
  Frontier(const Network& network, const std::vector<ObservedFinding>& observed, const std::vector<Effects>& effects)
      : network_(network), observed_(observed), effects_(effects), links_(observed.size()),
        parents_to_come_(network.causes.size()), cause_open_(network.causes.size(), false),
        done_(network.causes.size(), false) {
    for (std::size_t group = 0; group < observed.size(); ++group) {
      links_[group] = network.findings[observed[group].finding].links.size();
    }
    causes_to_come_ = links_;
    for (std::size_t cause = 0; cause < network.causes.size(); ++cause) {
      parents_to_come_[cause] = network.causes[cause].parents.size();
    }
  }

  bool ready(std::uint32_t cause) const { return !done_[cause] && parents_to_come_[cause] == 0; }

  Change change(std::uint32_t cause) const {
    std::int64_t opened = 0;
    std::int64_t closed = 0;
    std::int64_t passing = 0; // opened and closed again by this cause, one finding at a time
    for (const FindingEffect& effect : effects_[cause].findings) {
      const auto bits = static_cast<std::int64_t>(observed_[effect.group].bits);
      const bool first = causes_to_come_[effect.group] == links_[effect.group];
      const bool last = causes_to_come_[effect.group] == 1;
      if (first && last) {
        passing = std::max(passing, bits);
      } else if (first) {
        opened += bits;
      } else if (last) {
        closed += bits;
      }
    }
    for (const CauseEffect& effect : effects_[cause].causes) {
      opened += cause_open_[effect.cause] ? 0 : 1;
    }
    const std::int64_t own = network_.causes[cause].parents.empty() ? 1 : 0; // an effect's bit is open already
    return {own + opened - closed - 1, std::max(own, own - closed + std::max(passing, opened))};
  }

  void visit(std::uint32_t cause) {
    done_[cause] = true;
    for (const FindingEffect& effect : effects_[cause].findings) {
      --causes_to_come_[effect.group];
    }
    for (const CauseEffect& effect : effects_[cause].causes) {
      --parents_to_come_[effect.cause];
      cause_open_[effect.cause] = true;
    }
  }

private:
  const Network& network_;
  const std::vector<ObservedFinding>& observed_;
  const std::vector<Effects>& effects_;
  std::vector<std::size_t> links_;           // by group
  std::vector<std::size_t> causes_to_come_;  // by group: the links whose cause was not visited yet
  std::vector<std::size_t> parents_to_come_; // by cause
  std::vector<bool> cause_open_;
  std::vector<bool> done_;
};

/// A cause and the effects that can follow at once: a cause that only opens its effect's bit is best followed by the
/// effect.
struct Step {
  std::vector<std::uint32_t> causes;
  Change change;
};

Step step_from(const std::vector<Effects>& effects, Frontier frontier, std::uint32_t cause) {
  Step step;
  step.causes.push_back(cause);
  for (std::size_t i = 0; i < step.causes.size(); ++i) {
    const std::uint32_t next = step.causes[i];
    const Change change = frontier.change(next);
    step.change.peak = std::max(step.change.peak, step.change.after + change.peak);
    step.change.after += change.after;
    frontier.visit(next);
    for (const CauseEffect& effect : effects[next].causes) {
      if (frontier.ready(effect.cause)) {
        step.causes.push_back(effect.cause);
      }
    }
  }
  return step;
}

} // namespace

std::vector<std::uint32_t> causal_order(const Network& network, const std::vector<ObservedFinding>& observed,
                                        const std::vector<Effects>& effects) {
  Frontier frontier(network, observed, effects);
  std::vector<std::uint32_t> order;
  const auto causes = static_cast<std::uint32_t>(network.causes.size());
  while (order.size() < causes) {
    Step best;
    for (std::uint32_t cause = 0; cause < causes; ++cause) {
      if (!frontier.ready(cause)) {
        continue;
      }
      Step step = step_from(effects, frontier, cause);
      if (best.causes.empty() ||
          std::tie(step.change.after, step.change.peak) < std::tie(best.change.after, best.change.peak)) {
        best = std::move(step);
      }
    }
    for (const std::uint32_t cause : best.causes) {
      frontier.visit(cause);
      order.push_back(cause);
    }
  }
  return order;
}

} // namespace sura::engine
