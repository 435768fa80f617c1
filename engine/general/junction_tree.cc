#include "engine/general/junction_tree.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace sura::engine::general {

std::uint32_t JunctionTree::clique_of(const Scope& factor) const {
  // Whoever goes first still has all the others as neighbours.
  return home[*std::min_element(factor.begin(), factor.end(),
                                [&](std::uint32_t left, std::uint32_t right) { return turn[left] < turn[right]; })];
}

JunctionTree junction_tree(const std::vector<std::uint32_t>& levels, const std::vector<Scope>& factors) {
  std::vector<Elimination> order = min_fill(levels, factors);
  JunctionTree tree;
  tree.home.assign(levels.size(), 0);
  tree.turn.assign(levels.size(), 0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    tree.turn[order[i].variable] = static_cast<std::uint32_t>(i);
  }
  for (auto step = order.rbegin(); step != order.rend(); ++step) {
    const std::uint32_t variable = step->variable;
    Scope scope = step->neighbours;
    scope.insert(std::lower_bound(scope.begin(), scope.end(), variable), variable);
    const std::int32_t parent =
        step->neighbours.empty() ? -1 : static_cast<std::int32_t>(tree.clique_of(step->neighbours));
    if (parent >= 0 && tree.cliques[static_cast<std::size_t>(parent)].scope == step->neighbours) {
      tree.cliques[static_cast<std::size_t>(parent)].scope = std::move(scope); // the parent would lie within this one
      tree.home[variable] = static_cast<std::uint32_t>(parent);
    } else {
      tree.home[variable] = static_cast<std::uint32_t>(tree.cliques.size());
      tree.cliques.push_back({std::move(scope), parent, std::move(step->neighbours)});
    }
  }
  for (const Clique& clique : tree.cliques) {
    double entries = 1.0;
    for (const std::uint32_t variable : clique.scope) {
      entries *= levels[variable];
    }
    tree.size.largest_clique = std::max(tree.size.largest_clique, entries);
    tree.size.total += entries;
  }
  return tree;
}

} // namespace sura::engine::general
