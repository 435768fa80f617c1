// What the order of the causes hangs on.
#include "sura/clinic/why.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <utility>

#include "clinic/reasoning/overtaking.h"
#include "clinic/reasoning/person.h"
#include "clinic/reasoning/prior_sets.h"

namespace sura::clinic {
namespace {

using Part = Overtaking::Part;

constexpr std::size_t most_paired = 10;
constexpr double nearly = 0.9;         // of the first: what quick sums may be wrong by
constexpr double too_rare = 1e-6;      // an answer that is told by subtraction alone is not trusted below this
constexpr double least_change = 1e-12; // that is no rounding

/// One person with some answers changed, all of them among `parts`.
class Changed {
public:
  Changed(const Pack& pack, const Case& the_case, const PriorModels* models, const std::vector<Part>& parts)
      : pack_(pack), case_(the_case), person_(pack, the_case, models), varies_(pack.background.size(), false),
        prior_sets_(person_.priors().causes()) {
    for (const Part& part : parts) {
      if (part.is_background) {
        varies_[part.item] = true;
      }
    }
  }

  const Person& person() const { return person_; }

  Result<CauseOutcome> with(const std::vector<Part>& parts) {
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
      prior[cause] = moves ? this->prior(cause, answers) : prior[cause];
    }
    const PersonNetwork network = person_network(pack_, changed, person_.priors(), prior, {}, Extent::answered);
    const auto model = engine::Model::make(network.network);
    if (!model) {
      return fail(model.error());
    }
    const engine::Variation as_it_is;
    return engine::evaluate(*model, network.evidence, {&as_it_is, 1}, workspace_, engine::Answers::presence)
        .map([&](const std::vector<engine::Posterior>& one) {
          return CauseOutcome{causes_of_complaint(pack_, network, one.front()), one.front().log_evidence};
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
  double prior(std::size_t cause, const BackgroundAnswers& answers) {
    std::unique_ptr<PriorSets>& sets = prior_sets_[cause];
    if (!sets) {
      sets = std::make_unique<PriorSets>(person_.priors(), cause, person_.background(), varies_);
    }
    return sets->prior(answers);
  }

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
  std::vector<bool> varies_;                           // by background item
  std::vector<std::unique_ptr<PriorSets>> prior_sets_; // by cause, made when first asked for
  engine::Workspace workspace_;
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

/// Every answer to what this role can still be asked, and the odds of the second cause against the first with it:
/// quickly, but of answers that are too rare to be told by subtraction, infinity.
struct OpenParts {
  std::vector<Part> parts;
  std::vector<double> odds;
};

OpenParts open_parts(const Trials& tried, std::size_t first, std::size_t second) {
  OpenParts open;
  for (const ItemTrial& item : tried.items) {
    for (std::size_t k = 0; item.can_be_asked && k < item.answers.size(); ++k) {
      const AnswerTrial& answer = item.answers[k];
      const double least = std::min(answer.causes[first], answer.causes[second]);
      const bool is_told = item.is_background || k == 0 || answer.probability * least > too_rare;
      open.parts.push_back({item.is_background, item.item, sure_answer(answer.level)});
      open.odds.push_back(is_told ? answer.causes[second] / answer.causes[first]
                                  : std::numeric_limits<double>::infinity());
    }
  }
  return open;
}

/// Exactly; nothing where the answers cannot be.
Result<std::optional<Overtaking>> then(Changed& changed, std::vector<Part> parts, const CauseOutcome& now,
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
  const std::vector<Part> parts = flips(pack, the_case);
  Changed changed(pack, the_case, models, parts);
  const auto now = changed.person().causes();
  if (!now) {
    return fail(now.error());
  }
  std::optional<Pivot> best;
  for (const Part& part : parts) {
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
  const auto tried = trials(pack, the_case, models);
  return tried ? overtaking(pack, the_case, models, *tried) : fail(tried.error());
}

Result<std::vector<Overtaking>> overtaking(const Pack& pack, const Case& the_case, const PriorModels* models,
                                           const Trials& tried) {
  if (pack.conditions.size() < 2) {
    return std::vector<Overtaking>{};
  }
  std::vector<std::size_t> order(pack.conditions.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return tried.causes[a] > tried.causes[b]; });
  const std::size_t first = order[0];
  const std::size_t second = order[1];
  OpenParts open = open_parts(tried, first, second);
  const std::vector<Part>& parts = open.parts;
  std::vector<double>& odds = open.odds;
  Changed changed(pack, the_case, models, parts);
  const auto now = changed.person().causes();
  if (!now) {
    return fail(now.error());
  }

  std::vector<Overtaking> found;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (odds[i] < nearly) {
      continue;
    }
    auto one = then(changed, {parts[i]}, *now, first, second);
    if (!one) {
      return fail(one.error());
    }
    odds[i] = *one ? (*one)->second / (*one)->first : 0.0;
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
  std::stable_sort(strongest.begin(), strongest.end(), [&](std::size_t a, std::size_t b) { return odds[a] > odds[b]; });
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
