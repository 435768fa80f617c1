// A person as if the complaint had one cause alone, and as if each process were independent of the others once that
// cause is known: the odds are then those of a few hundred hypotheses (this cause, these processes), and each answer
// multiplies the weight of each. Hardly wrong, as a second cause of one complaint is rare, and fast enough to be asked
// about thousands of sets of answers. The control variate of the weights of evidence, nothing else: no answer comes
// from here.
//
// Thread-safety: one object, one thread. Cost: construction O(hypotheses × 3^answers of one finding and its sides); one
// set of answers O(hypotheses) for each player that comes or goes since the set before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "clinic/reasoning/person_network.h"
#include "sura/engine/shapley.h"

namespace sura::clinic {

class SingleCause {
public:
  /// Players are the person's evidence (but for the complaint), in order, then the background answers: `moved` tells
  /// for each of these by how much it moves the logarithm of each cause's prior, where the person's priors hold with
  /// all of them. The first `conditions` of the `causes` of the complaint are asked about.
  SingleCause(const PersonNetwork& person, std::size_t causes, std::size_t conditions,
              const std::vector<std::vector<double>>& moved);

  /// Ln odds of each condition as the cause.
  void odds(const engine::Coalition& players, std::span<double> into);

private:
  /// One finding with its answered sides.
  struct Answered {
    std::uint32_t finding = 0;
    std::vector<std::size_t> players;
    std::vector<std::vector<double>> likelihoods; // by set of its players, by hypothesis
    std::size_t playing = 0;
  };

  void weigh_hypotheses(const engine::Network& network);
  void find_likelihoods(const PersonNetwork& person, Answered& answered);
  void toggle(std::size_t player);

  std::size_t conditions_;
  std::vector<std::uint32_t> causes_;    // of the complaint
  std::vector<std::uint32_t> processes_; // that answered findings depend on
  std::size_t states_ = 1;               // of the processes: 2^processes. Hypotheses: cause × states_ + state
  std::vector<Answered> answered_;
  std::vector<std::size_t> answered_of_;     // by player that is a finding
  std::vector<std::vector<double>> factors_; // by player that is background: by cause
  engine::Coalition now_;
  std::vector<double> weights_; // of the hypotheses, for the players now
  std::vector<double> bare_;    // for none
};

} // namespace sura::clinic
