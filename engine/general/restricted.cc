#include "engine/general/restricted.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace sura::engine::general {

Restricted::Restricted(const BayesNet& net, const LevelSets& evidence) : net_(net) {
  for (const Variable& variable : net.variables) {
    allowed_.emplace_back(variable.levels);
    std::iota(allowed_.back().begin(), allowed_.back().end(), 0U);
  }
  for (const LevelSet& set : evidence) {
    allowed_[set.variable] = set.levels;
  }
  for (const auto& levels : allowed_) {
    levels_.push_back(static_cast<std::uint32_t>(levels.size()));
  }
  for (std::uint32_t index = 0; index < net.variables.size(); ++index) {
    Scope scope = net.variables[index].parents;
    scope.push_back(index);
    std::erase_if(scope, [&](std::uint32_t variable) { return levels_[variable] == 1; });
    std::sort(scope.begin(), scope.end());
    scopes_.push_back(std::move(scope));
  }
}

Table Restricted::factor(std::uint32_t variable) const {
  const Variable& whole = net_.variables[variable];
  Table factor(scopes_[variable], levels_, 0.0);
  std::vector<std::size_t> strides(factor.scope.size(), 0); // in the whole table
  std::size_t first = 0;                                    // where the single levels of the others lead
  std::size_t stride = 1;
  const auto add = [&](std::uint32_t one) {
    const auto at = std::lower_bound(factor.scope.begin(), factor.scope.end(), one);
    if (at != factor.scope.end() && *at == one) {
      strides[static_cast<std::size_t>(at - factor.scope.begin())] = stride;
    } else {
      first += stride * allowed_[one].front();
    }
    stride *= net_.variables[one].levels;
  };
  add(variable);
  std::for_each(whole.parents.rbegin(), whole.parents.rend(), add);
  std::vector<std::size_t> digits(factor.scope.size(), 0);
  for (double& value : factor.values) {
    std::size_t entry = first;
    for (std::size_t i = 0; i < digits.size(); ++i) {
      entry += strides[i] * allowed_[factor.scope[i]][digits[i]];
    }
    value = whole.table[entry];
    for (std::size_t i = digits.size(); i-- > 0 && ++digits[i] == factor.levels[i];) {
      digits[i] = 0;
    }
  }
  return factor;
}

} // namespace sura::engine::general
