// The numbers of one person's network: what each becomes for this age, sex, setting, role and background, at one draw.
// Thread-safety: const member functions may run at once. Ownership: refers to what it was made from.
#pragma once

#include <span>
#include <vector>

#include "clinic/reasoning/draws.h"
#include "clinic/reasoning/priors.h"
#include "sura/clinic/case.h"
#include "sura/engine/network.h"

namespace sura::clinic {

/// The share of an effect condition's prevalence that its modelled causes account for at this age and sex.
double caused_share(const Pack& pack, const PriorModel& priors, std::uint32_t effect);

class PersonNumbers {
public:
  /// `prior` is what the background makes of each cause, as PriorModel::priors gives it.
  PersonNumbers(const Pack& pack, const Case& the_case, const PriorModel& priors, const std::vector<double>& prior);

  /// P(present) of a condition that no modelled cause produced.
  double presence(std::uint32_t condition, const Draw& draw) const;
  /// P(brings this complaint here | present).
  double presents(std::uint32_t condition, const Draw& draw) const;
  /// P(a complaint of this sort of "something else" is brought here).
  double something_else(std::uint32_t sort, const Draw& draw) const;

  /// Whether a finding was stated as the complaint: it comes from the complaint's cause alone.
  bool is_stated(std::uint32_t finding) const { return stated_[finding]; }

  // As many levels as the finding has, into `levels`.

  /// What is there without a cause: background as the person notices it, and false alarms. Of a facet: given the
  /// parent.
  void leak(std::uint32_t finding, const Draw& draw, std::span<double> levels) const;
  /// How a cause of the complaint shows a stated finding that it does not name.
  void unnamed(std::uint32_t finding, const Draw& draw, std::span<double> levels) const;
  /// The link of a cause as this role notices it, solved from the drawn sensitivity and background: what the compiler
  /// does for the point answer, for each draw. A facet's rate is its link; so is that of a stated finding, which has no
  /// background.
  void link(const FindingLink& link, const Draw& draw, std::span<double> levels) const;

private:
  struct Noticing;
  Noticing noticing(const Finding& finding, const Draw& draw) const;
  void background(std::uint32_t finding, double false_alarm, const Draw& draw, std::span<double> levels) const;

  const Pack& pack_;
  const Case& case_;
  const PriorModel& priors_;
  const std::vector<double>& prior_;
  BackgroundAnswers answers_;
  std::vector<bool> stated_;                        // by finding
  std::vector<double> caused_share_;                // by condition
  std::vector<std::vector<const Number*>> changes_; // by finding: the odds ratios on its background that hold
};

} // namespace sura::clinic
