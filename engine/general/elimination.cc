#include "engine/general/elimination.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <tuple>
#include <utility>

namespace sura::engine::general {
namespace {

bool insert(Scope& scope, std::uint32_t variable) {
  const auto at = std::lower_bound(scope.begin(), scope.end(), variable);
  if (at != scope.end() && *at == variable) {
    return false;
  }
  scope.insert(at, variable);
  return true;
}

void remove(Scope& scope, std::uint32_t variable) {
  scope.erase(std::lower_bound(scope.begin(), scope.end(), variable));
}

std::size_t common(const Scope& left, const Scope& right) {
  std::size_t count = 0;
  for (auto l = left.begin(), r = right.begin(); l != left.end() && r != right.end();) {
    count += *l == *r ? 1 : 0;
    const bool step_left = *l <= *r;
    const bool step_right = *r <= *l;
    l += step_left ? 1 : 0;
    r += step_right ? 1 : 0;
  }
  return count;
}

class Eliminator {
public:
  Eliminator(const std::vector<std::uint32_t>& levels, const std::vector<Scope>& factors)
      : levels_(levels), neighbours_(levels.size()), rank_(levels.size()) {
    for (const Scope& scope : factors) {
      for (const std::uint32_t left : scope) {
        for (const std::uint32_t right : scope) {
          if (left != right) {
            insert(neighbours_[left], right);
          }
        }
      }
    }
  }

  std::vector<Elimination> run() {
    for (std::uint32_t variable = 0; variable < levels_.size(); ++variable) {
      if (levels_[variable] > 1) {
        rank_[variable] = rank(variable);
        queue_.insert(rank_[variable]);
      }
    }
    std::vector<Elimination> order;
    while (!queue_.empty()) {
      const std::uint32_t next = std::get<2>(*queue_.begin());
      queue_.erase(queue_.begin());
      order.push_back({next, std::move(neighbours_[next])});
      take_out(order.back());
    }
    return order;
  }

private:
  using Rank = std::tuple<std::size_t, double, std::uint32_t>; // links to add, entries of the clique, variable

  Rank rank(std::uint32_t variable) const {
    const Scope& around = neighbours_[variable];
    std::size_t linked = 0;
    double entries = levels_[variable];
    for (const std::uint32_t neighbour : around) {
      linked += common(around, neighbours_[neighbour]);
      entries *= levels_[neighbour];
    }
    return {(around.size() * (around.size() - std::min<std::size_t>(around.size(), 1)) - linked) / 2, entries,
            variable};
  }

  /// Links the neighbours with each other, and ranks again those for whom something changed: the neighbours, and
  /// whoever stands beside the end of a new link.
  void take_out(const Elimination& gone) {
    std::set<std::uint32_t> changed(gone.neighbours.begin(), gone.neighbours.end());
    for (const std::uint32_t neighbour : gone.neighbours) {
      remove(neighbours_[neighbour], gone.variable);
    }
    for (const std::uint32_t left : gone.neighbours) {
      bool has_new = false;
      for (const std::uint32_t right : gone.neighbours) {
        has_new = (left != right && insert(neighbours_[left], right)) || has_new;
      }
      if (has_new) {
        changed.insert(neighbours_[left].begin(), neighbours_[left].end());
      }
    }
    for (const std::uint32_t variable : changed) {
      queue_.erase(rank_[variable]);
      rank_[variable] = rank(variable);
      queue_.insert(rank_[variable]);
    }
  }

  const std::vector<std::uint32_t>& levels_;
  std::vector<Scope> neighbours_;
  std::vector<Rank> rank_;
  std::set<Rank> queue_;
};

} // namespace

std::vector<Elimination> min_fill(const std::vector<std::uint32_t>& levels, const std::vector<Scope>& factors) {
  return Eliminator(levels, factors).run();
}

} // namespace sura::engine::general
