#include "sura/engine/shapley.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

namespace sura::engine {
namespace {

/// splitmix64 (Steele, Lea & Flood 2014, 10.1145/2660193.2660195): the same on every platform, as the standard's
/// distributions are not.
class Orders {
public:
  explicit Orders(std::uint64_t seed) : state_(seed) {}

  /// All orders equally likely.
  void shuffle(std::vector<std::uint32_t>& order) {
    for (std::size_t left = order.size(); left > 1; --left) {
      std::swap(order[left - 1], order[below(left)]);
    }
  }

private:
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
  }

  std::size_t below(std::uint64_t limit) {
    const std::uint64_t whole = ~std::uint64_t{0} - ~std::uint64_t{0} % limit; // the rest would favour small numbers
    std::uint64_t drawn = next();
    while (drawn >= whole) {
      drawn = next();
    }
    return static_cast<std::size_t>(drawn % limit);
  }

  std::uint64_t state_;
};

Result<void> bounded_values(const Game& game, std::span<const Coalition> coalitions, double bound,
                            std::vector<double>& into) {
  if (auto played = game(coalitions, into); !played) {
    return played;
  }
  for (double& value : into) {
    value = std::clamp(value, -bound, bound);
  }
  return {};
}

/// Mean and spread of what players add, over pairs of orders.
class Pairs {
public:
  Pairs(std::size_t players, std::size_t targets)
      : players_(players), targets_(targets), added_(players * targets), sums_(players * targets),
        squares_(players * targets) {}

  void begin() { std::fill(added_.begin(), added_.end(), 0.0); }

  /// `values`: by coalition of the order, and target.
  void add(const std::vector<std::uint32_t>& order, const std::vector<double>& values, double sign) {
    for (std::size_t i = 0; i < players_; ++i) {
      const double* const before = values.data() + i * targets_;
      double* const into = added_.data() + order[i] * targets_;
      for (std::size_t t = 0; t < targets_; ++t) {
        into[t] += sign * 0.5 * (before[targets_ + t] - before[t]);
      }
    }
  }

  void end() {
    ++count_;
    for (std::size_t i = 0; i < added_.size(); ++i) {
      const double from_mean = added_[i] - sums_[i]; // Welford's way: `sums_` is the mean so far
      sums_[i] += from_mean / count_;
      squares_[i] += from_mean * (added_[i] - sums_[i]);
    }
  }

  double mean(std::size_t target, std::size_t player) const { return sums_[player * targets_ + target]; }
  /// Variance of the mean.
  double variance(std::size_t target, std::size_t player) const {
    return squares_[player * targets_ + target] / (count_ * (count_ - 1.0));
  }

private:
  std::size_t players_;
  std::size_t targets_;
  std::vector<double> added_; // by player, and target
  std::vector<double> sums_;
  std::vector<double> squares_;
  double count_ = 0.0;
};

Result<Shapley> enumerated(std::size_t players, std::size_t targets, const Game& game, const ShapleyOptions& options) {
  const std::size_t all = std::size_t{1} << players;
  std::vector<Coalition> coalitions;
  for (std::size_t set = 0; set < all; ++set) {
    coalitions.emplace_back(set);
  }
  std::vector<double> values(all * targets);
  if (auto played = bounded_values(game, coalitions, options.bound, values); !played) {
    return fail(std::move(played.error()));
  }
  // Of the orders, this share has a given player come right after given others: by how many these are.
  std::vector<double> share(players, 1.0 / static_cast<double>(std::max<std::size_t>(players, 1)));
  for (std::size_t others = 1; others < players; ++others) {
    share[others] = share[others - 1] * static_cast<double>(others) / static_cast<double>(players - others);
  }
  Shapley result{players, std::vector<double>(targets * players), std::vector<double>(targets * players, 0.0)};
  std::vector<double> sums(targets);
  for (std::size_t player = 0; player < players; ++player) {
    std::fill(sums.begin(), sums.end(), 0.0);
    for (std::size_t set = 0; set < all; ++set) {
      if (!coalitions[set][player]) {
        const double weight = share[coalitions[set].count()];
        const double* const without = values.data() + set * targets;
        const double* const with = values.data() + (set | (std::size_t{1} << player)) * targets;
        for (std::size_t t = 0; t < targets; ++t) {
          sums[t] += weight * (with[t] - without[t]);
        }
      }
    }
    for (std::size_t t = 0; t < targets; ++t) {
      result.values[t * players + player] = sums[t];
    }
  }
  return result;
}

class Sampler {
public:
  Sampler(std::size_t players, std::size_t targets, const ShapleyOptions& options, const Game& game,
          const Game& surrogate)
      : players_(players), targets_(targets), options_(options), game_(game), surrogate_(surrogate),
        coalitions_(players + 1), values_((players + 1) * targets), cheap_(values_), dear_(players, targets),
        often_(players, targets) {}

  Result<Shapley> run() {
    const std::size_t pairs = std::max<std::size_t>(options_.pairs, 2);
    const std::size_t in_all = surrogate_ ? std::max(options_.surrogate_pairs, pairs) : pairs;
    Orders orders(options_.seed);
    std::vector<std::uint32_t> order(players_);
    std::iota(order.begin(), order.end(), 0U);
    for (std::size_t pair = 0; pair < in_all; ++pair) {
      orders.shuffle(order);
      dear_.begin();
      often_.begin();
      for (int way = 0; way < 2; ++way) {
        if (auto added = take(order, pair < pairs); !added) {
          return fail(std::move(added.error()));
        }
        std::reverse(order.begin(), order.end());
      }
      often_.end();
      if (pair < pairs) {
        dear_.end();
      }
    }
    Shapley result{players_, {}, {}};
    for (std::size_t t = 0; t < targets_; ++t) {
      for (std::size_t player = 0; player < players_; ++player) {
        const double cheap = surrogate_ ? often_.mean(t, player) : 0.0;
        const double its_variance = surrogate_ ? often_.variance(t, player) : 0.0;
        result.values.push_back(cheap + dear_.mean(t, player));
        result.errors.push_back(std::sqrt(its_variance + dear_.variance(t, player)));
      }
    }
    return result;
  }

private:
  Result<void> take(const std::vector<std::uint32_t>& order, bool with_game) {
    for (std::size_t i = 0; i < players_; ++i) {
      coalitions_[i + 1] = coalitions_[i];
      coalitions_[i + 1].set(order[i]);
    }
    if (surrogate_) {
      if (auto played = bounded_values(surrogate_, coalitions_, options_.bound, cheap_); !played) {
        return played;
      }
      often_.add(order, cheap_, 1.0);
    }
    if (with_game) {
      if (auto played = bounded_values(game_, coalitions_, options_.bound, values_); !played) {
        return played;
      }
      dear_.add(order, values_, 1.0);
      if (surrogate_) {
        dear_.add(order, cheap_, -1.0);
      }
    }
    return {};
  }

  std::size_t players_;
  std::size_t targets_;
  const ShapleyOptions& options_;
  const Game& game_;
  const Game& surrogate_;
  std::vector<Coalition> coalitions_;
  std::vector<double> values_;
  std::vector<double> cheap_;
  Pairs dear_;  // what the game adds, less the surrogate where there is one
  Pairs often_; // the surrogate
};

} // namespace

Result<Shapley> shapley(std::size_t players, std::size_t targets, const Game& game, const ShapleyOptions& options,
                        const Game& surrogate) {
  if (players > max_players) {
    return fail({ErrorCode::too_large, "players", std::to_string(players) + " players",
                 "at most " + std::to_string(max_players), ""});
  }
  return players <= max_exact_players ? enumerated(players, targets, game, options)
                                      : Sampler(players, targets, options, game, surrogate).run();
}

} // namespace sura::engine
