// The prior of one cause were one more background item answered: for every item from one pass forward and one back over
// what is unknown, as far as the cause depends on it.
//
// The components of the background are independent. Forward: of the components so far, the distribution of their sums.
// Backward: what is expected of the prior, given the sum so far. An answer changes one component, between the two.
// Thread-safety: const member functions may run at once. Cost: construction about three times PriorModel::prior, then
// O(2^items of a component) for each answer.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "clinic/reasoning/effect_sums.h"
#include "clinic/reasoning/priors.h"

namespace sura::clinic {

class PriorTrials {
public:
  /// `model` must outlive this.
  PriorTrials(const PriorModel& model, std::size_t cause, const BackgroundAnswers& answers);

  /// PriorModel::prior of the cause with `answer` (0 or 1) to an item that is unanswered; nothing where the cause does
  /// not depend on it, or the rates call that answer impossible.
  std::optional<double> prior(std::uint32_t item, std::int8_t answer) const;

private:
  /// One component, between the sums before it and what is expected after it.
  struct Stage {
    std::size_t component = 0;
    Looks looks;
    std::vector<double> weights; // by look
    Totals before;
    Totals expected;            // of each sum after it, with the same supports as the sums there
    std::vector<double> priors; // by look, where its weight is above zero: the prior with it
  };

  void look_back();
  static Totals expected_before(const Stage& stage);
  static double expectation(const Stage& stage, const Effect& effect);

  const PriorModel& model_;
  std::size_t cause_;
  BackgroundAnswers answers_;
  std::vector<std::int32_t> groups_;
  std::vector<Stage> stages_;
};

} // namespace sura::clinic
