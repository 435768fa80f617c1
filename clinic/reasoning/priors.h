// Prior probability of each condition from age, sex and background.
//
// P(c | x) = σ(α_c + β·x), where β are ln odds ratios (within a group only the largest counts, the total is capped) and
// α_c is solved so that the average over the population's background equals the condition's prevalence at that age and
// sex. Unknown items are averaged out by the same sum. So that the sum is over few terms, each ln odds ratio is rounded
// to a hundredth, wherever it is used: far below what any study can tell apart. A sort of "something else" is reckoned
// in the same way, as if it were very rare; only what the background makes of it is used. Thread-safety: immutable
// after construction. Cost: per condition, combinations of the items that hang together, plus the number of distinct
// sums of its factors (about a thousand).
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "clinic/reasoning/population.h"

namespace sura::clinic {

/// By how much the items that are known to hold move the log-odds, where `log_ratio` tells the logarithm of an item's
/// ratio and `log_cap` that of the cap.
template <class LogRatio>
double known_log_ratio(const Factors& factors, const BackgroundAnswers& answers, double log_cap,
                       const LogRatio& log_ratio) {
  double sum = 0.0;
  std::map<std::int32_t, double> groups;
  for (const Factor& factor : factors.list) {
    if (answers[factor.item] != 1) {
      continue;
    }
    const double moved = log_ratio(factor.odds_ratio);
    if (factor.group < 0) {
      sum += moved;
    } else {
      double& strongest = groups[factor.group];
      strongest = std::abs(moved) > std::abs(strongest) ? moved : strongest;
    }
  }
  for (const auto& [group, strongest] : groups) {
    sum += strongest;
  }
  return std::min(log_cap, sum);
}

/// Every number of the pack that a PriorModel for this age and sex is made of; none where an item does not apply. Where
/// these are the same for two ages, so are the models.
std::vector<const Number*> rates_that_hold(const Pack& pack, double age, Sex sex);

class PriorModel {
public:
  PriorModel(const Pack& pack, double age, Sex sex);

  const PopulationModel& population() const { return population_; }

  /// What moves a cause: conditions first, then the sorts of "something else".
  const Factors& factors(std::size_t cause) const;

  /// By cause: P(condition | answers), unknown items averaged out; then, for each sort of "something else", the ratio
  /// of its rate in such people to that in all of this age and sex.
  std::vector<double> priors(const BackgroundAnswers& answers) const;
  double prior(std::size_t cause, const BackgroundAnswers& answers) const;

  /// The prevalence at this age and sex, whatever the background.
  const Number& prevalence_number(std::size_t condition) const;
  double prevalence(std::size_t condition) const { return prevalence_number(condition).value; }

  /// α of the cause: its log-odds in a person in whom no factor holds.
  double intercept(std::size_t cause) const { return intercepts_[cause]; }

  /// What prior() tells of a cause is its probability divided by this.
  double scale(std::size_t cause) const;

  /// How many background items there are.
  std::size_t items() const { return pack_.background.size(); }

  /// Conditions and sorts of "something else".
  std::size_t causes() const { return intercepts_.size(); }

  /// Whether the item is a factor of the cause, or goes with one.
  bool matters(std::size_t cause, std::uint32_t item) const;

private:
  /// (sum of ln odds ratios, probability) of every distinguishable background.
  using Sums = std::vector<std::pair<double, double>>;
  Sums sums(const Factors& factors, const BackgroundAnswers& answers) const;
  double probability(std::size_t cause, const BackgroundAnswers& answers) const;
  bool is_open(std::size_t cause, const BackgroundAnswers& answers) const;
  double average(std::size_t cause) const;

  const Pack& pack_;
  double age_;
  Sex sex_;
  PopulationModel population_;
  std::vector<double> intercepts_;
};

} // namespace sura::clinic
