#include "clinic/reasoning/person_numbers.h"

#include <algorithm>
#include <cmath>

#include "clinic/reasoning/logistic.h"

namespace sura::clinic {
namespace {

/// Most of an effect's prevalence that its modelled causes may account for; the rest arises by itself.
constexpr double largest_caused_share = 0.9;

/// Takes P(level ≥ k) for k = 1… and writes the probability of each level.
class LevelWriter {
public:
  explicit LevelWriter(std::span<double> levels) : levels_(levels) { levels_[0] = 1.0; }

  void add(double at_least) {
    const double here = std::min(levels_[level_], at_least);
    levels_[level_] -= here;
    levels_[++level_] = here;
  }

private:
  std::span<double> levels_;
  std::size_t level_ = 0;
};

/// How much further this draw's odds ratios of what is known to hold move the log-odds than their medians do.
double drawn_further(const Factors& factors, const BackgroundAnswers& answers, const Draw& draw) {
  const auto as_drawn = [&](const Number& ratio) { return std::log(draw.ratio(ratio)); };
  const auto at_median = [](const Number& ratio) { return std::log(ratio.value); };
  return known_log_ratio(factors, answers, as_drawn(factors.cap), as_drawn) -
         known_log_ratio(factors, answers, at_median(factors.cap), at_median);
}

} // namespace

/// How the person who answers notices a finding: the share noticed, and false alarms.
struct PersonNumbers::Noticing {
  double detection = 1.0;
  double false_alarm = 0.0;
};

PersonNumbers::PersonNumbers(const Pack& pack, const Case& the_case, const PriorModel& priors,
                             const std::vector<double>& prior)
    : pack_(pack), case_(the_case), priors_(priors), prior_(prior), answers_(background_answers(pack, the_case)),
      stated_(pack.findings.size(), false), changes_(pack.findings.size()) {
  for (const std::uint32_t complaint : the_case.complaints) {
    stated_[pack.complaints[complaint].finding] = true;
  }
  for (std::uint32_t c = 0; c < pack.conditions.size(); ++c) {
    caused_share_.push_back(caused_share(pack, priors, c));
  }
  for (std::size_t f = 0; f < pack.findings.size(); ++f) {
    for (const Finding::Change& change : pack.findings[f].background_changes) {
      if (evaluate(change.when, the_case) == Truth::yes) {
        changes_[f].push_back(&change.odds_ratio);
      }
    }
  }
}

double PersonNumbers::presence(std::uint32_t condition, const Draw& draw) const {
  double drawn = prior_[condition];
  if (drawn > 0.0 && drawn < 1.0 && !draw.is_point()) {
    const Number& prevalence = priors_.prevalence_number(condition);
    drawn = logistic(log_odds(drawn) + log_odds(draw.probability(prevalence)) - log_odds(prevalence.value) +
                     drawn_further(pack_.conditions[condition].factors, answers_, draw));
  }
  return drawn * (1.0 - caused_share_[condition]);
}

double PersonNumbers::presents(std::uint32_t condition, const Draw& draw) const {
  return draw.probability(pack_.conditions[condition].presents[case_.setting]);
}

double PersonNumbers::something_else(std::uint32_t sort, const Draw& draw) const {
  const SomethingElse& made = pack_.something_else[sort];
  const double times = made.times.empty() ? 1.0 : draw.ratio(rate_at(made.times, case_.age, case_.sex));
  const double further = draw.is_point() ? 1.0 : std::exp(drawn_further(made.factors, answers_, draw));
  const double in_such_people = prior_[pack_.conditions.size() + sort] * further;
  return std::min(1.0, draw.probability(made.presents[case_.setting]) * times * in_such_people);
}

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

PersonNumbers::Noticing PersonNumbers::noticing(const Finding& finding, const Draw& draw) const {
  const auto& notice = pack_.perceptions[finding.perception].by_role[case_.role];
  if (!notice) {
    return {}; // told by somebody who could observe it
  }
  return {draw.probability(notice->detection), finding.told ? 0.0 : draw.probability(notice->false_alarm)};
}

/// The background rates of this person.
void PersonNumbers::background(std::uint32_t finding, double false_alarm, const Draw& draw,
                               std::span<double> levels) const {
  double shift = 0.0;
  for (const Number* ratio : changes_[finding]) {
    shift += std::log(draw.ratio(*ratio));
  }
  LevelWriter writer(levels);
  bool is_first = true;
  for (const Number& rate : pack_.findings[finding].background) {
    const double p = draw.probability(rate);
    const double changed = p > 0.0 && p < 1.0 && shift != 0.0 ? logistic(log_odds(p) + shift) : p;
    writer.add(is_first ? 1.0 - (1.0 - changed) * (1.0 - false_alarm) : changed);
    is_first = false;
  }
}

void PersonNumbers::leak(std::uint32_t finding, const Draw& draw, std::span<double> levels) const {
  if (is_stated(finding)) {
    std::fill(levels.begin(), levels.end(), 0.0);
    levels[0] = 1.0;
    return;
  }
  background(finding, noticing(pack_.findings[finding], draw).false_alarm, draw, levels);
}

void PersonNumbers::unnamed(std::uint32_t finding, const Draw& draw, std::span<double> levels) const {
  background(finding, 0.0, draw, levels);
}

void PersonNumbers::link(const FindingLink& link, const Draw& draw, std::span<double> levels) const {
  const Finding& finding = pack_.findings[link.finding];
  const bool is_facet = finding.parent >= 0;
  const bool stated = !is_facet && is_stated(link.finding);
  const double detection = stated ? 1.0 : noticing(finding, draw).detection;
  LevelWriter writer(levels);
  for (std::size_t k = 0; k < link.sensitivity.size(); ++k) {
    const double s = draw.probability(link.sensitivity[k]);
    const double b = stated || is_facet ? 0.0 : draw.probability(finding.background[k]);
    writer.add(detection * std::max(0.0, 1.0 - (1.0 - s) / (1.0 - b)));
  }
}

} // namespace sura::clinic
