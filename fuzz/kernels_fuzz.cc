// Any bytes as an extent and numbers to compute with: each instruction set must do as the plain loops. The first bytes
// choose the instruction set, the lanes and the extent; the others, over and over, are the numbers: mantissas and
// exponents from far below to above one.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "engine/testing/compare_kernels.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sura::engine;
  constexpr std::size_t head = 5;
  constexpr std::uint32_t widest = 8;
  constexpr std::uint32_t most_bits = 6;
  if (size < head + 2) {
    return 0;
  }
  static const std::vector<std::int64_t> targets = kernel_targets();
  use_kernel_target(targets[data[0] % targets.size()]);
  const std::uint32_t width = 1 + data[1] % widest;
  const std::uint32_t bits = 1 + data[2] % std::min(width, most_bits);
  const std::uint32_t position = data[3] % (width - bits + 1);
  const std::size_t lanes = data[4] % 2 == 0 ? 1 : vector_lanes;
  std::size_t at = head;
  const auto next = [&] {
    const double mantissa = data[at] / 256.0;
    at = at + 1 < size ? at + 1 : head;
    return std::ldexp(mantissa, -(data[at] % 64));
  };
  const Extent extent{std::size_t{1} << width, position, bits, lanes};
  const std::string difference = testing::KernelComparison(extent, next).first_difference();
  if (!difference.empty()) {
    std::fprintf(stderr, "%s\n", difference.c_str());
    std::abort(); // libFuzzer reports the input
  }
  return 0;
}
