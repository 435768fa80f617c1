// Exact inference by the frontier sweep: one pass over the causes in causal order, keeping the joint weight of the
// "already produced" bits of the open findings and causes, and one pass back for all marginals and link posteriors.
// Nothing is ever subtracted, so nothing cancels. docs/engine.md explains the method.
//
// One question: `infer(network, evidence)`. Many of one network: a Model, checked once, and a Workspace, whose memory
// is used again. Many that differ in numbers only: `evaluate`, eight at a time.
//
// Thread-safety: functions without shared state. Ownership: results own their memory.
// Cost: Σ over causes of (links to present findings) × 2^(open bits), known before it runs (`Cost`).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "sura/engine/network.h"
#include "sura/result.h"

namespace sura::engine {

/// What produced one present finding, given all the evidence.
struct Attribution {
  std::uint32_t finding = 0;
  double leak = 0.0;         // P(the leak produced it | evidence)
  std::vector<double> links; // in the order of Finding::links: P(that link produced it | evidence). Several may hold.
};

/// What produced one cause that has parents, given all the evidence. Several events may have.
struct Origin {
  std::uint32_t cause = 0;
  double leak = 0.0;           // P(its own leak produced it | evidence)
  std::vector<double> parents; // in the order of Cause::parents: P(that parent produced it | evidence)
};

struct Posterior {
  double log_evidence = 0.0;             // natural log of P(evidence); −infinity where the evidence is impossible
  std::vector<double> presence;          // P(cause present | evidence), by cause index
  std::vector<Attribution> attributions; // one per finding observed present (lowest ≥ 1, or a facet observed present)
  std::vector<Origin> origins;           // one per cause with parents, by cause index
};

struct Cost {
  std::uint32_t open_width = 0; // most bits open at once, the cause at its turn included
  double operations = 0.0;      // multiply-adds of one forward pass
};

/// Most open bits that `infer` accepts; beyond it the error says the width and the operations. Memory grows with
/// 2^open_width: about 200 MB at 20 bits, and up to twice as much for each further bit.
inline constexpr std::uint32_t max_open_width = 22;

/// A network that was found valid. It must outlive the model and stay as it is.
class Model {
public:
  /// Errors: invalid network. O(network).
  static Result<Model> make(const Network& network);

  const Network& network() const { return *network_; }

private:
  explicit Model(const Network& network) : network_(&network) {}
  const Network* network_;
};

/// The memory of evaluations: `infer` of what is no larger, in doubles, with evidence sorted by finding and facet,
/// needs no more. Thread-safety: one per thread.
class Workspace {
public:
  Workspace();
  ~Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;

  struct Parts; // of the engine's own
  Parts& parts() { return *parts_; }

private:
  std::unique_ptr<Parts> parts_;
};

/// A cause that is known to be there, or not to be.
struct KnownCause {
  std::uint32_t cause = 0;
  bool present = true;
};

/// What is an evaluation's own, of many with one network and evidence.
struct Variation {
  const Network* network = nullptr;   // other numbers in the same shape; null: the model's. Valid, and not checked
  std::vector<double> leaks;          // other Cause::leak, by cause, from 0 to 1 and not checked; empty: the network's
  std::optional<Observation> further; // one observation more, of a variable that has none; its lowest is 0
  std::optional<KnownCause> known;    // as if that had been observed
};

/// Which answers are wanted: presence alone takes half the time.
enum class Answers : std::uint8_t { everything, presence };

/// What inference would cost, without doing it. Errors: invalid network or evidence. O(network + evidence + causes²).
Result<Cost> cost(const Network& network, const Evidence& evidence);

/// Exact posterior of everything: forward and backward sweep. Impossible evidence gives log_evidence = −infinity and
/// presence, attributions and origins of zero. Errors: invalid network or evidence; too_large (max_open_width, or more
/// than ten bits of one finding: its present facets, and itself from level 2 on); out_of_range where two explanations
/// differ by more than numbers can hold, about 10^4900 (10^300 where long double is no wider than double).
Result<Posterior> infer(const Network& network, const Evidence& evidence);

/// The same for a network that is known to be valid, into a posterior whose memory is used again. Errors: as above, but
/// for the network.
Result<void> infer(const Model& model, const Evidence& evidence, Workspace& workspace, Posterior& into);

/// One posterior for each variation, as `infer` would give them (to rounding), eight side by side. Errors: as above,
/// and of any variation: out_of_range; invalid where a network has another shape, or a further observation another
/// form. Where presence alone is wanted, there are no attributions and origins.
Result<std::vector<Posterior>> evaluate(const Model& model, const Evidence& evidence,
                                        std::span<const Variation> variations, Workspace& workspace,
                                        Answers wanted = Answers::everything);

/// ln P(evidence) alone: the forward sweep, about a third of the cost of `infer`.
/// Errors as `infer`.
Result<double> log_evidence(const Network& network, const Evidence& evidence);

/// How ln P(evidence) changes with every number of a network, each moved alone (also within one Levels).
struct Gradient {
  double log_evidence = 0.0;
  Network by; // shaped as the network, without names: in place of each number the derivative by it
};

/// Exact, at 0 and 1 too: P(evidence) is linear in each number (Darwiche 2003, 10.1145/765568.765570), and the backward
/// sweep has every slope. All slopes of impossible evidence are 0, and so is one that would be beyond 1e100.
/// Cost: below twice that of `infer`. Errors as `infer`.
Result<Gradient> gradient(const Network& network, const Evidence& evidence);

/// All numbers of a network in one row, and where each stands. An *event* of a finding is its leak (0) or a link (from
/// 1 on). Ownership: none. O(causes + findings).
class NumberRow {
public:
  explicit NumberRow(const Network& network);

  std::size_t size() const { return size_; }
  std::size_t leak(std::size_t cause) const { return causes_[cause]; }
  std::size_t parent(std::size_t cause, std::size_t parent) const { return causes_[cause] + 1 + parent; }
  /// The first of the event's levels.
  std::size_t levels(std::size_t finding, std::size_t event) const {
    return findings_[finding].first + event * findings_[finding].of_event;
  }
  /// The first of the levels that the event gives to a facet.
  std::size_t facet(std::size_t finding, std::size_t event, std::size_t facet) const {
    return levels(finding, event) + facets_[findings_[finding].facets + facet];
  }

private:
  struct Place {
    std::size_t first = 0;
    std::size_t of_event = 0; // numbers
    std::size_t facets = 0;   // the first of its facets in `facets_`
  };
  std::size_t size_ = 0;
  std::vector<std::size_t> causes_;
  std::vector<Place> findings_;
  std::vector<std::size_t> facets_; // after the event's first number
};

/// Of several evaluations the derivatives of ln P(evidence), by number (NumberRow) and evaluation.
struct Gradients {
  std::vector<double> log_evidence; // by evaluation
  std::vector<double> by;           // number n, evaluation e: [n · evaluations + e]
};

/// What `gradient` tells (to rounding), of each variation. Errors as `evaluate`, and a variation with other numbers of
/// the network than leaks, or with a further observation, is invalid. Cost: far below that of `gradient` for each.
Result<Gradients> gradients(const Model& model, const Evidence& evidence, std::span<const Variation> variations,
                            Workspace& workspace);

} // namespace sura::engine
