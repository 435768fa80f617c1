// The steps of a program on dense vectors of weights, each with its adjoint beside it, in plain loops: for wider
// numbers, for vectors shorter than a register, and as what kernels.cc is compared with.
//
// `states` is the length of the longer of the vectors at hand; `position` and `bits` are those of the Step. Only
// additions and multiplications of non-negative numbers occur, so no digit is ever cancelled away. Results and sources
// never overlap. Thread-safety: functions without shared state.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace sura::engine {

/// Which vectors a kernel works on.
struct Extent {
  std::size_t states = 0;     // of the longer vector
  std::uint32_t position = 0; // the lowest bit concerned
  std::uint32_t bits = 0;     // how many
  std::size_t lanes = 1;      // evaluations side by side: weight i of lane l stands at i·lanes + l

  std::size_t run() const { return std::size_t{1} << position; }
  std::size_t sets() const { return std::size_t{1} << bits; }
};

template <class Weight> Weight dot(const Weight* left, const Weight* right, std::size_t size) {
  Weight sum{0};
  for (std::size_t i = 0; i < size; ++i) {
    sum = sum + left[i] * right[i];
  }
  return sum;
}

/// sums = Σ left·right by lane.
template <class Weight> void dot(const Weight* left, const Weight* right, const Extent& extent, Weight* sums) {
  sums[0] = dot(left, right, extent.states);
}

/// result[T] = Σ over S₁ ∪ S₂ = T of source[S₁]·w[S₂]; `matrix` [T][S₁] has the sums of w. O(states · 1.5^bits).
template <class Weight>
void convolve(Weight* result, const Weight* source, const Extent& extent, const double* matrix) {
  const std::size_t run = extent.run();
  const std::size_t sets = extent.sets();
  for (std::size_t block = 0; block < extent.states; block += run * sets) {
    for (std::size_t to = 0; to < sets; ++to) {
      for (std::size_t i = block; i < block + run; ++i) {
        Weight sum = source[i + to * run] * Weight{matrix[to * sets + to]};
        for (std::size_t from = to; from-- > 0;) {
          from &= to; // the next lower subset
          sum = sum + source[i + from * run] * Weight{matrix[to * sets + from]};
        }
        result[i + to * run] = sum;
      }
    }
  }
}

/// `adjoint` is of the vector after the step, `result` of the one before it, which is `before`; null `moments` are not
/// wanted (of all steps back).
/// `moments` [S₁][T], for S₁ ⊆ T: Σ before·adjoint over the pairs of states that differ by T \ S₁.
template <class Weight>
void convolve_back(Weight* result, const Weight* adjoint, const Weight* before, const Extent& extent,
                   const double* matrix, Weight* moments) {
  const std::size_t run = extent.run();
  const std::size_t sets = extent.sets();
  std::fill_n(moments, moments == nullptr ? 0 : sets * sets, Weight{0});
  for (std::size_t block = 0; block < extent.states; block += run * sets) {
    for (std::size_t from = 0; from < sets; ++from) {
      for (std::size_t i = block; i < block + run; ++i) {
        Weight sum{0};
        for (std::size_t to = from; to < sets; ++to) {
          if ((from & ~to) == 0) {
            const Weight after = adjoint[i + to * run];
            sum = sum + after * Weight{matrix[to * sets + from]};
            if (moments != nullptr) {
              moments[from * sets + to] = moments[from * sets + to] + before[i + from * run] * after;
            }
          }
        }
        result[i + from * run] = sum;
      }
    }
  }
}

/// The bits are added at the top: `result` is `sets` times as long as `source`, and the extent is its own.
template <class Weight, class Number>
void expand(Weight* result, const Weight* source, const Extent& extent, const Number* table) {
  const std::size_t run = extent.run();
  for (std::size_t set = 0; set < extent.sets(); ++set) {
    for (std::size_t i = 0; i < run; ++i) {
      result[set * run + i] = source[i] * Weight{table[set]};
    }
  }
}

/// `moments` [S]: Σ before·adjoint over the states in which the new bits are S.
template <class Weight>
void expand_back(Weight* result, const Weight* adjoint, const Weight* before, const Extent& extent, const double* table,
                 Weight* moments) {
  const std::size_t run = extent.run();
  std::fill_n(result, run, Weight{0});
  for (std::size_t set = 0; set < extent.sets(); ++set) {
    for (std::size_t i = 0; i < run; ++i) {
      result[i] = result[i] + adjoint[set * run + i] * Weight{table[set]};
    }
    if (moments != nullptr) {
      moments[set] = dot(before, adjoint + set * run, run);
    }
  }
}

/// The bits go: each state is the sum over the sets S of the bits, weighed with table[S].
template <class Weight> void contract(Weight* result, const Weight* source, const Extent& extent, const double* table) {
  const std::size_t run = extent.run();
  const std::size_t sets = extent.sets();
  for (std::size_t block = 0; block < extent.states / sets; block += run) {
    for (std::size_t i = 0; i < run; ++i) {
      Weight sum{0};
      for (std::size_t set = 0; set < sets; ++set) {
        sum = sum + source[block * sets + set * run + i] * Weight{table[set]};
      }
      result[block + i] = sum;
    }
  }
}

/// `moments` [S]: Σ before·adjoint over the states in which the bits were S.
template <class Weight>
void contract_back(Weight* result, const Weight* adjoint, const Weight* before, const Extent& extent,
                   const double* table, Weight* moments) {
  const std::size_t run = extent.run();
  const std::size_t sets = extent.sets();
  std::fill_n(moments, moments == nullptr ? 0 : sets, Weight{0});
  for (std::size_t block = 0; block < extent.states / sets; block += run) {
    for (std::size_t set = 0; set < sets; ++set) {
      for (std::size_t i = 0; i < run; ++i) {
        const std::size_t place = block * sets + set * run + i;
        result[place] = adjoint[block + i] * Weight{table[set]};
        if (moments != nullptr) {
          moments[set] = moments[set] + before[place] * adjoint[block + i];
        }
      }
    }
  }
}

/// The absent branch at a finding's last link: of all states those with every bit, without these bits.
template <class Weight> void select_full(Weight* result, const Weight* source, const Extent& extent) {
  const std::size_t run = extent.run() * extent.lanes;
  const std::size_t sets = extent.sets();
  const std::size_t size = extent.states * extent.lanes / sets;
  for (std::size_t block = 0; block < size; block += run) {
    std::copy_n(source + block * sets + (sets - 1) * run, run, result + block);
  }
}

template <class Weight> void select_full_back(Weight* result, const Weight* adjoint, const Extent& extent) {
  const std::size_t run = extent.run() * extent.lanes;
  const std::size_t sets = extent.sets();
  const std::size_t size = extent.states * extent.lanes / sets;
  for (std::size_t block = 0; block < size; block += run) {
    std::fill_n(result + block * sets, (sets - 1) * run, Weight{0});
    std::copy_n(adjoint + block, run, result + block * sets + (sets - 1) * run);
  }
}

/// One bit says which branch: the states without it, and those with it.
template <class Weight> void split(Weight* absent, Weight* present, const Weight* source, const Extent& extent) {
  const std::size_t run = extent.run() * extent.lanes;
  const std::size_t half = extent.states * extent.lanes / 2;
  for (std::size_t block = 0; block < half; block += run) {
    std::copy_n(source + 2 * block, run, absent + block);
    std::copy_n(source + 2 * block + run, run, present + block);
  }
}

template <class Weight> void merge(Weight* result, const Weight* absent, const Weight* present, const Extent& extent) {
  const std::size_t run = extent.run() * extent.lanes;
  const std::size_t half = extent.states * extent.lanes / 2;
  for (std::size_t block = 0; block < half; block += run) {
    std::copy_n(absent + block, run, result + 2 * block);
    std::copy_n(present + block, run, result + 2 * block + run);
  }
}

/// result = absent·factors[0] + present·factors[1], and `sums` of it by lane. The three are equally long.
template <class Weight>
void add_branches(Weight* result, const Weight* absent, const Weight* present, const Extent& extent,
                  const Weight* factors, Weight* sums) {
  Weight sum{0};
  for (std::size_t i = 0; i < extent.states; ++i) {
    result[i] = absent[i] * factors[0] + present[i] * factors[1];
    sum = sum + result[i];
  }
  sums[0] = sum;
}

} // namespace sura::engine
