// Sums of rounded ln odds ratios over the background that nobody knows, as distributions.
// Thread-safety: plain values and functions without shared state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "clinic/reasoning/population.h"
#include "sura/clinic/pack.h"

namespace sura::clinic {

/// Rounded ln odds ratios are counted in steps.
int steps_of(const Number& odds_ratio);
double log_of(int steps);

/// Steps by group of a cause's factors: of each group the factor that counts most.
using Groups = std::vector<int>;

/// A distribution over sums of steps: weights[i] is that of first + i.
struct Distribution {
  int first = 0;
  std::vector<double> weights;
};

/// The same where few sums are possible.
using FewSums = std::map<int, double>;

/// What items do to a cause's log-odds: of each choice of groups, the sums of the ungrouped factors.
using Effects = std::map<Groups, FewSums>;
using Totals = std::map<Groups, Distribution>;

/// into += weight × what, shifted.
void add(Distribution& into, const Distribution& what, int shift, double weight);

/// By group the one that counts more.
Groups strongest_of(const Groups& left, const Groups& right);

/// What the groups come to.
int sum_of(const Groups& groups);

/// Every combination of what was so far and one independent component.
Totals combine(const Totals& left, const Effects& right);

/// What a combination of a component's items does to one cause.
struct Effect {
  Groups groups;
  int steps = 0; // of the ungrouped factors
};

/// A component's combinations as one cause sees them: most look alike to it.
struct Looks {
  std::vector<std::uint32_t> of; // by combination: which of `effects`
  std::vector<Effect> effects;
};

/// O(2^items · factors).
Looks looks_of(const Component& component, const Factors& factors, const std::vector<std::int32_t>& groups);

/// By look: the sum of the weights of its combinations.
std::vector<double> weights_of(const Looks& looks, const std::vector<double>& weights);

/// The effects on one cause, where `weights` are those of the combinations. Impossible ones are left out.
Effects effects_of(const Looks& looks, const std::vector<double>& weights);

/// The groups of a cause's factors, each once, in order.
std::vector<std::int32_t> groups_of(const Factors& factors);

} // namespace sura::clinic
