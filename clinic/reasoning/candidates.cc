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

/// What is left of `all` once a part of it is taken away. It is used to rank questions only, for which the digits that
/// the subtraction loses do not matter.
CauseOutcome without(const CauseOutcome& all, const CauseOutcome& part) {
  const double share = std::exp(part.log_evidence - all.log_evidence);
  const double least = 1e-9; // rarer answers teach nothing on average, and would be all rounding
  const double left = std::max(least, 1.0 - share);
  CauseOutcome rest{all.causes, all.log_evidence + std::log(left)};
  for (std::size_t c = 0; c < rest.causes.size(); ++c) {
    rest.causes[c] = std::clamp((all.causes[c] - share * part.causes[c]) / left, 0.0, 1.0);
  }
  return rest;
}

/// Every level but the top one as "at most so": these need no state of the sweep, and the levels are their differences.
std::vector<FindingTrial> trials_of(const Pack& pack, const std::vector<std::uint32_t>& findings) {
  std::vector<FindingTrial> trials;
  for (const std::uint32_t f : findings) {
    for (std::uint32_t level = 0; level + 1 < pack.findings[f].levels.size(); ++level) {
      trials.push_back({f, level});
    }
  }
  return trials;
}

/// `at_most`: by level but the top one.
double finding_entropy(const CauseOutcome& now, const CauseOutcome* at_most, std::size_t levels) {
  std::vector<CauseOutcome> outcomes{at_most[0]};
  for (std::size_t level = 1; level < levels; ++level) {
    outcomes.push_back(without(level + 1 < levels ? at_most[level] : now, at_most[level - 1]));
  }
  return expected_entropy(outcomes);
}

/// `answers`: no and yes.
double background_entropy(const Person& person, std::uint32_t item, const CauseOutcome* answers) {
  const double rate = person.priors().population().rate(item, person.background());
  std::vector<CauseOutcome> outcomes{answers[0], answers[1]};
  outcomes[0].log_evidence += std::log(1.0 - rate);
  outcomes[1].log_evidence += std::log(rate);
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

Result<std::vector<Candidate>> candidates(const Pack& pack, const Case& the_case, const PriorModels* models) {
  const Person person(pack, the_case, models);
  std::vector<std::uint32_t> findings;
  for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
    if (!the_case.findings[f] && can_be_asked(pack, the_case, f)) {
      findings.push_back(f);
    }
  }
  std::vector<BackgroundTrial> background;
  for (std::uint32_t b = 0; b < pack.background.size(); ++b) {
    const BackgroundItem& item = pack.background[b];
    if (!the_case.background[b] && item.ask && applies(item, the_case.age, the_case.sex) &&
        changes_something(person, b)) {
      background.push_back({b, 0});
      background.push_back({b, 1});
    }
  }
  const auto now = person.causes();
  const auto with_findings = person.causes_with(trials_of(pack, findings));
  const auto with_background = person.causes_with(background);
  for (const Error* error : {now ? nullptr : &now.error(), with_findings ? nullptr : &with_findings.error(),
                             with_background ? nullptr : &with_background.error()}) {
    if (error != nullptr) {
      return fail(*error);
    }
  }

  const double entropy_now = engine::entropy(now->causes);
  std::vector<Candidate> result;
  const CauseOutcome* at_most = with_findings->data();
  for (const std::uint32_t f : findings) {
    const std::size_t levels = pack.findings[f].levels.size();
    result.push_back({false, f, std::max(0.0, entropy_now - finding_entropy(*now, at_most, levels))});
    at_most += levels - 1;
  }
  for (std::size_t i = 0; i < background.size(); i += 2) {
    const double after = background_entropy(person, background[i].item, with_background->data() + i);
    result.push_back({true, background[i].item, std::max(0.0, entropy_now - after)});
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const Candidate& a, const Candidate& b) { return a.gain > b.gain; });
  return result;
}

} // namespace sura::clinic
