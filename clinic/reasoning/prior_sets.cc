#include "clinic/reasoning/prior_sets.h"

#include <algorithm>
#include <cmath>

#include "clinic/reasoning/logistic.h"

namespace sura::clinic {

PriorSets::PriorSets(const PriorModel& model, std::size_t cause, const BackgroundAnswers& answers,
                     const std::vector<bool>& varies)
    : model_(model), cause_(cause) {
  const PopulationModel& population = model.population();
  const Factors& factors = model.factors(cause);
  const std::vector<std::int32_t> groups = groups_of(factors);
  int highest = 0;
  std::vector<bool> matters(population.components(), false);
  for (const Factor& factor : factors.list) {
    matters[population.component_of(factor.item)] = true;
    const int steps = steps_of(factor.odds_ratio);
    (steps < 0 ? lowest_ : highest) += steps;
  }
  plain_.fixed = grouped_.fixed = {{Groups(groups.size(), 0), {0, {1.0}}}};
  for (std::size_t index = 0; index < matters.size(); ++index) {
    if (!matters[index]) {
      continue;
    }
    const Component& component = population.component(index);
    const bool is_grouped = std::any_of(factors.list.begin(), factors.list.end(), [&](const Factor& factor) {
      return factor.group >= 0 && population.component_of(factor.item) == index;
    });
    Chain& chain = is_grouped ? grouped_ : plain_;
    Looks looks = looks_of(component, factors, groups);
    if (std::any_of(component.items.begin(), component.items.end(), [&](std::uint32_t item) { return varies[item]; })) {
      chain.varying.push_back({index, std::move(looks), {}, {}, {}});
    } else {
      chain.fixed = combine(chain.fixed, effects_of(looks, population.given(index, answers)));
    }
  }
  const double cap = std::log(factors.cap.value);
  for (int sum = lowest_; sum <= highest; ++sum) {
    probabilities_.push_back(logistic(model.intercept(cause) + std::min(cap, log_of(sum))));
  }
}

const Totals& PriorSets::add_up(Chain& chain, const BackgroundAnswers& answers) const {
  const Totals* so_far = &chain.fixed;
  bool is_same = true; // as the time before, so far
  for (Varying& part : chain.varying) {
    std::vector<std::int8_t> its;
    for (const std::uint32_t item : model_.population().component(part.component).items) {
      its.push_back(answers[item]);
    }
    is_same = is_same && its == part.answers;
    if (!is_same) {
      const auto [effects, is_new] = part.effects.try_emplace(its);
      if (is_new) {
        effects->second = effects_of(part.looks, model_.population().given(part.component, answers));
      }
      part.after = combine(*so_far, effects->second);
      part.answers = std::move(its);
    }
    so_far = &part.after;
  }
  return *so_far;
}

double PriorSets::prior(const BackgroundAnswers& answers) {
  const Distribution& alone = add_up(plain_, answers).begin()->second;
  Distribution of_groups;
  for (const auto& [strongest, distribution] : add_up(grouped_, answers)) {
    add(of_groups, distribution, sum_of(strongest), 1.0);
  }
  std::vector<double> expected(of_groups.weights.size(), 0.0); // by sum of the grouped ones
  for (std::size_t k = 0; k < alone.weights.size(); ++k) {
    if (alone.weights[k] > 0.0) {
      const double weight = alone.weights[k];
      const double* const from =
          probabilities_.data() + (of_groups.first + alone.first + static_cast<int>(k) - lowest_);
      for (std::size_t i = 0; i < expected.size(); ++i) {
        expected[i] += weight * from[i];
      }
    }
  }
  double result = 0.0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    result += of_groups.weights[i] * expected[i];
  }
  return result / model_.scale(cause_);
}

} // namespace sura::clinic
