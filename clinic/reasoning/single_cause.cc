#include "clinic/reasoning/single_cause.h"

#include <algorithm>
#include <cmath>

namespace sura::clinic {
namespace {

constexpr std::size_t most_processes = 6;
constexpr std::uint32_t nobody = ~0U;
constexpr double least_likelihood = 1e-30; // what rounding left of the impossible

/// P(present) of each cause as if its parents were independent of each other.
std::vector<double> rough_presence(const engine::Network& network, std::uint32_t certain, std::uint32_t parent) {
  std::vector<double> result;
  for (std::uint32_t c = 0; c < network.causes.size(); ++c) {
    double absent = 1.0 - network.causes[c].leak;
    for (const engine::Parent& by : network.causes[c].parents) {
      absent *= 1.0 - result[by.cause] * by.probability;
    }
    result.push_back(c == certain || c == parent ? 1.0 : 1.0 - absent);
  }
  return result;
}

/// The highest level allowed of a finding and of each of its sides.
struct Limits {
  std::uint32_t whole = 0;
  std::vector<std::uint32_t> facets;
};

double within(const Limits& limits, const engine::Levels& levels, const std::vector<engine::Levels>& facets) {
  double produced = 0.0;
  for (std::uint32_t level = 1; level <= limits.whole; ++level) {
    produced += levels[level];
  }
  for (std::size_t f = 0; f < facets.size(); ++f) {
    double allowed = 0.0;
    for (std::uint32_t level = 0; level <= limits.facets[f]; ++level) {
      allowed += facets[f][level];
    }
    produced *= allowed;
  }
  return levels[0] + produced;
}

} // namespace

SingleCause::SingleCause(const PersonNetwork& person, std::size_t causes, std::size_t conditions,
                         const std::vector<std::vector<double>>& moved)
    : conditions_(conditions) {
  for (std::uint32_t cause = 0; cause < causes; ++cause) {
    causes_.push_back(cause < conditions ? person.first_episode + cause
                                         : static_cast<std::uint32_t>(person.something_else + cause - conditions));
  }
  for (std::uint32_t process = person.first_process; process < person.something_else; ++process) {
    const bool is_linked =
        std::any_of(person.network.findings.begin(), person.network.findings.end(), [&](const engine::Finding& one) {
          return std::any_of(one.links.begin(), one.links.end(),
                             [&](const engine::Link& link) { return link.cause == process; });
        });
    if (is_linked && processes_.size() < most_processes) {
      processes_.push_back(process);
    }
  }
  states_ = std::size_t{1} << processes_.size();
  weigh_hypotheses(person.network);
  for (std::size_t player = 0; player + 1 < person.evidence.size(); ++player) {
    const std::uint32_t finding = person.evidence[player + 1].finding;
    auto at = std::find_if(answered_.begin(), answered_.end(),
                           [&](const Answered& other) { return other.finding == finding; });
    if (at == answered_.end()) {
      at = answered_.insert(at, Answered{finding, {}, {}, 0});
    }
    at->players.push_back(player);
    answered_of_.push_back(static_cast<std::size_t>(at - answered_.begin()));
  }
  for (Answered& answered : answered_) {
    find_likelihoods(person, answered);
  }
  for (const std::vector<double>& by_cause : moved) {
    factors_.emplace_back();
    for (std::size_t cause = 0; cause < causes; ++cause) {
      factors_.back().push_back(std::exp(by_cause[cause]));
      for (std::size_t state = 0; state < states_; ++state) {
        weights_[cause * states_ + state] /= factors_.back().back();
      }
    }
  }
  bare_ = weights_;
}

void SingleCause::weigh_hypotheses(const engine::Network& network) {
  const std::vector<double> anyway = rough_presence(network, nobody, nobody);
  for (const std::uint32_t cause : causes_) {
    const std::vector<engine::Parent>& parents = network.causes[cause].parents;
    const std::vector<double> then = rough_presence(network, cause, parents.empty() ? cause : parents.front().cause);
    for (std::size_t state = 0; state < states_; ++state) {
      double weight = anyway[cause];
      for (std::size_t k = 0; k < processes_.size(); ++k) {
        const double active = then[processes_[k]];
        weight *= (state >> k & 1U) != 0 ? active : 1.0 - active;
      }
      weights_.push_back(weight);
    }
  }
}

void SingleCause::find_likelihoods(const PersonNetwork& person, Answered& answered) {
  const engine::Finding& finding = person.network.findings[answered.finding];
  const std::size_t sets = std::size_t{1} << answered.players.size();
  answered.likelihoods.assign(sets, std::vector<double>(weights_.size(), 0.0));
  const auto link_of = [&](std::uint32_t cause) {
    return std::find_if(finding.links.begin(), finding.links.end(),
                        [&](const engine::Link& link) { return link.cause == cause; });
  };
  std::vector<double> by_state(states_);
  // Inclusion and exclusion of what has to be reached: P(at most the highest) − P(below the lowest).
  for (std::size_t set = 0; set < sets; ++set) {
    for (std::size_t below = set;; below = (below - 1) & set) {
      Limits limits{finding.levels - 1, {}};
      for (const engine::Facet& facet : finding.facets) {
        limits.facets.push_back(facet.levels - 1);
      }
      bool is_possible = true;
      double sign = 1.0;
      for (std::size_t i = 0; i < answered.players.size(); ++i) {
        const engine::Observation& seen = person.evidence[answered.players[i] + 1];
        std::uint32_t& limit = seen.facet < 0 ? limits.whole : limits.facets[static_cast<std::size_t>(seen.facet)];
        if ((below >> i & 1U) != 0) {
          is_possible = is_possible && seen.lowest > 0;
          limit = seen.lowest - 1;
          sign = -sign;
        } else if ((set >> i & 1U) != 0) {
          limit = seen.highest;
        }
      }
      if (is_possible) {
        const double leak = sign * within(limits, finding.leak, finding.leak_facets);
        std::fill(by_state.begin(), by_state.end(), leak);
        for (std::size_t k = 0; k < processes_.size(); ++k) {
          if (const auto link = link_of(processes_[k]); link != finding.links.end()) {
            const double factor = within(limits, link->levels, link->facets);
            for (std::size_t state = 0; state < states_; ++state) {
              by_state[state] *= (state >> k & 1U) != 0 ? factor : 1.0;
            }
          }
        }
        for (std::size_t cause = 0; cause < causes_.size(); ++cause) {
          const auto link = link_of(causes_[cause]);
          const double factor = link == finding.links.end() ? 1.0 : within(limits, link->levels, link->facets);
          for (std::size_t state = 0; state < states_; ++state) {
            answered.likelihoods[set][cause * states_ + state] += factor * by_state[state];
          }
        }
      }
      if (below == 0) {
        break;
      }
    }
    for (double& likelihood : answered.likelihoods[set]) {
      likelihood = std::max(likelihood, least_likelihood);
    }
  }
}

void SingleCause::toggle(std::size_t player) {
  if (player < answered_of_.size()) {
    Answered& answered = answered_[answered_of_[player]];
    const auto which = std::find(answered.players.begin(), answered.players.end(), player) - answered.players.begin();
    const std::vector<double>& before = answered.likelihoods[answered.playing];
    answered.playing ^= std::size_t{1} << which;
    const std::vector<double>& after = answered.likelihoods[answered.playing];
    for (std::size_t h = 0; h < weights_.size(); ++h) {
      weights_[h] *= after[h] / before[h];
    }
    return;
  }
  const std::vector<double>& factors = factors_[player - answered_of_.size()];
  const bool comes = !now_[player];
  for (std::size_t cause = 0; cause < factors.size(); ++cause) {
    const double factor = comes ? factors[cause] : 1.0 / factors[cause];
    for (std::size_t state = 0; state < states_; ++state) {
      weights_[cause * states_ + state] *= factor;
    }
  }
}

void SingleCause::odds(const engine::Coalition& players, std::span<double> into) {
  if (players.none()) { // anew, so that nothing of what rounding did is kept
    weights_ = bare_;
    now_.reset();
    for (Answered& answered : answered_) {
      answered.playing = 0;
    }
  }
  const engine::Coalition changed = players ^ now_;
  for (std::size_t player = 0; changed.any() && player < answered_of_.size() + factors_.size(); ++player) {
    if (changed[player]) {
      toggle(player);
      now_.flip(player);
    }
  }
  double all = 0.0;
  for (const double weight : weights_) {
    all += weight;
  }
  for (std::size_t c = 0; c < conditions_; ++c) {
    double mine = 0.0;
    for (std::size_t state = 0; state < states_; ++state) {
      mine += weights_[c * states_ + state];
    }
    into[c] = std::log(mine / std::max(0.0, all - mine));
  }
}

} // namespace sura::clinic
