// What the evidence says about one finding and its facets, put together: the unit that the sweep opens and closes.
// Thread-safety: plain values.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sura/engine/network.h"

namespace sura::engine {

struct ObservedFacet {
  std::uint32_t facet = 0;
  std::uint32_t lowest = 0;
  std::uint32_t highest = 0;
};

/// A finding with at least one observation on itself or on its facets.
///
/// What must have been *reached* is a bit: one for each facet with lowest ≥ 1, in facet order, then the finding's own
/// where `own_bit`. What must not have been *exceeded* needs no bit: it only removes outcomes from every event.
struct ObservedFinding {
  std::uint32_t finding = 0;
  std::uint32_t lowest = 0;  // at least 1 where a facet was observed present: the facet implies the finding
  std::uint32_t highest = 0; // the finding's top level where it was not observed itself
  bool own_bit = false;      // the finding's own level must be reached, and no facet implies it
  std::uint32_t bits = 0;
  std::span<const ObservedFacet> facets; // in facet order; they belong to who made this

  bool present() const { return lowest >= 1; }
};

/// Valid evidence, grouped by finding. May be filled again and again without new memory.
class Observed {
public:
  /// Groups in order of finding and facet. O(evidence · log evidence).
  void collect(const Network& network, const Evidence& evidence);

  const std::vector<ObservedFinding>& findings() const { return findings_; }

private:
  Evidence sorted_;
  std::vector<ObservedFacet> facets_;
  std::vector<ObservedFinding> findings_;
};

} // namespace sura::engine
