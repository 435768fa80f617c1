// Two passes over the junction tree: each clique's table is multiplied by what its children know, then by what the rest
// of the tree knows.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <limits>

#include "engine/general/junction_tree.h"
#include "engine/general/restricted.h"
#include "engine/general/table.h"
#include "sura/engine/general.h"

namespace sura::engine {
namespace general {
namespace {

constexpr double low = 0x1p-200; // a table whose largest entry falls below this is scaled up

class Propagation {
public:
  Propagation(const Restricted& net, const JunctionTree& tree) : net_(net), tree_(tree) {}

  Result<Marginals> run() {
    collect();
    if (!is_exact_) {
      return fail({ErrorCode::out_of_range, "evidence", "explanations too far apart for the numbers of this machine",
                   "probabilities within 300 orders of magnitude of each other", ""});
    }
    Marginals result;
    for (const std::uint32_t count : net_.levels()) {
      result.variables.emplace_back(count, 0.0);
    }
    result.log_evidence = log_ + exponent_ * std::log(2.0);
    if (!std::isinf(log_)) {
      distribute();
      read(result);
    }
    return result;
  }

private:
  void multiply_into(Table& table, const Table& factor) {
    const Product product = multiply(table, factor);
    is_exact_ = is_exact_ && product.is_exact;
    if (product.largest > 0.0 && product.largest < low) {
      scale_up(table, product.largest);
    }
  }

  /// Brings the largest entry to between a half and one, and keeps account of it.
  void scale_up(Table& table, double largest) {
    int exponent = 0;
    std::frexp(largest, &exponent);
    scale(table, -exponent);
    exponent_ += exponent;
  }

  /// The tables of their variables, then the children's sums, into every clique; P(evidence) from the roots.
  void collect() {
    for (const Clique& clique : tree_.cliques) {
      beliefs_.emplace_back(clique.scope, net_.levels(), 1.0);
      up_.emplace_back(clique.separator, net_.levels(), 0.0);
    }
    for (std::uint32_t variable = 0; variable < net_.levels().size(); ++variable) {
      const Table factor = net_.factor(variable);
      if (factor.scope.empty()) {
        log_ += std::log(factor.values.front());
      } else {
        multiply_into(beliefs_[tree_.clique_of(factor.scope)], factor);
      }
    }
    for (std::size_t c = beliefs_.size(); c-- > 0;) {
      sum_out(beliefs_[c], up_[c]);
      const double largest = *std::max_element(up_[c].values.begin(), up_[c].values.end());
      if (tree_.cliques[c].parent < 0) {
        log_ += std::log(largest); // nothing is shared: the one sum of all
      } else {
        if (largest > 0.0) {
          scale_up(up_[c], largest);
        }
        multiply_into(beliefs_[static_cast<std::size_t>(tree_.cliques[c].parent)], up_[c]);
      }
    }
  }

  /// Every table becomes P(its variables | evidence), up to a factor. What is rounded to nothing here is nothing.
  void distribute() {
    for (std::size_t c = 0; c < beliefs_.size(); ++c) {
      if (tree_.cliques[c].parent >= 0) {
        Table known(tree_.cliques[c].separator, net_.levels(), 0.0);
        sum_out(beliefs_[static_cast<std::size_t>(tree_.cliques[c].parent)], known);
        divide(known, up_[c]);
        multiply(beliefs_[c], known);
      }
      double sum = 0.0;
      for (const double value : beliefs_[c].values) {
        sum += value;
      }
      for (double& value : beliefs_[c].values) {
        value /= sum;
      }
    }
  }

  void read(Marginals& result) const {
    for (std::uint32_t variable = 0; variable < result.variables.size(); ++variable) {
      if (net_.levels()[variable] == 1) {
        result.variables[variable] = {1.0};
      } else {
        Table marginal({variable}, net_.levels(), 0.0);
        sum_out(beliefs_[tree_.home[variable]], marginal);
        result.variables[variable] = marginal.values;
      }
    }
  }

  const Restricted& net_;
  const JunctionTree& tree_;
  std::vector<Table> beliefs_; // by clique
  std::vector<Table> up_;      // by clique: what it told its parent
  double log_ = 0.0;           // ln P(evidence) is log_ + exponent_ ln 2
  double exponent_ = 0.0;
  bool is_exact_ = true;
};

/// The marginals over allowed levels, as marginals over all levels.
void put_in_place(const BayesNet& net, const Restricted& restricted, Marginals& marginals) {
  for (std::size_t variable = 0; variable < net.variables.size(); ++variable) {
    Levels all(net.variables[variable].levels, 0.0);
    for (std::size_t i = 0; i < restricted.allowed()[variable].size(); ++i) {
      all[restricted.allowed()[variable][i]] = marginals.variables[variable][i];
    }
    marginals.variables[variable] = std::move(all);
  }
}

Error too_large(const TreeSize& size) {
  char found[120];
  std::snprintf(found, sizeof found, "too large: the largest clique has %.4g entries, all together %.4g",
                size.largest_clique, size.total);
  return {ErrorCode::too_large, "network and evidence", found,
          "at most " + std::to_string(static_cast<std::size_t>(max_table_entries)) + " in all", ""};
}

Result<void> check(const BayesNet& net, const LevelSets& evidence) {
  if (auto valid = validate(net); !valid) {
    return valid;
  }
  return validate(net, evidence);
}

} // namespace
} // namespace general

Result<TreeSize> tree_size(const BayesNet& net, const LevelSets& evidence) {
  if (auto valid = general::check(net, evidence); !valid) {
    return fail(valid.error());
  }
  const general::Restricted restricted(net, evidence);
  return general::junction_tree(restricted.levels(), restricted.scopes()).size;
}

Result<Marginals> infer(const BayesNet& net, const LevelSets& evidence) {
  if (auto valid = general::check(net, evidence); !valid) {
    return fail(valid.error());
  }
  const general::Restricted restricted(net, evidence);
  const general::JunctionTree tree = general::junction_tree(restricted.levels(), restricted.scopes());
  if (tree.size.total > max_table_entries) {
    return fail(general::too_large(tree.size));
  }
  auto marginals = general::Propagation(restricted, tree).run();
  if (marginals) {
    general::put_in_place(net, restricted, *marginals);
  }
  return marginals;
}

Result<Presence> general_presence(const Network& network, const Evidence& evidence) {
  const auto decomposition = decompose(network, evidence);
  if (!decomposition) {
    return fail(decomposition.error());
  }
  const auto marginals = infer(decomposition->net, decomposition->evidence);
  if (!marginals) {
    return fail(marginals.error());
  }
  Presence result{marginals->log_evidence, {}};
  for (const std::uint32_t variable : decomposition->causes) {
    result.presence.push_back(marginals->variables[variable][1]);
  }
  return result;
}

} // namespace sura::engine
