#include "clinic/reasoning/prior_trials.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "clinic/reasoning/logistic.h"

namespace sura::clinic {
namespace {

/// What is expected after `effect`, from the first of the sums of `support` on.
const double* expected_after(const Groups& groups, const Distribution& support, const Effect& effect,
                             const Totals& expected) {
  const Distribution& values = expected.at(strongest_of(groups, effect.groups));
  return values.weights.data() + (support.first + effect.steps - values.first);
}

} // namespace

PriorTrials::PriorTrials(const PriorModel& model, std::size_t cause, const BackgroundAnswers& answers)
    : model_(model), cause_(cause), answers_(answers), groups_(groups_of(model.factors(cause))) {
  const PopulationModel& population = model.population();
  std::vector<bool> matters(population.components(), false);
  std::vector<bool> is_grouped(population.components(), false);
  for (const Factor& factor : model.factors(cause).list) {
    const std::size_t component = population.component_of(factor.item);
    matters[component] = true;
    is_grouped[component] = is_grouped[component] || factor.group >= 0;
  }
  Totals so_far{{Groups(groups_.size(), 0), {0, {1.0}}}};
  for (const bool grouped : {false, true}) { // what has groups last: before it there is one distribution alone
    for (std::size_t component = 0; component < matters.size(); ++component) {
      if (matters[component] && is_grouped[component] == grouped) {
        Stage stage;
        stage.component = component;
        stage.looks = looks_of(population.component(component), model.factors(cause), groups_);
        const std::vector<double> weights = population.given(component, answers);
        stage.weights = weights_of(stage.looks, weights);
        Totals after = combine(so_far, effects_of(stage.looks, weights));
        stage.before = std::move(so_far);
        so_far = std::move(after);
        stages_.push_back(std::move(stage));
      }
    }
  }
  if (!stages_.empty()) {
    stages_.back().expected = std::move(so_far); // their supports; the values follow
    look_back();
  }
}

void PriorTrials::look_back() {
  const double cap = std::log(model_.factors(cause_).cap.value);
  for (auto& [groups, expected] : stages_.back().expected) {
    const int first = expected.first + sum_of(groups);
    for (std::size_t i = 0; i < expected.weights.size(); ++i) {
      const double sum = std::min(cap, log_of(first + static_cast<int>(i)));
      expected.weights[i] = logistic(model_.intercept(cause_) + sum);
    }
  }
  for (std::size_t k = stages_.size(); k-- > 0;) {
    Stage& stage = stages_[k];
    stage.priors.assign(stage.looks.effects.size(), 0.0);
    for (std::size_t look = 0; look < stage.weights.size(); ++look) {
      if (stage.weights[look] > 0.0) {
        stage.priors[look] = expectation(stage, stage.looks.effects[look]) / model_.scale(cause_);
      }
    }
    if (k > 0) {
      stages_[k - 1].expected = expected_before(stage);
    }
  }
}

/// Of each sum before the stage.
Totals PriorTrials::expected_before(const Stage& stage) {
  Totals result;
  for (const auto& [groups, before] : stage.before) {
    Distribution& into = result[groups];
    into = {before.first, std::vector<double>(before.weights.size(), 0.0)};
    for (std::size_t look = 0; look < stage.weights.size(); ++look) {
      if (stage.weights[look] > 0.0) {
        const double* const values = expected_after(groups, before, stage.looks.effects[look], stage.expected);
        for (std::size_t i = 0; i < before.weights.size(); ++i) {
          into.weights[i] += stage.weights[look] * values[i];
        }
      }
    }
  }
  return result;
}

/// `effect`: one that the stage gives weight to.
double PriorTrials::expectation(const Stage& stage, const Effect& effect) {
  double sum = 0.0;
  for (const auto& [groups, before] : stage.before) {
    const double* const values = expected_after(groups, before, effect, stage.expected);
    for (std::size_t i = 0; i < before.weights.size(); ++i) {
      sum += before.weights[i] * values[i];
    }
  }
  return sum;
}

std::optional<double> PriorTrials::prior(std::uint32_t item, std::int8_t answer) const {
  const PopulationModel& population = model_.population();
  const std::size_t component = population.component_of(item);
  const auto stage =
      std::find_if(stages_.begin(), stages_.end(), [&](const Stage& one) { return one.component == component; });
  if (stage == stages_.end()) {
    return std::nullopt;
  }
  BackgroundAnswers answers = answers_;
  answers[item] = answer;
  const std::vector<double> weights = weights_of(stage->looks, population.given(component, answers));
  double result = 0.0;
  for (std::size_t look = 0; look < weights.size(); ++look) {
    if (weights[look] > 0.0 && stage->weights[look] <= 0.0) {
      return std::nullopt;
    }
    result += weights[look] * stage->priors[look];
  }
  return result;
}

} // namespace sura::clinic
