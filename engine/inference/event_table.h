// What one event (the leak, or the link of a present cause) does to the bits of an observed finding.
// Thread-safety: functions without shared state.
#pragma once

#include <vector>

#include "engine/inference/observed_finding.h"
#include "sura/engine/network.h"

namespace sura::engine {

/// The table of an event that gives the finding `levels`, and its facets `facets` where it produced it. Both results
/// are indexed by the set of bits that the event sets, have 2^bits numbers, and belong to the caller: `weight`:
/// probability of the outcomes that the observations allow; `produced`: the part of it in which the event itself
/// produced the finding within the observed range, which is what attribution counts. Zero throughout unless the finding
/// is present. O(2^bits · facets).
void event_table(const ObservedFinding& observed, const Levels& levels, const std::vector<Levels>& facets,
                 double* weight, double* produced);

/// The only weight of an event on a finding without bits, which needs no table. O(levels + facets).
double event_weight(const ObservedFinding& observed, const Levels& levels, const std::vector<Levels>& facets);

} // namespace sura::engine
