#include "sura/engine/shapley.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "engine/testing/random_network.h"

namespace sura::engine {
namespace {

using testing::Random;

constexpr std::size_t two_targets = 2;

/// Values of every coalition of few players, two each.
class TableGame {
public:
  TableGame(std::size_t players, std::uint64_t seed) : values_(two_targets << players) {
    Random random(seed);
    for (double& value : values_) {
      value = 10.0 * random.uniform() - 5.0;
    }
  }

  double& value(std::size_t set, std::size_t target) { return values_[set * two_targets + target]; }

  Game game() const {
    return [this](std::span<const Coalition> coalitions, std::span<double> into) -> Result<void> {
      for (std::size_t i = 0; i < coalitions.size(); ++i) {
        for (std::size_t t = 0; t < two_targets; ++t) {
          into[i * two_targets + t] = values_[coalitions[i].to_ulong() * two_targets + t];
        }
      }
      return {};
    };
  }

  /// By every order there is.
  double by_all_orders(std::size_t players, std::size_t player, std::size_t target) {
    std::vector<std::size_t> order(players);
    std::iota(order.begin(), order.end(), 0U);
    double sum = 0.0;
    double count = 0.0;
    do {
      std::size_t before = 0;
      for (const std::size_t next : order) {
        if (next == player) {
          break;
        }
        before |= std::size_t{1} << next;
      }
      sum += value(before | std::size_t{1} << player, target) - value(before, target);
      count += 1.0;
    } while (std::next_permutation(order.begin(), order.end()));
    return sum / count;
  }

private:
  std::vector<double> values_;
};

TEST(ShapleyTest, IsTheAverageOverAllOrders) {
  for (std::size_t players = 1; players <= 7; ++players) {
    TableGame table(players, players);
    const auto found = shapley(players, two_targets, table.game());
    ASSERT_TRUE(found);
    for (std::size_t t = 0; t < two_targets; ++t) {
      for (std::size_t player = 0; player < players; ++player) {
        EXPECT_NEAR(found->values[t * players + player], table.by_all_orders(players, player, t), 1e-12);
        EXPECT_EQ(found->errors[t * players + player], 0.0);
      }
    }
  }
}

TEST(ShapleyTest, NobodyPlays) {
  TableGame table(0, 1);
  const auto found = shapley(0, two_targets, table.game());
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->values.empty());
}

TEST(ShapleyTest, TheLargestExactGameSumsToTheWhole) {
  TableGame table(max_exact_players, 3);
  const auto found = shapley(max_exact_players, two_targets, table.game());
  ASSERT_TRUE(found);
  for (std::size_t t = 0; t < two_targets; ++t) {
    const auto first = found->values.begin() + static_cast<std::ptrdiff_t>(t * max_exact_players);
    const double sum = std::accumulate(first, first + static_cast<std::ptrdiff_t>(max_exact_players), 0.0);
    EXPECT_NEAR(sum, table.value((std::size_t{1} << max_exact_players) - 1, t) - table.value(0, t), 1e-10);
  }
}

TEST(ShapleyTest, DummiesGetNothingAndEqualsTheSame) {
  TableGame table(5, 8);
  for (std::size_t set = 0; set < 32; ++set) {
    // Player 4 adds nothing; players 0 and 1 are alike.
    const std::size_t alike = (set & 3U) == 2 ? (set & ~3U) | 1U : set;
    for (std::size_t t = 0; t < two_targets; ++t) {
      table.value(set, t) = table.value(alike & 15U, t);
    }
  }
  const auto found = shapley(5, two_targets, table.game());
  ASSERT_TRUE(found);
  for (std::size_t t = 0; t < two_targets; ++t) {
    EXPECT_NEAR(found->values[t * 5 + 4], 0.0, 1e-14);
    EXPECT_NEAR(found->values[t * 5], found->values[t * 5 + 1], 1e-14);
  }
}

TEST(ShapleyTest, InfiniteValuesCountAsTheBound) {
  TableGame table(2, 1);
  const double infinity = std::numeric_limits<double>::infinity();
  table.value(0, 0) = table.value(1, 0) = -infinity;
  table.value(2, 0) = 0.0;
  table.value(3, 0) = infinity;
  ShapleyOptions options;
  options.bound = 10.0;
  const auto found = shapley(2, two_targets, table.game(), options);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->values[0], 5.0);  // 0 or 10
  EXPECT_EQ(found->values[1], 15.0); // 10 or 20
}

/// Twenty players, of whom each adds its number, pairs of neighbours somewhat more, and triples a little. Known: half
/// of a pair's to each of it, a third of a triple's.
struct LargeGame {
  static constexpr std::size_t players = 20;

  static double alone(std::size_t i) { return 0.1 * static_cast<double>(i); }
  static double pair(std::size_t i) { return std::sin(static_cast<double>(i)); }
  static double triple(std::size_t i) { return 0.05 * std::cos(static_cast<double>(i)); }

  static Game game(double triples) {
    return [triples](std::span<const Coalition> coalitions, std::span<double> into) -> Result<void> {
      for (std::size_t c = 0; c < coalitions.size(); ++c) {
        into[c] = 0.0;
        for (std::size_t i = 0; i < players; ++i) {
          const bool with_next = coalitions[c][i] && coalitions[c][(i + 1) % players];
          into[c] += coalitions[c][i] ? alone(i) : 0.0;
          into[c] += with_next ? pair(i) : 0.0;
          into[c] += with_next && coalitions[c][(i + 2) % players] ? triples * triple(i) : 0.0;
        }
      }
      return {};
    };
  }

  static double expected(std::size_t i) {
    const std::size_t before = (i + players - 1) % players;
    const std::size_t before_that = (i + players - 2) % players;
    return alone(i) + (pair(i) + pair(before)) / 2.0 + (triple(i) + triple(before) + triple(before_that)) / 3.0;
  }
};

void expect_within_errors(const Shapley& found, double largest_error) {
  double sum = 0.0;
  double square = 0.0;
  double stated = 0.0;
  for (std::size_t i = 0; i < LargeGame::players; ++i) {
    const double off = found.values[i] - LargeGame::expected(i);
    EXPECT_LE(std::abs(off), 4.5 * found.errors[i] + 1e-12) << i;
    EXPECT_LE(found.errors[i], largest_error);
    sum += found.values[i];
    square += off * off;
    stated += found.errors[i] * found.errors[i];
  }
  EXPECT_LT(square, 4.0 * stated); // what is stated is about what is,
  EXPECT_GT(square, stated / 4.0); // both ways
  double all = 0.0;
  const Coalition everybody = Coalition().set() >> (max_players - LargeGame::players);
  ASSERT_TRUE(LargeGame::game(1.0)({&everybody, 1}, {&all, 1}));
  EXPECT_NEAR(sum, all, 1e-9);
}

TEST(ShapleyTest, SampledIsWithinItsStatedError) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    ShapleyOptions options;
    options.seed = seed;
    options.pairs = 100;
    const auto found = shapley(LargeGame::players, 1, LargeGame::game(1.0), options);
    ASSERT_TRUE(found);
    expect_within_errors(*found, 0.06);
  }
}

TEST(ShapleyTest, ASurrogateSharpensTheAnswerWithoutMovingIt) {
  ShapleyOptions options;
  options.pairs = 30;
  options.surrogate_pairs = 5000;
  const auto found =
      shapley(LargeGame::players, 1, LargeGame::game(1.0), options, LargeGame::game(0.0)); // knows nothing of triples
  ASSERT_TRUE(found);
  expect_within_errors(*found, 0.012);
}

TEST(ShapleyTest, TheSameEveryTime) {
  const auto once = shapley(LargeGame::players, 1, LargeGame::game(1.0));
  const auto again = shapley(LargeGame::players, 1, LargeGame::game(1.0));
  ASSERT_TRUE(once && again);
  EXPECT_EQ(once->values, again->values);
}

TEST(ShapleyTest, ErrorsOfTheGameAndTooManyPlayers) {
  const Game broken = [](std::span<const Coalition>, std::span<double>) -> Result<void> {
    return fail({ErrorCode::inconsistent, "game", "no value", "a value", ""});
  };
  for (const std::size_t players : {3U, 20U}) {
    EXPECT_EQ(shapley(players, 1, broken).error().code, ErrorCode::inconsistent);
  }
  EXPECT_EQ(shapley(LargeGame::players, 1, LargeGame::game(1.0), {}, broken).error().code, ErrorCode::inconsistent);
  EXPECT_EQ(shapley(max_players + 1, 1, LargeGame::game(1.0)).error().code, ErrorCode::too_large);
}

} // namespace
} // namespace sura::engine
