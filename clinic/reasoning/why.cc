// What the order of the causes hangs on.
#include "sura/clinic/why.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "clinic/intake/askable.h"
#include "clinic/reasoning/person.h"

namespace sura::clinic {
namespace {

using Part = Overtaking::Part;

constexpr std::size_t most_paired = 10;
constexpr double nearly = 0.9;         // of the first: what quick sums may be wrong by
constexpr double too_rare = 1e-6;      // an answer that is told by subtraction alone is not trusted below this
constexpr double least_change = 1e-12; // that is no rounding

/// One person with some answers changed.
class Changed {
public:
  Changed(const Pack& pack, const Case& the_case, const PriorModels* models)
      : pack_(pack), case_(the_case), person_(pack, the_case, models) {}

  const Person& person() const { return person_; }

  Result<CauseOutcome> with(const std::vector<Part>& parts) const {
    Case changed = case_;
    BackgroundAnswers answers = person_.background();
    for (const Part& part : parts) {
      (part.is_background ? changed.background : changed.findings)[part.item] = part.answer;
      if (part.is_background) {
        answers[part.item] = static_cast<std::int8_t>(part.answer.level);
      } else if (part.answer.level == 0 && case_.findings[part.item]) {
        drop_sides(changed, part.item);
      }
    }
    std::vector<double> prior = person_.prior();
    for (std::size_t cause = 0; cause < prior.size(); ++cause) {
      const bool moves = std::any_of(parts.begin(), parts.end(), [&](const Part& part) {
        return part.is_background && person_.priors().matters(cause, part.item);
      });
      prior[cause] = moves ? person_.priors().prior(cause, answers) : prior[cause];
    }
    const PersonNetwork network = person_network(pack_, changed, person_.priors(), prior, {}, Extent::answered);
    return engine::infer(network.network, network.evidence).map([&](const engine::Posterior& posterior) {
      return CauseOutcome{causes_of_complaint(pack_, network, posterior), posterior.log_evidence};
    });
  }

  /// P(background answers) of this person, whatever the findings.
  double rate(const std::vector<Part>& parts) const {
    BackgroundAnswers answers = person_.background();
    double result = 1.0;
    for (const Part& part : parts) {
      if (part.is_background) {
        const double yes = person_.priors().population().rate(part.item, answers);
        result *= part.answer.level > 0 ? yes : 1.0 - yes;
        answers[part.item] = static_cast<std::int8_t>(part.answer.level);
      }
    }
    return result;
  }

private:
  void drop_sides(Case& changed, std::uint32_t finding) const {
    for (std::size_t f = 0; f < pack_.findings.size(); ++f) {
      if (pack_.findings[f].parent == static_cast<std::int32_t>(finding)) {
        changed.findings[f].reset();
      }
    }
  }

  const Pack& pack_;
  const Case& case_;
  Person person_;
};

Answer sure_answer(std::uint32_t level) {
  return Answer{true, level, true, std::nullopt};
}

bool is_the_complaint(const Pack& pack, const Case& the_case, std::uint32_t finding) {
  return std::any_of(the_case.complaints.begin(), the_case.complaints.end(),
                     [&](std::uint32_t complaint) { return pack.complaints[complaint].finding == finding; });
}

/// Every sure answer the other way round.
std::vector<Part> flips(const Pack& pack, const Case& the_case) {
  std::vector<Part> result;
  for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
    const std::optional<Answer>& answer = the_case.findings[f];
    if (!answer || !answer->sure || pack.findings[f].kind == FindingKind::flag || is_the_complaint(pack, the_case, f)) {
      continue;
    }
    for (std::uint32_t level = 0; level < pack.findings[f].levels.size(); ++level) {
      if (answer->exact ? level != answer->level : level < answer->level) {
        result.push_back({false, f, sure_answer(level)});
      }
    }
  }
  for (std::uint32_t b = 0; b < pack.background.size(); ++b) {
    if (the_case.background[b] && the_case.background[b]->sure) {
      result.push_back({true, b, sure_answer(the_case.background[b]->level > 0 ? 0 : 1)});
    }
  }
  return result;
}

/// Half the sum of the differences of two distributions; these here may sum to more than 1.
double total_variation(const std::vector<double>& left, const std::vector<double>& right) {
  const double of_left = std::accumulate(left.begin(), left.end(), 0.0);
  const double of_right = std::accumulate(right.begin(), right.end(), 0.0);
  double sum = 0.0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    sum += std::abs(left[i] / of_left - right[i] / of_right);
  }
  return 0.5 * sum;
}

/// Every answer to what this role can still be asked.
std::vector<Part> open_answers(const Pack& pack, const Case& the_case) {
  std::vector<Part> result;
  for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
    const Finding& finding = pack.findings[f];
    const bool has_parent =
        finding.parent < 0 || is_present(the_case.findings[static_cast<std::size_t>(finding.parent)]);
    if (!the_case.findings[f] && finding.kind != FindingKind::flag && finding.ask && can_have(pack, the_case, f) &&
        has_parent) {
      for (std::uint32_t level = 0; level < finding.levels.size(); ++level) {
        result.push_back({false, f, sure_answer(level)});
      }
    }
  }
  for (std::uint32_t b = 0; b < pack.background.size(); ++b) {
    if (!the_case.background[b] && pack.background[b].ask && can_have_background(pack, the_case, b)) {
      result.push_back({true, b, sure_answer(0)});
      result.push_back({true, b, sure_answer(1)});
    }
  }
  return result;
}

/// Odds of the second against the first, were each answer given: quickly, many side by side. Levels are told apart by
/// subtraction; of answers that are too rare for that, infinity.
Result<std::vector<double>> quick_odds(const Pack& pack, const Changed& changed, const std::vector<Part>& parts,
                                       const CauseOutcome& now, std::size_t first, std::size_t second) {
  std::vector<FindingTrial> findings;
  std::vector<BackgroundTrial> background;
  for (const Part& part : parts) {
    if (part.is_background) {
      background.push_back({part.item, static_cast<std::int8_t>(part.answer.level)});
    } else if (part.answer.level + 1 < pack.findings[part.item].levels.size()) {
      findings.push_back({part.item, part.answer.level});
    }
  }
  const auto at_most = changed.person().causes_with(findings);
  const auto with = changed.person().causes_with(background);
  if (!at_most || !with) {
    return fail(at_most ? with.error() : at_most.error());
  }
  std::vector<double> odds;
  auto next = at_most->begin();
  auto next_background = with->begin();
  const CauseOutcome* below = nullptr; // what is at most the level before
  for (const Part& part : parts) {
    if (part.is_background) {
      odds.push_back(next_background->causes[second] / next_background->causes[first]);
      ++next_background;
      continue;
    }
    const bool is_top = part.answer.level + 1 == pack.findings[part.item].levels.size();
    const CauseOutcome& up_to = is_top ? now : *next;
    const double share = std::exp(up_to.log_evidence - now.log_evidence);
    const double lower = part.answer.level == 0 ? 0.0 : std::exp(below->log_evidence - now.log_evidence);
    const auto left = [&](std::size_t cause) {
      return share * up_to.causes[cause] - (lower > 0.0 ? lower * below->causes[cause] : 0.0);
    };
    const bool is_told = part.answer.level == 0 || (left(first) > too_rare && left(second) > too_rare);
    odds.push_back(is_told ? left(second) / left(first) : std::numeric_limits<double>::infinity());
    below = &up_to;
    next += is_top ? 0 : 1;
  }
  return odds;
}

/// Exactly; nothing where the answers cannot be.
Result<std::optional<Overtaking>> then(const Changed& changed, std::vector<Part> parts, const CauseOutcome& now,
                                       std::size_t first, std::size_t second) {
  return changed.with(parts).map([&](const CauseOutcome& outcome) -> std::optional<Overtaking> {
    if (std::isinf(outcome.log_evidence)) {
      return std::nullopt;
    }
    const double probability = std::exp(outcome.log_evidence - now.log_evidence) * changed.rate(parts);
    return Overtaking{std::move(parts), std::min(1.0, probability), outcome.causes[first], outcome.causes[second]};
  });
}

void sort_likeliest_first(std::vector<Overtaking>& found) {
  std::stable_sort(found.begin(), found.end(),
                   [](const Overtaking& a, const Overtaking& b) { return a.probability > b.probability; });
}

} // namespace

Result<std::optional<Pivot>> pivot(const Pack& pack, const Case& the_case, const PriorModels* models) {
  const Changed changed(pack, the_case, models);
  const auto now = changed.person().causes();
  if (!now) {
    return fail(now.error());
  }
  std::optional<Pivot> best;
  for (const Part& part : flips(pack, the_case)) {
    const auto outcome = changed.with({part});
    if (!outcome) {
      return fail(outcome.error());
    }
    if (std::isinf(outcome->log_evidence)) {
      continue;
    }
    const double change = total_variation(now->causes, outcome->causes);
    if (change > (best ? best->change : least_change)) {
      const auto most = std::max_element(outcome->causes.begin(), outcome->causes.end()) - outcome->causes.begin();
      best = Pivot{part.is_background, part.item, part.answer, change, std::nullopt};
      if (static_cast<std::size_t>(most) < pack.conditions.size()) {
        best->leads = static_cast<std::uint32_t>(most);
      }
    }
  }
  return best;
}

Result<std::vector<Overtaking>> overtaking(const Pack& pack, const Case& the_case, const PriorModels* models) {
  const Changed changed(pack, the_case, models);
  const auto now = changed.person().causes();
  if (!now) {
    return fail(now.error());
  }
  if (pack.conditions.size() < 2) {
    return std::vector<Overtaking>{};
  }
  std::vector<std::size_t> order(pack.conditions.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return now->causes[a] > now->causes[b]; });
  const std::size_t first = order[0];
  const std::size_t second = order[1];
  const std::vector<Part> parts = open_answers(pack, the_case);
  auto odds = quick_odds(pack, changed, parts, *now, first, second);
  if (!odds) {
    return fail(odds.error());
  }

  std::vector<Overtaking> found;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if ((*odds)[i] < nearly) {
      continue;
    }
    auto one = then(changed, {parts[i]}, *now, first, second);
    if (!one) {
      return fail(one.error());
    }
    (*odds)[i] = *one ? (*one)->second / (*one)->first : 0.0;
    if (*one && (*one)->second > (*one)->first) {
      found.push_back(std::move(**one));
    }
  }
  sort_likeliest_first(found);
  if (!found.empty()) {
    found.resize(std::min(found.size(), most_overtaking));
    return found;
  }

  std::vector<std::size_t> strongest(parts.size());
  std::iota(strongest.begin(), strongest.end(), 0U);
  std::stable_sort(strongest.begin(), strongest.end(),
                   [&](std::size_t a, std::size_t b) { return (*odds)[a] > (*odds)[b]; });
  strongest.resize(std::min(strongest.size(), most_paired));
  for (std::size_t a = 0; a < strongest.size(); ++a) {
    for (std::size_t b = a + 1; b < strongest.size(); ++b) {
      const Part& left = parts[std::min(strongest[a], strongest[b])];
      const Part& right = parts[std::max(strongest[a], strongest[b])];
      if (left.is_background == right.is_background && left.item == right.item) {
        continue;
      }
      auto both = then(changed, {left, right}, *now, first, second);
      if (!both) {
        return fail(both.error());
      }
      if (*both && (*both)->second > (*both)->first) {
        found.push_back(std::move(**both));
      }
    }
  }
  sort_likeliest_first(found);
  found.resize(std::min<std::size_t>(found.size(), 1));
  return found;
}

} // namespace sura::clinic
