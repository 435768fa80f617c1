// In which order the sweep visits the causes.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/inference/effects.h"
#include "engine/inference/observed_finding.h"
#include "sura/engine/network.h"

namespace sura::engine {

/// Every cause once, parents before children, chosen greedily to keep few bits open. A cause is taken with the effects
/// that become ready by it; next come those that leave the fewest bits open, then those with the lower peak on the way,
/// then the lower index. Deterministic. O(causes³ + causes² × links).
std::vector<std::uint32_t> causal_order(const Network& network, const std::vector<ObservedFinding>& observed,
                                        const std::vector<Effects>& effects);

} // namespace sura::engine
