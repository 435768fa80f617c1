#include "clinic/reasoning/trials.h"

#include <algorithm>
#include <cmath>

#include "clinic/intake/askable.h"

namespace sura::clinic {
namespace {

/// Rarer answers teach nothing on average, and would be all rounding.
constexpr double least_share = 1e-9;

/// Some side of a finding that may still come cannot be asked for yet, but may become the answer that matters.
bool can_come(const Pack& pack, const Case& the_case, std::uint32_t f) {
  const Finding& finding = pack.findings[f];
  return !the_case.findings[f] && finding.kind != FindingKind::flag && finding.ask && can_have(pack, the_case, f);
}

/// A facet is asked only after its parent was answered with "yes".
bool can_be_asked(const Pack& pack, const Case& the_case, std::uint32_t f) {
  const std::int32_t parent = pack.findings[f].parent;
  return parent < 0 || is_present(the_case.findings[static_cast<std::size_t>(parent)]);
}

/// Every level but the top one as "at most so": these need no state of the sweep, and the levels are their differences.
std::vector<FindingTrial> at_most_each_level(const Pack& pack, const std::vector<std::uint32_t>& findings) {
  std::vector<FindingTrial> trials;
  for (const std::uint32_t f : findings) {
    for (std::uint32_t level = 0; level + 1 < pack.findings[f].levels.size(); ++level) {
      trials.push_back({f, level});
    }
  }
  return trials;
}

/// What is known of the causes where an answer is at most some level, and how likely that is.
struct UpTo {
  double share = 0.0;
  const std::vector<double>* causes = nullptr;
};

/// Exactly one level: what is left of `upper` without `lower`.
AnswerTrial between(std::uint32_t level, const UpTo& lower, const UpTo& upper) {
  AnswerTrial answer{level, std::max(least_share, upper.share - lower.share), *upper.causes};
  for (std::size_t c = 0; c < answer.causes.size(); ++c) {
    const double left = upper.share * (*upper.causes)[c] - lower.share * (*lower.causes)[c];
    answer.causes[c] = std::clamp(left / answer.probability, 0.0, 1.0);
  }
  return answer;
}

/// `at_most`: by level but the top one.
ItemTrial finding_trial(const Pack& pack, const Case& the_case, std::uint32_t finding, const CauseOutcome& now,
                        const CauseOutcome* at_most) {
  ItemTrial trial{false, finding, can_be_asked(pack, the_case, finding), {}};
  const std::size_t levels = pack.findings[finding].levels.size();
  UpTo lower;
  for (std::uint32_t level = 0; level < levels; ++level) {
    const bool is_top = level + 1 == levels;
    const UpTo upper = is_top ? UpTo{1.0, &now.causes}
                              : UpTo{std::exp(at_most[level].log_evidence - now.log_evidence), &at_most[level].causes};
    trial.answers.push_back(level == 0 ? AnswerTrial{0, upper.share, *upper.causes} : between(level, lower, upper));
    lower = upper;
  }
  return trial;
}

/// `answers`: no and yes.
ItemTrial background_trial(const Person& person, std::uint32_t item, const CauseOutcome* answers) {
  const double rate = person.priors().population().rate(item, person.background());
  const double largest = std::max(answers[0].log_evidence, answers[1].log_evidence);
  double no = (1.0 - rate) * std::exp(answers[0].log_evidence - largest);
  double yes = rate * std::exp(answers[1].log_evidence - largest);
  const double sum = no + yes > 0.0 ? no + yes : 1.0;
  return {true, item, true, {{0, no / sum, answers[0].causes}, {1, yes / sum, answers[1].causes}}};
}

} // namespace

Result<Trials> trials(const Pack& pack, const Case& the_case, const PriorModels* models) {
  const Person person(pack, the_case, models);
  std::vector<std::uint32_t> findings;
  for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
    if (can_come(pack, the_case, f)) {
      findings.push_back(f);
    }
  }
  std::vector<BackgroundTrial> background;
  for (std::uint32_t b = 0; b < pack.background.size(); ++b) {
    const BackgroundItem& item = pack.background[b];
    if (!the_case.background[b] && item.ask && applies(item, the_case.age, the_case.sex) && person.matters(b)) {
      background.push_back({b, 0});
      background.push_back({b, 1});
    }
  }
  const auto now = person.causes();
  const auto with_findings = person.causes_with(at_most_each_level(pack, findings));
  const auto with_background = person.causes_with(background);
  for (const Error* error : {now ? nullptr : &now.error(), with_findings ? nullptr : &with_findings.error(),
                             with_background ? nullptr : &with_background.error()}) {
    if (error != nullptr) {
      return fail(*error);
    }
  }
  Trials result;
  const CauseOutcome* at_most = with_findings->data();
  for (const std::uint32_t f : findings) {
    result.items.push_back(finding_trial(pack, the_case, f, *now, at_most));
    at_most += pack.findings[f].levels.size() - 1;
  }
  for (std::size_t i = 0; i < background.size(); i += 2) {
    result.items.push_back(background_trial(person, background[i].item, with_background->data() + i));
  }
  result.causes = now->causes;
  return result;
}

} // namespace sura::clinic
