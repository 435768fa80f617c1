// The network seen from the causes: what each can produce that the evidence is about.
// Thread-safety: plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/inference/observed_finding.h"
#include "sura/engine/network.h"

namespace sura::engine {

/// Finding::links[link] of the finding of `observed[group]`.
struct FindingEffect {
  std::uint32_t group = 0;
  std::uint32_t link = 0;
};

/// Causes[cause].parents[parent].
struct CauseEffect {
  std::uint32_t cause = 0;
  std::uint32_t parent = 0;
};

struct Effects {
  std::vector<FindingEffect> findings; // those that set bits, by rising group
  bool weighted = false;               // some other finding only weighs the present branch (absent, or up to a level)
  std::vector<CauseEffect> causes;     // by rising cause
};

/// One entry per cause. O(network).
std::vector<Effects> effects_of_causes(const Network& network, const std::vector<ObservedFinding>& observed);

} // namespace sura::engine
