// How much an error in each number of a pack would move decisions: the derivative of every condition's log-odds of
// being the cause by every number, exactly, over people. docs/evidence.md explains what is made of it.
//
// A number moves along its own scale by its own standard deviation, as the draws of the intervals do: half its 90 %
// interval / 1.645, each side with its own, in log-odds (probabilities) or logarithms (ratios). Numbers of one study
// move together. What the draws do not move (how common background is) has no influence here. Thread-safety: functions
// without shared state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "sura/clinic/case.h"
#include "sura/clinic/pack.h"
#include "sura/result.h"

namespace sura::clinic {

/// Change of the log-odds of one condition as the cause, per standard deviation of each number, by row of
/// Pack::derivations: when the number rises and when it falls (the two differ where its interval does, or at a limit).
struct Slopes {
  std::vector<double> up;
  std::vector<double> down;
};

class PriorModels;

/// For each of these conditions the slopes for this person; empty for one that is the cause surely or never. Errors as
/// diagnose. `models`, where given, are of this pack. Cost: a sweep there and back a condition, eight side by side, and
/// each number that the network is made of moved twice.
Result<std::vector<Slopes>> slopes(const Pack& pack, const Case& the_case, const std::vector<std::uint32_t>& conditions,
                                   const PriorModels* models = nullptr);

/// A study (Derivation::study) and its share of the variance of some condition's log-odds.
struct StudyShare {
  std::uint32_t study = 0;
  double share = 0.0;
};

/// Most studies that an interval names.
inline constexpr std::size_t most_studies_named = 3;

/// A 90 % interval of a probability.
struct DeltaInterval {
  double low = 0.0;
  double high = 0.0;
  std::vector<StudyShare> mostly; // the studies that it comes from most, largest share first
};

/// For each of these conditions the interval of P(it is the cause) to first order: in log-odds, where each study that
/// moves it adds its variance (numbers of one study move together), each side with its own slopes. Close to what the
/// draws give where the intervals of the numbers are narrow, and without their noise. One that is the cause surely or
/// never has no width. Errors and cost as `slopes`. Source: Van Allen et al. 2008 (10.1016/j.artint.2007.09.004).
Result<std::vector<DeltaInterval>> delta_intervals(const Pack& pack, const Case& the_case,
                                                   const std::vector<std::uint32_t>& conditions,
                                                   const PriorModels* models = nullptr);

/// Sizes in log-odds, 0 or more. The influence of a study is |sum of the slopes of its numbers|, shared among these by
/// the size of their own.
struct Influence {
  std::vector<double> by_number;                 // by row: mean over people and their leading conditions
  std::vector<std::vector<double>> by_condition; // by condition, by row: mean over the people in whom it is likeliest
  std::size_t people = 0;                        // that counted
  std::size_t left_out = 0;                      // whose answers the pack calls impossible
};

/// A person's leading conditions: the likeliest cause, and the second and third where they are 1 in 100 or more.
inline constexpr std::size_t most_leading = 3;
inline constexpr double least_leading = 0.01;

/// In how many people a condition is looked at for Influence::by_condition.
inline constexpr std::size_t people_of_a_condition = 20;

/// `progress` (may be empty) is told how many of how many people are done. Errors: as diagnose, but impossible answers
/// leave a person out; missing where nobody is left. Cost: about ten sweeps there and back a person.
Result<Influence> influence(const Pack& pack, const std::vector<Case>& people,
                            const std::function<void(std::size_t, std::size_t)>& progress = {});

} // namespace sura::clinic
