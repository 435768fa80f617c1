// The numbers of a program, of one evaluation or of several side by side (*lanes*: parameter draws, answers that might
// be given). Number i of lane l stands at i·lanes + l.
// Thread-safety: plain values.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/inference/program.h"
#include "sura/engine/inference.h"
#include "sura/engine/network.h"

namespace sura::engine {

/// Where the numbers of a step begin. Each of the tables has `sets` numbers, unless said otherwise.
struct StepNumbers {
  std::size_t weight;        // of the link
  std::size_t produced;      // of the link
  std::size_t kernel;        // contract: by set, the weight with which the link completes it. convolve: the matrix
                             // [to][from] of the union, sets². expand: the union of leak and link
  std::size_t leak_weight;   // expand only
  std::size_t leak_produced; // expand only
};

StepNumbers numbers_of(const Step& step);

/// Of a SoleFinding: its link's and its leak's tables.
StepNumbers numbers_of(const SoleFinding& sole, std::size_t sets);

struct Numbers {
  std::size_t lanes = 1;
  std::vector<double> tables;        // Program::number_count × lanes
  std::vector<long double> factors;  // by turn, absent and present, by lane: what the branch is weighed with. Zero only
                                     // where the branch is impossible
  std::vector<double> log_constants; // by lane: ln of what no cause can change; −infinity where that is impossible

  void resize(const Program& program, std::size_t lane_count);
};

/// Fills a Numbers. Thread-safety: one per thread. Ownership: refers to the program and network of `begin`.
class NumberFiller {
public:
  /// The only lane. `network` has the shape of the one that was planned.
  /// O(links of what is observed + Σ 4^bits).
  void fill(const Program& program, const Network& network, Numbers& numbers);

  /// Works out the numbers that variations have in common. They stay as they are until fill_lanes was called for all.
  void begin(const Program& program, const Network& network);

  /// All lanes, a variation each; where there are fewer variations, the last one again. Always the same `numbers` after
  /// one `begin`. A lane costs what it does not have in common, and as much as `fill` where the network is another.
  void fill_lanes(std::span<const Variation> variations, Numbers& numbers);

private:
  /// Of one evaluation.
  struct One {
    std::vector<double> tables;
    std::vector<long double> factors;
    double log_constant = 0.0;
  };
  /// A run of numbers in the tables.
  struct Range {
    std::size_t first = 0;
    std::size_t count = 0;
  };

  void fill_but_priors(const Network& network, const Observation* further);
  void fill_factors();
  void fill_without_bits(const ObservedFinding& observed);
  void take_pending();
  void fill_step(const Step& step);
  void fill_kernel(const Step& step);
  void fill_soles();
  void weigh_priors(const Variation& variation);
  void weigh(std::size_t factor, long double weight);
  double leak_of(std::uint32_t cause) const;
  void leak_table(const ObservedFinding& observed, double* weight, double* produced) const;
  void link_table(const ObservedFinding& observed, std::uint32_t link, double* weight, double* produced) const;

  std::uint32_t take_over(const Observation& further);
  bool changes_much(const Variation& variation) const;
  void vary(const Variation& variation, std::size_t lane, Numbers& numbers);
  void restore(Numbers& numbers);
  void put_step(const Step& step, std::size_t lane, Numbers& numbers);
  void put_tables(const Range& range, std::size_t lane, Numbers& numbers) const;
  void put_factors(std::size_t lane, Numbers& numbers) const;

  const Program* program_ = nullptr;
  const Network* network_ = nullptr;
  const std::vector<double>* leaks_ = nullptr; // in place of the network's; null: those
  std::vector<ObservedFinding> observed_;
  std::vector<ObservedFacet> facets_;
  std::vector<double> leak_;    // the table of a finding without links
  std::vector<double> pending_; // by turn: what the present factor is still to be multiplied with
  One now_;                     // what is being filled
  const Network* common_network_ = nullptr;
  One common_;                 // what variations have in common; the factors without the priors
  std::vector<Range> changed_; // where lanes may differ from it
};

} // namespace sura::engine
