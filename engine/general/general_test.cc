// Bayesian networks of any shape, against enumeration of everything.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/general/junction_tree.h"
#include "engine/general/restricted.h"
#include "engine/general/table.h"
#include "engine/testing/expect_same.h"
#include "engine/testing/random_network.h"
#include "sura/engine/general.h"

namespace sura::engine {
namespace {

using testing::Random;
using testing::same;

/// Every joint assignment in turn.
Marginals enumerate(const BayesNet& net, const LevelSets& evidence) {
  Marginals result;
  for (const Variable& variable : net.variables) {
    result.variables.emplace_back(variable.levels, 0.0);
  }
  std::vector<std::uint32_t> at(net.variables.size(), 0);
  double total = 0.0;
  bool is_done = false;
  while (!is_done) {
    double weight = 1.0;
    for (std::size_t index = 0; index < at.size(); ++index) {
      std::size_t row = 0;
      for (const std::uint32_t parent : net.variables[index].parents) {
        row = row * net.variables[parent].levels + at[parent];
      }
      weight *= net.variables[index].table[row * net.variables[index].levels + at[index]];
    }
    for (const LevelSet& set : evidence) {
      weight *= std::count(set.levels.begin(), set.levels.end(), at[set.variable]) > 0 ? 1.0 : 0.0;
    }
    total += weight;
    for (std::size_t index = 0; index < at.size(); ++index) {
      result.variables[index][at[index]] += weight;
    }
    is_done = true;
    for (std::size_t index = 0; index < at.size() && is_done; ++index) {
      at[index] = (at[index] + 1) % net.variables[index].levels;
      is_done = at[index] == 0;
    }
  }
  result.log_evidence = std::log(total);
  for (Levels& levels : result.variables) {
    for (double& level : levels) {
      level = total > 0.0 ? level / total : 0.0;
    }
  }
  return result;
}

void expect_same_marginals(const BayesNet& net, const LevelSets& evidence) {
  const auto actual = infer(net, evidence);
  ASSERT_TRUE(actual) << actual.error().message();
  const Marginals expected = enumerate(net, evidence);
  EXPECT_PRED2(same, actual->log_evidence, expected.log_evidence);
  ASSERT_EQ(actual->variables.size(), expected.variables.size());
  for (std::size_t index = 0; index < expected.variables.size(); ++index) {
    ASSERT_EQ(actual->variables[index].size(), expected.variables[index].size());
    for (std::size_t level = 0; level < expected.variables[index].size(); ++level) {
      EXPECT_PRED2(same, actual->variables[index][level], expected.variables[index][level])
          << "variable " << index << ", level " << level;
    }
  }
}

/// The chest clinic, with the numbers of Lauritzen & Spiegelhalter 1988 (J R Stat Soc B 50, 157–224), table 1. Level 0
/// is "no".
BayesNet chest_clinic() {
  return {{
      {"visit to Asia", 2, {}, {0.99, 0.01}},
      {"tuberculosis", 2, {0}, {0.99, 0.01, 0.95, 0.05}},
      {"smoking", 2, {}, {0.5, 0.5}},
      {"lung cancer", 2, {2}, {0.99, 0.01, 0.9, 0.1}},
      {"bronchitis", 2, {2}, {0.7, 0.3, 0.4, 0.6}},
      {"either", 2, {1, 3}, {1, 0, 0, 1, 0, 1, 0, 1}},
      {"X-ray", 2, {5}, {0.95, 0.05, 0.02, 0.98}},
      {"dyspnoea", 2, {5, 4}, {0.9, 0.1, 0.2, 0.8, 0.3, 0.7, 0.1, 0.9}},
  }};
}

TEST(GeneralTest, ChestClinic) {
  const BayesNet net = chest_clinic();
  const auto prior = infer(net, {});
  ASSERT_TRUE(prior);
  EXPECT_NEAR(prior->log_evidence, 0.0, 1e-15);
  const std::vector<double> published = {0.01, 0.0104, 0.5, 0.055, 0.45, 0.064828, 0.11029004, 0.4359706};
  for (std::size_t index = 0; index < published.size(); ++index) {
    EXPECT_NEAR(prior->variables[index][1], published[index], 1e-7) << net.variables[index].name;
  }
  expect_same_marginals(net, {});
  expect_same_marginals(net, {{7, {1}}});
  expect_same_marginals(net, {{0, {1}}, {6, {0}}, {7, {1}}});
}

/// Any shape: up to ten variables of one to four levels, with up to four parents in any order.
BayesNet random_net(Random& random) {
  BayesNet net;
  const std::uint32_t count = random.whole(1, 10);
  for (std::uint32_t index = 0; index < count; ++index) {
    Variable variable{"", random.chance(0.05) ? 1 : random.whole(2, random.chance(0.7) ? 2 : 4), {}, {}};
    std::size_t rows = 1;
    for (std::uint32_t tries = random.whole(0, 4); tries > 0 && index > 0; --tries) {
      const std::uint32_t parent = random.whole(0, index - 1);
      if (std::count(variable.parents.begin(), variable.parents.end(), parent) == 0) {
        variable.parents.push_back(parent);
        rows *= net.variables[parent].levels;
      }
    }
    for (std::size_t row = 0; row < rows; ++row) {
      const Levels levels = variable.levels == 1 ? Levels{1.0} : random.levels(variable.levels);
      variable.table.insert(variable.table.end(), levels.rbegin(), levels.rend());
    }
    net.variables.push_back(variable);
  }
  return net;
}

LevelSets random_sets(Random& random, const BayesNet& net) {
  LevelSets sets;
  for (std::uint32_t index = 0; index < net.variables.size(); ++index) {
    LevelSet set{index, {}};
    for (std::uint32_t level = 0; level < net.variables[index].levels; ++level) {
      if (random.chance(0.6)) {
        set.levels.push_back(level);
      }
    }
    if (!set.levels.empty() && random.chance(0.4)) {
      sets.push_back(set);
    }
  }
  return sets;
}

TEST(GeneralTest, RandomNetworksOfAnyShape) {
  int impossible = 0;
  for (std::uint64_t seed = 1; seed <= 1000 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const BayesNet net = random_net(random);
    ASSERT_TRUE(validate(net)) << validate(net).error().message();
    const LevelSets evidence = random_sets(random, net);
    expect_same_marginals(net, evidence);
    impossible += std::isinf(infer(net, evidence)->log_evidence) ? 1 : 0;
  }
  EXPECT_GT(impossible, 10);
  EXPECT_LT(impossible, 500);
}

TEST(GeneralTest, NoVariablesAtAll) {
  const auto marginals = infer(BayesNet{}, {});
  ASSERT_TRUE(marginals);
  EXPECT_EQ(marginals->log_evidence, 0.0);
}

/// A square grid of variables, each with the one above and the one to the left as parents: as wide as it is high.
BayesNet grid(std::uint32_t side) {
  BayesNet net;
  for (std::uint32_t row = 0; row < side; ++row) {
    for (std::uint32_t column = 0; column < side; ++column) {
      Variable variable{"", 2, {}, {}};
      const std::uint32_t index = row * side + column;
      if (row > 0) {
        variable.parents.push_back(index - side);
      }
      if (column > 0) {
        variable.parents.push_back(index - 1);
      }
      for (std::size_t i = 0; i < std::size_t{1} << variable.parents.size(); ++i) {
        variable.table.push_back(0.25 + 0.125 * static_cast<double>(i));
        variable.table.push_back(0.75 - 0.125 * static_cast<double>(i));
      }
      net.variables.push_back(variable);
    }
  }
  return net;
}

TEST(GeneralTest, SizeIsKnownBeforehandAndTooLargeSaysHowLarge) {
  expect_same_marginals(grid(4), {{15, {1}}});
  const auto small = tree_size(grid(4), {});
  ASSERT_TRUE(small);
  EXPECT_GE(small->largest_clique, 32.0); // a grid of side 4 has treewidth 4
  EXPECT_LE(small->largest_clique, 64.0);
  EXPECT_LE(small->largest_clique, small->total);
  const BayesNet large = grid(40);
  const auto size = tree_size(large, {});
  ASSERT_TRUE(size);
  EXPECT_GE(size->largest_clique, std::ldexp(1.0, 41));
  const auto refused = infer(large, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
  EXPECT_NE(refused.error().message().find("the largest clique has "), std::string::npos) << refused.error().message();
  EXPECT_NE(refused.error().message().find("67108864"), std::string::npos) << refused.error().message();
}

TEST(GeneralTest, WhatIsKnownTakesNoRoom) {
  constexpr std::uint32_t side = 40;
  LevelSets middle;
  for (std::uint32_t column = 0; column < side; ++column) {
    for (std::uint32_t row = 10; row < side; row += 10) {
      middle.push_back({row * side + column, {1}});
      middle.push_back({column * side + row, {0}});
    }
  }
  std::sort(middle.begin(), middle.end(), [](const auto& a, const auto& b) { return a.variable < b.variable; });
  middle.erase(std::unique(middle.begin(), middle.end(),
                           [](const auto& left, const auto& right) { return left.variable == right.variable; }),
               middle.end());
  const auto size = tree_size(grid(side), middle);
  ASSERT_TRUE(size);
  EXPECT_LE(size->largest_clique, std::ldexp(1.0, 16));
  const auto marginals = infer(grid(side), middle);
  ASSERT_TRUE(marginals) << marginals.error().message();
  EXPECT_LT(marginals->log_evidence, -100.0);
}

TEST(JunctionTreeTest, EveryFactorHasAHomeAndEveryVariableOneConnectedPiece) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const BayesNet net = random_net(random);
    const general::Restricted restricted(net, random_sets(random, net));
    const auto tree = general::junction_tree(restricted.levels(), restricted.scopes());
    for (const general::Scope& scope : restricted.scopes()) {
      if (!scope.empty()) {
        const general::Scope& clique = tree.cliques[tree.clique_of(scope)].scope;
        EXPECT_TRUE(std::includes(clique.begin(), clique.end(), scope.begin(), scope.end()));
      }
    }
    std::vector<int> pieces(net.variables.size(), 0); // cliques that hold it, less links between such cliques
    for (std::size_t c = 0; c < tree.cliques.size(); ++c) {
      const general::Clique& clique = tree.cliques[c];
      for (const std::uint32_t variable : clique.scope) {
        ++pieces[variable];
      }
      for (const std::uint32_t variable : clique.separator) {
        --pieces[variable];
      }
      if (clique.parent >= 0) {
        ASSERT_LT(clique.parent, static_cast<std::int32_t>(c));
        const general::Scope& parent = tree.cliques[static_cast<std::size_t>(clique.parent)].scope;
        EXPECT_TRUE(std::includes(parent.begin(), parent.end(), clique.separator.begin(), clique.separator.end()));
        EXPECT_LT(clique.separator.size(), clique.scope.size());
        EXPECT_LT(clique.separator.size(), parent.size()) << "a clique that lies within its child";
      }
    }
    for (std::size_t variable = 0; variable < pieces.size(); ++variable) {
      EXPECT_EQ(pieces[variable], restricted.levels()[variable] > 1 ? 1 : 0);
    }
  }
}

TEST(TableTest, KernelsAgainstIndexArithmetic) {
  const std::vector<std::uint32_t> levels = {2, 3, 2, 4, 3};
  for (std::uint32_t subset = 0; subset < 32; ++subset) {
    general::Scope all = {0, 1, 2, 3, 4};
    general::Scope some;
    for (std::uint32_t variable = 0; variable < 5; ++variable) {
      if ((subset >> variable & 1U) != 0) {
        some.push_back(variable);
      }
    }
    general::Table table(all, levels, 0.0);
    general::Table factor(some, levels, 0.0);
    general::Table sums(some, levels, 0.0);
    for (std::size_t i = 0; i < table.values.size(); ++i) {
      table.values[i] = 1.0 + static_cast<double>(i % 17);
    }
    for (std::size_t i = 0; i < factor.values.size(); ++i) {
      factor.values[i] = 1.0 + static_cast<double>(i);
    }
    std::vector<double> expected_sums(sums.values.size(), 0.0);
    std::vector<double> expected_product;
    for (std::size_t i = 0; i < table.values.size(); ++i) {
      std::size_t rest = i;
      std::vector<std::size_t> at(5);
      for (std::size_t variable = 5; variable-- > 0; rest /= levels[variable]) {
        at[variable] = rest % levels[variable];
      }
      std::size_t inner = 0;
      for (const std::uint32_t variable : some) {
        inner = inner * levels[variable] + at[variable];
      }
      expected_sums[inner] += table.values[i];
      expected_product.push_back(table.values[i] * factor.values[inner]);
    }
    sum_out(table, sums);
    EXPECT_EQ(sums.values, expected_sums) << subset;
    const general::Product product = multiply(table, factor);
    EXPECT_EQ(table.values, expected_product) << subset;
    EXPECT_EQ(product.largest, *std::max_element(expected_product.begin(), expected_product.end()));
    EXPECT_TRUE(product.is_exact);
  }
}

TEST(TableTest, AProductTooSmallForANumberIsSaid) {
  general::Table table({0}, {2}, 1e-200);
  const general::Table factor({0}, {2}, 1e-200);
  EXPECT_FALSE(multiply(table, factor).is_exact);
  general::Table zero({0}, {2}, 0.0);
  EXPECT_TRUE(multiply(zero, factor).is_exact);
}

void expect_invalid(const BayesNet& net, ErrorCode code, const std::string& words) {
  const auto valid = validate(net);
  ASSERT_FALSE(valid) << words;
  EXPECT_EQ(valid.error().code, code) << valid.error().message();
  EXPECT_NE(valid.error().message().find(words), std::string::npos) << valid.error().message();
  EXPECT_FALSE(infer(net, {}));
  EXPECT_FALSE(tree_size(net, {}));
}

TEST(BayesNetTest, MistakesAreNamed) {
  expect_invalid({{{"a", 0, {}, {}}}}, ErrorCode::out_of_range, "variable 0 'a'");
  expect_invalid({{{"a", 2, {0}, {1, 0, 1, 0}}}}, ErrorCode::out_of_range, "an earlier variable");
  expect_invalid({{{"a", 2, {}, {0.5, 0.5}}, {"b", 2, {0, 0}, {1, 0, 1, 0}}}}, ErrorCode::duplicate, "parent 0 again");
  expect_invalid({{{"a", 2, {}, {1.0}}}}, ErrorCode::inconsistent, "a table of 1 numbers");
  expect_invalid({{{"a", 2, {}, {1.5, -0.5}}}}, ErrorCode::out_of_range, "1.5");
  expect_invalid({{{"a", 2, {}, {0.5, 0.4}}}}, ErrorCode::inconsistent, "sum to 0.9");
  expect_invalid({{{"a", 2, {}, {std::numeric_limits<double>::quiet_NaN(), 1.0}}}}, ErrorCode::out_of_range, "nan");
}

TEST(BayesNetTest, MistakesInEvidenceAreNamed) {
  const BayesNet net = chest_clinic();
  const std::vector<std::pair<LevelSets, ErrorCode>> mistakes = {
      {{{8, {0}}}, ErrorCode::unknown_id},      {{{1, {}}}, ErrorCode::missing},
      {{{1, {2}}}, ErrorCode::out_of_range},    {{{1, {1, 0}}}, ErrorCode::out_of_range},
      {{{1, {0, 0}}}, ErrorCode::out_of_range}, {{{1, {0}}, {1, {1}}}, ErrorCode::duplicate},
  };
  for (const auto& [evidence, code] : mistakes) {
    const auto refused = infer(net, evidence);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, code) << refused.error().message();
  }
}

} // namespace
} // namespace sura::engine
