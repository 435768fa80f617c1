// Presence, cause, attribution and intervals of one case.
#include <algorithm>
#include <cmath>

#include "clinic/reasoning/number_tape.h"
#include "clinic/reasoning/person.h"
#include "clinic/reasoning/slots.h"
#include "sura/clinic/diagnosis.h"

namespace sura::clinic {
namespace {

/// Ends of the reported interval.
constexpr double lower_end = 0.05;
constexpr double upper_end = 0.95;

/// Whose networks are held in memory together.
constexpr std::uint32_t draws_at_once = 16;

/// The value below which this share of a list lies, interpolated.
double quantile(std::vector<double>& values, double share) {
  std::sort(values.begin(), values.end());
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

/// Shares a process's part among what started it, as the posterior of its own links has it.
void share_process(const engine::Origin& origin, const engine::Cause& process, double part, FindingAttribution& into) {
  double sum = origin.leak;
  for (const double parent : origin.parents) {
    sum += parent;
  }
  if (sum <= 0.0) {
    return;
  }
  into.background += part * origin.leak / sum;
  for (std::size_t i = 0; i < process.parents.size(); ++i) {
    into.conditions[process.parents[i].cause] += part * origin.parents[i] / sum;
  }
}

FindingAttribution shares(const Pack& pack, const PersonNetwork& person, const engine::Posterior& posterior,
                          const engine::Attribution& attribution) {
  const engine::Finding& finding = person.network.findings[attribution.finding];
  FindingAttribution result;
  result.finding = person.pack_finding[attribution.finding];
  result.conditions.assign(pack.conditions.size(), 0.0);
  result.background = attribution.leak;
  for (std::size_t i = 0; i < finding.links.size(); ++i) {
    const std::uint32_t cause = finding.links[i].cause;
    if (cause >= person.first_episode && cause < person.first_process) {
      result.conditions[cause - person.first_episode] += attribution.links[i];
    } else if (cause >= person.something_else) {
      result.something_else += attribution.links[i];
    } else {
      const auto origin = std::find_if(posterior.origins.begin(), posterior.origins.end(),
                                       [&](const engine::Origin& candidate) { return candidate.cause == cause; });
      if (origin == posterior.origins.end()) {
        result.background += attribution.links[i];
      } else {
        share_process(*origin, person.network.causes[cause], attribution.links[i], result);
      }
    }
  }
  double sum = result.background + result.something_else;
  for (const double part : result.conditions) {
    sum += part;
  }
  if (sum > 0.0) {
    result.background /= sum;
    result.something_else /= sum;
    for (double& part : result.conditions) {
      part /= sum;
    }
  }
  return result;
}

/// The network of one person, draw after draw in the same memory.
class DrawnNetworks {
public:
  DrawnNetworks(const Person& person, std::uint32_t at_once)
      : numbers_(person.pack(), person.the_case(), person.priors(), person.prior()), tape_(person.pack()),
        slots_(slots(person.pack(), person.network())), networks_(at_once, person.network().network) {
    write(tape_.record(), networks_.front());
  }

  /// In the place of whatever was drawn there before.
  const engine::Network& draw(std::uint64_t index, std::size_t place) {
    write(tape_.draw(index), networks_[place]);
    return networks_[place];
  }

private:
  void write(const Draw& draw, engine::Network& network) const {
    for (const Slot& slot : slots_) {
      work_out(slot, numbers_, draw, numbers_at(network, slot));
    }
  }

  PersonNumbers numbers_;
  NumberTape tape_;
  std::vector<Slot> slots_;
  std::vector<engine::Network> networks_;
};

/// The 5 % and 95 % points of each condition's `cause` over the draws; widened to hold the point answer.
Result<void> add_intervals(const Person& person, const engine::Model& model, engine::Workspace& workspace,
                           Diagnosis& diagnosis) {
  const Pack& pack = person.pack();
  const std::uint32_t at_once = std::min(draws_at_once, pack.interval_draws);
  if (at_once == 0) {
    return {};
  }
  DrawnNetworks networks(person, at_once);
  for (std::uint32_t first = 0; first < pack.interval_draws; first += at_once) {
    std::vector<engine::Variation> variations(std::min(at_once, pack.interval_draws - first));
    for (std::uint32_t i = 0; i < variations.size(); ++i) {
      variations[i].network = &networks.draw(first + i, i);
    }
    const auto posteriors =
        engine::evaluate(model, person.network().evidence, variations, workspace, engine::Answers::presence);
    if (!posteriors) {
      return tl::unexpected(posteriors.error());
    }
    for (const engine::Posterior& posterior : *posteriors) {
      diagnosis.drawn.push_back(causes_of_complaint(pack, person.network(), posterior));
    }
  }
  std::vector<double> values(diagnosis.drawn.size());
  for (std::size_t c = 0; c < diagnosis.conditions.size(); ++c) {
    std::transform(diagnosis.drawn.begin(), diagnosis.drawn.end(), values.begin(),
                   [&](const std::vector<double>& causes) { return causes[c]; });
    ConditionResult& result = diagnosis.conditions[c];
    result.low = std::min(result.cause, quantile(values, lower_end));
    result.high = std::max(result.cause, quantile(values, upper_end));
  }
  return {};
}

} // namespace

std::vector<double> causes_of(const Diagnosis& diagnosis) {
  std::vector<double> causes;
  for (const ConditionResult& result : diagnosis.conditions) {
    causes.push_back(result.cause);
  }
  causes.push_back(diagnosis.unexplained);
  return causes;
}

Result<Diagnosis> diagnose(const Pack& pack, const Case& the_case, const DiagnoseOptions& options) {
  const Draw draw = options.moved ? Draw::moved_study(pack, options.moved->study, options.moved->deviate) : Draw();
  const Person person(pack, the_case, options.models, draw);
  const PersonNetwork& network = person.network();
  const auto model = engine::Model::make(network.network);
  if (!model) {
    return tl::unexpected(model.error());
  }
  engine::Workspace workspace;
  engine::Posterior posterior;
  if (auto inferred = engine::infer(*model, network.evidence, workspace, posterior); !inferred) {
    return tl::unexpected(inferred.error());
  }
  if (std::isinf(posterior.log_evidence)) {
    return fail({ErrorCode::inconsistent, "answers", "answers that cannot all be true together",
                 "answers that some cause can produce", ""});
  }

  Diagnosis diagnosis;
  diagnosis.log_evidence = posterior.log_evidence;
  const std::vector<double> causes = causes_of_complaint(pack, network, posterior);
  for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
    diagnosis.conditions.push_back({posterior.presence[c], causes[c], causes[c], causes[c]});
  }
  diagnosis.unexplained = causes.back();
  for (const engine::Attribution& attribution : posterior.attributions) {
    if (attribution.finding != complaint_finding) {
      diagnosis.attribution.push_back(shares(pack, network, posterior, attribution));
    }
  }
  if (options.intervals && !options.moved) {
    if (auto added = add_intervals(person, *model, workspace, diagnosis); !added) {
      return tl::unexpected(added.error());
    }
  }
  return diagnosis;
}

CaseNetwork case_network(const Pack& pack, const Case& the_case) {
  const Person person(pack, the_case);
  return {person.network().network, person.network().evidence};
}

std::vector<double> priors(const Pack& pack, const Case& the_case) {
  std::vector<double> result = Person(pack, the_case).prior();
  result.resize(pack.conditions.size());
  return result;
}

double background_rate(const Pack& pack, const Case& the_case, std::uint32_t item) {
  return PopulationModel(pack, the_case.age, the_case.sex).rate(item, background_answers(pack, the_case));
}

} // namespace sura::clinic
