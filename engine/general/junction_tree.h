// The cliques of an elimination order as a tree: whatever two cliques share, every clique between them holds too.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/general/elimination.h"
#include "sura/engine/general.h"

namespace sura::engine::general {

struct Clique {
  Scope scope;
  std::int32_t parent = -1; // an earlier clique; −1: the root of its tree
  Scope separator;          // what it shares with the parent
};

struct JunctionTree {
  std::vector<Clique> cliques;     // parents before children; no clique lies within its parent
  std::vector<std::uint32_t> home; // by variable: the clique of its elimination
  std::vector<std::uint32_t> turn; // by variable: when it is eliminated
  TreeSize size;

  /// A clique that holds the whole (not empty) scope of a factor.
  std::uint32_t clique_of(const Scope& factor) const;
};

/// Arguments as in min_fill. A network in several parts gives several roots.
JunctionTree junction_tree(const std::vector<std::uint32_t>& levels, const std::vector<Scope>& factors);

} // namespace sura::engine::general
