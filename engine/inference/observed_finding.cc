#include "engine/inference/observed_finding.h"

#include <algorithm>

namespace sura::engine {

namespace {

/// Counts the bits, and makes the finding at least as present as its facets.
void complete(ObservedFinding& observed) {
  for (const ObservedFacet& facet : observed.facets) {
    if (facet.lowest >= 1) {
      ++observed.bits;
    }
  }
  if (observed.bits > 0) {
    observed.lowest = std::max(observed.lowest, 1U);
  }
  // All facet bits together already say that some event produced the finding, so "level 1 was reached" is known.
  observed.own_bit = observed.lowest >= 2 || (observed.lowest == 1 && observed.bits == 0);
  observed.bits += observed.own_bit ? 1 : 0;
}

} // namespace

std::vector<ObservedFinding> group_by_finding(const Network& network, const Evidence& evidence) {
  Evidence sorted = evidence;
  std::sort(sorted.begin(), sorted.end(), [](const Observation& left, const Observation& right) {
    return left.finding != right.finding ? left.finding < right.finding : left.facet < right.facet;
  });
  std::vector<ObservedFinding> groups;
  for (const Observation& observation : sorted) {
    if (groups.empty() || groups.back().finding != observation.finding) {
      ObservedFinding fresh;
      fresh.finding = observation.finding;
      fresh.highest = network.findings[observation.finding].levels - 1;
      groups.push_back(std::move(fresh));
    }
    ObservedFinding& group = groups.back();
    if (observation.facet < 0) {
      group.lowest = observation.lowest;
      group.highest = observation.highest;
    } else {
      group.facets.push_back({static_cast<std::uint32_t>(observation.facet), observation.lowest, observation.highest});
    }
  }
  std::for_each(groups.begin(), groups.end(), complete);
  return groups;
}

} // namespace sura::engine
