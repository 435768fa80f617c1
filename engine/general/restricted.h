// A Bayesian network as evidence leaves it: variables have only their allowed levels.
// Ownership: refers to the network, which must outlive it.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/general/elimination.h"
#include "engine/general/table.h"
#include "sura/engine/general.h"

namespace sura::engine::general {

class Restricted {
public:
  /// Both must be valid.
  Restricted(const BayesNet& net, const LevelSets& evidence);

  /// By variable: how many levels are left, and which.
  const std::vector<std::uint32_t>& levels() const { return levels_; }
  const std::vector<std::vector<std::uint32_t>>& allowed() const { return allowed_; }
  /// By variable: those of its table that have more than one level left.
  const std::vector<Scope>& scopes() const { return scopes_; }
  /// What is left of a variable's own table.
  Table factor(std::uint32_t variable) const;

private:
  const BayesNet& net_;
  std::vector<std::vector<std::uint32_t>> allowed_;
  std::vector<std::uint32_t> levels_;
  std::vector<Scope> scopes_;
};

} // namespace sura::engine::general
