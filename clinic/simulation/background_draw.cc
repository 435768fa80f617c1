#include "clinic/simulation/background_draw.h"

#include <algorithm>
#include <cmath>
#include <map>
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

} // namespace

BackgroundDraw::BackgroundDraw(const Pack& pack, const PopulationModel& population, const Draw& draw) {
  for (const Condition& condition : pack.conditions) {
    Tilt& tilt = tilts_.emplace_back();
    tilt.cap = std::log(draw.ratio(condition.odds_ratio_cap));
    for (const Factor& factor : condition.factors) {
      tilt.factors.push_back({factor.item, factor.group, std::log(draw.ratio(factor.odds_ratio))});
    }
    BackgroundAnswers answers(pack.background.size(), 0);
    for (std::size_t index = 0; index < population.components(); ++index) {
      const Component& component = population.component(index);
      std::vector<double>& shifts = tilt.by_component.emplace_back();
      const bool matters = std::any_of(tilt.factors.begin(), tilt.factors.end(),
                                       [&](const Row& row) { return population.component_of(row.item) == index; });
      for (std::size_t combination = 0; matters && combination < component.weights.size(); ++combination) {
        set(answers, component, combination);
        shifts.push_back(shift(tilt.factors, answers));
      }
      set(answers, component, 0);
    }
  }
}

double BackgroundDraw::shift(const std::vector<Row>& factors, const BackgroundAnswers& answers) {
  double sum = 0.0;
  std::map<std::int32_t, double> groups;
  for (const Row& row : factors) {
    if (answers[row.item] != 1) {
      continue;
    }
    if (row.group < 0) {
      sum += row.log_ratio;
    } else {
      double& here = groups[row.group];
      here = std::abs(row.log_ratio) > std::abs(here) ? row.log_ratio : here;
    }
  }
  for (const auto& [group, log_ratio] : groups) {
    sum += log_ratio;
  }
  return sum;
}

BackgroundAnswers BackgroundDraw::draw(const PriorModel& priors, std::optional<std::uint32_t> condition,
                                       Random& random) const {
  const PopulationModel& population = priors.population();
  BackgroundAnswers base(priors.items(), 0);
  std::vector<std::size_t> tilted; // components that matter to the condition
  std::vector<std::vector<double>> weights;
  for (std::size_t index = 0; index < population.components(); ++index) {
    const Component& component = population.component(index);
    if (!condition || tilts_[*condition].by_component[index].empty()) {
      set(base, component, choose(component.weights, random));
      continue;
    }
    tilted.push_back(index);
    std::vector<double>& weight = weights.emplace_back(component.weights);
    for (std::size_t combination = 0; combination < weight.size(); ++combination) {
      weight[combination] *= std::exp(tilts_[*condition].by_component[index][combination]);
    }
  }
  if (tilted.empty()) {
    return base;
  }
  const Tilt& tilt = tilts_[*condition];
  const double intercept = priors.intercept(*condition);
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
    const double capped = std::min(tilt.cap, shift(tilt.factors, answers));
    importance.push_back(logistic(intercept + capped) / std::exp(intercept + overstated));
    drawn.push_back(std::move(answers));
  }
  return std::move(drawn[choose(importance, random)]);
}

} // namespace sura::clinic
