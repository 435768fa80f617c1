#include "engine/inference/observed_finding.h"

#include <algorithm>
#include <cstddef>

namespace sura::engine {

namespace {

bool comes_before(const Observation& left, const Observation& right) {
  return left.finding != right.finding ? left.finding < right.finding : left.facet < right.facet;
}

/// Counts the bits, and makes the finding at least as present as its facets.
void complete(ObservedFinding& observed) {
  for (const ObservedFacet& facet : observed.facets) {
    observed.bits += facet.lowest >= 1 ? 1 : 0;
  }
  if (observed.bits > 0) {
    observed.lowest = std::max(observed.lowest, 1U);
  }
  // All facet bits together already say that some event produced the finding, so "level 1 was reached" is known.
  observed.own_bit = observed.lowest >= 2 || (observed.lowest == 1 && observed.bits == 0);
  observed.bits += observed.own_bit ? 1 : 0;
}

} // namespace

void Observed::collect(const Network& network, const Evidence& evidence) {
  sorted_ = evidence;
  if (!std::is_sorted(sorted_.begin(), sorted_.end(), comes_before)) {
    std::sort(sorted_.begin(), sorted_.end(), comes_before);
  }
  facets_.clear();
  facets_.reserve(sorted_.size()); // the spans below stay valid
  findings_.clear();
  for (std::size_t i = 0; i < sorted_.size();) {
    ObservedFinding one;
    one.finding = sorted_[i].finding;
    one.highest = network.findings[one.finding].levels - 1;
    const std::size_t first_facet = facets_.size();
    for (; i < sorted_.size() && sorted_[i].finding == one.finding; ++i) {
      const Observation& observation = sorted_[i];
      if (observation.facet < 0) {
        one.lowest = observation.lowest;
        one.highest = observation.highest;
      } else {
        facets_.push_back({static_cast<std::uint32_t>(observation.facet), observation.lowest, observation.highest});
      }
    }
    one.facets = std::span<const ObservedFacet>(facets_.data() + first_facet, facets_.size() - first_facet);
    complete(one);
    findings_.push_back(one);
  }
}

} // namespace sura::engine
