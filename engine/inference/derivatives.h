// From the moments of a sweep to the derivative of ln P(evidence) by every number of the network.
//
// A table's weights are linear in the levels of the event and in those of each of its facets, so the derivative by one
// level is the table of an event that is sure to have just that level, weighed by the derivatives by the table's
// weights. Such tables are the same for all lanes that differ in leaks of causes alone.
// Thread-safety: functions without shared state.
#pragma once

#include <cstddef>
#include <span>

#include "engine/inference/numbers.h"
#include "engine/inference/program.h"
#include "engine/inference/sweep.h"
#include "sura/engine/inference.h"
#include "sura/engine/network.h"

namespace sura::engine {

/// A network of the same shape, without names, in which every number is 0.
Network zeros_like(const Network& network);

/// As many lanes as there are variations, from `first_lane` on, to as many columns of `by`, from `first_column` on.
/// `variations`: what each lane was filled with. `row` is the network's; `by` has `columns` zeros for each number of
/// it. O(steps × 4^bits of a finding × levels × lanes).
void derivatives(const Network& network, const NumberRow& row, const Program& program, const Numbers& numbers,
                 const Moments& moments, std::size_t first_lane, std::span<const Variation> variations, double* by,
                 std::size_t columns, std::size_t first_column);

/// One column as a network.
Network as_network(const Network& network, const NumberRow& row, const double* by, std::size_t columns);

} // namespace sura::engine
