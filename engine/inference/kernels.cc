// This file is compiled once for each instruction set (foreach_target.h includes it again).
//
// A *unit* is eight doubles in as many registers as that takes: the eight lanes of one state, or eight neighbouring
// states of a single evaluation. Bits within such a unit (positions 0 to 2) are reached by exchanging its doubles.
#include "engine/inference/kernels.h"

#include <cstddef>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/inference/kernels.cc"
#include <hwy/foreach_target.h> // must come before highway.h

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace sura::engine {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<double, vector_lanes>;
using Vector = hn::Vec<Tag>;
constexpr Tag tag;
constexpr std::size_t vector_size = hn::MaxLanes(Tag());
constexpr std::size_t parts = vector_lanes / vector_size;

struct Unit {
  Vector part[parts];
};

HWY_INLINE Unit load(const double* from) {
  Unit unit;
  for (std::size_t p = 0; p < parts; ++p) {
    unit.part[p] = hn::Load(tag, from + p * vector_size);
  }
  return unit;
}

HWY_INLINE Unit all(double value) {
  Unit unit;
  for (std::size_t p = 0; p < parts; ++p) {
    unit.part[p] = hn::Set(tag, value);
  }
  return unit;
}

HWY_INLINE void store(const Unit& unit, double* to) {
  for (std::size_t p = 0; p < parts; ++p) {
    hn::Store(unit.part[p], tag, to + p * vector_size);
  }
}

HWY_INLINE Unit times(const Unit& left, const Unit& right) {
  Unit unit;
  for (std::size_t p = 0; p < parts; ++p) {
    unit.part[p] = hn::Mul(left.part[p], right.part[p]);
  }
  return unit;
}

HWY_INLINE Unit plus(const Unit& left, const Unit& right) {
  Unit unit;
  for (std::size_t p = 0; p < parts; ++p) {
    unit.part[p] = hn::Add(left.part[p], right.part[p]);
  }
  return unit;
}

HWY_INLINE Unit times_plus(const Unit& left, const Unit& right, const Unit& addend) {
  Unit unit;
  for (std::size_t p = 0; p < parts; ++p) {
    unit.part[p] = hn::MulAdd(left.part[p], right.part[p], addend.part[p]);
  }
  return unit;
}

/// Each double changes places with the one whose number within the unit differs by `distance` (1, 2 or 4).
template <std::size_t distance> HWY_INLINE Unit exchanged(const Unit& unit) {
  Unit result;
  for (std::size_t p = 0; p < parts; ++p) {
    if constexpr (distance >= vector_size) {
      result.part[p] = unit.part[p ^ (distance / vector_size)];
#if HWY_TARGET != HWY_SCALAR // which has one double in a register, and none of these
    } else if constexpr (2 * distance == vector_size && vector_size > 2) {
      result.part[p] = hn::ConcatLowerUpper(tag, unit.part[p], unit.part[p]);
    } else if constexpr (distance == 1) {
      result.part[p] = hn::Reverse2(tag, unit.part[p]);
    } else {
      result.part[p] = hn::SwapAdjacentBlocks(unit.part[p]);
#endif
    }
  }
  return result;
}

// What a number is to a unit, and what a unit's sum is: by lane, or the same for all eight states.

template <bool by_lane> HWY_INLINE Unit number(const double* numbers, std::size_t index) {
  if constexpr (by_lane) {
    Unit unit;
    for (std::size_t p = 0; p < parts; ++p) {
      unit.part[p] = hn::LoadU(tag, numbers + index * vector_lanes + p * vector_size);
    }
    return unit;
  } else {
    return all(numbers[index]);
  }
}

template <bool by_lane> HWY_INLINE void keep_sum(const Unit& sum, double* sums, std::size_t index) {
  if constexpr (by_lane) {
    for (std::size_t p = 0; p < parts; ++p) {
      hn::StoreU(sum.part[p], tag, sums + index * vector_lanes + p * vector_size);
    }
  } else {
    Vector total = sum.part[0];
    for (std::size_t p = 1; p < parts; ++p) {
      total = hn::Add(total, sum.part[p]);
    }
    sums[index] = hn::GetLane(hn::SumOfLanes(tag, total));
  }
}

// Steps on whole units: `run` and `size` count units -------------------------------------------------------------

template <bool by_lane>
void convolve_bit(double* result, const double* source, std::size_t size, std::size_t run, const double* matrix) {
  const Unit stays = number<by_lane>(matrix, 0);
  const Unit comes = number<by_lane>(matrix, 2);
  const Unit was = number<by_lane>(matrix, 3);
  const std::size_t width = run * vector_lanes;
  for (std::size_t block = 0; block < size * vector_lanes; block += 2 * width) {
    for (std::size_t i = block; i < block + width; i += vector_lanes) {
      const Unit low = load(source + i);
      const Unit high = load(source + i + width);
      store(times(low, stays), result + i);
      store(times_plus(low, comes, times(high, was)), result + i + width);
    }
  }
}

template <bool by_lane, bool keeps>
void convolve_bit_back(double* result, const double* adjoint, const double* before, std::size_t size, std::size_t run,
                       const double* matrix, double* moments) {
  const Unit stays = number<by_lane>(matrix, 0);
  const Unit comes = number<by_lane>(matrix, 2);
  const Unit was = number<by_lane>(matrix, 3);
  Unit stayed = all(0.0);
  Unit came = all(0.0);
  Unit had_been = all(0.0);
  const std::size_t width = run * vector_lanes;
  for (std::size_t block = 0; block < size * vector_lanes; block += 2 * width) {
    for (std::size_t i = block; i < block + width; i += vector_lanes) {
      const Unit low = load(adjoint + i);
      const Unit high = load(adjoint + i + width);
      store(times_plus(high, comes, times(low, stays)), result + i);
      store(times(high, was), result + i + width);
      if constexpr (keeps) {
        const Unit before_low = load(before + i);
        stayed = times_plus(before_low, low, stayed);
        came = times_plus(before_low, high, came);
        had_been = times_plus(load(before + i + width), high, had_been);
      }
    }
  }
  if constexpr (keeps) {
    keep_sum<by_lane>(stayed, moments, 0);
    keep_sum<by_lane>(came, moments, 1);
    keep_sum<by_lane>(all(0.0), moments, 2);
    keep_sum<by_lane>(had_been, moments, 3);
  }
}

/// The bits of a step of which the lowest stand within a unit: doubles `position` and up of eight are the lower bits of
/// a set, neighbouring units the higher ones. Results and sources then differ by a set D of bits: within a unit by an
/// exchange, between units by their number.
struct Straddle {
  std::size_t position;
  std::size_t low_bits;
  std::size_t low_sets;  // by the bits within a unit
  std::size_t high_sets; // by the units
  std::size_t sets;

  explicit Straddle(const Extent& extent)
      : position(extent.position),
        low_bits(extent.position + extent.bits <= 3 ? extent.bits : std::size_t{3} - extent.position),
        low_sets(std::size_t{1} << low_bits), high_sets(extent.sets() >> low_bits), sets(extent.sets()) {}

  /// Of the double `i` of a unit whose number ends in `high`.
  std::size_t set(std::size_t i, std::size_t high) const {
    return ((i >> position) & (low_sets - 1)) | (high << low_bits);
  }
  std::size_t high(std::size_t set) const { return set >> low_bits; }
  std::size_t exchange(std::size_t set) const { return (set & (low_sets - 1)) << position; }
};

/// Differences times sets of higher bits, of which each needs a unit of weights; 32 kB at most.
constexpr std::size_t most_straddling = 512;

HWY_INLINE bool can_straddle(const Extent& extent) {
  const Straddle at(extent);
  return extent.states >= vector_lanes && at.sets * at.high_sets <= most_straddling;
}

HWY_INLINE Unit exchanged_by(Unit unit, std::size_t mask) {
  if ((mask & 1) != 0) {
    unit = exchanged<1>(unit);
  }
  if ((mask & 2) != 0) {
    unit = exchanged<2>(unit);
  }
  if ((mask & 4) != 0) {
    unit = exchanged<4>(unit);
  }
  return unit;
}

/// Every double's weight, by difference D and by the higher bits of its own set: forward of what comes from the set
/// without D, backward of what goes to the set with D.
struct StraddleWeights {
  Unit weight[most_straddling]; // [difference][high]

  StraddleWeights(const Straddle& at, const double* matrix, bool back) {
    for (std::size_t difference = 0; difference < at.sets; ++difference) {
      for (std::size_t high = 0; high < at.high_sets; ++high) {
        HWY_ALIGN double values[vector_lanes];
        for (std::size_t i = 0; i < vector_lanes; ++i) {
          const std::size_t own = at.set(i, high);
          const std::size_t other = own ^ difference;
          const bool counts = (difference & (back ? own : other)) == 0;
          values[i] = !counts ? 0.0 : back ? matrix[other * at.sets + own] : matrix[own * at.sets + other];
        }
        weight[difference * at.high_sets + high] = load(values);
      }
    }
  }
};

void convolve_straddling(double* result, const double* source, std::size_t size, const Extent& extent,
                         const double* matrix) {
  const Straddle at(extent);
  const StraddleWeights weights(at, matrix, false);
  for (std::size_t u = 0; u < size; ++u) {
    const std::size_t high = u & (at.high_sets - 1);
    Unit sum = all(0.0);
    for (std::size_t difference = 0; difference < at.sets; ++difference) {
      if ((at.high(difference) & ~high) == 0) {
        const Unit other = load(source + (u ^ at.high(difference)) * vector_lanes);
        sum = times_plus(exchanged_by(other, at.exchange(difference)), weights.weight[difference * at.high_sets + high],
                         sum);
      }
    }
    store(sum, result + u * vector_lanes);
  }
}

template <bool keeps>
void convolve_straddling_back(double* result, const double* adjoint, const double* before, std::size_t size,
                              const Extent& extent, const double* matrix, double* moments) {
  const Straddle at(extent);
  const StraddleWeights weights(at, matrix, true);
  Unit sums[keeps ? most_straddling : 1]; // [difference][high]
  for (std::size_t i = 0; keeps && i < at.sets * at.high_sets; ++i) {
    sums[i] = all(0.0);
  }
  for (std::size_t u = 0; u < size; ++u) {
    const std::size_t high = u & (at.high_sets - 1);
    Unit sum = all(0.0);
    for (std::size_t difference = 0; difference < at.sets; ++difference) {
      if ((at.high(difference) & high) == 0) {
        const Unit other =
            exchanged_by(load(adjoint + (u ^ at.high(difference)) * vector_lanes), at.exchange(difference));
        sum = times_plus(other, weights.weight[difference * at.high_sets + high], sum);
        if constexpr (keeps) {
          Unit& kept = sums[difference * at.high_sets + high];
          kept = times_plus(load(before + u * vector_lanes), other, kept);
        }
      }
    }
    store(sum, result + u * vector_lanes);
  }
  if constexpr (!keeps) {
    return;
  }
  for (std::size_t i = 0; i < at.sets * at.sets; ++i) {
    moments[i] = 0.0;
  }
  for (std::size_t difference = 0; difference < at.sets; ++difference) {
    for (std::size_t high = 0; high < at.high_sets; ++high) {
      HWY_ALIGN double values[vector_lanes];
      store(sums[difference * at.high_sets + high], values);
      for (std::size_t i = 0; i < vector_lanes; ++i) {
        const std::size_t own = at.set(i, high);
        if ((own & difference) == 0) {
          moments[own * at.sets + (own | difference)] += values[i];
        }
      }
    }
  }
}

template <bool by_lane>
void convolve_sets(double* result, const double* source, std::size_t size, std::size_t run, std::size_t sets,
                   const double* matrix) {
  const std::size_t width = run * vector_lanes;
  for (std::size_t block = 0; block < size * vector_lanes; block += sets * width) {
    for (std::size_t to = 0; to < sets; ++to) {
      for (std::size_t i = block; i < block + width; i += vector_lanes) {
        Unit sum = times(load(source + i + to * width), number<by_lane>(matrix, to * sets + to));
        for (std::size_t from = 0; from < to; ++from) {
          if ((from & ~to) == 0) {
            sum = times_plus(load(source + i + from * width), number<by_lane>(matrix, to * sets + from), sum);
          }
        }
        store(sum, result + i + to * width);
      }
    }
  }
}

template <bool by_lane, bool keeps>
void convolve_sets_back(double* result, const double* adjoint, const double* before, std::size_t size, std::size_t run,
                        std::size_t sets, const double* matrix, double* moments) {
  const std::size_t width = run * vector_lanes;
  for (std::size_t from = 0; from < sets; ++from) {
    for (std::size_t to = 0; to < sets; ++to) {
      Unit moment = all(0.0);
      if ((from & ~to) == 0) {
        const Unit weight = number<by_lane>(matrix, to * sets + from);
        for (std::size_t block = 0; block < size * vector_lanes; block += sets * width) {
          for (std::size_t i = block; i < block + width; i += vector_lanes) {
            const Unit after = load(adjoint + i + to * width);
            double* const target = result + i + from * width;
            store(to == from ? times(after, weight) : times_plus(after, weight, load(target)), target);
            if constexpr (keeps) {
              moment = times_plus(load(before + i + from * width), after, moment);
            }
          }
        }
      }
      if constexpr (keeps) {
        keep_sum<by_lane>(moment, moments, from * sets + to);
      }
    }
  }
}

template <bool by_lane>
void expand_sets(double* result, const double* source, std::size_t run, std::size_t sets, const double* table) {
  const std::size_t width = run * vector_lanes;
  for (std::size_t set = 0; set < sets; ++set) {
    const Unit weight = number<by_lane>(table, set);
    for (std::size_t i = 0; i < width; i += vector_lanes) {
      store(times(load(source + i), weight), result + set * width + i);
    }
  }
}

template <bool by_lane, bool keeps>
void expand_sets_back(double* result, const double* adjoint, const double* before, std::size_t run, std::size_t sets,
                      const double* table, double* moments) {
  const std::size_t width = run * vector_lanes;
  for (std::size_t set = 0; set < sets; ++set) {
    const Unit weight = number<by_lane>(table, set);
    Unit moment = all(0.0);
    for (std::size_t i = 0; i < width; i += vector_lanes) {
      const Unit after = load(adjoint + set * width + i);
      store(set == 0 ? times(after, weight) : times_plus(after, weight, load(result + i)), result + i);
      if constexpr (keeps) {
        moment = times_plus(load(before + i), after, moment);
      }
    }
    if constexpr (keeps) {
      keep_sum<by_lane>(moment, moments, set);
    }
  }
}

template <bool by_lane>
void contract_sets(double* result, const double* source, std::size_t size, std::size_t run, std::size_t sets,
                   const double* table) {
  const std::size_t width = run * vector_lanes;
  for (std::size_t block = 0; block < size * vector_lanes / sets; block += width) {
    for (std::size_t i = 0; i < width; i += vector_lanes) {
      const double* const from = source + block * sets + i;
      Unit sum = times(load(from), number<by_lane>(table, 0));
      for (std::size_t set = 1; set < sets; ++set) {
        sum = times_plus(load(from + set * width), number<by_lane>(table, set), sum);
      }
      store(sum, result + block + i);
    }
  }
}

template <bool by_lane, bool keeps>
void contract_sets_back(double* result, const double* adjoint, const double* before, std::size_t size, std::size_t run,
                        std::size_t sets, const double* table, double* moments) {
  const std::size_t width = run * vector_lanes;
  for (std::size_t set = 0; set < sets; ++set) {
    const Unit weight = number<by_lane>(table, set);
    Unit moment = all(0.0);
    for (std::size_t block = 0; block < size * vector_lanes / sets; block += width) {
      for (std::size_t i = 0; i < width; i += vector_lanes) {
        const Unit after = load(adjoint + block + i);
        const std::size_t place = block * sets + set * width + i;
        store(times(after, weight), result + place);
        if constexpr (keeps) {
          moment = times_plus(load(before + place), after, moment);
        }
      }
    }
    if constexpr (keeps) {
      keep_sum<by_lane>(moment, moments, set);
    }
  }
}

template <bool by_lane>
void add_branch_units(double* result, const double* absent, const double* present, std::size_t size,
                      const double* factors, double* sums) {
  const Unit of_absent = number<by_lane>(factors, 0);
  const Unit of_present = number<by_lane>(factors, 1);
  Unit sum = all(0.0);
  for (std::size_t i = 0; i < size * vector_lanes; i += vector_lanes) {
    const Unit both = times_plus(load(present + i), of_present, times(load(absent + i), of_absent));
    store(both, result + i);
    sum = plus(sum, both);
  }
  keep_sum<by_lane>(sum, sums, 0);
}

template <bool by_lane> void dot_units(const double* left, const double* right, std::size_t size, double* sums) {
  Unit sum = all(0.0);
  for (std::size_t i = 0; i < size * vector_lanes; i += vector_lanes) {
    sum = times_plus(load(left + i), load(right + i), sum);
  }
  keep_sum<by_lane>(sum, sums, 0);
}

// By extent: lanes, whole units, within a unit, or too short for one -----------------------------------------------

/// Runs of this extent are whole units.
HWY_INLINE bool has_long_runs(const Extent& extent) {
  return extent.run() >= vector_lanes;
}

void Convolve(double* result, const double* source, const Extent& extent, const double* matrix) {
  if (extent.lanes == vector_lanes) {
    return extent.bits == 1 ? convolve_bit<true>(result, source, extent.states, extent.run(), matrix)
                            : convolve_sets<true>(result, source, extent.states, extent.run(), extent.sets(), matrix);
  }
  const std::size_t units = extent.states / vector_lanes;
  const std::size_t run = extent.run() / vector_lanes;
  if (has_long_runs(extent)) {
    return extent.bits == 1 ? convolve_bit<false>(result, source, units, run, matrix)
                            : convolve_sets<false>(result, source, units, run, extent.sets(), matrix);
  }
  if (can_straddle(extent)) {
    return convolve_straddling(result, source, units, extent, matrix);
  }
  engine::convolve<double>(result, source, extent, matrix);
}

template <bool keeps>
void convolve_back(double* result, const double* adjoint, const double* before, const Extent& extent,
                   const double* matrix, double* moments) {
  const std::size_t sets = extent.sets();
  if (extent.lanes == vector_lanes) {
    return extent.bits == 1
               ? convolve_bit_back<true, keeps>(result, adjoint, before, extent.states, extent.run(), matrix, moments)
               : convolve_sets_back<true, keeps>(result, adjoint, before, extent.states, extent.run(), sets, matrix,
                                                 moments);
  }
  const std::size_t units = extent.states / vector_lanes;
  const std::size_t run = extent.run() / vector_lanes;
  if (has_long_runs(extent)) {
    return extent.bits == 1
               ? convolve_bit_back<false, keeps>(result, adjoint, before, units, run, matrix, moments)
               : convolve_sets_back<false, keeps>(result, adjoint, before, units, run, sets, matrix, moments);
  }
  if (can_straddle(extent)) {
    return convolve_straddling_back<keeps>(result, adjoint, before, units, extent, matrix, moments);
  }
  engine::convolve_back<double>(result, adjoint, before, extent, matrix, moments);
}

void ConvolveBack(double* result, const double* adjoint, const double* before, const Extent& extent,
                  const double* matrix, double* moments) {
  moments == nullptr ? convolve_back<false>(result, adjoint, before, extent, matrix, moments)
                     : convolve_back<true>(result, adjoint, before, extent, matrix, moments);
}

void Expand(double* result, const double* source, const Extent& extent, const double* table) {
  if (extent.lanes == vector_lanes) {
    return expand_sets<true>(result, source, extent.run(), extent.sets(), table);
  }
  if (has_long_runs(extent)) {
    return expand_sets<false>(result, source, extent.run() / vector_lanes, extent.sets(), table);
  }
  engine::expand<double, double>(result, source, extent, table);
}

template <bool keeps>
void expand_back(double* result, const double* adjoint, const double* before, const Extent& extent, const double* table,
                 double* moments) {
  if (extent.lanes == vector_lanes) {
    return expand_sets_back<true, keeps>(result, adjoint, before, extent.run(), extent.sets(), table, moments);
  }
  if (has_long_runs(extent)) {
    const std::size_t run = extent.run() / vector_lanes;
    return expand_sets_back<false, keeps>(result, adjoint, before, run, extent.sets(), table, moments);
  }
  engine::expand_back<double>(result, adjoint, before, extent, table, moments);
}

void ExpandBack(double* result, const double* adjoint, const double* before, const Extent& extent, const double* table,
                double* moments) {
  moments == nullptr ? expand_back<false>(result, adjoint, before, extent, table, moments)
                     : expand_back<true>(result, adjoint, before, extent, table, moments);
}

void Contract(double* result, const double* source, const Extent& extent, const double* table) {
  if (extent.lanes == vector_lanes) {
    return contract_sets<true>(result, source, extent.states, extent.run(), extent.sets(), table);
  }
  if (has_long_runs(extent)) {
    const std::size_t units = extent.states / vector_lanes;
    return contract_sets<false>(result, source, units, extent.run() / vector_lanes, extent.sets(), table);
  }
  engine::contract<double>(result, source, extent, table);
}

template <bool keeps>
void contract_back(double* result, const double* adjoint, const double* before, const Extent& extent,
                   const double* table, double* moments) {
  const std::size_t sets = extent.sets();
  if (extent.lanes == vector_lanes) {
    return contract_sets_back<true, keeps>(result, adjoint, before, extent.states, extent.run(), sets, table, moments);
  }
  if (has_long_runs(extent)) {
    const std::size_t units = extent.states / vector_lanes;
    const std::size_t run = extent.run() / vector_lanes;
    return contract_sets_back<false, keeps>(result, adjoint, before, units, run, sets, table, moments);
  }
  engine::contract_back<double>(result, adjoint, before, extent, table, moments);
}

void ContractBack(double* result, const double* adjoint, const double* before, const Extent& extent,
                  const double* table, double* moments) {
  moments == nullptr ? contract_back<false>(result, adjoint, before, extent, table, moments)
                     : contract_back<true>(result, adjoint, before, extent, table, moments);
}

void AddBranches(double* result, const double* absent, const double* present, const Extent& extent,
                 const double* factors, double* sums) {
  if (extent.lanes == vector_lanes) {
    return add_branch_units<true>(result, absent, present, extent.states, factors, sums);
  }
  if (extent.states >= vector_lanes) {
    return add_branch_units<false>(result, absent, present, extent.states / vector_lanes, factors, sums);
  }
  engine::add_branches<double>(result, absent, present, extent, factors, sums);
}

void Dot(const double* left, const double* right, const Extent& extent, double* sums) {
  if (extent.lanes == vector_lanes) {
    return dot_units<true>(left, right, extent.states, sums);
  }
  if (extent.states >= vector_lanes) {
    return dot_units<false>(left, right, extent.states / vector_lanes, sums);
  }
  sums[0] = engine::dot<double>(left, right, extent.states);
}

} // namespace HWY_NAMESPACE
} // namespace sura::engine
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sura::engine {

HWY_EXPORT(Convolve);
HWY_EXPORT(ConvolveBack);
HWY_EXPORT(Expand);
HWY_EXPORT(ExpandBack);
HWY_EXPORT(Contract);
HWY_EXPORT(ContractBack);
HWY_EXPORT(AddBranches);
HWY_EXPORT(Dot);

void convolve(double* result, const double* source, const Extent& extent, const double* matrix) {
  HWY_DYNAMIC_DISPATCH(Convolve)(result, source, extent, matrix);
}

void convolve_back(double* result, const double* adjoint, const double* before, const Extent& extent,
                   const double* matrix, double* moments) {
  HWY_DYNAMIC_DISPATCH(ConvolveBack)(result, adjoint, before, extent, matrix, moments);
}

void expand(double* result, const double* source, const Extent& extent, const double* table) {
  HWY_DYNAMIC_DISPATCH(Expand)(result, source, extent, table);
}

void expand_back(double* result, const double* adjoint, const double* before, const Extent& extent, const double* table,
                 double* moments) {
  HWY_DYNAMIC_DISPATCH(ExpandBack)(result, adjoint, before, extent, table, moments);
}

void contract(double* result, const double* source, const Extent& extent, const double* table) {
  HWY_DYNAMIC_DISPATCH(Contract)(result, source, extent, table);
}

void contract_back(double* result, const double* adjoint, const double* before, const Extent& extent,
                   const double* table, double* moments) {
  HWY_DYNAMIC_DISPATCH(ContractBack)(result, adjoint, before, extent, table, moments);
}

void add_branches(double* result, const double* absent, const double* present, const Extent& extent,
                  const double* factors, double* sums) {
  HWY_DYNAMIC_DISPATCH(AddBranches)(result, absent, present, extent, factors, sums);
}

void dot(const double* left, const double* right, const Extent& extent, double* sums) {
  HWY_DYNAMIC_DISPATCH(Dot)(left, right, extent, sums);
}

std::vector<std::int64_t> kernel_targets() {
  return hwy::SupportedAndGeneratedTargets();
}

void use_kernel_target(std::int64_t target) {
  hwy::SetSupportedTargetsForTest(target);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

} // namespace sura::engine
#endif
