// The odds of causes for every subset of the evidence at once: by one sweep that keeps, of each observed finding, what
// became of it until the end. No subset is swept by itself, and nothing is subtracted but P(cause) from 1.
//
// Thread-safety: a function without shared state.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sura/engine/network.h"
#include "sura/result.h"

namespace sura::engine {

/// Most weights that are held at once, three times over: 50 MB.
inline constexpr std::size_t max_subset_weights = std::size_t{1} << 21;

/// For each subset of `evidence` (bit i of its number = evidence[i]) and each of `causes`: ln odds that the cause is
/// present, given that subset and that at least one of `causes` is present. into[subset × causes + i]; infinite where
/// it is sure or never. Meant for little evidence. Cost: O(causes × links × Π over findings of how many ways what was
/// observed of it may come out: 2 for each observation, 3 for a level that is neither the first nor the last).
/// Errors: invalid network or evidence; too_large (max_subset_weights).
Result<std::vector<double>> log_odds_of_subsets(const Network& network, const Evidence& evidence,
                                                std::span<const std::uint32_t> causes);

} // namespace sura::engine
