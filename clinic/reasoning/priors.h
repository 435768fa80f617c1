// Prior probability of each condition from age, sex and background.
//
// P(c | x) = σ(α_c + β·x), where β are ln odds ratios (within a group only the largest counts, the total is capped) and
// α_c is solved so that the average over the population's background equals the condition's prevalence at that age and
// sex. Unknown items are averaged out by the same sum. So that the sum is over few terms, each ln odds ratio is rounded
// to a hundredth, wherever it is used: far below what any study can tell apart. Thread-safety: immutable after
// construction. Cost: per condition, combinations of the items that hang together, plus the number of distinct sums of
// its factors (about a thousand).
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "clinic/reasoning/population.h"

namespace sura::clinic {

class PriorModel {
public:
  PriorModel(const Pack& pack, double age, Sex sex);

  const PopulationModel& population() const { return population_; }

  /// P(condition | answers), unknown items averaged out.
  double prior(std::size_t condition, const BackgroundAnswers& answers) const;

  /// The prevalence at this age and sex, whatever the background.
  const Number& prevalence_number(std::size_t condition) const;
  double prevalence(std::size_t condition) const { return prevalence_number(condition).value; }

  /// α of the condition: its log-odds in a person in whom no factor holds.
  double intercept(std::size_t condition) const { return intercepts_[condition]; }

  /// How many background items there are.
  std::size_t items() const { return pack_.background.size(); }

  /// Whether the item is a factor of the condition, or goes with one.
  bool matters(std::size_t condition, std::uint32_t item) const;

private:
  /// (sum of ln odds ratios, probability) of every distinguishable background.
  using Sums = std::vector<std::pair<double, double>>;
  Sums sums(std::size_t condition, const BackgroundAnswers& answers) const;
  /// The one sum that is possible where every factor of the condition is answered; nothing where one is not.
  static std::optional<double> known_sum(const Condition& condition, const BackgroundAnswers& answers);

  const Pack& pack_;
  double age_;
  Sex sex_;
  PopulationModel population_;
  std::vector<double> intercepts_;
};

} // namespace sura::clinic
