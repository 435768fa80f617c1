#include "clinic/reasoning/priors.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "clinic/intake/askable.h"
#include "clinic/reasoning/logistic.h"

namespace sura::clinic {
namespace {

constexpr double step = 0.01;      // of the rounded ln odds ratios
constexpr double very_rare = 1e-9; // a sort of "something else": odds are rates

/// Steps by group of the condition: of each group the factor that counts most.
using Groups = std::vector<int>;

/// A distribution over sums of steps: weights[i] is that of first + i.
struct Distribution {
  int first = 0;
  std::vector<double> weights;
};

/// The same where few sums are possible.
using FewSums = std::map<int, double>;

/// What items do to a condition's log-odds: of each choice of groups, the sums of the ungrouped factors.
using Effects = std::map<Groups, FewSums>;
using Totals = std::map<Groups, Distribution>;

/// into += weight × what, shifted.
void add(Distribution& into, const Distribution& what, int shift, double weight) {
  if (into.weights.empty()) {
    into.first = what.first + shift;
  }
  const int low = std::min(into.first, what.first + shift);
  if (low < into.first) {
    into.weights.insert(into.weights.begin(), static_cast<std::size_t>(into.first - low), 0.0);
    into.first = low;
  }
  const auto offset = static_cast<std::size_t>(what.first + shift - into.first);
  into.weights.resize(std::max(into.weights.size(), offset + what.weights.size()));
  for (std::size_t i = 0; i < what.weights.size(); ++i) {
    into.weights[offset + i] += weight * what.weights[i];
  }
}

int stronger(int a, int b) {
  return std::abs(a) >= std::abs(b) ? a : b;
}

/// Every combination of what was so far and one independent component.
Totals combine(const Totals& left, const Effects& right) {
  Totals both;
  for (const auto& [groups, sums] : right) {
    for (const auto& [so_far, distribution] : left) {
      Groups strongest = so_far;
      for (std::size_t g = 0; g < groups.size(); ++g) {
        strongest[g] = stronger(strongest[g], groups[g]);
      }
      Distribution& into = both[strongest];
      for (const auto& [steps, weight] : sums) {
        add(into, distribution, steps, weight);
      }
    }
  }
  return both;
}

int steps_of(const Number& odds_ratio) {
  return static_cast<int>(std::lround(std::log(odds_ratio.value) / step));
}

/// A component's effects on one cause, given the answers.
Effects effects_of(const Component& component, const std::vector<double>& weights, const Factors& factors,
                   const std::vector<std::int32_t>& groups) {
  std::vector<std::pair<std::size_t, const Factor*>> relevant; // bit of the component, factor
  for (const Factor& factor : factors.list) {
    const auto at = std::find(component.items.begin(), component.items.end(), factor.item);
    if (at != component.items.end()) {
      relevant.emplace_back(static_cast<std::size_t>(at - component.items.begin()), &factor);
    }
  }
  // Combinations that look alike to this cause are summed before anything is compared.
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
    if (by_relevant[seen] <= 0.0) {
      continue;
    }
    Groups strongest(groups.size(), 0);
    int single = 0;
    for (std::size_t k = 0; k < relevant.size(); ++k) {
      const Factor& factor = *relevant[k].second;
      if (((seen >> k) & 1U) == 0U) {
        continue;
      }
      if (factor.group < 0) {
        single += steps_of(factor.odds_ratio);
      } else {
        const auto slot = std::lower_bound(groups.begin(), groups.end(), factor.group) - groups.begin();
        int& here = strongest[static_cast<std::size_t>(slot)];
        here = stronger(here, steps_of(factor.odds_ratio));
      }
    }
    effects[strongest][single] += by_relevant[seen];
  }
  return effects;
}

/// The groups, each once, in order.
std::vector<std::int32_t> groups_of(const Factors& factors) {
  std::set<std::int32_t> groups;
  for (const Factor& factor : factors.list) {
    if (factor.group >= 0) {
      groups.insert(factor.group);
    }
  }
  return {groups.begin(), groups.end()};
}

} // namespace

std::vector<const Number*> rates_that_hold(const Pack& pack, double age, Sex sex) {
  std::vector<const Number*> rates;
  for (std::size_t item = 0; item < pack.background.size(); ++item) {
    rates.push_back(applies(pack.background[item], age, sex) ? &rate_at(pack.population[item].rates, age, sex)
                                                             : nullptr);
  }
  for (const Condition& condition : pack.conditions) {
    rates.push_back(&rate_at(condition.prevalence, age, sex));
  }
  return rates;
}

PriorModel::PriorModel(const Pack& pack, double age, Sex sex)
    : pack_(pack), age_(age), sex_(sex), population_(pack, age, sex) {
  const BackgroundAnswers nothing_known(pack.background.size(), -1);
  const std::size_t conditions = pack.conditions.size();
  for (std::size_t cause = 0; cause < conditions + pack.something_else.size(); ++cause) {
    intercepts_.push_back(solve_intercept(sums(factors(cause), nothing_known), average(cause)));
  }
}

const Factors& PriorModel::factors(std::size_t cause) const {
  const std::size_t conditions = pack_.conditions.size();
  return cause < conditions ? pack_.conditions[cause].factors : pack_.something_else[cause - conditions].factors;
}

const Number& PriorModel::prevalence_number(std::size_t condition) const {
  return rate_at(pack_.conditions[condition].prevalence, age_, sex_);
}

bool PriorModel::matters(std::size_t cause, std::uint32_t item) const {
  const std::vector<Factor>& list = factors(cause).list;
  return std::any_of(list.begin(), list.end(), [&](const Factor& factor) {
    return population_.component_of(factor.item) == population_.component_of(item);
  });
}

std::vector<double> PriorModel::priors(const BackgroundAnswers& answers) const {
  std::vector<double> result;
  for (std::size_t cause = 0; cause < causes(); ++cause) {
    result.push_back(prior(cause, answers));
  }
  return result;
}

double PriorModel::prior(std::size_t cause, const BackgroundAnswers& answers) const {
  const double p = probability(cause, answers);
  return cause < pack_.conditions.size() ? p : p / very_rare;
}

/// Over everybody of this age and sex.
double PriorModel::average(std::size_t cause) const {
  return cause < pack_.conditions.size() ? prevalence(cause) : very_rare;
}

/// Whether nothing is known of the cause's factors and what goes with them, but what holds for everybody.
bool PriorModel::is_open(std::size_t cause, const BackgroundAnswers& answers) const {
  const std::vector<Factor>& list = factors(cause).list;
  return std::all_of(list.begin(), list.end(), [&](const Factor& factor) {
    const std::vector<std::uint32_t>& items = population_.component(population_.component_of(factor.item)).items;
    return std::all_of(items.begin(), items.end(), [&](std::uint32_t item) {
      return answers[item] < 0 || (answers[item] == 0 && !applies(pack_.background[item], age_, sex_));
    });
  });
}

double PriorModel::probability(std::size_t cause, const BackgroundAnswers& answers) const {
  const Factors& what = factors(cause);
  if (is_open(cause, answers)) {
    return average(cause); // as the intercept was solved to have it
  }
  const double intercept = intercepts_[cause];
  if (std::all_of(what.list.begin(), what.list.end(), [&](const Factor& f) { return answers[f.item] >= 0; })) {
    return logistic(intercept + known_log_ratio(what, answers, std::log(what.cap.value), [](const Number& ratio) {
                      return step * steps_of(ratio);
                    })); // the one sum that is possible
  }
  double result = 0.0;
  for (const auto& [sum, weight] : sums(what, answers)) {
    result += weight * logistic(intercept + sum);
  }
  return result;
}

PriorModel::Sums PriorModel::sums(const Factors& factors, const BackgroundAnswers& answers) const {
  const std::vector<std::int32_t> groups = groups_of(factors);
  std::vector<bool> touched(population_.components(), false);
  for (const Factor& factor : factors.list) {
    touched[population_.component_of(factor.item)] = true;
  }
  // Components without grouped factors simply add; the others are combined first, as a group may reach over several.
  const Groups none(groups.size(), 0);
  const Totals nothing{{none, {0, {1.0}}}};
  Totals plain = nothing;
  Totals grouped = nothing;
  for (std::size_t index = 0; index < touched.size(); ++index) {
    if (touched[index]) {
      const Effects effects =
          effects_of(population_.component(index), population_.given(index, answers), factors, groups);
      Totals& into = effects.size() == 1 && effects.begin()->first == none ? plain : grouped;
      into = combine(into, effects);
    }
  }
  Distribution of_groups;
  for (const auto& [strongest, distribution] : grouped) {
    add(of_groups, distribution, std::accumulate(strongest.begin(), strongest.end(), 0), 1.0);
  }
  Distribution total;
  const Distribution& alone = plain.begin()->second;
  for (std::size_t i = 0; i < alone.weights.size(); ++i) {
    if (alone.weights[i] > 0.0) {
      add(total, of_groups, alone.first + static_cast<int>(i), alone.weights[i]);
    }
  }

  const double cap = std::log(factors.cap.value);
  Sums result;
  for (std::size_t i = 0; i < total.weights.size(); ++i) {
    if (total.weights[i] > 0.0) {
      result.emplace_back(std::min(cap, step * (total.first + static_cast<int>(i))), total.weights[i]);
    }
  }
  return result;
}

} // namespace sura::clinic
