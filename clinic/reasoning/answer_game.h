// The answers of one case as players: what each set of them alone would make of the causes.
//
// A player is a sure answer: a finding in the network, a side of one (which counts by itself: a side that is there
// makes its finding certain, whoever else plays), or a background item that some cause or answered finding depends on.
// That a complaint was brought is always known, as it is what is to be explained; what was stated as the complaint is
// an answer as any other, which tells causes apart, and so it plays. Age, sex, setting and role are not answers.
//
// Thread-safety: one object, one thread. Ownership: refers to the pack and the case.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "clinic/reasoning/person_network.h"
#include "clinic/reasoning/prior_sets.h"
#include "clinic/reasoning/single_cause.h"
#include "sura/clinic/diagnosis.h"
#include "sura/engine/inference.h"
#include "sura/engine/shapley.h"

namespace sura::clinic {

struct AnswerPlayer {
  bool is_background = false;
  std::uint32_t item = 0;
};

class AnswerGame {
public:
  AnswerGame(const Pack& pack, const Case& the_case, const PriorModel& priors);

  /// Findings first, each in the order of the pack.
  const std::vector<AnswerPlayer>& players() const { return players_; }

  /// Ln odds of each condition as the cause, by coalition and condition: exact. Given every coalition there is, by one
  /// sweep for each set of background answers; otherwise by one sweep for each coalition, several side by side where
  /// the same findings play. Errors as `infer`.
  Result<void> play(std::span<const engine::Coalition> coalitions, std::span<double> into);

  /// Nearly the same and much faster: as if one cause alone could be there (single_cause.h).
  Result<void> estimate(std::span<const engine::Coalition> coalitions, std::span<double> into);

private:
  using Coalition = engine::Coalition;

  void find_players();
  double prior(std::size_t cause, const Coalition& background);
  const PersonNetwork& network_with(const Coalition& background);
  std::vector<double> leaks_with(const PersonNetwork& network, const Coalition& background);
  void set_background(const Coalition& background, Case& the_case) const;
  Result<void> play_every(std::span<double> into);
  void prepare_estimate();

  const Pack& pack_;
  const Case& case_;
  const PriorModel& priors_;
  Case bare_; // without the background that plays
  std::vector<AnswerPlayer> players_;
  std::size_t findings_ = 0;       // how many players are findings
  Coalition movers_;               // background that the rates of answered findings depend on
  std::vector<Coalition> matters_; // by cause: background that its prior depends on
  std::vector<std::unordered_map<Coalition, double>> known_priors_; // by cause
  std::unordered_map<Coalition, PersonNetwork> networks_;           // by the movers that play
  std::vector<std::unique_ptr<PriorSets>> prior_sets_;              // by cause, made when first asked for
  engine::Workspace workspace_;
  std::unique_ptr<SingleCause> single_cause_;
};

} // namespace sura::clinic
