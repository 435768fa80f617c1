// In which order the sweep visits the causes.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/inference/effects.h"
#include "engine/inference/observed_finding.h"
#include "sura/engine/network.h"

namespace sura::engine {

/// Every cause once, parents before children, chosen greedily to keep few bits open: next comes the cause that leaves
/// the fewest bits open, then the one with the lower peak on the way, then the lower index. Deterministic.
/// O(causes² + causes × links).
std::vector<std::uint32_t> causal_order(const Network& network, const std::vector<ObservedFinding>& observed,
                                        const std::vector<Effects>& effects);

} // namespace sura::engine
