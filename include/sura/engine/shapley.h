// Shapley values: what each player adds to a value, averaged over every order in which the players may come (Shapley
// 1953, Contributions to the Theory of Games II, 307-317). The one way of sharing out v(all) − v(none) in which players
// who add the same get the same, who adds nothing gets nothing, and the shares of a sum of games are the sums of the
// shares.
//
// Up to max_exact_players exactly, from all 2^n coalitions. Beyond that from orders drawn at random (Mitchell, Cooper,
// Frank & Holmes 2022, JMLR 23(43)), each with its reverse (an antithetic pair: 10.3390/appliedmath3040049); the
// standard error is measured over the pairs. Where there is a cheap game that is nearly the same, a *surrogate*, it is
// sampled often, and only what the two differ by is sampled with the dear one (a control variate): the answer stays
// that of the dear one.
//
// Thread-safety: functions without shared state. Deterministic on every platform: the orders come from a fixed
// generator.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sura/result.h"

namespace sura::engine {

inline constexpr std::size_t max_exact_players = 12;
inline constexpr std::size_t max_players = 512;

/// Who takes part: bit i = player i.
using Coalition = std::bitset<max_players>;

/// Values of coalitions: into[i × targets + t] = value t of coalitions[i]. Either all 2^n, in counting order, or the
/// n + 1 of one order, each with one player more than that before it. Values may be infinite, not NaN.
using Game = std::function<Result<void>(std::span<const Coalition> coalitions, std::span<double> into)>;

struct ShapleyOptions {
  double bound = 69.07755278982137;   // values are held to ± this: 300 decibans in nats
  std::size_t pairs = 64;             // of orders, where they are drawn; at least 2
  std::size_t surrogate_pairs = 1024; // of the surrogate, where there is one; at least `pairs`
  std::uint64_t seed = 1;
};

struct Shapley {
  std::size_t players = 0;
  std::vector<double> values; // target × players + player. Of each target they sum to v(all) − v(none)
  std::vector<double> errors; // the same: standard errors; 0 where exact
};

/// Errors: those of the games; too_large (more than max_players). Cost: 2^n coalitions, or 2 (n + 1) for each pair.
Result<Shapley> shapley(std::size_t players, std::size_t targets, const Game& game, const ShapleyOptions& options = {},
                        const Game& surrogate = {});

} // namespace sura::engine
