#include "clinic/reasoning/person_network.h"

#include <algorithm>
#include <cmath>

#include "clinic/reasoning/logistic.h"

namespace sura::clinic {
namespace {

/// Most of an effect's prevalence that its modelled causes may account for; the rest arises by itself.
constexpr double largest_caused_share = 0.9;

/// P(level ≥ k) for k = 1… → probability of each level.
engine::Levels levels_of(const std::vector<double>& at_least) {
  engine::Levels levels(at_least.size() + 1);
  double above = 1.0;
  for (std::size_t k = 0; k < at_least.size(); ++k) {
    const double here = std::min(above, at_least[k]);
    levels[k] = above - here;
    above = here;
  }
  levels.back() = above;
  return levels;
}

/// How the person who answers notices this finding: the share noticed, and false alarms.
struct Noticing {
  double detection = 1.0;
  double false_alarm = 0.0;
};

/// The share of an effect condition's prevalence that its modelled causes account for at this age and sex.
double caused_share(const Pack& pack, const PriorModel& priors, std::uint32_t effect) {
  double caused = 0.0;
  for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
    for (const auto& link : pack.conditions[c].leads_to) {
      if (link.target == effect) {
        caused += priors.prevalence(c) * link.probability.value;
      }
    }
  }
  const double prevalence = priors.prevalence(effect);
  return prevalence > 0.0 ? std::min(largest_caused_share, caused / prevalence) : 0.0;
}

/// A prior as this draw has it: moved by the drawn prevalence and the drawn odds ratios of what is known to hold.
double drawn_prior(const Condition& condition, double prior, const Number& prevalence, const BackgroundAnswers& answers,
                   const Draw& draw) {
  if (prior <= 0.0 || prior >= 1.0) {
    return prior;
  }
  double shift = log_odds(draw.probability(prevalence)) - log_odds(prevalence.value);
  for (const Factor& factor : condition.factors) {
    if (answers[factor.item] == 1) {
      shift += std::log(draw.ratio(factor.odds_ratio) / factor.odds_ratio.value);
    }
  }
  return logistic(log_odds(prior) + shift);
}

class Builder {
public:
  Builder(const Pack& pack, const Case& the_case, const Draw& draw) : pack_(pack), case_(the_case), draw_(draw) {}

  PersonNetwork build(const PriorModel& priors, const std::vector<double>& prior) {
    add_causes(priors, prior);
    add_complaint();
    add_findings();
    for (std::uint32_t c = 0; c < pack_.conditions.size(); ++c) {
      add_links(person_.first_episode + c, pack_.conditions[c].findings, true);
    }
    for (std::uint32_t p = 0; p < pack_.processes.size(); ++p) {
      add_links(person_.first_process + p, pack_.processes[p].findings, false);
    }
    for (std::uint32_t s = 0; s < pack_.something_else.size(); ++s) {
      add_links(person_.something_else + s, pack_.something_else[s].findings, true);
    }
    add_evidence();
    return std::move(person_);
  }

private:
  void add_causes(const PriorModel& priors, const std::vector<double>& prior) {
    auto& causes = person_.network.causes;
    const BackgroundAnswers answers = background_answers(pack_, case_);
    for (std::uint32_t c = 0; c < pack_.conditions.size(); ++c) {
      const Condition& condition = pack_.conditions[c];
      const double drawn = drawn_prior(condition, prior[c], priors.prevalence_number(c), answers, draw_);
      causes.push_back({condition.id, drawn * (1.0 - caused_share(pack_, priors, c)), {}});
    }
    person_.first_episode = static_cast<std::uint32_t>(causes.size());
    for (std::uint32_t c = 0; c < pack_.conditions.size(); ++c) {
      const Condition& condition = pack_.conditions[c];
      causes.push_back({condition.id + " episode", 0.0, {{c, draw_.probability(condition.presents[case_.setting])}}});
    }
    person_.first_process = static_cast<std::uint32_t>(causes.size());
    for (const Process& process : pack_.processes) {
      causes.push_back({process.id, draw_.probability(process.background), {}});
    }
    for (std::uint32_t c = 0; c < pack_.conditions.size(); ++c) {
      for (const auto& effect : pack_.conditions[c].leads_to) {
        causes[effect.target].parents.push_back({c, draw_.probability(effect.probability)});
      }
      for (const auto& effect : pack_.conditions[c].processes) {
        causes[person_.first_process + effect.target].parents.push_back({c, draw_.probability(effect.probability)});
      }
    }
    person_.something_else = static_cast<std::uint32_t>(causes.size());
    for (const SomethingElse& sort : pack_.something_else) {
      const double presents = draw_.probability(sort.presents[case_.setting]);
      const double times = sort.times.empty() ? 1.0 : draw_.ratio(rate_at(sort.times, case_.age, case_.sex));
      causes.push_back({sort.id, std::min(1.0, presents * times), {}});
    }
  }

  /// Whether this cause produces complaints: an episode or a sort of "something else".
  bool is_cause_of_complaint(std::uint32_t cause) const {
    return cause >= person_.first_episode && (cause < person_.first_process || cause >= person_.something_else);
  }

  void add_complaint() {
    engine::Finding complaint{"complaint", 2, {1.0, 0.0}, {}, {}, {}};
    for (std::uint32_t cause = 0; cause < person_.network.causes.size(); ++cause) {
      if (is_cause_of_complaint(cause)) {
        complaint.links.push_back({cause, {0.0, 1.0}, {}});
      }
    }
    person_.network.findings.push_back(std::move(complaint));
    person_.pack_finding.push_back(0);
    person_.evidence.push_back({complaint_finding, -1, 1, 1});
  }

  bool is_stated(std::uint32_t finding) const {
    return std::any_of(case_.complaints.begin(), case_.complaints.end(),
                       [&](std::uint32_t complaint) { return pack_.complaints[complaint].finding == finding; });
  }

  Noticing noticing(const Finding& finding) const {
    const auto& notice = pack_.perceptions[finding.perception].by_role[case_.role];
    if (!notice) {
      return {}; // told by somebody who could observe it
    }
    return {draw_.probability(notice->detection), draw_.probability(notice->false_alarm)};
  }

  /// The background rates of this person: P(level ≥ k).
  std::vector<double> background(const Finding& finding, double false_alarm) const {
    double shift = 0.0;
    for (const Finding::Change& change : finding.background_changes) {
      if (evaluate(change.when, case_) == Truth::yes) {
        shift += std::log(draw_.ratio(change.odds_ratio));
      }
    }
    std::vector<double> at_least;
    for (const Number& rate : finding.background) {
      const double p = draw_.probability(rate);
      const double changed = p > 0.0 && p < 1.0 && shift != 0.0 ? logistic(log_odds(p) + shift) : p;
      at_least.push_back(at_least.empty() ? 1.0 - (1.0 - changed) * (1.0 - false_alarm) : changed);
    }
    return at_least;
  }

  engine::Levels leak(std::uint32_t finding) const {
    const Finding& f = pack_.findings[finding];
    if (is_stated(finding)) {
      return levels_of(std::vector<double>(f.background.size(), 0.0));
    }
    return levels_of(background(f, noticing(f).false_alarm));
  }

  void add_findings() {
    auto& findings = person_.network.findings;
    for (std::uint32_t f = 0; f < pack_.findings.size(); ++f) {
      const Finding& finding = pack_.findings[f];
      Place place;
      if (finding.kind != FindingKind::flag && finding.parent < 0) {
        place.finding = static_cast<std::int32_t>(findings.size());
        findings.push_back({finding.id, static_cast<std::uint32_t>(finding.levels.size()), leak(f), {}, {}, {}});
        person_.pack_finding.push_back(f);
      } else if (finding.parent >= 0) {
        place.finding = person_.places[static_cast<std::size_t>(finding.parent)].finding;
        engine::Finding& parent = findings[static_cast<std::size_t>(place.finding)];
        place.facet = static_cast<std::int32_t>(parent.facets.size());
        parent.facets.push_back({finding.id, static_cast<std::uint32_t>(finding.levels.size())});
        parent.leak_facets.push_back(leak(f));
      }
      person_.places.push_back(place);
    }
  }

  /// The link of a cause as this role notices it, solved from the drawn sensitivity and background: what the compiler
  /// does for the point answer, for each draw. A facet's rate is its link; so is that of a stated finding, which has no
  /// background.
  std::vector<double> link_of(const Finding& finding, const std::vector<Number>& sensitivity, bool stated) const {
    const double detection = stated ? 1.0 : noticing(finding).detection;
    std::vector<double> at_least;
    for (std::size_t k = 0; k < sensitivity.size(); ++k) {
      const double s = draw_.probability(sensitivity[k]);
      const double b = stated || finding.parent >= 0 ? 0.0 : draw_.probability(finding.background[k]);
      at_least.push_back(detection * std::max(0.0, 1.0 - (1.0 - s) / (1.0 - b)));
    }
    return at_least;
  }

  engine::Finding& place_of(std::uint32_t finding) {
    return person_.network.findings[static_cast<std::size_t>(person_.places[finding].finding)];
  }

  /// Links of one cause. A cause of the complaint that does not name a stated finding shows it at its background rate.
  void add_links(std::uint32_t cause, const std::vector<FindingLink>& links, bool causes_complaint) {
    for (const FindingLink& link : links) {
      const Finding& finding = pack_.findings[link.finding];
      const bool stated = is_stated(link.finding);
      if (finding.parent >= 0 || (stated && !causes_complaint)) {
        continue; // facets: below, with their parent
      }
      engine::Finding& target = place_of(link.finding);
      // A facet that this cause does not name keeps the background's distribution.
      engine::Link made{cause, levels_of(link_of(finding, link.sensitivity, stated)), target.leak_facets};
      for (const FindingLink& side : links) {
        const Finding& facet = pack_.findings[side.finding];
        if (facet.parent == static_cast<std::int32_t>(link.finding)) {
          made.facets[static_cast<std::size_t>(person_.places[side.finding].facet)] =
              levels_of(link_of(facet, side.sensitivity, false));
        }
      }
      target.links.push_back(std::move(made));
    }
    for (std::uint32_t f = 0; causes_complaint && f < pack_.findings.size(); ++f) {
      const bool named =
          std::any_of(links.begin(), links.end(), [&](const FindingLink& link) { return link.finding == f; });
      if (is_stated(f) && !named) {
        engine::Finding& target = place_of(f);
        target.links.push_back({cause, levels_of(background(pack_.findings[f], 0.0)), target.leak_facets});
      }
    }
  }

  void add_evidence() {
    for (std::uint32_t f = 0; f < pack_.findings.size(); ++f) {
      const auto& answer = case_.findings[f];
      if (answer && answer->sure && person_.places[f].finding >= 0) {
        person_.evidence.push_back(observation(pack_, person_, f, *answer));
      }
    }
  }

  const Pack& pack_;
  const Case& case_;
  const Draw& draw_;
  PersonNetwork person_;
};

} // namespace

PersonNetwork person_network(const Pack& pack, const Case& the_case, const PriorModel& priors,
                             const std::vector<double>& prior, const Draw& draw) {
  return Builder(pack, the_case, draw).build(priors, prior);
}

engine::Observation observation(const Pack& pack, const PersonNetwork& person, std::uint32_t finding,
                                const Answer& answer) {
  const Place place = person.places[finding];
  const auto highest = static_cast<std::uint32_t>(pack.findings[finding].levels.size() - 1);
  return {static_cast<std::uint32_t>(place.finding), place.facet, answer.level, answer.exact ? answer.level : highest};
}

} // namespace sura::clinic
