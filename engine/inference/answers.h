// From the moments of a sweep to the answers: who is present, and what produced what.
// Thread-safety: functions without shared state.
#pragma once

#include <cstddef>

#include "engine/inference/numbers.h"
#include "engine/inference/program.h"
#include "engine/inference/sweep.h"
#include "sura/engine/inference.h"

namespace sura::engine {

/// A posterior of the right shape in which every probability is 0 and the evidence impossible.
void clear(const Network& network, const Program& program, Posterior& posterior);

/// Fills a cleared posterior from one lane. O(Σ 4^bits of the steps).
void read_answers(const Program& program, const Numbers& numbers, const Moments& moments, std::size_t lane,
                  Posterior& posterior);

/// The same where presence alone is wanted: no attributions and origins. O(causes).
void clear_presence(const Network& network, Posterior& posterior);
void read_presence(const Program& program, const Numbers& numbers, const Moments& moments, std::size_t lane,
                   Posterior& posterior);

} // namespace sura::engine
