#include "engine/inference/event_table.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace sura::engine {

namespace {

/// Σ levels[first..last], both inclusive; zero where first > last.
double sum(const Levels& levels, std::uint32_t first, std::uint32_t last) {
  double total = 0.0;
  for (std::uint32_t level = first; level <= last; ++level) {
    total += levels[level];
  }
  return total;
}

/// By the set of facet bits: the probability that an event which produced the finding sets just these and keeps every
/// facet within its observed range. Returns how many sets there are.
std::size_t facet_table(const ObservedFinding& observed, const std::vector<Levels>& facets, double* table) {
  std::size_t size = 1;
  table[0] = 1.0;
  for (const ObservedFacet& facet : observed.facets) {
    const Levels& levels = facets[facet.facet];
    const double reached = sum(levels, facet.lowest, facet.highest);
    const bool has_bit = facet.lowest >= 1;
    const double missed = has_bit ? sum(levels, 0, facet.lowest - 1) : reached;
    for (std::size_t set = 0; set < size; ++set) {
      if (has_bit) {
        table[size + set] = table[set] * reached;
      }
      table[set] *= missed;
    }
    size *= has_bit ? 2 : 1;
  }
  return size;
}

} // namespace

void event_table(const ObservedFinding& observed, const Levels& levels, const std::vector<Levels>& facets,
                 double* weight, double* produced) {
  const std::uint32_t lowest = std::max(observed.lowest, 1U);
  const double below = sum(levels, 1, std::min(lowest - 1, observed.highest));
  const double within = sum(levels, lowest, observed.highest);
  const std::size_t size = facet_table(observed, facets, produced);
  const std::size_t own = observed.own_bit ? size : 0; // the finding's own bit stands above its facets' bits
  for (std::size_t set = size; set-- > 0;) {
    const double by_facets = produced[set];
    weight[set] = below * by_facets + (observed.own_bit ? 0.0 : within * by_facets);
    produced[set] = 0.0;
    if (observed.own_bit) {
      weight[own + set] = within * by_facets;
    }
    produced[own + set] = observed.present() ? within * by_facets : 0.0;
  }
  weight[0] += levels[0];
}

double event_weight(const ObservedFinding& observed, const Levels& levels, const std::vector<Levels>& facets) {
  double produced = sum(levels, 1, observed.highest);
  for (const ObservedFacet& facet : observed.facets) {
    produced *= sum(facets[facet.facet], facet.lowest, facet.highest);
  }
  return levels[0] + produced;
}

} // namespace sura::engine
