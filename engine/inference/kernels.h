// The operations of a program on the dense vector of weights, each with its adjoint beside it.
//
// Sizes: `state` has 2^width weights. `position` and `bits` are those of the Operation. Only additions and
// multiplications of non-negative numbers occur, so no digit is ever cancelled away.
// Thread-safety: functions without shared state. `Weight` is double, or long double where double has not the range.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

namespace sura::engine {

template <class Weight> using State = std::vector<Weight>;

// Reductions, in four interleaved lanes so that they vectorise and always add in the same order --------------------

template <class Weight> Weight sum(const Weight* values, std::size_t size) {
  Weight lane[4] = {0, 0, 0, 0};
  std::size_t i = 0;
  for (; i + 4 <= size; i += 4) {
    for (std::size_t j = 0; j < 4; ++j) {
      lane[j] += values[i + j];
    }
  }
  for (; i < size; ++i) {
    lane[0] += values[i];
  }
  return (lane[0] + lane[1]) + (lane[2] + lane[3]);
}

template <class Weight> inline Weight dot(const Weight* left, const Weight* right, std::size_t size) {
  Weight lane[4] = {0, 0, 0, 0};
  std::size_t i = 0;
  for (; i + 4 <= size; i += 4) {
    for (std::size_t j = 0; j < 4; ++j) {
      lane[j] += left[i + j] * right[i + j];
    }
  }
  for (; i < size; ++i) {
    lane[0] += left[i] * right[i];
  }
  return (lane[0] + lane[1]) + (lane[2] + lane[3]);
}

/// The largest number where every value is zero.
template <class Weight> Weight smallest_nonzero(const Weight* values, std::size_t size) {
  constexpr Weight largest = std::numeric_limits<Weight>::max();
  Weight lane[4] = {largest, largest, largest, largest};
  const auto lower = [](Weight value, Weight other) {
    const Weight nonzero = value > Weight{0} ? value : largest;
    return nonzero < other ? nonzero : other;
  };
  std::size_t i = 0;
  for (; i + 4 <= size; i += 4) {
    for (std::size_t j = 0; j < 4; ++j) {
      lane[j] = lower(values[i + j], lane[j]);
    }
  }
  for (; i < size; ++i) {
    lane[0] = lower(values[i], lane[0]);
  }
  return std::min(std::min(lane[0], lane[1]), std::min(lane[2], lane[3]));
}

template <class Weight> inline void multiply(Weight* target, Weight factor, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) {
    target[i] *= factor;
  }
}

template <class Weight>
inline void add_multiple(Weight* target, const Weight* source, Weight factor, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) {
    target[i] += source[i] * factor;
  }
}

/// Calls `kernel(run)` with run = 2^position, as a constant where it is small: the loops over such short runs would
/// otherwise spend their time on being loops.
template <class Kernel> auto with_run(std::uint32_t position, const Kernel& kernel) {
  switch (position) {
  case 0:
    return kernel(std::integral_constant<std::size_t, 1>{});
  case 1:
    return kernel(std::integral_constant<std::size_t, 2>{});
  default:
    return kernel(std::size_t{1} << position);
  }
}

// introduce: one bit more, at the top ------------------------------------------------------------------------------

template <class Weight> void introduce(State<Weight>& state, Weight absent, Weight present) {
  const std::size_t half = state.size();
  state.resize(2 * half);
  for (std::size_t i = 0; i < half; ++i) {
    state[half + i] = state[i] * present;
    state[i] *= absent;
  }
}

template <class Weight> void introduce_adjoint(State<Weight>& adjoint, Weight absent, Weight present) {
  const std::size_t half = adjoint.size() / 2;
  for (std::size_t i = 0; i < half; ++i) {
    adjoint[i] = adjoint[i] * absent + adjoint[half + i] * present;
  }
  adjoint.resize(half);
}

/// Σ state·adjoint by an absent and by a present bit: the derivatives by `absent` and `present`; `state` is the one
/// before `introduce`.
template <class Weight> std::vector<double> introduce_slopes(const Weight* state, const State<Weight>& adjoint) {
  const std::size_t half = adjoint.size() / 2;
  return {static_cast<double>(dot(state, adjoint.data(), half)),
          static_cast<double>(dot(state, adjoint.data() + half, half))};
}

// raise: an open bit moves to the top ------------------------------------------------------------------------------

template <class Weight> void raise(State<Weight>& state, std::uint32_t position) {
  const std::size_t run = std::size_t{1} << position;
  const std::size_t half = state.size() / 2;
  State<Weight> raised(state.size());
  for (std::size_t base = 0; base < half; base += run) {
    std::copy_n(state.data() + 2 * base, run, raised.data() + base);
    std::copy_n(state.data() + 2 * base + run, run, raised.data() + half + base);
  }
  std::copy(raised.begin(), raised.end(), state.begin());
}

template <class Weight> void raise_adjoint(State<Weight>& adjoint, std::uint32_t position) {
  const std::size_t run = std::size_t{1} << position;
  const std::size_t half = adjoint.size() / 2;
  State<Weight> lowered(adjoint.size());
  for (std::size_t base = 0; base < half; base += run) {
    std::copy_n(adjoint.data() + base, run, lowered.data() + 2 * base);
    std::copy_n(adjoint.data() + half + base, run, lowered.data() + 2 * base + run);
  }
  std::copy(lowered.begin(), lowered.end(), adjoint.begin());
}

// open: bits more, just below the top ------------------------------------------------------------------------------

/// `weight[set]` is the weight with which the opened bits start as `set`.
template <class Weight> void open(State<Weight>& state, const std::vector<double>& weight) {
  const std::size_t half = state.size() / 2;
  const std::size_t sets = weight.size();
  state.resize(state.size() * sets);
  for (const std::size_t branch : {std::size_t{1}, std::size_t{0}}) { // backwards: a target never precedes its source
    const Weight* source = state.data() + branch * half;
    for (std::size_t set = sets; set-- > 0;) {
      Weight* target = state.data() + (branch * sets + set) * half;
      const auto factor = static_cast<Weight>(weight[set]);
      for (std::size_t i = 0; i < half; ++i) {
        target[i] = source[i] * factor;
      }
    }
  }
}

template <class Weight> void open_adjoint(State<Weight>& adjoint, const std::vector<double>& weight) {
  const std::size_t sets = weight.size();
  const std::size_t half = adjoint.size() / sets / 2;
  for (const std::size_t branch : {std::size_t{0}, std::size_t{1}}) {
    Weight* target = adjoint.data() + branch * half;
    const Weight* source = adjoint.data() + branch * half * sets;
    for (std::size_t i = 0; i < half; ++i) {
      target[i] = source[i] * static_cast<Weight>(weight[0]);
    }
    for (std::size_t set = 1; set < sets; ++set) {
      const auto factor = static_cast<Weight>(weight[set]);
      for (std::size_t i = 0; i < half; ++i) {
        target[i] += source[set * half + i] * factor;
      }
    }
  }
  adjoint.resize(2 * half);
}

/// The part of Σ state·adjoint in which the opened bits start as `produced` says; `state` is the one before `open`.
template <class Weight>
Weight open_share(const Weight* state, const State<Weight>& adjoint, const std::vector<double>& produced) {
  const std::size_t sets = produced.size();
  const std::size_t half = adjoint.size() / sets / 2;
  Weight share = 0;
  for (std::size_t branch = 0; branch < 2; ++branch) {
    for (std::size_t set = 0; set < sets; ++set) {
      if (produced[set] > 0.0) {
        const Weight* target = adjoint.data() + (branch * sets + set) * half;
        share += static_cast<Weight>(produced[set]) * dot(state + branch * half, target, half);
      }
    }
  }
  return share;
}

/// The derivative of Σ state·adjoint by each of the `sets` weights; `state` is the one before `open`.
template <class Weight>
std::vector<double> open_slopes(const Weight* state, const State<Weight>& adjoint, std::size_t sets) {
  const std::size_t half = adjoint.size() / sets / 2;
  std::vector<double> slopes(sets);
  for (std::size_t set = 0; set < sets; ++set) {
    slopes[set] = static_cast<double>(dot(state, adjoint.data() + set * half, half) +
                                      dot(state + half, adjoint.data() + (sets + set) * half, half));
  }
  return slopes;
}

// produce: union with the bits that an event sets (an OR-convolution), in the present branch ----------------------

/// Row-major matrix: entry [to][from] = Σ of table[set] over the sets with from ∪ set = to. O(3^bits) sums of up to
/// 2^bits each; lower triangular.
template <class Weight> std::vector<Weight> union_matrix(const std::vector<double>& table) {
  const std::size_t sets = table.size();
  std::vector<Weight> matrix(sets * sets, Weight{0});
  for (std::size_t from = 0; from < sets; ++from) {
    for (std::size_t set = 0; set < sets; ++set) {
      matrix[(from | set) * sets + from] += static_cast<Weight>(table[set]);
    }
  }
  return matrix;
}

template <class Weight> void produce(State<Weight>& state, std::uint32_t position, const std::vector<double>& table) {
  const std::size_t sets = table.size();
  const std::vector<Weight> matrix = union_matrix<Weight>(table);
  with_run(position, [&](const auto run) {
    Weight* const end = state.data() + state.size();
    for (Weight* block = state.data() + state.size() / 2; block < end; block += run * sets) {
      for (std::size_t to = sets; to-- > 0;) { // downwards: every subset is read before it is written
        multiply<Weight>(block + to * run, matrix[to * sets + to], run);
        for (std::size_t from = 0; from < to; ++from) {
          if ((from & ~to) == 0) {
            add_multiple<Weight>(block + to * run, block + from * run, matrix[to * sets + from], run);
          }
        }
      }
    }
  });
}

template <class Weight>
void produce_adjoint(State<Weight>& adjoint, std::uint32_t position, const std::vector<double>& table) {
  const std::size_t sets = table.size();
  const std::vector<Weight> matrix = union_matrix<Weight>(table);
  with_run(position, [&](const auto run) {
    Weight* const end = adjoint.data() + adjoint.size();
    for (Weight* block = adjoint.data() + adjoint.size() / 2; block < end; block += run * sets) {
      for (std::size_t from = 0; from < sets; ++from) { // upwards: every superset is read before it is written
        multiply<Weight>(block + from * run, matrix[from * sets + from], run);
        for (std::size_t to = from + 1; to < sets; ++to) {
          if ((from & ~to) == 0) {
            add_multiple<Weight>(block + from * run, block + to * run, matrix[to * sets + from], run);
          }
        }
      }
    }
  });
}

/// The part of Σ state·adjoint in which the event did what `produced` says: `state` is the present branch before it,
/// `adjoint` both branches after it.
template <class Weight>
Weight produce_share(const Weight* state, const State<Weight>& adjoint, std::uint32_t position,
                     const std::vector<double>& produced) {
  const std::size_t sets = produced.size();
  const std::vector<Weight> matrix = union_matrix<Weight>(produced);
  const std::size_t half = adjoint.size() / 2;
  const Weight* const present = adjoint.data() + half;
  return with_run(position, [&](const auto run) {
    Weight share = 0;
    for (std::size_t block = 0; block < half; block += run * sets) {
      for (std::size_t to = 0; to < sets; ++to) {
        for (std::size_t from = 0; from <= to; ++from) {
          if ((from & ~to) == 0) {
            share +=
                matrix[to * sets + from] * dot<Weight>(state + block + from * run, present + block + to * run, run);
          }
        }
      }
    }
    return share;
  });
}

/// The derivative of Σ state·adjoint by each of the `sets` weights; `state` is the present branch before `produce`.
template <class Weight>
std::vector<double> produce_slopes(const Weight* state, const State<Weight>& adjoint, std::uint32_t position,
                                   std::size_t sets) {
  const std::size_t half = adjoint.size() / 2;
  const std::size_t run = std::size_t{1} << position;
  const Weight* const present = adjoint.data() + half;
  std::vector<double> slopes(sets);
  for (std::size_t set = 0; set < sets; ++set) {
    Weight slope = 0;
    for (std::size_t block = 0; block < half; block += run * sets) {
      for (std::size_t from = 0; from < sets; ++from) {
        slope += dot(state + block + from * run, present + block + (from | set) * run, run);
      }
    }
    slopes[set] = static_cast<double>(slope);
  }
  return slopes;
}

// scale: one factor for the present branch; its own adjoint -------------------------------------------------------

template <class Weight> void scale(State<Weight>& state, Weight factor) {
  for (std::size_t i = state.size() / 2; i < state.size(); ++i) {
    state[i] *= factor;
  }
}

// close: only states with all the bits set stay, and the bits go --------------------------------------------------

template <class Weight> void close(State<Weight>& state, std::uint32_t position, std::uint32_t bits) {
  const std::size_t run = std::size_t{1} << position;
  const std::size_t sets = std::size_t{1} << bits;
  const std::size_t blocks = state.size() / (run * sets);
  for (std::size_t block = 0; block < blocks; ++block) {
    std::copy_n(state.data() + (block * sets + sets - 1) * run, run, state.data() + block * run);
  }
  state.resize(blocks * run);
}

template <class Weight> void close_adjoint(State<Weight>& adjoint, std::uint32_t position, std::uint32_t bits) {
  const std::size_t run = std::size_t{1} << position;
  const std::size_t sets = std::size_t{1} << bits;
  const std::size_t blocks = adjoint.size() / run;
  adjoint.resize(adjoint.size() * sets);
  for (std::size_t block = blocks; block-- > 0;) { // backwards: a target never precedes its source
    Weight* const target = adjoint.data() + block * sets * run;
    std::copy_n(adjoint.data() + block * run, run, target + (sets - 1) * run);
    std::fill_n(target, (sets - 1) * run, Weight{0});
  }
}

// forget: the two branches of a cause become one -------------------------------------------------------------------

template <class Weight> void forget(State<Weight>& state) {
  const std::size_t half = state.size() / 2;
  for (std::size_t i = 0; i < half; ++i) {
    state[i] += state[half + i];
  }
  state.resize(half);
}

template <class Weight> void forget_adjoint(State<Weight>& adjoint) {
  const std::size_t half = adjoint.size();
  adjoint.resize(2 * half);
  std::copy_n(adjoint.data(), half, adjoint.data() + half);
}

} // namespace sura::engine
