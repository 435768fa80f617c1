#include "sura/clinic/next_steps.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "clinic/reasoning/trials.h"
#include "clinic/triage/flag_chances.h"
#include "clinic/triage/rank_steps.h"
#include "sura/engine/queries.h"

namespace sura::clinic {
namespace {

/// The most urgent level that a red flag which holds already calls for.
Urgency flagged(const Pack& pack, const Case& the_case) {
  Urgency level = Urgency::self_care;
  for (const std::uint32_t flag : red_flags(pack, the_case)) {
    level = std::max(level, pack.red_flags[flag].urgency);
  }
  return level;
}

Case answered_so(Case the_case, const ItemTrial& item, std::uint32_t level) {
  (item.is_background ? the_case.background : the_case.findings)[item.item] = Answer{true, level, true, std::nullopt};
  return the_case;
}

/// The least expected loss among the levels from this one up.
double least(const ByUrgency& losses, Urgency from) {
  return *std::min_element(losses.begin() + static_cast<std::ptrdiff_t>(from), losses.end());
}

Urgency best_level(const ByUrgency& losses, Urgency from) {
  return std::max(least_loss(losses), from);
}

/// What not knowing the cause loses to whoever must act on it or not (next_steps.h).
double regret(const Pack& pack, const std::vector<double>& causes) {
  double sum = 0.0;
  for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
    sum += 0.5 * pack.conditions[c].delay.at.front() * causes[c] * (1.0 - causes[c]);
  }
  return sum;
}

class Valuation {
public:
  Valuation(const Pack& pack, const Case& the_case, const Trials& trials)
      : pack_(pack), case_(the_case), causes_(trials.causes), open_(open_answers(pack, trials)),
        chances_(flag_chances(pack, the_case, open_)), flagged_(flagged(pack, the_case)),
        losses_(expected_losses(pack, trials.causes)) {}

  NextStep of(const ItemTrial& item) const {
    NextStep step;
    step.is_background = item.is_background;
    step.item = item.item;
    step.effort = item.is_background ? 0 : pack_.findings[item.item].effort;
    double loss = 0.0;
    double entropy = 0.0;
    double regretted = 0.0;
    for (const AnswerTrial& answer : item.answers) {
      const Case then = answered_so(case_, item, answer.level);
      const Urgency flag = flagged(pack_, then);
      const ByUrgency losses = expected_losses(pack_, answer.causes);
      loss += answer.probability * least(losses, flagged_);
      entropy += answer.probability * engine::entropy(answer.causes);
      regretted += answer.probability * regret(pack_, answer.causes);
      step.warning += answer.probability *
                      movement(flag_chances(pack_, then, with_answer(pack_, case_, open_, item, answer.level)));
      step.outcomes.push_back({answer.level, answer.probability, answer.causes, best_level(losses, flag)});
    }
    step.deciding = std::max(0.0, least(losses_, flagged_) - loss);
    step.acting = std::max(0.0, regret(pack_, causes_) - regretted);
    step.gain = std::max(0.0, engine::entropy(causes_) - entropy);
    step.knowing = pack_.losses.knowing * step.gain;
    step.warning *= pack_.losses.warning;
    step.worth = step.deciding + step.acting + step.knowing + step.warning;
    return step;
  }

private:
  /// How far the chances of flags above the present level move, each weighed by the burden of its level.
  double movement(const ByUrgency& then) const {
    const ByUrgency& burden = pack_.losses.burden.at;
    double sum = 0.0;
    for (auto level = static_cast<std::size_t>(best_level(losses_, flagged_)) + 1; level < then.size(); ++level) {
      sum += (burden[level] - burden[level - 1]) * std::abs(then[level] - chances_[level]);
    }
    return sum;
  }

  const Pack& pack_;
  const Case& case_;
  const std::vector<double>& causes_;
  OpenAnswers open_;
  ByUrgency chances_;
  Urgency flagged_;
  ByUrgency losses_;
};

double worth_per_burden(const Pack& pack, const NextStep& step) {
  return step.worth / pack.losses.efforts[step.effort].burden;
}

} // namespace

bool is_worth_it(const Pack& pack, const NextStep& step) {
  return worth_per_burden(pack, step) >= 1.0;
}

Result<std::vector<NextStep>> next_steps(const Pack& pack, const Case& the_case, const PriorModels* models) {
  return trials(pack, the_case, models).map([&](const Trials& tried) { return rank_steps(pack, the_case, tried); });
}

std::vector<NextStep> rank_steps(const Pack& pack, const Case& the_case, const Trials& tried) {
  const Valuation valuation(pack, the_case, tried);
  std::vector<NextStep> steps;
  for (const ItemTrial& item : tried.items) {
    if (item.can_be_asked) {
      steps.push_back(valuation.of(item));
    }
  }
  std::stable_sort(steps.begin(), steps.end(), [&](const NextStep& a, const NextStep& b) {
    return worth_per_burden(pack, a) > worth_per_burden(pack, b);
  });
  return steps;
}

} // namespace sura::clinic
