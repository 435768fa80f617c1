#include "clinic/simulation/background_draw.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "clinic/reasoning/logistic.h"

namespace sura::clinic {
namespace {

constexpr std::size_t tries = 16; // the tilt is exact but for groups over several components, the cap and σ's bend

void set(BackgroundAnswers& answers, const Component& component, std::size_t combination) {
  for (std::size_t k = 0; k < component.items.size(); ++k) {
    answers[component.items[k]] = static_cast<std::int8_t>((combination >> k) & 1U);
  }
}

bool is_factor(const Factors& factors, std::uint32_t item) {
  return std::any_of(factors.list.begin(), factors.list.end(),
                     [&](const Factor& factor) { return factor.item == item; });
}

double log_ratio(const Number& number) {
  return std::log(number.value);
}

} // namespace

BackgroundDraw::BackgroundDraw(const PriorModel& priors, const Draw& draw) {
  const PopulationModel& population = priors.population();
  for (std::size_t cause = 0; cause < priors.causes(); ++cause) {
    Tilt& tilt = tilts_.emplace_back(Tilt{priors.factors(cause), {}});
    tilt.factors.cap.value = draw.ratio(tilt.factors.cap);
    for (Factor& factor : tilt.factors.list) {
      factor.odds_ratio.value = draw.ratio(factor.odds_ratio);
    }
    BackgroundAnswers answers(priors.items(), 0);
    for (std::size_t index = 0; index < population.components(); ++index) {
      const Component& component = population.component(index);
      std::vector<double>& shifts = tilt.by_component.emplace_back();
      const bool matters = std::any_of(component.items.begin(), component.items.end(),
                                       [&](std::uint32_t item) { return is_factor(tilt.factors, item); });
      for (std::size_t combination = 0; matters && combination < component.weights.size(); ++combination) {
        set(answers, component, combination);
        shifts.push_back(known_log_ratio(tilt.factors, answers, log_ratio(tilt.factors.cap), log_ratio));
      }
      set(answers, component, 0);
    }
  }
}

BackgroundAnswers BackgroundDraw::draw(const PriorModel& priors, std::uint32_t cause, Random& random) const {
  const Tilt& tilt = tilts_[cause];
  const PopulationModel& population = priors.population();
  BackgroundAnswers base(priors.items(), 0);
  std::vector<std::size_t> tilted; // components that matter to the cause
  std::vector<std::vector<double>> weights;
  for (std::size_t index = 0; index < population.components(); ++index) {
    const Component& component = population.component(index);
    if (tilt.by_component[index].empty()) {
      set(base, component, choose(component.weights, random));
      continue;
    }
    tilted.push_back(index);
    std::vector<double>& weight = weights.emplace_back(component.weights);
    for (std::size_t combination = 0; combination < weight.size(); ++combination) {
      weight[combination] *= std::exp(tilt.by_component[index][combination]);
    }
  }
  if (tilted.empty()) {
    return base;
  }
  const double intercept = priors.intercept(cause);
  std::vector<BackgroundAnswers> drawn;
  std::vector<double> importance;
  for (std::size_t i = 0; i < tries; ++i) {
    BackgroundAnswers answers = base;
    double overstated = 0.0;
    for (std::size_t k = 0; k < tilted.size(); ++k) {
      const std::size_t combination = choose(weights[k], random);
      set(answers, population.component(tilted[k]), combination);
      overstated += tilt.by_component[tilted[k]][combination];
    }
    const double all_together = known_log_ratio(tilt.factors, answers, log_ratio(tilt.factors.cap), log_ratio);
    importance.push_back(logistic(intercept + all_together) / std::exp(intercept + overstated));
    drawn.push_back(std::move(answers));
  }
  return std::move(drawn[choose(importance, random)]);
}

} // namespace sura::clinic
