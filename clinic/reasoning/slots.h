// Every number of a person's network, and how it follows from the numbers of the pack.
// Thread-safety: plain values. Ownership: they refer to the pack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "clinic/reasoning/person_network.h"
#include "clinic/reasoning/person_numbers.h"
#include "sura/engine/inference.h"

namespace sura::clinic {

/// One place of the network: a single probability, or the levels of one event.
struct Slot {
  enum class Place : std::uint8_t { cause_leak, cause_parent, levels, facet };
  /// Which of PersonNumbers makes it; `number`: a number of the pack as it is.
  enum class Source : std::uint8_t { number, presence, presents, something_else, leak, unnamed, link };

  Place place = Place::cause_leak;
  std::size_t owner = 0; // cause or finding of the network
  std::size_t event = 0; // of a cause: which parent; of a finding: as NumberRow counts
  std::size_t facet = 0;
  Source source = Source::number;
  std::uint32_t of = 0;              // condition, sort or finding of the pack
  const Number* number = nullptr;    // of Source::number
  const FindingLink* link = nullptr; // of Source::link
};

/// All slots that hold numbers of the pack.
std::vector<Slot> slots(const Pack& pack, const PersonNetwork& person);

/// The numbers of the slot's place.
std::span<double> numbers_at(engine::Network& network, const Slot& slot);

/// Where they begin in the row of all of the network's numbers.
std::size_t place_in(const engine::NumberRow& row, const Slot& slot);

/// What the slot holds in this draw, into as many numbers as its place has.
void work_out(const Slot& slot, const PersonNumbers& numbers, const Draw& draw, std::span<double> into);

} // namespace sura::clinic
