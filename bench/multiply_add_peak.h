// How many multiply-adds of doubles one core can do: a loop that does nothing else and touches no memory, by the widest
// instructions the machine has.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <benchmark/benchmark.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace sura::bench {

inline constexpr std::int64_t peak_rounds = 100'000;
inline constexpr std::size_t peak_chains = 12; // independent, so that none waits for another

#if defined(__x86_64__)

__attribute__((target("avx512f"))) inline std::int64_t multiply_adds_512() {
  __m512d sums[peak_chains] = {}; // std::array drops the type's alignment
  benchmark::DoNotOptimize(sums); // else all chains are one
  const __m512d factor = _mm512_set1_pd(0.999);
  for (std::int64_t round = 0; round < peak_rounds; ++round) {
    for (__m512d& value : sums) {
      value = _mm512_fmadd_pd(value, factor, factor);
    }
  }
  benchmark::DoNotOptimize(sums);
  return peak_rounds * static_cast<std::int64_t>(peak_chains * 8);
}

__attribute__((target("avx2,fma"))) inline std::int64_t multiply_adds_256() {
  __m256d sums[peak_chains] = {};
  benchmark::DoNotOptimize(sums);
  const __m256d factor = _mm256_set1_pd(0.999);
  for (std::int64_t round = 0; round < peak_rounds; ++round) {
    for (__m256d& value : sums) {
      value = _mm256_fmadd_pd(value, factor, factor);
    }
  }
  benchmark::DoNotOptimize(sums);
  return peak_rounds * static_cast<std::int64_t>(peak_chains * 4);
}

#endif

inline std::int64_t multiply_adds_plain() {
  std::array<double, peak_chains> sums{};
  benchmark::DoNotOptimize(sums);
  for (std::int64_t round = 0; round < peak_rounds; ++round) {
    for (double& value : sums) {
      value = value * 0.999 + 0.999;
    }
  }
  benchmark::DoNotOptimize(sums);
  return peak_rounds * static_cast<std::int64_t>(peak_chains);
}

/// Runs some and says how many.
inline std::int64_t multiply_adds() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") != 0)
    return multiply_adds_512();
  if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0)
    return multiply_adds_256();
#endif
  return multiply_adds_plain();
}

} // namespace sura::bench
