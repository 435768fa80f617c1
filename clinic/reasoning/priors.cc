#include "clinic/reasoning/priors.h"

#include <algorithm>
#include <cmath>

#include "clinic/intake/askable.h"
#include "clinic/reasoning/effect_sums.h"
#include "clinic/reasoning/logistic.h"

namespace sura::clinic {
namespace {

constexpr double very_rare = 1e-9; // a sort of "something else": odds are rates

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
  return probability(cause, answers) / scale(cause);
}

double PriorModel::scale(std::size_t cause) const {
  return cause < pack_.conditions.size() ? 1.0 : very_rare;
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
                      return log_of(steps_of(ratio));
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
          effects_of(looks_of(population_.component(index), factors, groups), population_.given(index, answers));
      Totals& into = effects.size() == 1 && effects.begin()->first == none ? plain : grouped;
      into = combine(into, effects);
    }
  }
  Distribution of_groups;
  for (const auto& [strongest, distribution] : grouped) {
    add(of_groups, distribution, sum_of(strongest), 1.0);
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
      result.emplace_back(std::min(cap, log_of(total.first + static_cast<int>(i))), total.weights[i]);
    }
  }
  return result;
}

} // namespace sura::clinic
