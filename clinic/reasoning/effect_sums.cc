#include "clinic/reasoning/effect_sums.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

namespace sura::clinic {
namespace {

constexpr double step = 0.01; // of the rounded ln odds ratios

int stronger(int a, int b) {
  return std::abs(a) >= std::abs(b) ? a : b;
}

/// Makes room for so many sums from `first` on.
void widen(Distribution& into, int first, std::size_t sums) {
  if (into.weights.empty()) {
    into.first = first;
  }
  if (first < into.first) {
    into.weights.insert(into.weights.begin(), static_cast<std::size_t>(into.first - first), 0.0);
    into.first = first;
  }
  const std::size_t end = static_cast<std::size_t>(first - into.first) + sums;
  if (end > into.weights.size()) {
    into.weights.resize(end);
  }
}

} // namespace

void add(Distribution& into, const Distribution& what, int shift, double weight) {
  widen(into, what.first + shift, what.weights.size());
  double* const to = into.weights.data() + (what.first + shift - into.first);
  const double* const from = what.weights.data();
  for (std::size_t i = 0; i < what.weights.size(); ++i) {
    to[i] += weight * from[i];
  }
}

Groups strongest_of(const Groups& left, const Groups& right) {
  Groups strongest = left;
  for (std::size_t g = 0; g < right.size(); ++g) {
    strongest[g] = stronger(strongest[g], right[g]);
  }
  return strongest;
}

int sum_of(const Groups& groups) {
  return std::accumulate(groups.begin(), groups.end(), 0);
}

Totals combine(const Totals& left, const Effects& right) {
  Totals both;
  for (const auto& [groups, sums] : right) {
    for (const auto& [so_far, distribution] : left) {
      Distribution& into = both[strongest_of(so_far, groups)];
      const int lowest = sums.begin()->first;
      widen(into, distribution.first + lowest,
            distribution.weights.size() + static_cast<std::size_t>(sums.rbegin()->first - lowest));
      for (const auto& [steps, weight] : sums) {
        add(into, distribution, steps, weight);
      }
    }
  }
  return both;
}

double log_of(int steps) {
  return step * steps;
}

int steps_of(const Number& odds_ratio) {
  return static_cast<int>(std::lround(std::log(odds_ratio.value) / step));
}

Looks looks_of(const Component& component, const Factors& factors, const std::vector<std::int32_t>& groups) {
  std::vector<std::pair<std::size_t, const Factor*>> relevant; // bit of the component, factor
  for (const Factor& factor : factors.list) {
    const auto at = std::find(component.items.begin(), component.items.end(), factor.item);
    if (at != component.items.end()) {
      relevant.emplace_back(static_cast<std::size_t>(at - component.items.begin()), &factor);
    }
  }
  Looks looks;
  for (std::size_t combination = 0; combination < component.weights.size(); ++combination) {
    std::uint32_t look = 0;
    for (std::size_t k = 0; k < relevant.size(); ++k) {
      look |= static_cast<std::uint32_t>((combination >> relevant[k].first) & 1U) << k;
    }
    looks.of.push_back(look);
  }
  for (std::size_t look = 0; look < (std::size_t{1} << relevant.size()); ++look) {
    Effect effect{Groups(groups.size(), 0), 0};
    for (std::size_t k = 0; k < relevant.size(); ++k) {
      const Factor& factor = *relevant[k].second;
      if (((look >> k) & 1U) == 0U) {
        continue;
      }
      if (factor.group < 0) {
        effect.steps += steps_of(factor.odds_ratio);
      } else {
        const auto slot = std::lower_bound(groups.begin(), groups.end(), factor.group) - groups.begin();
        int& here = effect.groups[static_cast<std::size_t>(slot)];
        here = stronger(here, steps_of(factor.odds_ratio));
      }
    }
    looks.effects.push_back(std::move(effect));
  }
  return looks;
}

std::vector<double> weights_of(const Looks& looks, const std::vector<double>& weights) {
  std::vector<double> result(looks.effects.size(), 0.0);
  for (std::size_t combination = 0; combination < weights.size(); ++combination) {
    result[looks.of[combination]] += weights[combination];
  }
  return result;
}

Effects effects_of(const Looks& looks, const std::vector<double>& weights) {
  const std::vector<double> by_look = weights_of(looks, weights);
  Effects effects;
  for (std::size_t look = 0; look < by_look.size(); ++look) {
    if (by_look[look] > 0.0) {
      effects[looks.effects[look].groups][looks.effects[look].steps] += by_look[look];
    }
  }
  return effects;
}

std::vector<std::int32_t> groups_of(const Factors& factors) {
  std::set<std::int32_t> groups;
  for (const Factor& factor : factors.list) {
    if (factor.group >= 0) {
      groups.insert(factor.group);
    }
  }
  return {groups.begin(), groups.end()};
}

} // namespace sura::clinic
