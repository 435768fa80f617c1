// The general method: exact inference in discrete Bayesian networks of any shape, by a junction tree over dense tables
// (Lauritzen & Spiegelhalter 1988; the form with one table a clique of Jensen, Lauritzen & Olesen 1990). A `Network` of
// causes and findings becomes such a network by temporal decomposition (Heckerman 1993, UAI 9, 122–127).
//
// The sweep of inference.h is much faster on what it can do; this shares no code with it, and so is what it is checked
// against. docs/network-export.md describes the decomposed network from outside.
// Thread-safety: functions without shared state. Ownership: results own their memory.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sura/engine/network.h"
#include "sura/result.h"

namespace sura::engine {

/// One variable of a Bayesian network, with its conditional probability table.
struct Variable {
  std::string name;
  std::uint32_t levels = 2;
  std::vector<std::uint32_t> parents; // indices of earlier variables, each once, in any order
  /// P(level | levels of the parents): the level itself runs fastest, then the last parent, the first parent slowest.
  /// Size = levels × Π levels of the parents; each run of `levels` numbers sums to 1.
  std::vector<double> table;
};

/// Any directed acyclic shape; parents come before their children.
struct BayesNet {
  std::vector<Variable> variables;
};

/// Evidence about one variable: its level is one of these.
struct LevelSet {
  std::uint32_t variable = 0;
  std::vector<std::uint32_t> levels; // ascending, at least one
};

/// At most one a variable, in any order.
using LevelSets = std::vector<LevelSet>;

/// Checks every index, size, probability and sum (to 1e-9). Errors name the variable. O(size of the tables).
Result<void> validate(const BayesNet& net);
/// Checks indices, levels and duplicates. O(size).
Result<void> validate(const BayesNet& net, const LevelSets& evidence);

struct Marginals {
  double log_evidence = 0.0;     // natural log of P(evidence); −infinity where the evidence is impossible
  std::vector<Levels> variables; // P(level | evidence), by variable; all zero where the evidence is impossible
};

/// Size of the junction tree, in entries of its clique tables. What is known to have one level takes no part.
struct TreeSize {
  double largest_clique = 0.0;
  double total = 0.0;
};

/// Most entries of all clique tables together that `infer` accepts: half a gigabyte of doubles.
inline constexpr double max_table_entries = 67'108'864.0; // 2^26

/// The size that inference would have, without doing it: min-fill elimination (ties by smaller clique, then by lower
/// index), so that it is the same everywhere. Errors: invalid network or evidence. Cost grows with the number of
/// variables and the square of their neighbours, not with the tables.
Result<TreeSize> tree_size(const BayesNet& net, const LevelSets& evidence);

/// Every marginal and P(evidence), exactly, in two passes over the junction tree. Nothing is ever subtracted. Errors:
/// invalid network or evidence; too_large (max_table_entries) before anything is allocated; out_of_range where two
/// explanations differ by more than a double can hold (about 10^300).
Result<Marginals> infer(const BayesNet& net, const LevelSets& evidence);

/// A network of causes and findings as a Bayesian network in which no variable has more than two parents.
struct Decomposition {
  BayesNet net;
  LevelSets evidence;
  std::vector<std::uint32_t> causes; // by cause: its variable
};

/// Temporal decomposition. A cause or finding becomes a chain of variables "so far": the highest level produced by the
/// leak and the first links, one variable more for each link; the last bears the plain name. A finding with observed
/// facets has a variable for what each of its events does, of which the level's chain and each facet's take the
/// highest. Causes are all there; of findings and facets those that the evidence mentions (one that may have any level
/// is mentioned and says nothing). What is at most `highest` in the end was so all along: the evidence says that of the
/// whole chain. Errors: invalid network or evidence. O(links × levels³).
Result<Decomposition> decompose(const Network& network, const Evidence& evidence);

/// What the general method says of the causes.
struct Presence {
  double log_evidence = 0.0;    // as in Posterior
  std::vector<double> presence; // P(cause present | evidence), by cause index; zero where the evidence is impossible
};

/// `decompose`, then `infer`. Errors as theirs.
Result<Presence> general_presence(const Network& network, const Evidence& evidence);

} // namespace sura::engine
