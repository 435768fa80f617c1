// Questions asked of a network, each answered by the exact sweep.
// Thread-safety: functions without shared state. Cost: stated per function in sweeps.
#pragma once

#include <cstdint>
#include <vector>

#include "sura/engine/inference.h"
#include "sura/engine/network.h"
#include "sura/result.h"

namespace sura::engine {

/// P(level = k | evidence) for one unobserved variable (a finding, or one of its facets with facet ≥ 0), by one forward
/// sweep per level. Errors as `infer`; an observed variable is `duplicate`, impossible evidence `inconsistent`.
Result<Levels> predict(const Network& network, const Evidence& evidence, std::uint32_t finding,
                       std::int32_t facet = -1);

/// For each cause linked to the present finding `complaint`: P(its link produced the complaint | evidence); indexed by
/// cause (zero where not linked); the last element is the leak's. Reads an existing posterior; O(causes).
std::vector<double> cause_of(const Network& network, const Posterior& posterior, std::uint32_t complaint);

/// Entropy in nats of a list of non-negative weights after normalising them to sum 1; zero for an empty or all-zero
/// list.
double entropy(const std::vector<double>& weights);

} // namespace sura::engine
