// The order in which variables are eliminated from a network, by min-fill: next goes the variable whose neighbours lack
// the fewest links among themselves, ties by the smaller clique, then by the lower index.
#pragma once

#include <cstdint>
#include <vector>

namespace sura::engine::general {

/// Variables, ascending.
using Scope = std::vector<std::uint32_t>;

/// One variable taken out, with those it was then a neighbour of.
struct Elimination {
  std::uint32_t variable = 0;
  Scope neighbours;
};

/// Every variable with more than one level, in the order of elimination. `levels` by variable; two variables are
/// neighbours where a factor's scope holds both; scopes hold no variable of a single level.
std::vector<Elimination> min_fill(const std::vector<std::uint32_t>& levels, const std::vector<Scope>& factors);

} // namespace sura::engine::general
