// Each instruction set against the plain loops, on every extent that a sweep can ask for.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/inference/kernels.h"
#include "engine/testing/compare_kernels.h"
#include "engine/testing/random_network.h"

namespace sura::engine {
namespace {

using testing::KernelComparison;
using testing::Random;
using testing::Vector;

constexpr std::uint32_t widest = 8;

class KernelTest : public ::testing::Test {
protected:
  void TearDown() override { use_kernel_target(0); }
};

TEST_F(KernelTest, EveryInstructionSetDoesAsThePlainLoops) {
  ASSERT_FALSE(kernel_targets().empty());
  Random random(11);
  for (const std::int64_t target : kernel_targets()) {
    use_kernel_target(target);
    for (const std::size_t lanes : {std::size_t{1}, vector_lanes}) {
      for (std::uint32_t width = 1; width <= widest; ++width) {
        for (std::uint32_t bits = 1; bits <= std::min(width, 6U); ++bits) {
          for (std::uint32_t position = 0; position + bits <= width; ++position) {
            SCOPED_TRACE("target " + std::to_string(target) + ", lanes " + std::to_string(lanes) + ", width " +
                         std::to_string(width) + ", bits " + std::to_string(bits) + " at " + std::to_string(position));
            const Extent extent{std::size_t{1} << width, position, bits, lanes};
            ASSERT_EQ(KernelComparison(extent, [&] { return random.uniform(); }).first_difference(), "");
          }
        }
      }
    }
  }
}

TEST_F(KernelTest, ABranchIsSplitOffAndMergedBack) {
  Random random(12);
  for (const std::size_t lanes : {std::size_t{1}, vector_lanes}) {
    for (std::uint32_t width = 1; width <= widest; ++width) {
      for (std::uint32_t position = 0; position < width; ++position) {
        const Extent extent{std::size_t{1} << width, position, 1, lanes};
        const Vector source([&] { return random.uniform(); }, extent.states * lanes);
        const Vector absent(source.size() / 2);
        const Vector present(source.size() / 2);
        const Vector merged(source.size());
        split(absent.data(), present.data(), source.data(), extent);
        merge(merged.data(), absent.data(), present.data(), extent);
        const Vector full(source.size() / 2);
        select_full(full.data(), source.data(), extent);
        const Vector put_back(source.size());
        select_full_back(put_back.data(), full.data(), extent);
        std::size_t next[2] = {0, 0};
        for (std::size_t i = 0; i < source.size(); ++i) {
          const std::size_t bit = i / lanes >> position & 1;
          const Vector& branch = bit == 0 ? absent : present;
          ASSERT_EQ(branch[next[bit]++], source[i]);
          ASSERT_EQ(merged[i], source[i]);
          ASSERT_EQ(put_back[i], bit == 0 ? 0.0 : source[i]);
        }
        for (std::size_t i = 0; i < full.size(); ++i) {
          ASSERT_EQ(full[i], present[i]);
        }
      }
    }
  }
}

} // namespace
} // namespace sura::engine
