#include "clinic/reasoning/population.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "clinic/intake/askable.h"
#include "clinic/reasoning/logistic.h"

namespace sura::clinic {
namespace {

/// Items joined by `with` get the same number.
std::vector<std::uint32_t> component_numbers(const Pack& pack) {
  std::vector<std::uint32_t> root(pack.population.size());
  std::iota(root.begin(), root.end(), 0U);
  const auto find = [&](std::uint32_t item) {
    while (root[item] != item) {
      item = root[item];
    }
    return item;
  };
  for (std::uint32_t item = 0; item < pack.population.size(); ++item) {
    for (const Population::With& with : pack.population[item].with) {
      root[find(item)] = find(with.item);
    }
  }
  for (std::uint32_t item = 0; item < root.size(); ++item) {
    root[item] = find(item);
  }
  return root;
}

/// The component's items so that what an item goes with stands before it.
std::vector<std::uint32_t> in_order(const Pack& pack, std::vector<std::uint32_t> items) {
  std::vector<std::uint32_t> ordered;
  while (!items.empty()) {
    const auto ready = std::find_if(items.begin(), items.end(), [&](std::uint32_t item) {
      const auto& with = pack.population[item].with;
      return std::all_of(with.begin(), with.end(), [&](const Population::With& w) {
        return std::find(ordered.begin(), ordered.end(), w.item) != ordered.end();
      });
    });
    const auto next = ready == items.end() ? items.begin() : ready; // authoring refuses circles
    ordered.push_back(*next);
    items.erase(next);
  }
  return ordered;
}

/// Sum of ln odds ratios of the items that hold in `combination`.
double shift_of(const Population& population, const std::vector<std::uint32_t>& items, std::size_t combination) {
  double shift = 0.0;
  for (const Population::With& with : population.with) {
    const auto at = std::find(items.begin(), items.end(), with.item);
    if (at != items.end() && ((combination >> (at - items.begin())) & 1U) != 0U) {
      shift += std::log(with.odds_ratio.value);
    }
  }
  return shift;
}

Component enumerate(const Pack& pack, const std::vector<std::uint32_t>& members, double age, Sex sex) {
  Component component{in_order(pack, members), {1.0}};
  for (std::size_t k = 0; k < component.items.size(); ++k) {
    const std::uint32_t item = component.items[k];
    const Population& population = pack.population[item];
    const double rate = applies(pack.background[item], age, sex) ? rate_at(population.rates, age, sex).value : 0.0;
    std::vector<std::pair<double, double>> terms;
    for (std::size_t combination = 0; combination < component.weights.size(); ++combination) {
      terms.emplace_back(shift_of(population, component.items, combination), component.weights[combination]);
    }
    const bool simple = population.with.empty() || rate <= 0.0 || rate >= 1.0;
    const double intercept = simple ? 0.0 : solve_intercept(terms, rate);
    std::vector<double> wider(component.weights.size() * 2);
    for (std::size_t combination = 0; combination < component.weights.size(); ++combination) {
      const double yes = simple ? rate : logistic(intercept + terms[combination].first);
      wider[combination] = component.weights[combination] * (1.0 - yes);
      wider[combination + component.weights.size()] = component.weights[combination] * yes;
    }
    component.weights = std::move(wider);
  }
  return component;
}

} // namespace

BackgroundAnswers background_answers(const Pack& pack, const Case& the_case) {
  BackgroundAnswers answers(pack.background.size(), -1);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto& answer = the_case.background[i];
    if (answer && answer->sure) {
      answers[i] = answer->level > 0 ? 1 : 0;
    } else if (!applies(pack.background[i], the_case.age, the_case.sex)) {
      answers[i] = 0;
    }
  }
  return answers;
}

const Number& rate_at(const std::vector<AgeBand>& bands, double age, Sex sex) {
  const AgeBand* nearest = &bands.front();
  double distance = 1e9;
  for (const AgeBand& band : bands) {
    const double away = age < band.from ? band.from - age : std::max(0.0, std::floor(age) - band.to);
    if (away < distance) {
      distance = away;
      nearest = &band;
    }
  }
  return sex == Sex::female ? nearest->female : nearest->male;
}

PopulationModel::PopulationModel(const Pack& pack, double age, Sex sex) : component_of_(pack.population.size()) {
  const std::vector<std::uint32_t> number = component_numbers(pack);
  for (std::uint32_t root = 0; root < number.size(); ++root) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t item = 0; item < number.size(); ++item) {
      if (number[item] == root) {
        members.push_back(item);
        component_of_[item] = static_cast<std::uint32_t>(components_.size());
      }
    }
    if (!members.empty()) {
      components_.push_back(enumerate(pack, members, age, sex));
    }
  }
}

std::vector<double> PopulationModel::given(std::size_t index, const BackgroundAnswers& answers) const {
  const Component& component = components_[index];
  std::vector<double> weights = component.weights;
  const bool is_open = std::all_of(component.items.begin(), component.items.end(),
                                   [&](std::uint32_t item) { return answers[item] < 0; });
  if (is_open) {
    return weights;
  }
  std::size_t known = 0;
  std::size_t said = 0;
  for (std::size_t k = 0; k < component.items.size(); ++k) {
    known |= static_cast<std::size_t>(answers[component.items[k]] >= 0) << k;
    said |= static_cast<std::size_t>(answers[component.items[k]] == 1) << k;
  }
  double sum = 0.0;
  for (std::size_t combination = 0; combination < weights.size(); ++combination) {
    weights[combination] = (combination & known) == said ? weights[combination] : 0.0;
    sum += weights[combination];
  }
  if (sum > 0.0) {
    for (double& weight : weights) {
      weight /= sum;
    }
    return weights;
  }
  // An answer that the rates call impossible: what was said holds all the same.
  weights[said] = 1.0;
  return weights;
}

double PopulationModel::rate(std::uint32_t item, const BackgroundAnswers& answers) const {
  const std::size_t index = component_of_[item];
  const Component& component = components_[index];
  const auto at = std::find(component.items.begin(), component.items.end(), item);
  const auto bit = static_cast<std::size_t>(at - component.items.begin());
  const std::vector<double> weights = given(index, answers);
  double sum = 0.0;
  for (std::size_t combination = 0; combination < weights.size(); ++combination) {
    sum += ((combination >> bit) & 1U) != 0U ? weights[combination] : 0.0;
  }
  return sum;
}

} // namespace sura::clinic
