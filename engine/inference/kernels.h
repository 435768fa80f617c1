// The steps of plain_kernels.h on doubles, by vector instructions: across the lanes of `vector_lanes` evaluations side
// by side, or within the states of one. The instructions are chosen when the program runs (Highway: AVX-512, AVX2, SSE4
// or SSE2; NEON; WebAssembly; none), and add in another order than plain loops, so that the last digits may differ.
// Contracts: plain_kernels.h; where `moments` is null they are not wanted, and `before` may be null too. `matrix`,
// `table`, `factors`, `moments` and `sums` have one number for each lane. Thread-safety: functions without shared
// state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/inference/plain_kernels.h"

namespace sura::engine {

/// Extent::lanes is 1 or this.
inline constexpr std::size_t vector_lanes = 8;

void convolve(double* result, const double* source, const Extent& extent, const double* matrix);
void convolve_back(double* result, const double* adjoint, const double* before, const Extent& extent,
                   const double* matrix, double* moments);
void expand(double* result, const double* source, const Extent& extent, const double* table);
void expand_back(double* result, const double* adjoint, const double* before, const Extent& extent, const double* table,
                 double* moments);
void contract(double* result, const double* source, const Extent& extent, const double* table);
void contract_back(double* result, const double* adjoint, const double* before, const Extent& extent,
                   const double* table, double* moments);
void add_branches(double* result, const double* absent, const double* present, const Extent& extent,
                  const double* factors, double* sums);
void dot(const double* left, const double* right, const Extent& extent, double* sums);

/// For tests: the instruction sets that this machine has and this program was built for, the best first; and the only
/// one to use from now on (0: the best). Neither is thread-safe.
std::vector<std::int64_t> kernel_targets();
void use_kernel_target(std::int64_t target);

} // namespace sura::engine
