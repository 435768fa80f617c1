// What one event (the leak, or the link of a present cause) does to the bits of an observed finding.
// Thread-safety: plain values.
#pragma once

#include <vector>

#include "engine/inference/observed_finding.h"
#include "sura/engine/network.h"

namespace sura::engine {

/// Both tables are indexed by the set of bits that the event sets; size 2^bits.
struct EventTable {
  /// Probability of the outcomes that the observations allow.
  std::vector<double> weight;
  /// The part of `weight` in which the event itself produced the finding within the observed range: what attribution
  /// counts. Zero throughout unless the finding is present.
  std::vector<double> produced;
};

/// The table of an event that gives the finding `levels`, and its facets `facets` where it produced it. O(2^bits ·
/// facets).
EventTable event_table(const ObservedFinding& observed, const Levels& levels, const std::vector<Levels>& facets);

/// The only weight of an event on a finding without bits, which needs no table. O(levels + facets).
double event_weight(const ObservedFinding& observed, const Levels& levels, const std::vector<Levels>& facets);

} // namespace sura::engine
