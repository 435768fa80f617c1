#include "clinic/reasoning/answer_game.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "clinic/reasoning/logistic.h"
#include "sura/engine/subsets.h"

namespace sura::clinic {
namespace {

bool depends_on(const Expression& expression, std::uint32_t item) {
  return (expression.kind == Expression::Kind::background && expression.subject == item) ||
         std::any_of(expression.parts.begin(), expression.parts.end(),
                     [&](const Expression& part) { return depends_on(part, item); });
}

/// Whether the background rate of an answered finding, or of a side of one, depends on the item.
bool moves_answered(const Pack& pack, const Case& the_case, std::uint32_t item) {
  for (std::size_t f = 0; f < pack.findings.size(); ++f) {
    const Finding& finding = pack.findings[f];
    const bool moved = std::any_of(finding.background_changes.begin(), finding.background_changes.end(),
                                   [&](const Finding::Change& change) { return depends_on(change.when, item); });
    const auto is_answered = [&](std::size_t other) {
      const bool of_it = other == f || pack.findings[other].parent == static_cast<std::int32_t>(f) ||
                         finding.parent == static_cast<std::int32_t>(other);
      return of_it && the_case.findings[other] && the_case.findings[other]->sure;
    };
    for (std::size_t other = 0; moved && other < pack.findings.size(); ++other) {
      if (is_answered(other)) {
        return true;
      }
    }
  }
  return false;
}

} // namespace

AnswerGame::AnswerGame(const Pack& pack, const Case& the_case, const PriorModel& priors)
    : pack_(pack), case_(the_case), priors_(priors), bare_(the_case), matters_(priors.causes()),
      known_priors_(priors.causes()), prior_sets_(priors.causes()) {
  find_players();
}

void AnswerGame::find_players() {
  for (std::uint32_t f = 0; f < pack_.findings.size() && players_.size() < engine::max_players; ++f) {
    if (case_.findings[f] && case_.findings[f]->sure && pack_.findings[f].kind != FindingKind::flag) {
      players_.push_back({false, f});
    }
  }
  findings_ = players_.size();
  for (std::uint32_t b = 0; b < pack_.background.size() && players_.size() < engine::max_players; ++b) {
    if (!case_.background[b] || !case_.background[b]->sure) {
      continue;
    }
    const std::size_t player = players_.size();
    movers_[player] = moves_answered(pack_, case_, b);
    bool plays = movers_[player];
    for (std::size_t cause = 0; cause < matters_.size(); ++cause) {
      matters_[cause][player] = priors_.matters(cause, b);
      plays = plays || matters_[cause][player];
    }
    if (plays) {
      players_.push_back({true, b});
      bare_.background[b].reset();
    }
  }
}

double AnswerGame::prior(std::size_t cause, const Coalition& background) {
  const Coalition relevant = background & matters_[cause];
  const auto [at, is_new] = known_priors_[cause].try_emplace(relevant, 0.0);
  if (is_new) {
    BackgroundAnswers answers = background_answers(pack_, bare_);
    for (std::size_t player = findings_; player < players_.size(); ++player) {
      if (relevant[player]) {
        const std::uint32_t item = players_[player].item;
        answers[item] = static_cast<std::int8_t>(case_.background[item]->level);
      }
    }
    if (!prior_sets_[cause]) {
      std::vector<bool> varies(pack_.background.size(), false);
      for (std::size_t player = findings_; player < players_.size(); ++player) {
        varies[players_[player].item] = true;
      }
      prior_sets_[cause] = std::make_unique<PriorSets>(priors_, cause, background_answers(pack_, bare_), varies);
    }
    at->second = prior_sets_[cause]->prior(answers);
  }
  return at->second;
}

void AnswerGame::set_background(const Coalition& background, Case& the_case) const {
  for (std::size_t player = findings_; player < players_.size(); ++player) {
    if (background[player]) {
      the_case.background[players_[player].item] = case_.background[players_[player].item];
    }
  }
}

/// With the finding rates of these, but the priors of those of whom no background is known.
const PersonNetwork& AnswerGame::network_with(const Coalition& background) {
  const Coalition moving = background & movers_;
  const auto known = networks_.find(moving);
  if (known != networks_.end()) {
    return known->second;
  }
  Case with = bare_;
  set_background(moving, with);
  std::vector<double> prior_of(priors_.causes());
  for (std::size_t cause = 0; cause < prior_of.size(); ++cause) {
    prior_of[cause] = prior(cause, {});
  }
  return networks_.emplace(moving, person_network(pack_, with, priors_, prior_of, {}, Extent::answered)).first->second;
}

std::vector<double> AnswerGame::leaks_with(const PersonNetwork& network, const Coalition& background) {
  std::vector<double> leaks;
  leaks.reserve(network.network.causes.size());
  for (const engine::Cause& cause : network.network.causes) {
    leaks.push_back(cause.leak);
  }
  const std::size_t conditions = pack_.conditions.size();
  for (std::size_t cause = 0; cause < priors_.causes(); ++cause) {
    double& leak = leaks[cause < conditions ? cause : network.something_else + cause - conditions];
    const double bare = prior(cause, {});
    leak = bare > 0.0 ? std::min(1.0, leak * prior(cause, background) / bare) : leak;
  }
  return leaks;
}

Result<void> AnswerGame::play_every(std::span<double> into) {
  const std::size_t conditions = pack_.conditions.size();
  const std::size_t subsets = std::size_t{1} << findings_;
  for (std::size_t known = 0; known << findings_ < std::size_t{1} << players_.size(); ++known) {
    const Coalition background = Coalition(known) << findings_;
    const PersonNetwork& person = network_with(background);
    engine::Network network = person.network;
    const std::vector<double> leaks = leaks_with(person, background);
    for (std::size_t cause = 0; cause < leaks.size(); ++cause) {
      network.causes[cause].leak = leaks[cause];
    }
    std::vector<std::uint32_t> causes(priors_.causes());
    std::iota(causes.begin(), causes.begin() + static_cast<std::ptrdiff_t>(conditions), person.first_episode);
    std::iota(causes.begin() + static_cast<std::ptrdiff_t>(conditions), causes.end(), person.something_else);
    const engine::Evidence answers(person.evidence.begin() + 1, person.evidence.end()); // the complaint comes first
    const auto odds = engine::log_odds_of_subsets(network, answers, causes);
    if (!odds) {
      return fail(odds.error());
    }
    for (std::size_t subset = 0; subset < subsets; ++subset) {
      std::copy_n(odds->data() + subset * causes.size(), conditions,
                  into.data() + ((known << findings_) + subset) * conditions);
    }
  }
  return {};
}

Result<void> AnswerGame::play(std::span<const Coalition> coalitions, std::span<double> into) {
  const std::size_t conditions = pack_.conditions.size();
  if (players_.size() <= engine::max_exact_players && coalitions.size() == std::size_t{1} << players_.size()) {
    if (play_every(into)) {
      return {}; // else too large, and one by one may still do
    }
  }
  const PersonNetwork& bare = network_with({});
  const auto model = engine::Model::make(bare.network);
  if (!model) {
    return fail(model.error());
  }
  const Coalition finding_players = ~(~Coalition() << findings_);
  for (std::size_t first = 0; first < coalitions.size();) {
    const Coalition findings = coalitions[first] & finding_players;
    std::size_t last = first;
    std::vector<engine::Variation> variations;
    for (; last < coalitions.size() && (coalitions[last] & finding_players) == findings; ++last) {
      const PersonNetwork& person = network_with(coalitions[last]);
      engine::Variation& variation = variations.emplace_back();
      variation.network = &person.network;
      variation.leaks = leaks_with(person, coalitions[last]);
    }
    engine::Evidence evidence{bare.evidence.front()};
    for (std::size_t player = 0; player < findings_; ++player) {
      if (findings[player]) {
        evidence.push_back(bare.evidence[player + 1]);
      }
    }
    const auto posteriors = engine::evaluate(*model, evidence, variations, workspace_, engine::Answers::presence);
    if (!posteriors) {
      return fail(posteriors.error());
    }
    for (const engine::Posterior& posterior : *posteriors) {
      for (std::size_t c = 0; c < conditions; ++c) {
        into[first * conditions + c] = log_odds(posterior.presence[bare.first_episode + c]); // certain to be its cause
      }
      ++first;
    }
  }
  return {};
}

void AnswerGame::prepare_estimate() {
  Coalition everything;
  for (std::size_t player = findings_; player < players_.size(); ++player) {
    everything.set(player);
  }
  PersonNetwork person = network_with(everything);
  const std::vector<double> leaks = leaks_with(person, everything);
  for (std::size_t cause = 0; cause < leaks.size(); ++cause) {
    person.network.causes[cause].leak = leaks[cause];
  }
  // What each background answer does to a prior by itself, and in equal parts what they do together.
  std::vector<std::vector<double>> moved;
  for (std::size_t player = findings_; player < players_.size(); ++player) {
    moved.emplace_back(priors_.causes(), 0.0);
  }
  for (std::size_t cause = 0; cause < priors_.causes(); ++cause) {
    const double bare = prior(cause, {});
    const double all = prior(cause, everything);
    if (bare <= 0.0 || all <= 0.0) {
      continue;
    }
    double together = std::log(all / bare);
    for (std::size_t player = findings_; player < players_.size(); ++player) {
      if (matters_[cause][player]) {
        const double alone = prior(cause, Coalition().set(player));
        double& by = moved[player - findings_][cause];
        by = alone > 0.0 ? std::log(alone / bare) : 0.0;
        together -= by;
      }
    }
    const auto count = static_cast<double>((everything & matters_[cause]).count());
    for (std::size_t player = findings_; player < players_.size(); ++player) {
      moved[player - findings_][cause] += matters_[cause][player] ? together / count : 0.0;
    }
  }
  single_cause_ = std::make_unique<SingleCause>(person, priors_.causes(), pack_.conditions.size(), moved);
}

Result<void> AnswerGame::estimate(std::span<const Coalition> coalitions, std::span<double> into) {
  if (!single_cause_) {
    prepare_estimate();
  }
  for (std::size_t i = 0; i < coalitions.size(); ++i) {
    single_cause_->odds(coalitions[i], into.subspan(i * pack_.conditions.size(), pack_.conditions.size()));
  }
  return {};
}

} // namespace sura::clinic
