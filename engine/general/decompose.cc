// Temporal decomposition of noisy-OR causes and noisy-MAX findings.
#include <algorithm>
#include <cstddef>
#include <utility>

#include "sura/engine/general.h"

namespace sura::engine {
namespace general {
namespace {

/// The higher of a level and one drawn from a distribution.
Levels highest_of(std::size_t level, const Levels& other) {
  Levels result(other.size(), 0.0);
  for (std::size_t i = 0; i < other.size(); ++i) {
    result[std::max(i, level)] += other[i];
  }
  return result;
}

/// The higher of two independent levels.
Levels highest_of(const Levels& left, const Levels& right) {
  Levels result(right.size(), 0.0);
  for (std::size_t level = 0; level < left.size(); ++level) {
    const Levels given = highest_of(level, right);
    for (std::size_t i = 0; i < given.size(); ++i) {
      result[i] += left[level] * given[i];
    }
  }
  return result;
}

/// Sums of rounded numbers may be a little above one.
void append(std::vector<double>& table, const Levels& row) {
  for (const double probability : row) {
    table.push_back(std::min(probability, 1.0));
  }
}

Levels nothing(std::size_t levels) {
  Levels result(levels, 0.0);
  result[0] = 1.0;
  return result;
}

/// What a parent that is present, or on one of its levels, gives to a chain: a distribution for each of its levels.
struct Giver {
  std::uint32_t variable = 0;
  std::vector<Levels> gives;
};

class Decomposer {
public:
  Decomposer(const Network& network, const Evidence& evidence) : network_(network), evidence_(evidence) {}

  Decomposition run() {
    for (const Cause& cause : network_.causes) {
      std::vector<Giver> givers;
      for (const Parent& parent : cause.parents) {
        givers.push_back({result_.causes[parent.cause], {nothing(2), {1.0 - parent.probability, parent.probability}}});
      }
      result_.causes.push_back(add_chain(cause.name, {1.0 - cause.leak, cause.leak}, givers, nullptr));
    }
    for (std::uint32_t index = 0; index < network_.findings.size(); ++index) {
      add_finding(index);
    }
    return std::move(result_);
  }

private:
  std::uint32_t add(Variable variable) {
    result_.net.variables.push_back(std::move(variable));
    return static_cast<std::uint32_t>(result_.net.variables.size() - 1);
  }

  void allow(std::uint32_t variable, std::uint32_t lowest, std::uint32_t highest) {
    if (lowest > 0 || highest + 1 < result_.net.variables[variable].levels) {
      LevelSet set{variable, {}};
      for (std::uint32_t level = lowest; level <= highest; ++level) {
        set.levels.push_back(level);
      }
      result_.evidence.push_back(std::move(set));
    }
  }

  /// The highest level of all that is given, from `first` (given by nobody) on. Returns the last variable, which bears
  /// the plain name; `observed` (or nothing) is about that.
  std::uint32_t add_chain(const std::string& name, const Levels& first, const std::vector<Giver>& givers,
                          const Observation* observed) {
    const auto levels = static_cast<std::uint32_t>(first.size());
    std::uint32_t so_far = 0;
    for (std::size_t i = 0; i < std::max<std::size_t>(givers.size(), 1); ++i) {
      const bool is_last = i + 1 >= givers.size();
      Variable next{is_last ? name : name + " so far " + std::to_string(i + 1), levels, {}, {}};
      if (givers.empty()) {
        next.table = first;
      } else if (i == 0) {
        next.parents = {givers[0].variable};
        for (const Levels& given : givers[0].gives) {
          append(next.table, highest_of(first, given));
        }
      } else {
        next.parents = {so_far, givers[i].variable};
        for (std::uint32_t before = 0; before < levels; ++before) {
          for (const Levels& given : givers[i].gives) {
            append(next.table, highest_of(before, given));
          }
        }
      }
      so_far = add(std::move(next));
      if (observed != nullptr) {
        allow(so_far, is_last ? observed->lowest : 0, observed->highest);
      }
    }
    return so_far;
  }

  void add_finding(std::uint32_t index) {
    const Observation* observed = nullptr;
    std::vector<const Observation*> sides;
    for (const Observation& observation : evidence_) {
      if (observation.finding == index && observation.facet < 0) {
        observed = &observation;
      } else if (observation.finding == index) {
        sides.push_back(&observation);
      }
    }
    const Finding& finding = network_.findings[index];
    if (!sides.empty()) {
      add_with_facets(finding, observed, sides);
    } else if (observed != nullptr) {
      std::vector<Giver> givers;
      for (const Link& link : finding.links) {
        givers.push_back({result_.causes[link.cause], {nothing(finding.levels), link.levels}});
      }
      add_chain(finding.name, finding.leak, givers, observed);
    }
  }

  void add_with_facets(const Finding& finding, const Observation* observed,
                       const std::vector<const Observation*>& sides) {
    const std::uint32_t highest = observed != nullptr ? observed->highest : finding.levels - 1;
    std::vector<Giver> events; // each gives its own level; the leak's first
    for (std::size_t event = 0; event <= finding.links.size(); ++event) {
      Variable variable{finding.name + " by itself", finding.levels, {}, finding.leak};
      if (event > 0) {
        const Link& link = finding.links[event - 1];
        variable.name = finding.name + " by " + network_.causes[link.cause].name;
        variable.parents = {result_.causes[link.cause]};
        variable.table = nothing(finding.levels);
        append(variable.table, link.levels);
      }
      Giver giver{add(std::move(variable)), {}};
      allow(giver.variable, 0, highest);
      for (std::size_t level = 0; level < finding.levels; ++level) {
        giver.gives.push_back(highest_of(level, nothing(finding.levels)));
      }
      events.push_back(std::move(giver));
    }
    if (observed != nullptr) {
      add_chain(finding.name, nothing(finding.levels), events, observed);
    }
    for (const Observation* const side : sides) {
      const auto facet = static_cast<std::size_t>(side->facet);
      const std::uint32_t levels = finding.facets[facet].levels;
      for (std::size_t event = 0; event < events.size(); ++event) {
        const std::vector<Levels>& given = event == 0 ? finding.leak_facets : finding.links[event - 1].facets;
        events[event].gives.assign(finding.levels, given[facet]);
        events[event].gives.front() = nothing(levels);
      }
      add_chain(finding.facets[facet].name, nothing(levels), events, side);
    }
  }

  const Network& network_;
  const Evidence& evidence_;
  Decomposition result_;
};

} // namespace
} // namespace general

Result<Decomposition> decompose(const Network& network, const Evidence& evidence) {
  if (auto valid = validate(network); !valid) {
    return fail(valid.error());
  }
  if (auto valid = validate(network, evidence); !valid) {
    return fail(valid.error());
  }
  return general::Decomposer(network, evidence).run();
}

} // namespace sura::engine
