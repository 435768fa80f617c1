// The frontier sweep as a list of steps on dense vectors of weights, fixed before any of them runs.
//
// Between two turns there is one vector, with a weight for each state of the open bits: "this observed level was
// already reached" (findings and their facets) and "this cause is already produced" (causes that wait for more
// parents). In the turn of a cause there are two, one for each branch: the cause is absent, or it is present. A step is
// what one link of the present cause does; the two branches are weighed and added at the end of the turn. Every step is
// linear, and kernels.h has its adjoint beside it.
//
// Thread-safety: plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/inference/observed_finding.h"
#include "sura/engine/inference.h"
#include "sura/engine/network.h"

namespace sura::engine {

inline constexpr std::uint32_t none = ~0U;

/// In the order in which they stand in a turn: the vectors are short for as long as possible.
enum class StepKind : std::uint8_t {
  contract, // the last link of a finding: only states that reached everything observed stay, and its bits go
  convolve, // every state of the present branch takes the union with the bits that the link sets
  expand,   // the first link of a finding or later cause: its bits are added at the top, set as leak and link set them
};

struct Step {
  StepKind kind = StepKind::convolve;
  std::uint32_t position = 0;    // the lowest bit concerned
  std::uint32_t bits = 0;        // how many, upwards from `position`
  std::uint32_t width = 0;       // open bits before the step
  std::uint32_t observed = none; // which of the observed findings is concerned,
  std::uint32_t cause = none;    // or else which later cause
  std::uint32_t event = 0;       // which link of that finding, or which parent of that cause
  std::uint32_t answer = 0;      // which attribution (of a finding) or origin (of a cause) of the Posterior
  std::size_t first_number = 0;  // see Numbers
  std::size_t first_moment = 0;  // see Moments

  std::size_t sets() const { return std::size_t{1} << bits; }
  std::uint32_t width_after() const {
    return kind == StepKind::contract ? width - bits : kind == StepKind::expand ? width + bits : width;
  }
};

/// How many numbers a step has, see StepNumbers; `sets`: 2^bits.
inline std::size_t numbers_in(StepKind kind, std::size_t sets) {
  return kind == StepKind::contract ? 3 * sets : kind == StepKind::expand ? 5 * sets : 2 * sets + sets * sets;
}

/// How many moments, see Moments.
inline std::size_t moments_in(StepKind kind, std::size_t sets) {
  return kind == StepKind::contract ? sets : kind == StepKind::expand ? 2 * sets : sets * sets;
}

/// A present finding that one cause alone is linked to: it opens no bit, and gives each branch of that cause a factor.
struct SoleFinding {
  std::uint32_t observed = 0; // which of the observed findings
  std::uint32_t turn = 0;
  std::uint32_t answer = 0;
  std::size_t first_number = 0;
};

struct Turn {
  std::uint32_t cause = 0;
  std::uint32_t width = 0;    // open bits before it
  std::uint32_t split = none; // a cause with parents: where its own bit stands, which its turn takes away
  std::uint32_t first_step = 0;
  std::uint32_t last_step = 0; // one past
  bool alone = false;          // nothing but factors: no state is needed
};

struct Program {
  Cost cost;
  Observed observed;
  std::vector<Turn> turns; // every cause once, parents before children
  std::vector<Step> steps;
  std::vector<SoleFinding> soles;
  std::vector<std::uint32_t> turn_of_cause;
  std::vector<std::uint32_t> present; // which observed findings are present: one attribution each
  std::vector<std::uint32_t> effects; // which causes have parents: one origin each
  std::size_t number_count = 0;       // of one evaluation, factors aside
  std::size_t moment_count = 0;
};

/// Most bits that one finding and its facets may have: an event on k bits needs a table of 4^k.
inline constexpr std::uint32_t max_bits_of_a_finding = 10;

} // namespace sura::engine
