#include "clinic/reasoning/person.h"

#include <algorithm>
#include <deque>

namespace sura::clinic {
namespace {

bool mentions(const Expression& expression, std::uint32_t item) {
  return (expression.kind == Expression::Kind::background && expression.subject == item) ||
         std::any_of(expression.parts.begin(), expression.parts.end(),
                     [&](const Expression& part) { return mentions(part, item); });
}

/// Whether the background rate of some finding depends on the item.
bool moves_findings(const Pack& pack, std::uint32_t item) {
  return std::any_of(pack.findings.begin(), pack.findings.end(), [&](const Finding& finding) {
    return std::any_of(finding.background_changes.begin(), finding.background_changes.end(),
                       [&](const Finding::Change& change) { return mentions(change.when, item); });
  });
}

Result<std::vector<CauseOutcome>> outcomes(const Pack& pack, const PersonNetwork& person,
                                           const std::vector<engine::Variation>& variations) {
  const auto model = engine::Model::make(person.network);
  if (!model) {
    return fail(model.error());
  }
  engine::Workspace workspace;
  const auto posteriors = engine::evaluate(*model, person.evidence, variations, workspace, engine::Answers::presence);
  if (!posteriors) {
    return fail(posteriors.error());
  }
  std::vector<CauseOutcome> result;
  result.reserve(posteriors->size());
  for (const engine::Posterior& posterior : *posteriors) {
    result.push_back({causes_of_complaint(pack, person, posterior), posterior.log_evidence});
  }
  return result;
}

} // namespace

std::vector<double> causes_of_complaint(const Pack& pack, const PersonNetwork& person,
                                        const engine::Posterior& posterior) {
  // An episode, or a sort of "something else", that is there has produced the complaint: its link is certain.
  const std::vector<double>& all = posterior.presence;
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(person.first_episode);
  std::vector<double> causes(first, first + static_cast<std::ptrdiff_t>(pack.conditions.size()));
  // The sorts are rare and independent, so that two at once hardly happen; their sum is held to 1 all the same.
  double something_else = 0.0;
  for (std::size_t s = 0; s < pack.something_else.size(); ++s) {
    something_else += all[person.something_else + s];
  }
  causes.push_back(std::min(1.0, something_else));
  return causes;
}

Person::Person(const Pack& pack, const Case& the_case, const PriorModels* models, const Draw& draw)
    : pack_(pack), case_(the_case),
      priors_(models != nullptr ? models->of(the_case.age, the_case.sex)
                                : std::make_shared<const PriorModel>(pack, the_case.age, the_case.sex)),
      background_(background_answers(pack, the_case)), prior_(priors_->priors(background_)),
      network_(person_network(pack, the_case, *priors_, prior_, draw, Extent::answered)) {}

bool Person::matters(std::uint32_t item) const {
  for (std::size_t cause = 0; cause < priors_->causes(); ++cause) {
    if (priors_->matters(cause, item)) {
      return true;
    }
  }
  return moves_findings(pack_, item);
}

Result<CauseOutcome> Person::causes() const {
  return outcomes(pack_, network_, {{}}).map([](const std::vector<CauseOutcome>& all) { return all.front(); });
}

Result<std::vector<CauseOutcome>> Person::causes_with(const std::vector<FindingTrial>& trials) const {
  const PersonNetwork everything = person_network(pack_, case_, *priors_, prior_);
  std::vector<engine::Variation> variations(trials.size());
  for (std::size_t i = 0; i < trials.size(); ++i) {
    const Place place = everything.places[trials[i].finding];
    variations[i].further =
        engine::Observation{static_cast<std::uint32_t>(place.finding), place.facet, 0, trials[i].highest};
  }
  return outcomes(pack_, everything, variations);
}

/// The priors that the item matters to; the others stay.
std::vector<double> Person::prior_with(const BackgroundTrial& trial, KnownTrials& known) const {
  BackgroundAnswers answers = background_;
  answers[trial.item] = trial.answer;
  std::vector<double> prior = prior_;
  for (std::size_t c = 0; c < prior.size(); ++c) {
    if (!priors_->matters(c, trial.item)) {
      continue;
    }
    std::optional<double> tried;
    if (background_[trial.item] < 0 && trial.answer >= 0) {
      tried = known.try_emplace(c, *priors_, c, background_).first->second.prior(trial.item, trial.answer);
    }
    prior[c] = tried ? *tried : priors_->prior(c, answers);
  }
  return prior;
}

PersonNetwork Person::network_with(const BackgroundTrial& trial, const std::vector<double>& prior) const {
  Case changed = case_;
  changed.background[trial.item].reset();
  if (trial.answer >= 0) {
    changed.background[trial.item] = Answer{true, static_cast<std::uint32_t>(trial.answer), true, std::nullopt};
  }
  return person_network(pack_, changed, *priors_, prior, {}, Extent::answered);
}

Result<std::vector<CauseOutcome>> Person::causes_with(const std::vector<BackgroundTrial>& trials) const {
  const std::size_t conditions = pack_.conditions.size();
  std::vector<engine::Variation> variations(trials.size());
  KnownTrials known;
  std::deque<PersonNetwork> networks; // of items that findings depend on; referred to by the variations
  for (std::size_t i = 0; i < trials.size(); ++i) {
    const std::vector<double> prior = prior_with(trials[i], known);
    if (moves_findings(pack_, trials[i].item)) {
      networks.push_back(network_with(trials[i], prior));
      variations[i].network = &networks.back().network;
      continue;
    }
    std::vector<double>& leaks = variations[i].leaks;
    for (const engine::Cause& cause : network_.network.causes) {
      leaks.push_back(cause.leak);
    }
    for (std::size_t c = 0; c < prior.size(); ++c) {
      double& leak = leaks[c < conditions ? c : network_.something_else + c - conditions];
      leak = prior_[c] > 0.0 ? std::min(1.0, leak * prior[c] / prior_[c]) : leak;
    }
  }
  return outcomes(pack_, network_, variations);
}

} // namespace sura::clinic
