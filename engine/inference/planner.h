// Evidence → program: which bits are open when, and where they stand.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/inference/causal_order.h"
#include "engine/inference/program.h"
#include "sura/engine/network.h"

namespace sura::engine {

/// May be used again and again without new memory. Thread-safety: one per thread.
class Planner {
public:
  /// `network` and `evidence` must be valid. O(links² of each present finding +
  /// causes²).
  void plan(const Network& network, const Evidence& evidence, Program& program);

private:
  /// Finding::links[link] of the finding of that observed one.
  struct FindingEffect {
    std::uint32_t observed = 0;
    std::uint32_t link = 0;
  };
  /// Causes[cause].parents[parent].
  struct CauseEffect {
    std::uint32_t cause = 0;
    std::uint32_t parent = 0;
  };
  /// Whose bit it is: an observed finding's, or a cause's.
  struct Owner {
    std::uint32_t observed = none;
    std::uint32_t cause = none;
    bool operator==(const Owner&) const = default;
  };
  /// Lists, one for each cause, in one vector.
  template <class Effect> struct ByCause {
    std::vector<std::uint32_t> first; // by cause, and one more
    std::vector<Effect> effects;
    const Effect* begin(std::uint32_t cause) const { return effects.data() + first[cause]; }
    const Effect* end(std::uint32_t cause) const { return effects.data() + first[cause + 1]; }
  };

  void number_answers();
  void collect_effects();
  void order_clusters();
  void add_cluster(std::uint32_t cause);
  void take_turn(std::uint32_t cause);
  void add_soles(std::uint32_t cause);
  void add_step(StepKind kind, const Owner& owner, std::uint32_t event, std::uint32_t answer);
  std::uint32_t bits(const Owner& owner) const;
  std::uint32_t position(const Owner& owner) const;
  void count(std::uint32_t width, double operations);

  const Network* network_ = nullptr;
  Program* program_ = nullptr;
  ByCause<FindingEffect> findings_; // those that set bits, of findings with several links
  ByCause<CauseEffect> causes_;
  ByCause<std::uint32_t> soles_;           // which observed findings it alone is linked to
  std::vector<std::uint32_t> links_left_;  // by observed finding: links whose cause was not visited yet
  std::vector<std::uint32_t> attribution_; // by observed finding: its place among the attributions
  std::vector<std::uint32_t> origin_;      // by cause: its place among the origins
  std::vector<std::uint32_t> cluster_;     // by cause
  std::vector<std::uint32_t> head_;        // by cluster: the cause that leads it
  std::vector<Owner> layout_;              // by bit position: whose it is; the bits of one owner stay together
  std::vector<std::uint32_t> cursor_;
  ClusterOrder order_;
};

} // namespace sura::engine
