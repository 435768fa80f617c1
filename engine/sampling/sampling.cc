#include "sura/engine/sampling.h"

#include <algorithm>
#include <cstddef>

namespace sura::engine {
namespace {

/// What one link or leak did.
void add_event(const Levels& levels, const std::vector<Levels>& facets, const Uniform& uniform, SampledFinding& into) {
  const std::uint32_t level = sample(levels, uniform);
  into.level = std::max(into.level, level);
  for (std::size_t f = 0; level > 0 && f < facets.size(); ++f) {
    into.facets[f] = std::max(into.facets[f], sample(facets[f], uniform));
  }
}

} // namespace

std::uint32_t sample(const Levels& levels, const Uniform& uniform) {
  double left = uniform();
  std::uint32_t level = 0;
  while (level + 1 < levels.size() && left >= levels[level]) {
    left -= levels[level];
    ++level;
  }
  return level;
}

SampledFinding sample(const Finding& finding, const std::vector<bool>& present, const Uniform& uniform) {
  SampledFinding result{0, std::vector<std::uint32_t>(finding.facets.size(), 0)};
  add_event(finding.leak, finding.leak_facets, uniform, result);
  for (const Link& link : finding.links) {
    if (present[link.cause]) {
      add_event(link.levels, link.facets, uniform, result);
    }
  }
  return result;
}

} // namespace sura::engine
