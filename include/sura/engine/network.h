// A discrete causal network of hidden causes and the findings they produce.
//
// Every cause is hidden and binary (present or absent). A cause without parents is present with probability `leak`; one
// with parents is produced by any of them (leaky noisy-OR). "Processes" and "effects of another condition" are both
// just causes with parents. A finding has levels 0 (absent) … n−1 and is the highest level that any present cause or
// its own leak produces (leaky noisy-MAX; with two levels, noisy-OR).
//
// Facets are sides of a finding and hang on the events that produce it: when a link (or the leak) produced the finding
// (level > 0), it also gives each facet a level, independently, by the link's own facet distribution; a facet's level
// is the highest given. Where the finding is absent every facet is at level 0.
//
// Source of the model: leaky noisy-OR, Henrion 1989 (10.1016/B978-0-444-88738-2.50019-4) and noisy-MAX, Díez 1993.
// Thread-safety: plain values. Units: probabilities in [0,1]. Cost: none here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sura/result.h"

namespace sura::engine {

/// Probability of each level; index 0 = absent (or, in a link: "produces nothing"). Sums to 1.
using Levels = std::vector<double>;

struct Parent {
  std::uint32_t cause = 0;  // index of an earlier cause in Network::causes
  double probability = 0.0; // that the parent, present, produces this cause
};

struct Cause {
  std::string name;
  double leak = 0.0; // probability of being present when no parent produces it (without parents: the prior)
  std::vector<Parent> parents;
};

struct Facet {
  std::string name;
  std::uint32_t levels = 2;
};

/// How one present cause produces a finding.
struct Link {
  std::uint32_t cause = 0;
  Levels levels;              // size = the finding's levels
  std::vector<Levels> facets; // one per facet of the finding: its level, given that this link produced the finding
};

struct Finding {
  std::string name;
  std::uint32_t levels = 2;
  Levels leak; // size = levels
  std::vector<Facet> facets;
  std::vector<Levels> leak_facets; // one per facet, given that the leak produced the finding
  std::vector<Link> links;         // at most one per cause
};

/// Causes come in causal order: a parent's index is smaller than its child's.
struct Network {
  std::vector<Cause> causes;
  std::vector<Finding> findings;
};

/// Checks every index, size, probability and sum (to 1e-9). Errors name the cause or finding. O(size).
Result<void> validate(const Network& network);

/// One answered variable: a finding (facet < 0) or one of its facets, known to lie in lowest..highest (levels,
/// inclusive). Present: 1..n−1. Absent: 0..0. An exact level k: k..k.
struct Observation {
  std::uint32_t finding = 0;
  std::int32_t facet = -1;
  std::uint32_t lowest = 0;
  std::uint32_t highest = 0;
};

/// At most one observation a variable, in any order.
using Evidence = std::vector<Observation>;

/// Checks indices, ranges and duplicates. O(size).
Result<void> validate(const Network& network, const Evidence& evidence);

} // namespace sura::engine
