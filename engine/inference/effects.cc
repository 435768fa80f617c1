#include "engine/inference/effects.h"

namespace sura::engine {

std::vector<Effects> effects_of_causes(const Network& network, const std::vector<ObservedFinding>& observed) {
  std::vector<Effects> effects(network.causes.size());
  for (std::uint32_t group = 0; group < observed.size(); ++group) {
    const std::vector<Link>& links = network.findings[observed[group].finding].links;
    for (std::uint32_t link = 0; link < links.size(); ++link) {
      Effects& source = effects[links[link].cause];
      if (observed[group].bits > 0) {
        source.findings.push_back({group, link});
      } else {
        source.weighted = true;
      }
    }
  }
  for (std::uint32_t cause = 0; cause < network.causes.size(); ++cause) {
    const std::vector<Parent>& parents = network.causes[cause].parents;
    for (std::uint32_t parent = 0; parent < parents.size(); ++parent) {
      effects[parents[parent].cause].causes.push_back({cause, parent});
    }
  }
  return effects;
}

} // namespace sura::engine
