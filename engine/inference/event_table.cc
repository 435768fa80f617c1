#include "engine/inference/event_table.h"

#include <algorithm>
#include <cstddef>

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
/// facet within its observed range.
std::vector<double> facet_table(const ObservedFinding& observed, const std::vector<Levels>& facets) {
  std::vector<double> table{1.0};
  for (const ObservedFacet& facet : observed.facets) {
    const Levels& levels = facets[facet.facet];
    const double reached = sum(levels, facet.lowest, facet.highest);
    const std::size_t size = table.size();
    if (facet.lowest == 0) {
      for (double& entry : table) {
        entry *= reached;
      }
      continue;
    }
    const double missed = sum(levels, 0, facet.lowest - 1);
    table.resize(2 * size);
    for (std::size_t set = 0; set < size; ++set) {
      table[size + set] = table[set] * reached;
      table[set] *= missed;
    }
  }
  return table;
}

} // namespace

EventTable event_table(const ObservedFinding& observed, const Levels& levels, const std::vector<Levels>& facets) {
  const std::uint32_t lowest = std::max(observed.lowest, 1U);
  const double below = sum(levels, 1, std::min(lowest - 1, observed.highest));
  const double within = sum(levels, lowest, observed.highest);
  const std::vector<double> by_facets = facet_table(observed, facets);
  const std::size_t size = by_facets.size();

  EventTable table;
  table.weight.assign(observed.own_bit ? 2 * size : size, 0.0);
  table.produced.assign(table.weight.size(), 0.0);
  const std::size_t own = observed.own_bit ? size : 0; // the finding's own bit stands above its facets' bits
  for (std::size_t set = 0; set < size; ++set) {
    table.weight[set] += below * by_facets[set];
    table.weight[own + set] += within * by_facets[set];
    if (observed.present()) {
      table.produced[own + set] = within * by_facets[set];
    }
  }
  table.weight[0] += levels[0];
  return table;
}

double event_weight(const ObservedFinding& observed, const Levels& levels, const std::vector<Levels>& facets) {
  double produced = sum(levels, 1, observed.highest);
  for (const ObservedFacet& facet : observed.facets) {
    produced *= sum(facets[facet.facet], facet.lowest, facet.highest);
  }
  return levels[0] + produced;
}

} // namespace sura::engine
