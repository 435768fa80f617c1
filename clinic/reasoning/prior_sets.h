// The prior of one cause for many sets of background answers, of which all but a few items are the same.
//
// Components of the background in which nothing varies are added up once. The others are added one after another, and
// as many of these sums are used again as have the same answers as the time before: a set that differs in the last
// component alone costs one step. Thread-safety: one object, one thread. Ownership: the model must outlive this. Cost:
// construction as PriorModel::prior; each set at most that, and without its tables.
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "clinic/reasoning/effect_sums.h"
#include "clinic/reasoning/priors.h"

namespace sura::clinic {

class PriorSets {
public:
  /// `varies`: by background item. The others have these answers.
  PriorSets(const PriorModel& model, std::size_t cause, const BackgroundAnswers& answers,
            const std::vector<bool>& varies);

  /// PriorModel::prior; `answers` differ from those above in what varies alone.
  double prior(const BackgroundAnswers& answers);

private:
  /// A component in which something varies.
  struct Varying {
    std::size_t component = 0;
    Looks looks;
    std::vector<std::int8_t> answers;                    // of its items, the time before
    std::map<std::vector<std::int8_t>, Effects> effects; // by such answers
    Totals after;                                        // the sums up to and with it, the time before
  };

  /// Components alike in one thing, added up.
  struct Chain {
    Totals fixed;
    std::vector<Varying> varying;
  };
  const Totals& add_up(Chain& chain, const BackgroundAnswers& answers) const;

  const PriorModel& model_;
  std::size_t cause_;
  Chain plain_;    // of components without grouped factors, which simply add
  Chain grouped_;  // of the others: kept apart, as each choice of groups has a distribution of its own
  int lowest_ = 0; // of all sums
  std::vector<double> probabilities_; // by sum, from `lowest_` on
};

} // namespace sura::clinic
