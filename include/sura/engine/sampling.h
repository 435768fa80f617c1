// Draws imagined findings from a network: what could be seen, were these causes there.
// Thread-safety: functions without shared state. Cost: O(links of the causes that are present).
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sura/engine/network.h"

namespace sura::engine {

/// Numbers evenly spread over [0, 1).
using Uniform = std::function<double()>;

/// The level of one finding and of its facets.
struct SampledFinding {
  std::uint32_t level = 0;
  std::vector<std::uint32_t> facets;
};

/// A level by its probability.
std::uint32_t sample(const Levels& levels, const Uniform& uniform);

/// One finding, given which causes are present (by cause of the network): each present link and the leak may produce
/// it, the highest level counts, and whatever produced it gives each facet a level, of which the highest counts too.
SampledFinding sample(const Finding& finding, const std::vector<bool>& present, const Uniform& uniform);

} // namespace sura::engine
