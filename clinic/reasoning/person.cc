#include "clinic/reasoning/person.h"

#include <algorithm>

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

} // namespace

std::vector<double> causes_of_complaint(const Pack& pack, const PersonNetwork& person,
                                        const engine::Posterior& posterior) {
  const std::vector<double> all = engine::cause_of(person.network, posterior, complaint_finding);
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

Person::Person(const Pack& pack, const Case& the_case, const PriorModels* models, Extent extent)
    : pack_(pack), case_(the_case),
      priors_(models != nullptr ? models->of(the_case.age, the_case.sex)
                                : std::make_shared<const PriorModel>(pack, the_case.age, the_case.sex)),
      background_(background_answers(pack, the_case)), prior_(priors_->priors(background_)),
      network_(person_network(pack, the_case, *priors_, prior_, {}, extent)) {}

Result<CauseOutcome> Person::read(const engine::Network& network, const engine::Evidence& evidence) const {
  const auto posterior = engine::infer(network, evidence);
  if (!posterior) {
    return tl::unexpected(posterior.error());
  }
  return CauseOutcome{causes_of_complaint(pack_, network_, *posterior), posterior->log_evidence};
}

Result<CauseOutcome> Person::causes() const {
  return read(network_.network, network_.evidence);
}

Result<CauseOutcome> Person::causes_with(std::uint32_t finding, const std::optional<Answer>& answer) const {
  const Place place = network_.places[finding];
  engine::Evidence evidence = network_.evidence;
  std::erase_if(evidence, [&](const engine::Observation& seen) {
    return static_cast<std::int32_t>(seen.finding) == place.finding && seen.facet == place.facet;
  });
  if (answer && answer->sure) {
    evidence.push_back(observation(pack_, network_, finding, *answer));
  }
  return read(network_.network, evidence);
}

Result<CauseOutcome> Person::causes_with_background(std::uint32_t item, std::int8_t answer,
                                                    engine::Network& scratch) const {
  BackgroundAnswers answers = background_;
  answers[item] = answer;
  std::vector<double> prior = prior_;
  for (std::size_t c = 0; c < prior.size(); ++c) {
    if (priors_->matters(c, item)) {
      prior[c] = priors_->prior(c, answers);
    }
  }
  if (moves_findings(pack_, item)) {
    Case changed = case_;
    changed.background[item].reset();
    if (answer >= 0) {
      changed.background[item] = Answer{true, static_cast<std::uint32_t>(answer), true, std::nullopt};
    }
    const PersonNetwork person = person_network(pack_, changed, *priors_, prior, {}, Extent::answered);
    return read(person.network, person.evidence);
  }
  const auto place_of = [&](std::size_t cause) {
    const std::size_t conditions = pack_.conditions.size();
    return cause < conditions ? cause : network_.something_else + cause - conditions;
  };
  for (std::size_t c = 0; c < prior.size(); ++c) {
    if (prior_[c] > 0.0) {
      const double leak = network_.network.causes[place_of(c)].leak;
      scratch.causes[place_of(c)].leak = std::min(1.0, leak * prior[c] / prior_[c]);
    }
  }
  auto outcome = read(scratch, network_.evidence);
  for (std::size_t c = 0; c < prior.size(); ++c) {
    scratch.causes[place_of(c)].leak = network_.network.causes[place_of(c)].leak;
  }
  return outcome;
}

} // namespace sura::clinic
