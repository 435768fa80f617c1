#include "engine/inference/sweep.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace sura::engine {

namespace {

bool removes_bits(const Operation& operation) {
  return operation.kind == OperationKind::close || operation.kind == OperationKind::forget;
}

template <class Weight> void run(const Operation& operation, State<Weight>& state) {
  const std::vector<double>& weight = operation.table.weight;
  switch (operation.kind) {
  case OperationKind::introduce:
    return introduce(state, static_cast<Weight>(weight[0]), static_cast<Weight>(weight[1]));
  case OperationKind::raise:
    return raise(state, operation.position);
  case OperationKind::open:
    return open(state, weight);
  case OperationKind::produce:
    return produce(state, operation.position, weight);
  case OperationKind::scale:
    return scale(state, static_cast<Weight>(operation.factor));
  case OperationKind::close:
    return close(state, operation.position, operation.bits);
  case OperationKind::forget:
    return forget(state);
  }
}

template <class Weight> void run_adjoint(const Operation& operation, State<Weight>& adjoint) {
  const std::vector<double>& weight = operation.table.weight;
  switch (operation.kind) {
  case OperationKind::introduce:
    return introduce_adjoint(adjoint, static_cast<Weight>(weight[0]), static_cast<Weight>(weight[1]));
  case OperationKind::raise:
    return raise_adjoint(adjoint, operation.position);
  case OperationKind::open:
    return open_adjoint(adjoint, weight);
  case OperationKind::produce:
    return produce_adjoint(adjoint, operation.position, weight);
  case OperationKind::scale:
    return scale(adjoint, static_cast<Weight>(operation.factor));
  case OperationKind::close:
    return close_adjoint(adjoint, operation.position, operation.bits);
  case OperationKind::forget:
    return forget_adjoint(adjoint);
  }
}

/// The first of the weights before `operation` that are needed to undo it; their number where none is.
template <class Weight>
std::size_t first_needed(const Operation& operation, const State<Weight>& state, bool with_slopes) {
  switch (operation.kind) {
  case OperationKind::produce:
    return state.size() / 2; // events happen in the present branch only
  case OperationKind::open:
  case OperationKind::close:
  case OperationKind::forget:
    return 0;
  case OperationKind::introduce:
    return with_slopes ? 0 : state.size();
  case OperationKind::scale:
    return with_slopes ? state.size() / 2 : state.size();
  case OperationKind::raise:
    return state.size();
  }
  return 0;
}

/// Scales `adjoint` so that Σ state·adjoint = 1, which makes every share of that sum a posterior probability. Nothing
/// bounds the adjoint of a state that cannot be reached (it matters to derivatives only), and infinity times zero is
/// not a number: where it grows beyond all use it is zeroed.
template <class Weight> void normalise_adjoint(const Weight* state, State<Weight>& adjoint) {
  constexpr Weight beyond_use = Weight{1e100};
  for (std::size_t i = 0; i < adjoint.size(); ++i) {
    adjoint[i] = state[i] > Weight{0} || adjoint[i] < beyond_use ? adjoint[i] : Weight{0};
  }
  const Weight total = dot(state, adjoint.data(), adjoint.size());
  for (Weight& value : adjoint) {
    value /= total;
  }
}

template <class Weight> double probability(Weight share) {
  return std::min(1.0, static_cast<double>(share));
}

} // namespace

template <class Weight> Sweep<Weight>::Sweep(const Program& program, std::size_t checkpoint_bytes) : program_(program) {
  const std::size_t affordable = checkpoint_bytes / (sizeof(Weight) << program.cost.open_width);
  const auto root = static_cast<std::size_t>(std::ceil(std::sqrt(program.operations.size())));
  checkpoints_ = std::max<std::size_t>(2, std::min(affordable, root));
}

template <class Weight> Outcome Sweep<Weight>::forward(Posterior& posterior) {
  start();
  advance(0, program_.operations.size());
  posterior.log_evidence = program_.log_constant + log_scale_;
  return outcome_;
}

template <class Weight> Outcome Sweep<Weight>::forward_and_back(Posterior& posterior, Slopes* slopes) {
  const std::size_t end = program_.operations.size();
  slopes_ = slopes;
  if (slopes_ != nullptr) {
    slopes_->assign(end, {});
  }
  start();
  std::vector<Checkpoint> pieces = checkpoints(0, end);
  advance(pieces.back().first, end);
  posterior.log_evidence = program_.log_constant + log_scale_;
  if (outcome_ == Outcome::possible) {
    adjoint_.reserve(state_.capacity());
    adjoint_.assign(1, Weight{1});
    retreat(std::move(pieces), end, posterior);
  }
  return outcome_;
}

template <class Weight> void Sweep<Weight>::start() {
  state_.reserve(std::size_t{1} << program_.cost.open_width);
  state_.assign(1, Weight{1});
  normalise(program_.smallest_ahead);
}

template <class Weight> void Sweep<Weight>::advance(std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last && outcome_ == Outcome::possible; ++i) {
    apply(program_.operations[i]);
  }
}

template <class Weight> void Sweep<Weight>::apply(const Operation& operation) {
  run(operation, state_);
  if (removes_bits(operation)) {
    normalise(operation.smallest_ahead);
  }
}

/// Makes the weights sum to 1 and keeps the logarithm of what they summed to, so that no number of findings underflows.
/// States may still differ by more than the number range; that is foreseen here, before a weight is lost.
template <class Weight> void Sweep<Weight>::normalise(long double smallest_ahead) {
  const Weight total = sum(state_.data(), state_.size());
  if (!(total > Weight{0})) {
    outcome_ = Outcome::impossible;
    return;
  }
  const Weight smallest = smallest_nonzero(state_.data(), state_.size());
  for (Weight& value : state_) {
    value /= total;
  }
  log_scale_ += static_cast<double>(std::log(total));
  if (static_cast<long double>(smallest / total) * smallest_ahead < std::numeric_limits<Weight>::min()) {
    outcome_ = Outcome::out_of_range;
  }
}

/// From the state before `first`: divides [first, last) into as many pieces as checkpoints are affordable, and leaves
/// the state before the last piece.
template <class Weight>
std::vector<typename Sweep<Weight>::Checkpoint> Sweep<Weight>::checkpoints(std::size_t first, std::size_t last) {
  const std::size_t length = std::max<std::size_t>(1, (last - first + checkpoints_ - 1) / checkpoints_);
  std::vector<Checkpoint> pieces;
  pieces.push_back({first, state_});
  for (std::size_t next = first + length; next < last; next += length) {
    advance(next - length, next);
    pieces.push_back({next, state_});
  }
  return pieces;
}

template <class Weight>
void Sweep<Weight>::retreat(std::vector<Checkpoint> pieces, std::size_t last, Posterior& posterior) {
  while (!pieces.empty()) {
    const std::size_t first = pieces.back().first;
    state_ = pieces.back().state; // copied, so that the larger capacity stays
    pieces.pop_back();
    if (last - first > checkpoints_) {
      retreat(checkpoints(first, last), last, posterior);
    } else {
      retreat_piece(first, last, posterior);
    }
    last = first;
  }
}

template <class Weight> void Sweep<Weight>::retreat_piece(std::size_t first, std::size_t last, Posterior& posterior) {
  kept_.resize(std::max(kept_.size(), last - first));
  for (std::size_t i = first; i < last; ++i) {
    const Operation& operation = program_.operations[i];
    const auto needed = static_cast<std::ptrdiff_t>(first_needed(operation, state_, slopes_ != nullptr));
    kept_[i - first].assign(state_.begin() + needed, state_.end());
    apply(operation);
  }
  for (std::size_t i = last; i-- > first;) {
    undo(i, kept_[i - first].data(), posterior);
  }
}

/// `before` points at the weights from `first_needed` on.
template <class Weight> void Sweep<Weight>::undo(std::size_t index, const Weight* before, Posterior& posterior) {
  const Operation& operation = program_.operations[index];
  const std::vector<double>& produced = operation.table.produced;
  const bool of_cause = operation.cause != Operation::none;
  if (operation.kind == OperationKind::open) {
    double& leak = of_cause ? posterior.origins[operation.answer].leak : posterior.attributions[operation.answer].leak;
    leak = probability(open_share(before, adjoint_, produced));
  } else if (operation.kind == OperationKind::produce) {
    std::vector<double>& events =
        of_cause ? posterior.origins[operation.answer].parents : posterior.attributions[operation.answer].links;
    events[operation.event] = probability(produce_share(before, adjoint_, operation.position, produced));
  }
  if (slopes_ != nullptr) {
    keep_slopes(index, before);
  }
  run_adjoint(operation, adjoint_);
  if (removes_bits(operation)) {
    normalise_adjoint(before, adjoint_);
  }
  if (operation.kind == OperationKind::forget) {
    const std::size_t half = adjoint_.size() / 2;
    posterior.presence[operation.cause] = probability(dot(before + half, adjoint_.data() + half, half)); // of 1
  }
}

/// As Σ state·adjoint is kept at 1, its derivatives are those of ln P(evidence).
template <class Weight> void Sweep<Weight>::keep_slopes(std::size_t index, const Weight* before) {
  const Operation& operation = program_.operations[index];
  std::vector<double>& slopes = (*slopes_)[index];
  const std::size_t half = adjoint_.size() / 2;
  if (operation.kind == OperationKind::introduce) {
    slopes = introduce_slopes(before, adjoint_);
  } else if (operation.kind == OperationKind::open) {
    slopes = open_slopes(before, adjoint_, operation.table.weight.size());
  } else if (operation.kind == OperationKind::produce) {
    slopes = produce_slopes(before, adjoint_, operation.position, operation.table.weight.size());
  } else if (operation.kind == OperationKind::scale) {
    slopes = {static_cast<double>(dot(before, adjoint_.data() + half, half))};
  }
}

template class Sweep<double>;
template class Sweep<long double>;

} // namespace sura::engine
