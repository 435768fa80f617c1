#include "engine/inference/sweep.h"

#include <cmath>
#include <limits>
#include <type_traits>

namespace sura::engine {

namespace {

/// ln of a product of many numbers from 0 to 1, taken as seldom as its range allows.
class LogProduct {
public:
  void times(long double factor) {
    if (factor < small) {
      log_ += std::log(factor);
      return;
    }
    product_ *= factor;
    if (product_ < small) {
      log_ += std::log(product_);
      product_ = 1.0L;
    }
  }
  double log() const { return static_cast<double>(log_ + std::log(product_)); }

private:
  static constexpr long double small = 1e-140L; // its square is normal also where long double is no wider than double
  long double product_ = 1.0L;
  long double log_ = 0.0L;
};

/// What is lost below the smallest Weight is at most this share of the smallest sum that it is lost from.
template <class Weight> double least_log() {
  const double spare_digits = 28.0 * std::log(10.0);
  return static_cast<double>(std::log(std::numeric_limits<Weight>::min())) + spare_digits;
}

} // namespace

template <class Weight>
void Sweep<Weight>::run(const Program& program, const Numbers& numbers, Wanted wanted, const Memory& memory,
                        Moments& moments) {
  prepare(program, numbers, wanted, memory);
  forward();
  if constexpr (std::is_floating_point_v<Weight>) {
    judge(moments);
    if (wanted != Wanted::evidence) {
      backward(moments);
    }
  }
}

template <class Weight> bool Sweep<Weight>::ends_above_zero(const Program& program, const Numbers& numbers) {
  prepare(program, numbers, Wanted::evidence, {});
  forward();
  bool result = numbers.log_constants[0] > -std::numeric_limits<double>::infinity();
  for (std::size_t turn = 0; turn < program.turns.size(); ++turn) {
    result = result && (numbers.factors[2 * turn] > 0.0L || numbers.factors[2 * turn + 1] > 0.0L);
  }
  return result && totals_.back() > Weight{0};
}

template <class Weight>
void Sweep<Weight>::prepare(const Program& program, const Numbers& numbers, Wanted wanted, const Memory& memory) {
  program_ = &program;
  numbers_ = &numbers;
  lanes_ = numbers.lanes;
  wanted_ = wanted;
  turns_.clear();
  for (std::uint32_t turn = 0; turn < program.turns.size(); ++turn) {
    if (!program.turns[turn].alone) {
      turns_.push_back(turn);
    }
  }
  before_.resize(program.steps.size());
  begun_.resize(turns_.size());
  totals_.resize((turns_.size() + 1) * lanes_);
  divide(memory);
}

template <class Weight> std::size_t Sweep<Weight>::size_within(std::size_t turn) const {
  const Turn& at = turn_at(turn);
  std::size_t result = at.split == none || splits_at_top(at) ? 0 : 2 * room(at.width - 1);
  for (std::uint32_t step = at.first_step; step < at.last_step; ++step) {
    const std::size_t after = room(program_->steps[step].width_after());
    result += program_->steps[step].kind == StepKind::convolve ? after : 2 * after;
  }
  return result;
}

/// Decides what is kept, and where it stands.
template <class Weight> void Sweep<Weight>::divide(const Memory& memory) {
  const std::size_t turns = turns_.size();
  std::size_t all = room(0);
  std::size_t all_within = 0;
  std::size_t most_within = 0;
  within_offsets_.resize(turns);
  for (std::size_t turn = 0; turn < turns; ++turn) {
    all += room(width(turn));
    const std::size_t within = size_within(turn);
    within_offsets_[turn] = all_within;
    all_within += within;
    most_within = std::max(most_within, within);
  }
  const bool in_one = wanted_ != Wanted::evidence && all * sizeof(Weight) <= memory.turns;
  const auto root = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(turns))));
  stretch_ = std::max<std::size_t>(1, in_one ? turns : root);
  keeps_steps_ = in_one && wanted_ == Wanted::everything && all_within * sizeof(Weight) <= memory.steps;
  within_.need(keeps_steps_ ? all_within : most_within);
  if (!keeps_steps_) {
    std::fill(within_offsets_.begin(), within_offsets_.end(), 0);
  }
  offsets_.resize(turns);
  std::size_t longest = room(0);
  for (std::size_t turn = 0; turn < turns; ++turn) {
    offsets_[turn] = turn % stretch_ == 0 ? 0 : offsets_[turn - 1] + room(width(turn - 1));
    longest = std::max(longest, offsets_[turn] + room(width(turn)) + room(width(turn + 1)));
  }
  vectors_.need(longest);
  starts_.resize(std::max(starts_.size(), (turns + stretch_ - 1) / stretch_ + 1));
}

template <class Weight> void Sweep<Weight>::forward() {
  std::fill_n(starts_[0].need(lanes_), lanes_, Weight{1});
  std::fill_n(totals_.begin(), lanes_, Weight{1});
  for (std::size_t stretch = 0; first_turn(stretch) < turns_.size(); ++stretch) {
    run_stretch(stretch);
  }
}

/// From the vector in `starts_` to that of the next stretch.
template <class Weight> void Sweep<Weight>::run_stretch(std::size_t stretch) {
  Weight* const vectors = vectors_.get();
  const std::size_t first = first_turn(stretch);
  const std::size_t last = last_turn(stretch);
  std::copy_n(starts_[stretch].get(), size(width(first)), vectors);
  for (std::size_t turn = first; turn < last; ++turn) {
    run_turn(turn, vectors + offsets_[turn] + room(width(turn)));
  }
  const std::size_t ends = size(width(last));
  std::copy_n(vectors + offsets_[last - 1] + room(width(last - 1)), ends, starts_[stretch + 1].need(ends));
}

template <class Weight> void Sweep<Weight>::run_turn(std::size_t turn, Weight* result) {
  Weight* free = within_.get() + within_offsets_[turn];
  Branches now = begin_turn(turn, free);
  begun_[turn] = now;
  const Turn& at = turn_at(turn);
  for (std::uint32_t step = at.first_step; step < at.last_step; ++step) {
    before_[step] = now;
    now = take_step(program_->steps[step], now, free);
  }
  Weight factors[2 * vector_lanes];
  weigh(turn, factors);
  const Extent whole{.states = std::size_t{1} << width(turn + 1), .lanes = lanes_};
  add_branches(result, now.absent, now.present, whole, factors, totals_.data() + (turn + 1) * lanes_);
}

/// Where nothing splits them, both branches begin as the vector before the turn; where the topmost bit does, as its
/// halves.
template <class Weight> typename Sweep<Weight>::Branches Sweep<Weight>::begin_turn(std::size_t turn, Weight*& free) {
  const Turn& at = turn_at(turn);
  const Weight* const vector = vectors_.get() + offsets_[turn];
  if (at.split == none) {
    return {vector, vector};
  }
  if (splits_at_top(at)) {
    return {vector, vector + size(at.width - 1)};
  }
  const std::size_t half = room(at.width - 1);
  Weight* const absent = free;
  free += 2 * half;
  split(absent, absent + half, vector, {std::size_t{1} << at.width, at.split, 1, lanes_});
  return {absent, absent + half};
}

/// Of the longer of the vectors before and after the step.
template <class Weight> Extent Sweep<Weight>::extent(const Step& step) const {
  return {std::size_t{1} << std::max(step.width, step.width_after()), step.position, step.bits, lanes_};
}

template <class Weight>
typename Sweep<Weight>::Branches Sweep<Weight>::take_step(const Step& step, const Branches& now, Weight*& free) {
  const StepNumbers at = numbers_of(step);
  const std::size_t after = room(step.width_after());
  Weight* const present = free;
  Weight* const absent = free + after;
  switch (step.kind) {
  case StepKind::convolve:
    convolve(present, now.present, extent(step), tables(at.kernel));
    free += after;
    return {now.absent, present};
  case StepKind::contract:
    contract(present, now.present, extent(step), tables(at.kernel));
    select_full(absent, now.absent, extent(step));
    break;
  case StepKind::expand:
    expand(present, now.present, extent(step), tables(at.kernel));
    expand(absent, now.absent, extent(step), tables(at.leak_weight));
    break;
  }
  free += 2 * after;
  return {absent, present};
}

/// The factors of the two branches, by lane, divided by the sum of the weights before the turn: that sum is kept, so
/// that no number of findings underflows.
template <class Weight> void Sweep<Weight>::weigh(std::size_t turn, Weight* factors) const {
  const long double* const given = numbers_->factors.data() + std::size_t{turns_[turn]} * 2 * lanes_;
  for (std::size_t i = 0; i < 2 * lanes_; ++i) {
    const Weight total = totals_[turn * lanes_ + i % lanes_];
    factors[i] = total > Weight{0} ? static_cast<Weight>(given[i]) / total : Weight{0};
  }
}

/// How little the sums and factors from one turn on can have been, as ln, at the worst turn: a weight that was lost
/// below the smallest number would have grown from then on by no more than the greater factor of each later turn over
/// its sum.
template <class Weight> double Sweep<Weight>::least_growth(std::size_t lane) const {
  double from_here = 0.0;
  double least = 0.0;
  for (std::size_t turn = turns_.size(); turn-- > 0;) {
    const long double* const factors = numbers_->factors.data() + std::size_t{turns_[turn]} * 2 * lanes_ + lane;
    const auto greater = static_cast<double>(std::log(std::max(factors[0], factors[lanes_])));
    from_here += static_cast<double>(std::log(totals_[(turn + 1) * lanes_ + lane])) - greater;
    least = std::min(least, from_here + static_cast<double>(std::log(totals_[turn * lanes_ + lane])));
  }
  return least;
}

/// The evidence is the product of all sums and constants. As no sum is above 1, their product already bounds what
/// least_growth finds out, and is asked first.
template <class Weight> void Sweep<Weight>::judge(Moments& moments) const {
  if constexpr (std::is_floating_point_v<Weight>) {
    moments.log_evidence.resize(lanes_);
    moments.outcomes.resize(lanes_);
    for (std::size_t lane = 0; lane < lanes_; ++lane) {
      bool is_zero = std::isinf(numbers_->log_constants[lane]);
      bool is_normal = true; // whether every sum has all its digits, and a reciprocal
      LogProduct sums;
      for (std::size_t turn = 1; turn <= turns_.size(); ++turn) {
        const Weight sum = totals_[turn * lanes_ + lane];
        is_normal = is_normal && std::isnormal(sum);
        sums.times(sum);
      }
      LogProduct alone;
      for (std::size_t turn = 0; turn < program_->turns.size(); ++turn) {
        if (program_->turns[turn].alone) {
          const long double* const factors = numbers_->factors.data() + turn * 2 * lanes_ + lane;
          const long double sum = factors[0] + factors[lanes_];
          is_zero = is_zero || sum <= 0.0L;
          is_normal = is_normal && std::isnormal(sum);
          alone.times(sum);
        }
      }
      const double all = sums.log();
      const bool nothing_lost = is_normal && (all >= least_log<Weight>() || least_growth(lane) >= least_log<Weight>());
      moments.log_evidence[lane] = numbers_->log_constants[lane] + alone.log() + all;
      moments.outcomes[lane] = is_zero ? Outcome::impossible : nothing_lost ? Outcome::possible : Outcome::out_of_range;
    }
  }
}

template <class Weight> void Sweep<Weight>::backward(Moments& moments) {
  if constexpr (std::is_floating_point_v<Weight>) {
    const std::size_t of_steps = wanted_ == Wanted::everything ? program_->moment_count * lanes_ : 0;
    moments.steps.resize(of_steps);
    moments.turns.resize(program_->turns.size() * 2 * lanes_);
    for (std::size_t turn = 0; turn < program_->turns.size(); ++turn) {
      for (std::size_t i = 0; program_->turns[turn].alone && i < 2 * lanes_; ++i) {
        const long double* const factors = numbers_->factors.data() + turn * 2 * lanes_;
        moments.turns[turn * 2 * lanes_ + i] = 1.0L / (factors[i % lanes_] + factors[lanes_ + i % lanes_]);
      }
    }
    const std::size_t longest = room(std::max(1U, program_->cost.open_width) - 1); // without the branch
    for (BufferPair<Weight>* buffers : {&adjoints_, &absent_adjoints_, &present_adjoints_}) {
      buffers->need(longest);
    }
    moments_.need(of_steps);
    Weight* adjoint = adjoints_.next();
    for (std::size_t lane = 0; lane < lanes_; ++lane) {
      const Weight total = totals_[turns_.size() * lanes_ + lane];
      adjoint[lane] = total > Weight{0} ? Weight{1} / total : Weight{0};
    }
    for (std::size_t stretch = (turns_.size() + stretch_ - 1) / stretch_; stretch-- > 0;) {
      if (last_turn(stretch) < turns_.size()) {
        run_stretch(stretch); // the last one was run just now
      }
      for (std::size_t turn = last_turn(stretch); turn-- > first_turn(stretch);) {
        Weight* const result = adjoints_.next();
        undo_turn(turn, adjoint, result, moments);
        adjoint = result;
      }
    }
  }
}

template <class Weight>
void Sweep<Weight>::undo_turn(std::size_t turn, const Weight* adjoint, Weight* result, Moments& moments) {
  const Turn& at = turn_at(turn);
  Weight factors[2 * vector_lanes];
  weigh(turn, factors);
  if (!keeps_steps_) {
    Weight* free = within_.get();
    Branches now = begin_turn(turn, free);
    begun_[turn] = now;
    for (std::uint32_t step = at.first_step; wanted_ == Wanted::everything && step < at.last_step; ++step) {
      before_[step] = now;
      if (step + 1 < at.last_step) {
        now = take_step(program_->steps[step], now, free);
      }
    }
  }
  Branches after{adjoint, adjoint};
  for (std::uint32_t step = at.last_step; step-- > at.first_step;) {
    after = undo_step(step, after);
  }
  Weight by_factor[2 * vector_lanes];
  const std::uint32_t begun_width = at.split == none ? at.width : at.width - 1;
  const Extent branch{std::size_t{1} << begun_width, begun_width, 0, lanes_};
  dot(begun_[turn].absent, after.absent, branch, by_factor);
  dot(begun_[turn].present, after.present, branch, by_factor + lanes_);
  for (std::size_t i = 0; i < 2 * lanes_; ++i) {
    moments.turns[std::size_t{turns_[turn]} * 2 * lanes_ + i] =
        static_cast<long double>(by_factor[i] / totals_[turn * lanes_ + i % lanes_]);
  }
  if (wanted_ == Wanted::everything) {
    keep_moments(turn, factors, moments);
  }
  if (at.split == none) {
    Weight sums[vector_lanes];
    add_branches(result, after.absent, after.present, branch, factors, sums);
    return;
  }
  const bool in_place = splits_at_top(at);
  Weight* const absent = in_place ? result : absent_adjoints_.next();
  Weight* const present = in_place ? result + size(begun_width) : present_adjoints_.next();
  expand(absent, after.absent, branch, static_cast<const Weight*>(factors)); // by no bit: multiplied by the factor
  expand(present, after.present, branch, static_cast<const Weight*>(factors + lanes_));
  if (!in_place) {
    merge(result, absent, present, {std::size_t{1} << at.width, at.split, 1, lanes_});
  }
}

template <class Weight>
typename Sweep<Weight>::Branches Sweep<Weight>::undo_step(std::uint32_t index, const Branches& adjoint) {
  const Step& step = program_->steps[index];
  const StepNumbers at = numbers_of(step);
  const Branches& before = before_[index];
  const bool keeps = wanted_ == Wanted::everything;
  Weight* const moments = keeps ? moments_.get() + step.first_moment * lanes_ : nullptr;
  Weight* const present = present_adjoints_.next();
  if (step.kind == StepKind::convolve) {
    convolve_back(present, adjoint.present, before.present, extent(step), tables(at.kernel), moments);
    return {adjoint.absent, present};
  }
  Weight* const absent = absent_adjoints_.next();
  if (step.kind == StepKind::contract) {
    contract_back(present, adjoint.present, before.present, extent(step), tables(at.kernel), moments);
    select_full_back(absent, adjoint.absent, extent(step));
  } else {
    expand_back(absent, adjoint.absent, before.absent, extent(step), tables(at.leak_weight), moments);
    expand_back(present, adjoint.present, before.present, extent(step), tables(at.kernel),
                keeps ? moments + step.sets() * lanes_ : nullptr);
  }
  return {absent, present};
}

/// Those of a branch are weighed with its factor.
template <class Weight>
void Sweep<Weight>::keep_moments(std::size_t turn, const Weight* factors, Moments& moments) const {
  const Turn& at = turn_at(turn);
  const Weight* const raw = moments_.get();
  for (std::uint32_t index = at.first_step; index < at.last_step; ++index) {
    const Step& step = program_->steps[index];
    const std::size_t sets = step.sets();
    const std::size_t of_absent = step.kind == StepKind::expand ? sets : 0;
    const std::size_t count = moments_in(step.kind, sets);
    for (std::size_t i = 0; i < count * lanes_; ++i) {
      const std::size_t place = step.first_moment * lanes_ + i;
      const Weight factor = factors[(i < of_absent * lanes_ ? 0 : lanes_) + i % lanes_];
      moments.steps[place] = static_cast<double>(raw[place] * factor);
    }
  }
}

template class Sweep<double>;
template class Sweep<long double>;

template bool Sweep<Possible>::ends_above_zero(const Program& program, const Numbers& numbers);

} // namespace sura::engine
