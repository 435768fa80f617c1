#include "clinic/reasoning/priors.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "clinic/reasoning/logistic.h"

namespace sura::clinic {
namespace {

constexpr double step = 0.01; // of the rounded ln odds ratios

/// What some items do to a condition's log-odds, in steps: ungrouped factors add up, of each group the largest counts.
struct Effect {
  int single = 0;
  std::map<std::int32_t, int> groups;

  bool operator<(const Effect& other) const { return std::tie(single, groups) < std::tie(other.single, other.groups); }

  void strengthen(std::int32_t group, int steps) {
    const auto [at, is_new] = groups.emplace(group, steps);
    if (!is_new && std::abs(steps) > std::abs(at->second)) {
      at->second = steps;
    }
  }
  void add(const Factor& factor) {
    const int steps = static_cast<int>(std::lround(std::log(factor.odds_ratio.value) / step));
    if (factor.group < 0) {
      single += steps;
    } else {
      strengthen(factor.group, steps);
    }
  }
  void add(const Effect& other) {
    single += other.single;
    for (const auto& [group, steps] : other.groups) {
      strengthen(group, steps);
    }
  }
  int total() const {
    int sum = single;
    for (const auto& [group, steps] : groups) {
      sum += steps;
    }
    return sum;
  }
};

using Effects = std::map<Effect, double>;

/// Every combination of two independent parts.
Effects combine(const Effects& left, const Effects& right) {
  Effects both;
  for (const auto& [a, p] : left) {
    for (const auto& [b, q] : right) {
      Effect sum = a;
      sum.add(b);
      both[sum] += p * q;
    }
  }
  return both;
}

/// A distribution over sums of steps: weights[i] is that of first + i.
struct Distribution {
  int first = 0;
  std::vector<double> weights{1.0};
};

Distribution convolve(const Distribution& left, const std::map<int, double>& right) {
  const int low = right.begin()->first;
  const int high = right.rbegin()->first;
  Distribution sum{left.first + low, std::vector<double>(left.weights.size() + static_cast<std::size_t>(high - low))};
  for (const auto& [steps, weight] : right) {
    double* into = sum.weights.data() + (steps - low);
    for (std::size_t i = 0; i < left.weights.size(); ++i) {
      into[i] += weight * left.weights[i];
    }
  }
  return sum;
}

/// A component's effects on one condition, given the answers.
Effects effects_of(const Component& component, const std::vector<double>& weights, const std::vector<Factor>& factors) {
  std::vector<std::pair<std::size_t, const Factor*>> relevant; // bit of the component, factor
  for (const Factor& factor : factors) {
    const auto at = std::find(component.items.begin(), component.items.end(), factor.item);
    if (at != component.items.end()) {
      relevant.emplace_back(static_cast<std::size_t>(at - component.items.begin()), &factor);
    }
  }
  // Combinations that look alike to this condition are summed before anything is compared.
  std::vector<double> by_relevant(std::size_t{1} << relevant.size());
  for (std::size_t combination = 0; combination < weights.size(); ++combination) {
    std::size_t seen = 0;
    for (std::size_t k = 0; k < relevant.size(); ++k) {
      seen |= ((combination >> relevant[k].first) & 1U) << k;
    }
    by_relevant[seen] += weights[combination];
  }
  Effects effects;
  for (std::size_t seen = 0; seen < by_relevant.size(); ++seen) {
    if (by_relevant[seen] > 0.0) {
      Effect effect;
      for (std::size_t k = 0; k < relevant.size(); ++k) {
        if (((seen >> k) & 1U) != 0U) {
          effect.add(*relevant[k].second);
        }
      }
      effects[effect] += by_relevant[seen];
    }
  }
  return effects;
}

bool spans_groups(const Effects& effects) {
  return std::any_of(effects.begin(), effects.end(), [](const auto& entry) { return !entry.first.groups.empty(); });
}

} // namespace

PriorModel::PriorModel(const Pack& pack, double age, Sex sex)
    : pack_(pack), age_(age), sex_(sex), population_(pack, age, sex) {
  const BackgroundAnswers nothing_known(pack.background.size(), -1);
  for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
    intercepts_.push_back(solve_intercept(sums(c, nothing_known), prevalence(c)));
  }
}

const Number& PriorModel::prevalence_number(std::size_t condition) const {
  return rate_at(pack_.conditions[condition].prevalence, age_, sex_);
}

bool PriorModel::matters(std::size_t condition, std::uint32_t item) const {
  const auto& factors = pack_.conditions[condition].factors;
  return std::any_of(factors.begin(), factors.end(), [&](const Factor& factor) {
    return population_.component_of(factor.item) == population_.component_of(item);
  });
}

double PriorModel::prior(std::size_t condition, const BackgroundAnswers& answers) const {
  double probability = 0.0;
  for (const auto& [sum, weight] : sums(condition, answers)) {
    probability += weight * logistic(intercepts_[condition] + sum);
  }
  return probability;
}

PriorModel::Sums PriorModel::sums(std::size_t condition, const BackgroundAnswers& answers) const {
  const Condition& c = pack_.conditions[condition];
  std::vector<bool> touched(population_.components(), false);
  for (const Factor& factor : c.factors) {
    touched[population_.component_of(factor.item)] = true;
  }
  // Components with grouped factors are combined first, as a group may reach over several; all others simply add.
  Effects grouped{{Effect{}, 1.0}};
  Distribution total;
  for (std::size_t index = 0; index < touched.size(); ++index) {
    if (!touched[index]) {
      continue;
    }
    const Effects effects = effects_of(population_.component(index), population_.given(index, answers), c.factors);
    if (spans_groups(effects)) {
      grouped = combine(grouped, effects);
      continue;
    }
    std::map<int, double> sums;
    for (const auto& [effect, weight] : effects) {
      sums[effect.single] += weight;
    }
    total = convolve(total, sums);
  }
  std::map<int, double> sums;
  for (const auto& [effect, weight] : grouped) {
    sums[effect.total()] += weight;
  }
  total = convolve(total, sums);

  const double cap = std::log(c.odds_ratio_cap.value);
  Sums result;
  for (std::size_t i = 0; i < total.weights.size(); ++i) {
    if (total.weights[i] > 0.0) {
      result.emplace_back(std::min(cap, step * (total.first + static_cast<int>(i))), total.weights[i]);
    }
  }
  return result;
}

} // namespace sura::clinic
