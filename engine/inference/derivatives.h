// From the moments of a sweep to the derivative of ln P(evidence) by every number of the network.
//
// A table's weights are linear in the levels of the event and in those of each of its facets, so the derivative by one
// level is the table of an event that is sure to have just that level, weighed by the derivatives by the table's
// weights. Thread-safety: functions without shared state.
#pragma once

#include "engine/inference/numbers.h"
#include "engine/inference/program.h"
#include "engine/inference/sweep.h"
#include "sura/engine/network.h"

namespace sura::engine {

/// A network of the same shape, without names, in which every number is 0.
Network zeros_like(const Network& network);

/// One lane. O(steps × 4^bits of a finding × levels).
Network derivatives(const Network& network, const Program& program, const Numbers& numbers, const Moments& moments);

} // namespace sura::engine
