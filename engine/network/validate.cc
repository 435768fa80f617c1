#include <cstddef>
#include <set>
#include <utility>

#include "engine/network/checks.h"
#include "sura/engine/network.h"

namespace sura::engine {

namespace {

tl::unexpected<Error> error(ErrorCode code, std::string where, std::string found, std::string expected) {
  return fail({code, std::move(where), std::move(found), std::move(expected), ""});
}

template <class Where> Result<void> check_levels(const Levels& levels, std::uint32_t size, const Where& where) {
  if (levels.size() != size) {
    return error(ErrorCode::inconsistent, where(), std::to_string(levels.size()) + " levels",
                 std::to_string(size) + " levels");
  }
  return check_distribution(levels, where,
                            [&](std::size_t level) { return where() + ", level " + std::to_string(level); });
}

/// The levels and facet levels that one event (the leak or a link) gives.
template <class Where>
Result<void> check_event(const Finding& finding, const Levels& levels, const std::vector<Levels>& facets,
                         const Where& where) {
  if (auto valid = check_levels(levels, finding.levels, where); !valid) {
    return valid;
  }
  if (facets.size() != finding.facets.size()) {
    return error(ErrorCode::inconsistent, where(), "distributions for " + std::to_string(facets.size()) + " facets",
                 "one for each of the finding's " + std::to_string(finding.facets.size()));
  }
  for (std::size_t facet = 0; facet < facets.size(); ++facet) {
    const Facet& declared = finding.facets[facet];
    const auto at = [&] { return where() + ", " + place("facet", facet, declared.name); };
    if (auto valid = check_levels(facets[facet], declared.levels, at); !valid) {
      return valid;
    }
  }
  return {};
}

/// Whether an index was already marked by the current owner; all owners share one list, so nothing is cleared.
class Marks {
public:
  explicit Marks(std::size_t size) : owner_(size, 0) {}
  void next_owner() { ++current_; }
  bool repeated(std::uint32_t index) { return std::exchange(owner_[index], current_) == current_; }

private:
  std::vector<std::size_t> owner_;
  std::size_t current_ = 0;
};

Result<void> check_cause(const Network& network, std::uint32_t index, Marks& parents) {
  const Cause& cause = network.causes[index];
  const auto where = [&] { return place("cause", index, cause.name); };
  if (auto valid = check_probability(cause.leak, [&] { return where() + ", leak"; }); !valid) {
    return valid;
  }
  parents.next_owner();
  for (std::size_t i = 0; i < cause.parents.size(); ++i) {
    const Parent& parent = cause.parents[i];
    const auto at = [&] { return where() + ", parent " + std::to_string(i); };
    if (parent.cause >= index) {
      return error(ErrorCode::out_of_range, at(), "cause " + std::to_string(parent.cause), "an earlier cause");
    }
    if (parents.repeated(parent.cause)) {
      return error(ErrorCode::duplicate, at(), "cause " + std::to_string(parent.cause) + " again",
                   "each parent at most once");
    }
    if (auto valid = check_probability(parent.probability, at); !valid) {
      return valid;
    }
  }
  return {};
}

template <class Where>
Result<void> check_links(const Network& network, const Finding& finding, const Where& where, Marks& causes) {
  causes.next_owner();
  for (std::size_t i = 0; i < finding.links.size(); ++i) {
    const Link& link = finding.links[i];
    const auto number = [&] { return where() + ", link " + std::to_string(i); };
    if (link.cause >= network.causes.size()) {
      return error(ErrorCode::unknown_id, number(), "cause " + std::to_string(link.cause),
                   "one of the network's " + std::to_string(network.causes.size()) + " causes");
    }
    const auto at = [&] { return number() + " from " + place("cause", link.cause, network.causes[link.cause].name); };
    if (causes.repeated(link.cause)) {
      return error(ErrorCode::duplicate, at(), "a second link from this cause", "at most one link per cause");
    }
    if (auto valid = check_event(finding, link.levels, link.facets, at); !valid) {
      return valid;
    }
  }
  return {};
}

Result<void> check_finding(const Network& network, std::size_t index, Marks& causes) {
  const Finding& finding = network.findings[index];
  const auto where = [&] { return place("finding", index, finding.name); };
  if (finding.levels < 2) {
    return error(ErrorCode::out_of_range, where(), std::to_string(finding.levels) + " levels", "at least 2 levels");
  }
  for (std::size_t facet = 0; facet < finding.facets.size(); ++facet) {
    const Facet& declared = finding.facets[facet];
    if (declared.levels < 2) {
      return error(ErrorCode::out_of_range, where() + ", " + place("facet", facet, declared.name),
                   std::to_string(declared.levels) + " levels", "at least 2 levels");
    }
  }
  const auto leak = [&] { return where() + ", leak"; };
  if (auto valid = check_event(finding, finding.leak, finding.leak_facets, leak); !valid) {
    return valid;
  }
  return check_links(network, finding, where, causes);
}

/// The number of levels of what `observation` is about; 0 when there is no such variable.
std::uint32_t levels_of(const Network& network, const Observation& observation) {
  if (observation.finding >= network.findings.size()) {
    return 0;
  }
  const Finding& finding = network.findings[observation.finding];
  if (observation.facet < 0) {
    return finding.levels;
  }
  const auto facet = static_cast<std::size_t>(observation.facet);
  return facet < finding.facets.size() ? finding.facets[facet].levels : 0;
}

/// What is observed: a finding, or its facet.
std::pair<std::uint32_t, std::int32_t> key(const Observation& observation) {
  return {observation.finding, observation.facet < 0 ? -1 : observation.facet};
}

std::string variable(const Observation& observation) {
  const std::string finding = "finding " + std::to_string(observation.finding);
  return observation.facet < 0 ? finding : finding + ", facet " + std::to_string(observation.facet);
}

} // namespace

Result<void> validate(const Network& network) {
  Marks causes(network.causes.size());
  for (std::uint32_t cause = 0; cause < network.causes.size(); ++cause) {
    if (auto valid = check_cause(network, cause, causes); !valid) {
      return valid;
    }
  }
  for (std::size_t finding = 0; finding < network.findings.size(); ++finding) {
    if (auto valid = check_finding(network, finding, causes); !valid) {
      return valid;
    }
  }
  return {};
}

Result<void> validate(const Network& network, const Evidence& evidence) {
  const auto where = [&](std::size_t i) {
    return "observation " + std::to_string(i) + " (" + variable(evidence[i]) + ")";
  };
  bool is_rising = true; // then nothing is there twice
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const Observation& observation = evidence[i];
    const std::uint32_t levels = levels_of(network, observation);
    if (levels == 0) {
      return error(ErrorCode::unknown_id, where(i), variable(observation), "a finding or facet of the network");
    }
    if (observation.lowest > observation.highest || observation.highest >= levels) {
      return error(ErrorCode::out_of_range, where(i),
                   "levels " + std::to_string(observation.lowest) + ".." + std::to_string(observation.highest),
                   "lowest..highest within 0.." + std::to_string(levels - 1));
    }
    is_rising = is_rising && (i == 0 || key(evidence[i - 1]) < key(observation));
  }
  std::set<std::pair<std::uint32_t, std::int32_t>> seen;
  for (std::size_t i = 0; !is_rising && i < evidence.size(); ++i) {
    if (!seen.insert(key(evidence[i])).second) {
      return error(ErrorCode::duplicate, where(i), "a second observation", "at most one observation a variable");
    }
  }
  return {};
}

} // namespace sura::engine
