// One case through every part of the clinic.
#include <algorithm>
#include <cstddef>
#include <numeric>

#include "sura/clinic/assessment.h"

namespace sura::clinic {

namespace {

constexpr std::size_t most_next_questions = 5;

std::vector<std::uint32_t> by_falling_cause(const Diagnosis& diagnosis) {
  std::vector<std::uint32_t> order(diagnosis.conditions.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return diagnosis.conditions[a].cause > diagnosis.conditions[b].cause;
  });
  return order;
}

/// The front of what is worth asking; they come by falling gain.
std::vector<Candidate> worth_showing(std::vector<Candidate> ranked) {
  const auto end = std::find_if(ranked.begin(), ranked.end(),
                                [](const Candidate& candidate) { return candidate.gain < worth_asking; });
  ranked.erase(end, ranked.end());
  if (ranked.size() > most_next_questions) {
    ranked.resize(most_next_questions);
  }
  return ranked;
}

} // namespace

Result<Assessment> assess(const Pack& pack, const Case& the_case, const AssessOptions& options) {
  const PriorModels own(pack);
  const PriorModels& models = options.models != nullptr ? *options.models : own;
  Assessment assessment;
  assessment.the_case = the_case;
  assessment.language = options.language;
  Result<Diagnosis> diagnosis = diagnose(pack, the_case, {options.intervals, &models});
  if (!diagnosis) {
    return fail(diagnosis.error());
  }
  assessment.diagnosis = std::move(*diagnosis);
  assessment.triage = triage(pack, the_case, assessment.diagnosis);
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
  Result<std::vector<Overtaking>> overtakers = overtaking(pack, the_case, &models);
  if (!overtakers) {
    return fail(overtakers.error());
  }
  assessment.overtaking = std::move(*overtakers);
  Result<std::vector<Candidate>> ranked = candidates(pack, the_case, &models);
  if (!ranked) {
    return fail(ranked.error());
  }
  assessment.next = worth_showing(std::move(*ranked));
  return assessment;
}

Reader reader_of(const Case& the_case) {
  return the_case.role == 0 ? Reader::person : Reader::clinician;
}

} // namespace sura::clinic
