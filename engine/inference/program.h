// The frontier sweep as a list of operations on one dense vector of weights, fixed before any of them runs.
//
// The vector has one weight for each state of the open bits: "this observed level was already reached" (findings and
// their facets) and "this cause is already produced" (causes that wait for more parents). During a cause's own turn its
// presence is the top bit, so its absent branch is the lower half of the vector and its present branch the upper half.
// Every operation is linear, and kernels.h has its adjoint beside it.
//
// Thread-safety: plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/inference/event_table.h"
#include "engine/inference/observed_finding.h"
#include "sura/engine/inference.h"
#include "sura/engine/network.h"
#include "sura/result.h"

namespace sura::engine {

enum class OperationKind {
  introduce, // a cause without parents begins its turn: its bit is added at the top
  raise,     // a cause with parents begins its turn: its bit, open since its first parent, moves to the top
  open,      // bits of a finding or of a later cause are added below the top, set as that one's own leak sets them
  produce,   // an event of the present branch: every state takes the union with the bits that the event sets
  scale,     // all events of the present branch that set no bit: one factor
  close,     // the last event on a finding is over: only states that reached everything observed stay
  forget,    // the cause's turn ends: its two branches are added
};

struct Operation {
  static constexpr std::uint32_t none = ~0U;

  OperationKind kind = OperationKind::forget;
  std::uint32_t position = 0;        // the lowest bit concerned
  std::uint32_t bits = 0;            // how many, upwards from `position`
  std::uint32_t cause = none;        // introduce, raise, forget: whose turn; open, produce: the cause produced, if any
  std::uint32_t group = none;        // open, produce, close: the observed finding, if it is one
  std::uint32_t event = none;        // produce: which link of that finding, or which parent of that cause
  EventTable table = {};             // introduce, open, produce
  long double factor = 1.0L;         // scale; more range than a double, as it is a product over all absent findings
  long double smallest_ahead = 1.0L; // close, forget: product of the smallest non-zero weights up to the next of these
  std::uint32_t answer = none;       // open, produce: which of Program::attributions, or of ::origins for a cause
};

struct Program {
  bool impossible = false;           // already known without a sweep; the operations have no tables then
  double log_constant = 0.0;         // ln of the weight of what no cause can change: leaks that set no bit, and the
                                     // present findings without links
  long double smallest_ahead = 1.0L; // as Operation::smallest_ahead, from the start
  Cost cost;
  std::vector<ObservedFinding> observed;
  std::vector<Operation> operations;
  std::vector<Attribution> attributions; // one per present finding; zero but for those only a leak can have produced
  std::vector<Origin> origins;           // one per cause with parents; zero
};

/// Most bits that one finding and its facets may have: an event on k bits needs a table of 4^k.
inline constexpr std::uint32_t max_bits_of_a_finding = 10;

/// The operations for `evidence` without their tables; enough for `cost`. Errors: invalid network or evidence.
Result<Program> plan(const Network& network, const Evidence& evidence);

/// The whole program, ready to run. Errors: invalid network or evidence, too_large.
Result<Program> compile(const Network& network, const Evidence& evidence);

} // namespace sura::engine
