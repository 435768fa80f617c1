// What makes a Bayesian network, and evidence about it, valid.
#include <cstddef>
#include <span>

#include "engine/network/checks.h"
#include "sura/engine/general.h"

namespace sura::engine {
namespace general {
namespace {

std::string place(const BayesNet& net, std::size_t index) {
  return engine::place("variable", index, net.variables[index].name);
}

Result<void> check_parents(const BayesNet& net, std::size_t index) {
  const Variable& variable = net.variables[index];
  for (std::size_t i = 0; i < variable.parents.size(); ++i) {
    const std::uint32_t parent = variable.parents[i];
    if (parent >= index) {
      return fail(
          {ErrorCode::out_of_range, place(net, index), "parent " + std::to_string(parent), "an earlier variable", ""});
    }
    for (std::size_t before = 0; before < i; ++before) {
      if (variable.parents[before] == parent) {
        return fail({ErrorCode::duplicate, place(net, index), "parent " + std::to_string(parent) + " again",
                     "each parent at most once", ""});
      }
    }
  }
  return {};
}

Result<void> check_table(const BayesNet& net, std::size_t index) {
  const Variable& variable = net.variables[index];
  double entries = variable.levels;
  for (const std::uint32_t parent : variable.parents) {
    entries *= net.variables[parent].levels;
  }
  if (static_cast<double>(variable.table.size()) != entries) {
    return fail({ErrorCode::inconsistent, place(net, index),
                 "a table of " + std::to_string(variable.table.size()) + " numbers", digits(entries), ""});
  }
  for (std::size_t row = 0; row < variable.table.size(); row += variable.levels) {
    const auto at = [&](std::size_t i) { return place(net, index) + ", entry " + std::to_string(row + i); };
    const std::span<const double> levels(variable.table.data() + row, variable.levels);
    const auto where = [&] { return at(0); };
    if (auto valid = check_distribution(levels, where, at); !valid) {
      return valid;
    }
  }
  return {};
}

Result<void> check_set(const BayesNet& net, const LevelSet& set) {
  if (set.variable >= net.variables.size()) {
    return fail({ErrorCode::unknown_id, "evidence", "variable " + std::to_string(set.variable),
                 "one of the network's " + std::to_string(net.variables.size()) + " variables", ""});
  }
  if (set.levels.empty()) {
    return fail({ErrorCode::missing, "evidence on " + place(net, set.variable), "no level", "at least one", ""});
  }
  for (std::size_t i = 0; i < set.levels.size(); ++i) {
    const bool ascends = i == 0 || set.levels[i - 1] < set.levels[i];
    if (!ascends || set.levels[i] >= net.variables[set.variable].levels) {
      return fail({ErrorCode::out_of_range, "evidence on " + place(net, set.variable),
                   "level " + std::to_string(set.levels[i]),
                   "ascending levels below " + std::to_string(net.variables[set.variable].levels), ""});
    }
  }
  return {};
}

} // namespace
} // namespace general

Result<void> validate(const BayesNet& net) {
  for (std::size_t index = 0; index < net.variables.size(); ++index) {
    if (net.variables[index].levels == 0) {
      return fail({ErrorCode::out_of_range, general::place(net, index), "0 levels", "at least one", ""});
    }
    if (auto valid = general::check_parents(net, index); !valid) {
      return valid;
    }
    if (auto valid = general::check_table(net, index); !valid) {
      return valid;
    }
  }
  return {};
}

Result<void> validate(const BayesNet& net, const LevelSets& evidence) {
  std::vector<bool> seen(net.variables.size(), false);
  for (const LevelSet& set : evidence) {
    if (auto valid = general::check_set(net, set); !valid) {
      return valid;
    }
    if (seen[set.variable]) {
      return fail({ErrorCode::duplicate, "evidence on " + general::place(net, set.variable), "a second set of levels",
                   "at most one a variable", ""});
    }
    seen[set.variable] = true;
  }
  return {};
}

} // namespace sura::engine
