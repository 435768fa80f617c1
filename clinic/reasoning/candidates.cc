// What to ask: the expected reduction of uncertainty over the causes by each unanswered item.
#include <algorithm>
#include <cmath>
#include <limits>

#include "clinic/intake/askable.h"
#include "clinic/reasoning/person.h"
#include "sura/clinic/diagnosis.h"

namespace sura::clinic {
namespace {

/// Expected entropy after an answer whose outcomes have these unnormalised log probabilities.
double expected_entropy(const std::vector<CauseOutcome>& outcomes) {
  double largest = -std::numeric_limits<double>::infinity();
  for (const CauseOutcome& outcome : outcomes) {
    largest = std::max(largest, outcome.log_evidence);
  }
  double sum = 0.0;
  double entropy = 0.0;
  for (const CauseOutcome& outcome : outcomes) {
    const double weight = std::exp(outcome.log_evidence - largest);
    sum += weight;
    entropy += weight * engine::entropy(outcome.causes);
  }
  return sum > 0.0 ? entropy / sum : 0.0;
}

/// A facet is asked only after its parent was answered with "yes".
bool can_be_asked(const Pack& pack, const Case& the_case, std::uint32_t f) {
  const Finding& finding = pack.findings[f];
  return finding.kind != FindingKind::flag && finding.ask && can_have(pack, the_case, f) &&
         (finding.parent < 0 || is_present(the_case.findings[static_cast<std::size_t>(finding.parent)]));
}

/// What is left of `all` once the other outcomes are taken away: the last answer's, without a sweep of its own. It is
/// used to rank questions only, for which the digits that the subtraction loses do not matter.
CauseOutcome remainder(const CauseOutcome& all, const std::vector<CauseOutcome>& others) {
  double probability = 1.0;
  std::vector<double> causes = all.causes;
  for (const CauseOutcome& other : others) {
    const double share = std::exp(other.log_evidence - all.log_evidence);
    probability -= share;
    for (std::size_t c = 0; c < causes.size(); ++c) {
      causes[c] -= share * other.causes[c];
    }
  }
  const double least = 1e-9; // rarer answers teach nothing on average, and would be all rounding
  for (double& cause : causes) {
    cause = std::clamp(cause / std::max(least, probability), 0.0, 1.0);
  }
  return {std::move(causes), all.log_evidence + std::log(std::max(least, probability))};
}

Result<double> finding_entropy(const Person& person, const CauseOutcome& now, const Finding& finding,
                               std::uint32_t index) {
  std::vector<CauseOutcome> outcomes;
  for (std::uint32_t level = 0; level + 1 < finding.levels.size(); ++level) {
    auto outcome = person.causes_with(index, Answer{true, level, true, std::nullopt});
    if (!outcome) {
      return tl::unexpected(outcome.error());
    }
    outcomes.push_back(std::move(*outcome));
  }
  outcomes.push_back(remainder(now, outcomes));
  return expected_entropy(outcomes);
}

Result<double> background_entropy(const Person& person, std::uint32_t item, engine::Network& scratch) {
  const double rate = person.priors().population().rate(item, person.background());
  std::vector<CauseOutcome> outcomes;
  for (const std::int8_t answer : {std::int8_t{0}, std::int8_t{1}}) {
    auto outcome = person.causes_with_background(item, answer, scratch);
    if (!outcome) {
      return tl::unexpected(outcome.error());
    }
    outcome->log_evidence += std::log(answer == 1 ? rate : 1.0 - rate);
    outcomes.push_back(std::move(*outcome));
  }
  return expected_entropy(outcomes);
}

bool changes_something(const Person& person, std::uint32_t item) {
  for (std::size_t cause = 0; cause < person.priors().causes(); ++cause) {
    if (person.priors().matters(cause, item)) {
      return true;
    }
  }
  return false;
}

} // namespace

Result<std::vector<Candidate>> candidates(const Pack& pack, const Case& the_case) {
  const Person person(pack, the_case);
  const auto now = person.causes();
  if (!now) {
    return tl::unexpected(now.error());
  }
  engine::Network scratch = person.network().network;
  const double entropy_now = engine::entropy(now->causes);

  std::vector<Candidate> result;
  for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
    const Finding& finding = pack.findings[f];
    if (the_case.findings[f] || !can_be_asked(pack, the_case, f)) {
      continue;
    }
    const auto after = finding_entropy(person, *now, finding, f);
    if (!after) {
      return tl::unexpected(after.error());
    }
    result.push_back({false, f, std::max(0.0, entropy_now - *after)});
  }
  for (std::uint32_t b = 0; b < pack.background.size(); ++b) {
    const BackgroundItem& item = pack.background[b];
    if (the_case.background[b] || !item.ask || !applies(item, the_case.age, the_case.sex) ||
        !changes_something(person, b)) {
      continue;
    }
    const auto after = background_entropy(person, b, scratch);
    if (!after) {
      return tl::unexpected(after.error());
    }
    result.push_back({true, b, std::max(0.0, entropy_now - *after)});
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const Candidate& a, const Candidate& b) { return a.gain > b.gain; });
  return result;
}

} // namespace sura::clinic
