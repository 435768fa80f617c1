// The posterior by plain enumeration: every configuration of the causes, and for each finding every combination of what
// its events can do. Straight from the definition in network.h; shares nothing with the sweep but the structs. Tests
// only. Cost: exponential in everything.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "sura/engine/inference.h"
#include "sura/engine/network.h"

namespace sura::engine::testing {

class BruteForce {
public:
  BruteForce(const Network& network, const Evidence& evidence) : network_(network), evidence_(evidence) {}

  Posterior posterior() {
    const std::size_t causes = network_.causes.size();
    const std::size_t findings = network_.findings.size();
    double total = 0.0;
    std::vector<double> presence(causes, 0.0);
    std::vector<std::vector<double>> produced(findings);
    for (std::size_t finding = 0; finding < findings; ++finding) {
      produced[finding].assign(network_.findings[finding].links.size() + 1, 0.0);
    }
    std::vector<std::vector<double>> brought_about(causes);
    for (std::size_t cause = 0; cause < causes; ++cause) {
      brought_about[cause].assign(network_.causes[cause].parents.size() + 1, 0.0);
    }
    for (std::uint32_t present = 0; present < (1U << causes); ++present) {
      const double prior = probability_of(present);
      if (prior == 0.0) {
        continue;
      }
      double weight = prior;
      for (std::uint32_t finding = 0; finding < findings; ++finding) {
        weight *= fate(finding, present).observed;
      }
      total += weight;
      for (std::size_t cause = 0; cause < causes; ++cause) {
        presence[cause] += ((present >> cause) & 1U) != 0 ? weight : 0.0;
        for (std::size_t event = 0; event < brought_about[cause].size(); ++event) {
          brought_about[cause][event] += weight * given_present(present, cause, event);
        }
      }
      for (std::uint32_t finding = 0; finding < findings; ++finding) {
        double others = prior;
        for (std::uint32_t other = 0; other < findings; ++other) {
          others *= other == finding ? 1.0 : fate(other, present).observed;
        }
        for (std::size_t event = 0; event < produced[finding].size(); ++event) {
          produced[finding][event] += others * fate(finding, present).produced[event];
        }
      }
    }
    return assemble(total, presence, produced, brought_about);
  }

private:
  /// What can become of a finding when certain causes are present.
  struct Fate {
    double observed = 0.0;        // P(it agrees with the evidence)
    std::vector<double> produced; // the part in which the event produced it within range; event 0 is the leak
  };

  struct Outcome {
    std::uint32_t level = 0;
    std::vector<std::uint32_t> facets;
    std::vector<std::uint32_t> levels_by_event;
  };

  /// P(a cause is absent, present | just these of its parents are). Added up event by event: 1 − absent would have lost
  /// the digits of a small presence.
  struct Chance {
    double absent = 1.0;
    double present = 0.0;
  };

  Chance chance_of(const Cause& cause, std::uint32_t present) const {
    Chance chance{1.0 - cause.leak, cause.leak};
    for (const Parent& parent : cause.parents) {
      if (((present >> parent.cause) & 1U) != 0) {
        chance.present += chance.absent * parent.probability;
        chance.absent *= 1.0 - parent.probability;
      }
    }
    return chance;
  }

  double probability_of(std::uint32_t present) const {
    double probability = 1.0;
    for (std::size_t index = 0; index < network_.causes.size(); ++index) {
      const Chance chance = chance_of(network_.causes[index], present);
      probability *= ((present >> index) & 1U) != 0 ? chance.present : chance.absent;
    }
    return probability;
  }

  /// P(event 0, the leak, or one of the parents produced the cause | the cause and just these causes are present).
  double given_present(std::uint32_t present, std::size_t index, std::size_t event) const {
    const Cause& cause = network_.causes[index];
    if (((present >> index) & 1U) == 0) {
      return 0.0;
    }
    const double of_any = chance_of(cause, present).present;
    if (event == 0) {
      return cause.leak / of_any;
    }
    const Parent& parent = cause.parents[event - 1];
    return ((present >> parent.cause) & 1U) != 0 ? parent.probability / of_any : 0.0;
  }

  bool agrees(std::uint32_t finding, const Outcome& outcome) const {
    for (const Observation& observation : evidence_) {
      if (observation.finding == finding) {
        const std::uint32_t level =
            observation.facet < 0 ? outcome.level : outcome.facets[static_cast<std::size_t>(observation.facet)];
        if (level < observation.lowest || level > observation.highest) {
          return false;
        }
      }
    }
    return true;
  }

  /// The lowest level that counts as present; 0 when the evidence does not say that the finding is.
  std::uint32_t lowest_present(std::uint32_t finding) const {
    std::uint32_t lowest = 0;
    for (const Observation& observation : evidence_) {
      if (observation.finding == finding && observation.lowest >= 1) {
        lowest = std::max(lowest, observation.facet < 0 ? observation.lowest : 1U);
      }
    }
    return lowest;
  }

  const Fate& fate(std::uint32_t finding, std::uint32_t present) {
    std::uint32_t relevant = 0;
    for (const Link& link : network_.findings[finding].links) {
      relevant |= present & (1U << link.cause);
    }
    const auto key = std::make_pair(finding, relevant);
    if (const auto known = fates_.find(key); known != fates_.end()) {
      return known->second;
    }
    Fate fresh;
    fresh.produced.assign(network_.findings[finding].links.size() + 1, 0.0);
    Outcome nothing;
    nothing.facets.assign(network_.findings[finding].facets.size(), 0);
    nothing.levels_by_event.assign(fresh.produced.size(), 0);
    enumerate(finding, relevant, 0, 1.0, nothing, fresh);
    return fates_.emplace(key, fresh).first->second;
  }

  void enumerate(std::uint32_t finding, std::uint32_t present, std::size_t event, double probability,
                 const Outcome& outcome, Fate& fate) const {
    const Finding& model = network_.findings[finding];
    if (probability == 0.0) {
      return;
    }
    if (event > model.links.size()) {
      if (agrees(finding, outcome)) {
        fate.observed += probability;
        const std::uint32_t lowest = lowest_present(finding);
        for (std::size_t i = 0; i < fate.produced.size(); ++i) {
          fate.produced[i] += lowest >= 1 && outcome.levels_by_event[i] >= lowest ? probability : 0.0;
        }
      }
      return;
    }
    if (event > 0 && ((present >> model.links[event - 1].cause) & 1U) == 0) {
      return enumerate(finding, present, event + 1, probability, outcome, fate);
    }
    const Levels& levels = event == 0 ? model.leak : model.links[event - 1].levels;
    const std::vector<Levels>& facets = event == 0 ? model.leak_facets : model.links[event - 1].facets;
    enumerate(finding, present, event + 1, probability * levels[0], outcome, fate);
    for (std::uint32_t level = 1; level < model.levels; ++level) {
      Outcome produced = outcome;
      produced.level = std::max(outcome.level, level);
      produced.levels_by_event[event] = level;
      enumerate_facets(finding, present, event, 0, facets, probability * levels[level], produced, fate);
    }
  }

  void enumerate_facets(std::uint32_t finding, std::uint32_t present, std::size_t event, std::size_t facet,
                        const std::vector<Levels>& facets, double probability, const Outcome& outcome,
                        Fate& fate) const {
    if (facet == facets.size()) {
      return enumerate(finding, present, event + 1, probability, outcome, fate);
    }
    for (std::uint32_t level = 0; level < facets[facet].size(); ++level) {
      Outcome given = outcome;
      given.facets[facet] = std::max(outcome.facets[facet], level);
      enumerate_facets(finding, present, event, facet + 1, facets, probability * facets[facet][level], given, fate);
    }
  }

  Posterior assemble(double total, std::vector<double> presence, std::vector<std::vector<double>> produced,
                     const std::vector<std::vector<double>>& brought_about) const {
    Posterior posterior;
    posterior.log_evidence = std::log(total);
    const auto share = [total](double weight) { return total > 0.0 ? weight / total : 0.0; };
    std::transform(presence.begin(), presence.end(), std::back_inserter(posterior.presence), share);
    for (std::uint32_t finding = 0; finding < network_.findings.size(); ++finding) {
      if (lowest_present(finding) == 0) {
        continue;
      }
      Attribution attribution{finding, share(produced[finding][0]), {}};
      std::transform(produced[finding].begin() + 1, produced[finding].end(), std::back_inserter(attribution.links),
                     share);
      posterior.attributions.push_back(attribution);
    }
    for (std::uint32_t cause = 0; cause < network_.causes.size(); ++cause) {
      const std::vector<double>& events = brought_about[cause];
      if (events.size() > 1) {
        Origin origin{cause, share(events[0]), {}};
        std::transform(events.begin() + 1, events.end(), std::back_inserter(origin.parents), share);
        posterior.origins.push_back(origin);
      }
    }
    return posterior;
  }

  const Network& network_;
  const Evidence& evidence_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Fate> fates_;
};

} // namespace sura::engine::testing
