// The numbers of a program, of one evaluation or of several side by side (*lanes*: parameter draws, answers that might
// be given). Number i of lane l stands at i·lanes + l.
// Thread-safety: plain values.
#pragma once

#include <cstddef>
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
  std::vector<double> tables;        // Program::numbers × lanes
  std::vector<long double> factors;  // by turn, absent and present, by lane: what the branch is weighed with. Zero only
                                     // where the branch is impossible
  std::vector<double> log_constants; // by lane: ln of what no cause can change; −infinity where that is impossible

  void resize(const Program& program, std::size_t lane_count);
};

/// Fills the lanes of a Numbers one after another. Thread-safety: one per thread.
class NumberFiller {
public:
  /// `network` has the shape of the one that was planned. `variation`, where there is one: see Variation.
  /// O(links of what is observed + Σ 4^bits).
  void fill(const Program& program, const Network& network, const Variation* variation, std::size_t lane,
            Numbers& numbers);

private:
  void take_over(const Observation& further);
  double leak_of(std::uint32_t cause) const;
  void leak_table(const ObservedFinding& observed, double* weight, double* produced) const;
  void link_table(const ObservedFinding& observed, std::uint32_t link, double* weight, double* produced) const;
  void fill_factors(const Program& program);
  void fill_steps(const Program& program);
  void fill_kernel(const Step& step);
  void fill_soles(const Program& program);
  void weigh(std::size_t factor, long double weight);

  const Network* network_ = nullptr;
  const Variation* variation_ = nullptr;
  std::vector<ObservedFinding> observed_;
  std::vector<ObservedFacet> facets_;
  std::vector<double> tables_;
  std::vector<double> leak_; // of a finding without links
  std::vector<long double> factors_;
  std::vector<double> pending_; // by turn: what the present factor is still to be multiplied with
  double log_constant_ = 0.0;
};

} // namespace sura::engine
