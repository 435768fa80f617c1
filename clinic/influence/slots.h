// Every number of a person's network, and how it follows from the numbers of the pack.
// Thread-safety: plain values; the functions in them refer to what they were made from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "clinic/reasoning/person_network.h"
#include "clinic/reasoning/person_numbers.h"

namespace sura::clinic {

/// One place of the network. A single probability is Levels of one entry.
struct Slot {
  enum class Kind : std::uint8_t { cause_leak, cause_parent, finding_leak, leak_facet, link, link_facet };
  Kind kind = Kind::cause_leak;
  std::size_t owner = 0; // cause or finding
  std::size_t event = 0; // parent, link; the facet of a leak
  std::size_t facet = 0; // of a link
  std::function<engine::Levels(const Draw&)> value;
};

/// Σ over the slot's place in `network` (such as a gradient) of what stands there × `change`.
double dot(const engine::Network& network, const Slot& slot, const engine::Levels& change);

/// Whether everything there is 0.
bool is_flat(const engine::Network& network, const Slot& slot);

/// All slots that hold numbers of the pack. `numbers` and `pack` must outlive them.
std::vector<Slot> slots(const Pack& pack, const PersonNumbers& numbers, const PersonNetwork& person);

} // namespace sura::clinic
