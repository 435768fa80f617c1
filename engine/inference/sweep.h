// Runs a program forward for P(evidence), and back for the derivative of ln P(evidence) by every number: its *moments*,
// from which all marginals and link posteriors follow (answers.h).
//
// The pass back needs the weights before each turn and each step again. As many vectors between turns are kept as the
// memory allows: all of them, or those at the ends of about √n stretches of turns, of which one at a time is run again
// (Griewank & Walther 2000, 10.1145/347837.347846). The vectors within a turn are kept too where everything is small,
// and otherwise made anew.
//
// Thread-safety: one sweep per thread; a sweep has no shared state. Cost: see `Cost`, times the lanes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/inference/buffer.h"
#include "engine/inference/kernels.h"
#include "engine/inference/numbers.h"
#include "engine/inference/program.h"

namespace sura::engine {

/// How much a sweep finds out.
enum class Wanted : std::uint8_t {
  evidence, // forward alone
  presence, // and back, but of the moments only those by turn
  everything
};

enum class Outcome : std::uint8_t {
  possible,
  impossible,  // the weights sum to zero
  out_of_range // what was lost below the smallest `Weight` might have mattered: repeat with a wider type
};

/// The derivatives of ln P(evidence), by lane: number i of lane l stands at i·lanes + l.
struct Moments {
  std::vector<double>
      steps; // where everything is wanted; by place in the vectors (Step::first_moment): contract [S], convolve [S][T],
             // expand [S] of the absent branch and [S] of the present one; see plain_kernels.h
  std::vector<long double> turns; // by turn: by its factors, absent and present; as wide as these
  std::vector<double> log_evidence;
  std::vector<Outcome> outcomes;
};

/// A weight of which only one thing is known: whether it is above zero.
class Possible {
public:
  Possible() = default;
  explicit Possible(long double weight) : yes_(weight > 0.0L) {}

  friend Possible operator+(Possible left, Possible right) { return Possible(left.yes_ || right.yes_ ? 1.0L : 0.0L); }
  friend Possible operator*(Possible left, Possible right) { return Possible(left.yes_ && right.yes_ ? 1.0L : 0.0L); }
  friend Possible operator/(Possible left, Possible right) { return left * right; }
  friend bool operator>(Possible left, Possible right) { return left.yes_ && !right.yes_; }

private:
  bool yes_ = false;
};

/// What Sweep may keep of the vectors between turns, and of those within turns.
struct Memory {
  std::size_t turns = std::size_t{1} << 26; // bytes
  std::size_t steps = std::size_t{1} << 19;
};

template <class Weight> class Sweep {
public:
  /// Fills log_evidence and outcomes and the moments that are wanted; those of lanes that are not possible mean
  /// nothing.
  void run(const Program& program, const Numbers& numbers, Wanted wanted, const Memory& memory, Moments& moments);

  /// The forward pass alone, of one lane: whether the weights sum to anything. With Possible it asks nothing else of
  /// each weight, and so finds out whether the evidence is possible at all.
  bool ends_above_zero(const Program& program, const Numbers& numbers);

private:
  /// The vectors of the two branches in a turn.
  struct Branches {
    const Weight* absent = nullptr;
    const Weight* present = nullptr;
  };

  void prepare(const Program& program, const Numbers& numbers, Wanted wanted, const Memory& memory);
  void divide(const Memory& memory);
  void forward();
  void run_stretch(std::size_t stretch);
  void run_turn(std::size_t turn, Weight* result);
  Branches begin_turn(std::size_t turn, Weight*& free);
  Branches take_step(const Step& step, const Branches& now, Weight*& free);
  void weigh(std::size_t turn, Weight* factors) const;
  void judge(Moments& moments) const;
  double least_growth(std::size_t lane) const;
  void backward(Moments& moments);
  void undo_turn(std::size_t turn, const Weight* adjoint, Weight* result, Moments& moments);
  Branches undo_step(std::uint32_t index, const Branches& adjoint);
  void keep_moments(std::size_t turn, const Weight* factors, Moments& moments) const;

  const Turn& turn_at(std::size_t turn) const { return program_->turns[turns_[turn]]; }
  static bool splits_at_top(const Turn& turn) { return turn.split != none && turn.split + 1 == turn.width; }
  std::uint32_t width(std::size_t turn) const { return turn < turns_.size() ? turn_at(turn).width : 0; }
  std::size_t size(std::uint32_t bits) const { return lanes_ << bits; }
  /// What a vector of that many bits takes in a buffer, so that the next one begins on a full register.
  std::size_t room(std::uint32_t bits) const { return std::max(size(bits), vector_lanes); }
  std::size_t first_turn(std::size_t stretch) const { return stretch * stretch_; }
  std::size_t last_turn(std::size_t stretch) const { return std::min(turns_.size(), (stretch + 1) * stretch_); }
  const double* tables(std::size_t number) const { return numbers_->tables.data() + number * lanes_; }
  Extent extent(const Step& step) const;
  std::size_t size_within(std::size_t turn) const;

  const Program* program_ = nullptr;
  const Numbers* numbers_ = nullptr;
  std::size_t lanes_ = 1;
  Wanted wanted_ = Wanted::evidence;
  std::vector<std::uint32_t> turns_;        // those of the program that need states; all indices below count these
  std::size_t stretch_ = 1;                 // turns in a stretch
  bool keeps_steps_ = false;                // of all turns
  std::vector<std::size_t> offsets_;        // by turn: where the vector before it stands, within its stretch
  std::vector<std::size_t> within_offsets_; // by turn: where its first vector within stands
  Buffer<Weight> vectors_;                  // before each turn of the stretch at hand
  std::vector<Buffer<Weight>> starts_;      // by stretch: before its first turn
  Buffer<Weight> within_;                   // after each step
  BufferPair<Weight> adjoints_;             // between turns
  BufferPair<Weight> absent_adjoints_;      // within a turn, of the absent branch
  BufferPair<Weight> present_adjoints_;
  Buffer<Weight> moments_;       // of the steps, before they are weighed
  std::vector<Branches> before_; // by step
  std::vector<Branches> begun_;  // by turn: before its first step
  std::vector<Weight> totals_;   // by turn and lane: the sum of the vector before it; one more for the end
};

extern template class Sweep<double>;
extern template class Sweep<long double>;

extern template bool Sweep<Possible>::ends_above_zero(const Program& program, const Numbers& numbers);

} // namespace sura::engine
