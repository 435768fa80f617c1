// Runs a program forward for P(evidence), and back for every marginal and link posterior.
//
// The backward pass needs the forward weights again, latest first. Some are kept at checkpoints, and the operations
// between two checkpoints are run anew when their turn comes, each leaving behind just what its undoing needs
// (Griewank & Walther 2000, 10.1145/347837.347846). √n checkpoints for n operations make that a single repetition;
// where so many do not fit the caller's budget, pieces are divided again.
//
// Thread-safety: one sweep per thread; a sweep has no shared state. Cost: see `Cost`; memory about
// 2·`checkpoint_bytes` + 4 vectors of 2^open_width weights, or log2(n) + 4 of them where that is more.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/inference/kernels.h"
#include "engine/inference/program.h"
#include "sura/engine/inference.h"

namespace sura::engine {

inline constexpr std::size_t default_checkpoint_bytes = std::size_t{1} << 26;

enum class Outcome {
  possible,
  impossible,  // the weights sum to zero
  out_of_range // some weight could fall below the smallest `Weight`: repeat with a wider type
};

/// By operation: the derivative of ln P(evidence) by each weight of its table, or by its factor alone. Empty for an
/// operation that has neither.
using Slopes = std::vector<std::vector<double>>;

template <class Weight> class Sweep {
public:
  /// `program` must outlive the sweep, be compiled, and not be known as impossible.
  explicit Sweep(const Program& program, std::size_t checkpoint_bytes = default_checkpoint_bytes);

  /// Forward alone: sets `posterior.log_evidence` when possible.
  Outcome forward(Posterior& posterior);

  /// Forward and back: fills `posterior.presence`, `.attributions` and `.origins` as well, which must have their sizes;
  /// and, where they are wanted, one row of slopes for each operation.
  Outcome forward_and_back(Posterior& posterior, Slopes* slopes = nullptr);

private:
  /// The state before operation `first`.
  struct Checkpoint {
    std::size_t first = 0;
    State<Weight> state;
  };

  void start();
  void advance(std::size_t first, std::size_t last);
  void apply(const Operation& operation);
  void normalise(long double smallest_ahead);
  std::vector<Checkpoint> checkpoints(std::size_t first, std::size_t last);
  void retreat(std::vector<Checkpoint> pieces, std::size_t last, Posterior& posterior);
  void retreat_piece(std::size_t first, std::size_t last, Posterior& posterior);
  void undo(std::size_t index, const Weight* before, Posterior& posterior);
  void keep_slopes(std::size_t index, const Weight* before);

  const Program& program_;
  std::size_t checkpoints_; // at most this many at a time
  Outcome outcome_ = Outcome::possible;
  double log_scale_ = 0.0;
  State<Weight> state_;   // before the operation that comes next
  State<Weight> adjoint_; // after the operation undone next: Σ state·adjoint is the posterior weight, kept at 1
  std::vector<State<Weight>> kept_; // of the piece at hand, by operation: what `undo` needs; reused by the next piece
  Slopes* slopes_ = nullptr;        // null: not wanted
};

extern template class Sweep<double>;
extern template class Sweep<long double>;

} // namespace sura::engine
