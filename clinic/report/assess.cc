// One case through every part of the clinic.
#include <algorithm>
#include <cstddef>
#include <numeric>

#include "clinic/reasoning/overtaking.h"
#include "clinic/reasoning/trials.h"
#include "clinic/triage/rank_steps.h"
#include "sura/clinic/assessment.h"

namespace sura::clinic {

namespace {

constexpr std::size_t most_next_steps = 5;

std::vector<std::uint32_t> by_falling_cause(const Diagnosis& diagnosis) {
  std::vector<std::uint32_t> order(diagnosis.conditions.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return diagnosis.conditions[a].cause > diagnosis.conditions[b].cause;
  });
  return order;
}

/// The best of what is worth its burden, and the best of each effort that is, which a cheap question would else hide.
std::vector<NextStep> worth_showing(const Pack& pack, std::vector<NextStep> ranked) {
  std::erase_if(ranked, [&](const NextStep& step) { return !is_worth_it(pack, step); });
  std::vector<bool> seen(pack.losses.efforts.size(), false);
  std::stable_partition(ranked.begin(), ranked.end(), [&](const NextStep& step) {
    const bool is_first = !seen[step.effort];
    seen[step.effort] = true;
    return is_first;
  });
  if (ranked.size() > most_next_steps) {
    ranked.resize(most_next_steps);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [&](const NextStep& a, const NextStep& b) {
    return a.worth * pack.losses.efforts[b.effort].burden > b.worth * pack.losses.efforts[a.effort].burden;
  });
  return ranked;
}

/// Where the intervals come from and, where nothing was drawn, the intervals.
Result<void> add_first_order(const Pack& pack, const Case& the_case, const AssessOptions& options,
                             const PriorModels& models, Diagnosis& diagnosis, Assessment& assessment) {
  std::vector<std::uint32_t> all(pack.conditions.size());
  std::iota(all.begin(), all.end(), 0U);
  auto intervals = delta_intervals(pack, the_case, all, &models);
  if (!intervals) {
    return fail(intervals.error());
  }
  for (std::size_t c = 0; c < all.size(); ++c) {
    DeltaInterval& interval = (*intervals)[c];
    if (options.intervals == Intervals::first_order) {
      diagnosis.conditions[c].low = interval.low;
      diagnosis.conditions[c].high = interval.high;
    }
    assessment.interval_from.push_back(std::move(interval.mostly));
  }
  return {};
}

} // namespace

Result<Assessment> assess(const Pack& pack, const Case& the_case, const AssessOptions& options) {
  const PriorModels own(pack);
  const PriorModels& models = options.models != nullptr ? *options.models : own;
  Assessment assessment;
  assessment.the_case = the_case;
  assessment.language = options.language;
  Result<Diagnosis> diagnosis = diagnose(pack, the_case, {options.intervals == Intervals::draws, &models});
  if (!diagnosis) {
    return fail(diagnosis.error());
  }
  if (options.intervals != Intervals::none) {
    if (auto added = add_first_order(pack, the_case, options, models, *diagnosis, assessment); !added) {
      return fail(added.error());
    }
  }
  assessment.diagnosis = std::move(*diagnosis);
  assessment.triage = triage(pack, the_case, assessment.diagnosis);
  assessment.rules = decision_rules(pack, the_case, assessment.diagnosis);
  assessment.care = care_plan(pack, the_case, assessment.diagnosis, assessment.triage);
  assessment.order = by_falling_cause(assessment.diagnosis);
  Result<std::vector<std::vector<Weight>>> weights = all_weights(pack, the_case, &models);
  if (!weights) {
    return fail(weights.error());
  }
  assessment.weights = std::move(*weights);
  Result<std::optional<Pivot>> turning = pivot(pack, the_case, &models);
  if (!turning) {
    return fail(turning.error());
  }
  assessment.pivot = *turning;
  const Result<Trials> tried = trials(pack, the_case, &models);
  if (!tried) {
    return fail(tried.error());
  }
  Result<std::vector<Overtaking>> overtakers = overtaking(pack, the_case, &models, *tried);
  if (!overtakers) {
    return fail(overtakers.error());
  }
  assessment.overtaking = std::move(*overtakers);
  assessment.next = worth_showing(pack, rank_steps(pack, the_case, *tried));
  return assessment;
}

Reader reader_of(const Case& the_case) {
  return the_case.role == 0 ? Reader::person : Reader::clinician;
}

} // namespace sura::clinic
