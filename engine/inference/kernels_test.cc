// Each instruction set against the plain loops, on every extent that a sweep can ask for.
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/inference/buffer.h"
#include "engine/inference/kernels.h"
#include "engine/testing/random_network.h"

namespace sura::engine {
namespace {

using testing::Random;

constexpr std::uint32_t widest = 7;

/// Aligned, and as long as a register at least.
class Vector {
public:
  explicit Vector(std::size_t size) : size_(size) {
    data_ = buffer_.need(std::max<std::size_t>(size, vector_lanes));
    std::fill_n(data_, std::max<std::size_t>(size, vector_lanes), -1.0);
  }
  Vector(Random& random, std::size_t size) : Vector(size) {
    for (std::size_t i = 0; i < size; ++i) {
      data_[i] = random.uniform();
    }
  }
  double* data() const { return data_; }
  double operator[](std::size_t i) const { return data_[i]; }
  std::size_t size() const { return size_; }

private:
  Buffer<double> buffer_;
  double* data_;
  std::size_t size_;
};

/// One lane of a vector of lanes.
Vector lane_of(const Vector& all, std::size_t lane, std::size_t lanes) {
  Vector one(all.size() / lanes);
  for (std::size_t i = 0; i < one.size(); ++i) {
    one.data()[i] = all[i * lanes + lane];
  }
  return one;
}

void expect_lane(const Vector& all, std::size_t lane, std::size_t lanes, const Vector& expected, const char* what) {
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double actual = all[i * lanes + lane];
    ASSERT_NEAR(actual, expected[i], 1e-14 * std::max(1.0, expected[i])) << what << ", number " << i;
  }
}

/// Lower triangular in the order of sets, as a union is.
Vector union_matrix(Random& random, std::size_t sets, std::size_t lanes) {
  Vector matrix(random, sets * sets * lanes);
  for (std::size_t to = 0; to < sets; ++to) {
    for (std::size_t from = 0; from < sets; ++from) {
      for (std::size_t lane = 0; (from & ~to) != 0 && lane < lanes; ++lane) {
        matrix.data()[(to * sets + from) * lanes + lane] = 0.0;
      }
    }
  }
  return matrix;
}

struct Case {
  Extent extent;
  Random& random;
  std::size_t lanes() const { return extent.lanes; }
  Extent single() const { return {extent.states, extent.position, extent.bits, 1}; }
  std::size_t all() const { return extent.states * lanes(); }
};

void compare_convolve(const Case& c) {
  const std::size_t sets = c.extent.sets();
  const Vector source(c.random, c.all());
  const Vector adjoint(c.random, c.all());
  const Vector matrix = union_matrix(c.random, sets, c.lanes());
  const Vector result(c.all());
  const Vector back(c.all());
  const Vector moments(sets * sets * c.lanes());
  convolve(result.data(), source.data(), c.extent, matrix.data());
  convolve_back(back.data(), adjoint.data(), source.data(), c.extent, matrix.data(), moments.data());
  for (std::size_t lane = 0; lane < c.lanes(); ++lane) {
    const Vector one = lane_of(source, lane, c.lanes());
    const Vector its_adjoint = lane_of(adjoint, lane, c.lanes());
    const Vector its_matrix = lane_of(matrix, lane, c.lanes());
    const Vector expected(c.extent.states);
    const Vector expected_back(c.extent.states);
    const Vector expected_moments(sets * sets);
    convolve<double>(expected.data(), one.data(), c.single(), its_matrix.data());
    convolve_back<double>(expected_back.data(), its_adjoint.data(), one.data(), c.single(), its_matrix.data(),
                          expected_moments.data());
    expect_lane(result, lane, c.lanes(), expected, "convolve");
    expect_lane(back, lane, c.lanes(), expected_back, "convolve_back");
    expect_lane(moments, lane, c.lanes(), expected_moments, "moments of convolve_back");
  }
}

void compare_contract(const Case& c) {
  const std::size_t sets = c.extent.sets();
  const std::size_t shorter = c.extent.states / sets;
  const Vector source(c.random, c.all());
  const Vector adjoint(c.random, shorter * c.lanes());
  const Vector table(c.random, sets * c.lanes());
  const Vector result(shorter * c.lanes());
  const Vector back(c.all());
  const Vector moments(sets * c.lanes());
  contract(result.data(), source.data(), c.extent, table.data());
  contract_back(back.data(), adjoint.data(), source.data(), c.extent, table.data(), moments.data());
  for (std::size_t lane = 0; lane < c.lanes(); ++lane) {
    const Vector one = lane_of(source, lane, c.lanes());
    const Vector its_table = lane_of(table, lane, c.lanes());
    const Vector expected(shorter);
    const Vector expected_back(c.extent.states);
    const Vector expected_moments(sets);
    contract<double>(expected.data(), one.data(), c.single(), its_table.data());
    contract_back<double>(expected_back.data(), lane_of(adjoint, lane, c.lanes()).data(), one.data(), c.single(),
                          its_table.data(), expected_moments.data());
    expect_lane(result, lane, c.lanes(), expected, "contract");
    expect_lane(back, lane, c.lanes(), expected_back, "contract_back");
    expect_lane(moments, lane, c.lanes(), expected_moments, "moments of contract_back");
  }
}

/// At the top, whatever the position of the extent.
void compare_expand(const Case& c) {
  const std::size_t sets = c.extent.sets();
  const std::size_t shorter = c.extent.states / sets;
  Case at_top = c;
  at_top.extent.position = 0;
  while (at_top.extent.run() < shorter) {
    ++at_top.extent.position;
  }
  const Vector source(c.random, shorter * c.lanes());
  const Vector adjoint(c.random, c.all());
  const Vector table(c.random, sets * c.lanes());
  const Vector result(c.all());
  const Vector back(shorter * c.lanes());
  const Vector moments(sets * c.lanes());
  expand(result.data(), source.data(), at_top.extent, table.data());
  expand_back(back.data(), adjoint.data(), source.data(), at_top.extent, table.data(), moments.data());
  for (std::size_t lane = 0; lane < c.lanes(); ++lane) {
    const Vector one = lane_of(source, lane, c.lanes());
    const Vector its_table = lane_of(table, lane, c.lanes());
    const Vector expected(c.extent.states);
    const Vector expected_back(shorter);
    const Vector expected_moments(sets);
    expand<double>(expected.data(), one.data(), at_top.single(), its_table.data());
    expand_back<double>(expected_back.data(), lane_of(adjoint, lane, c.lanes()).data(), one.data(), at_top.single(),
                        its_table.data(), expected_moments.data());
    expect_lane(result, lane, c.lanes(), expected, "expand");
    expect_lane(back, lane, c.lanes(), expected_back, "expand_back");
    expect_lane(moments, lane, c.lanes(), expected_moments, "moments of expand_back");
  }
}

void compare_whole_vectors(const Case& c) {
  const Vector absent(c.random, c.all());
  const Vector present(c.random, c.all());
  const Vector factors(c.random, 2 * c.lanes());
  const Vector result(c.all());
  const Vector sums(c.lanes());
  const Vector products(c.lanes());
  add_branches(result.data(), absent.data(), present.data(), c.extent, factors.data(), sums.data());
  dot(absent.data(), present.data(), c.extent, products.data());
  for (std::size_t lane = 0; lane < c.lanes(); ++lane) {
    const Vector its_absent = lane_of(absent, lane, c.lanes());
    const Vector its_present = lane_of(present, lane, c.lanes());
    const Vector expected(c.extent.states);
    const Vector expected_sum(1);
    const Vector expected_product(1);
    add_branches<double>(expected.data(), its_absent.data(), its_present.data(), c.single(),
                         lane_of(factors, lane, c.lanes()).data(), expected_sum.data());
    dot<double>(its_absent.data(), its_present.data(), c.single(), expected_product.data());
    expect_lane(result, lane, c.lanes(), expected, "add_branches");
    expect_lane(sums, lane, c.lanes(), expected_sum, "sum of add_branches");
    expect_lane(products, lane, c.lanes(), expected_product, "dot");
  }
}

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
        for (std::uint32_t bits = 1; bits <= std::min(width, 4U); ++bits) {
          for (std::uint32_t position = 0; position + bits <= width; ++position) {
            SCOPED_TRACE("target " + std::to_string(target) + ", lanes " + std::to_string(lanes) + ", width " +
                         std::to_string(width) + ", bits " + std::to_string(bits) + " at " + std::to_string(position));
            const Case c{{std::size_t{1} << width, position, bits, lanes}, random};
            compare_convolve(c);
            compare_contract(c);
            compare_expand(c);
            compare_whole_vectors(c);
            if (HasFailure()) {
              return; // the first extent that differs says enough
            }
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
        const Vector source(random, extent.states * lanes);
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
