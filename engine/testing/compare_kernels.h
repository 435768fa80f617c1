// The vector kernels against the plain loops, on one extent. For tests and fuzzing only.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <string>

#include "engine/inference/buffer.h"
#include "engine/inference/kernels.h"

namespace sura::engine::testing {

/// Numbers of 0 or more to compute with.
using NextNumber = std::function<double()>;

/// Aligned, and as long as a register at least.
class Vector {
public:
  explicit Vector(std::size_t size) : size_(size) {
    data_ = buffer_.need(std::max<std::size_t>(size, vector_lanes));
    std::fill_n(data_, std::max<std::size_t>(size, vector_lanes), -1.0);
  }
  Vector(const NextNumber& next, std::size_t size) : Vector(size) {
    for (std::size_t i = 0; i < size; ++i) {
      data_[i] = next();
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
inline Vector lane_of(const Vector& all, std::size_t lane, std::size_t lanes) {
  Vector one(all.size() / lanes);
  for (std::size_t i = 0; i < one.size(); ++i) {
    one.data()[i] = all[i * lanes + lane];
  }
  return one;
}

/// Lower triangular in the order of sets, as a union is.
inline Vector union_matrix(const NextNumber& next, std::size_t sets, std::size_t lanes) {
  Vector matrix(next, sets * sets * lanes);
  for (std::size_t to = 0; to < sets; ++to) {
    for (std::size_t from = 0; from < sets; ++from) {
      for (std::size_t lane = 0; (from & ~to) != 0 && lane < lanes; ++lane) {
        matrix.data()[(to * sets + from) * lanes + lane] = 0.0;
      }
    }
  }
  return matrix;
}

/// Compares one kernel after another on one extent, and keeps the first difference.
class KernelComparison {
public:
  KernelComparison(const Extent& extent, const NextNumber& next) : extent_(extent), next_(next) {}

  /// Empty where all kernels do as the plain loops, to 1e-14 relative (absolute below 1).
  std::string first_difference() {
    compare_convolve();
    compare_contract();
    compare_expand();
    compare_whole_vectors();
    return difference_;
  }

private:
  using Step = void (*)(double* result, const double* source, const Extent& extent, const double* table);
  using StepBack = void (*)(double* result, const double* adjoint, const double* before, const Extent& extent,
                            const double* table, double* moments);
  struct Kernel {
    std::string name;
    Step step;
    StepBack back;
    Step plain;
    StepBack plain_back;
  };

  void compare_convolve() {
    const std::size_t sets = extent_.sets();
    compare(
        {"convolve", engine::convolve, engine::convolve_back, engine::convolve<double>, engine::convolve_back<double>},
        extent_, extent_.states, extent_.states, union_matrix(next_, sets, extent_.lanes), sets * sets);
  }

  void compare_contract() {
    const std::size_t sets = extent_.sets();
    compare(
        {"contract", engine::contract, engine::contract_back, engine::contract<double>, engine::contract_back<double>},
        extent_, extent_.states, extent_.states / sets, Vector(next_, sets * extent_.lanes), sets);
  }

  /// At the top, whatever the position of the extent.
  void compare_expand() {
    const std::size_t sets = extent_.sets();
    Extent at_top = extent_;
    at_top.position = 0;
    while (at_top.run() < extent_.states / sets) {
      ++at_top.position;
    }
    compare(
        {"expand", engine::expand, engine::expand_back, engine::expand<double, double>, engine::expand_back<double>},
        at_top, extent_.states / sets, extent_.states, Vector(next_, sets * extent_.lanes), sets);
  }

  /// There, and back with its moments and without them. `before` and `after`: states of the two vectors.
  void compare(const Kernel& kernel, const Extent& extent, std::size_t before, std::size_t after, const Vector& table,
               std::size_t moment_count) {
    const std::size_t lanes = extent.lanes;
    const Vector source(next_, before * lanes);
    const Vector adjoint(next_, after * lanes);
    const Vector result(after * lanes);
    const Vector back(before * lanes);
    const Vector back_alone(before * lanes);
    const Vector moments(moment_count * lanes);
    kernel.step(result.data(), source.data(), extent, table.data());
    kernel.back(back.data(), adjoint.data(), source.data(), extent, table.data(), moments.data());
    kernel.back(back_alone.data(), adjoint.data(), nullptr, extent, table.data(), nullptr);
    const Extent single{extent.states, extent.position, extent.bits, 1};
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const Vector one = lane_of(source, lane, lanes);
      const Vector its_adjoint = lane_of(adjoint, lane, lanes);
      const Vector its_table = lane_of(table, lane, lanes);
      const Vector expected(after);
      const Vector expected_back(before);
      const Vector expected_moments(moment_count);
      kernel.plain(expected.data(), one.data(), single, its_table.data());
      kernel.plain_back(expected_back.data(), its_adjoint.data(), one.data(), single, its_table.data(),
                        expected_moments.data());
      expect_lane(result, lane, expected, kernel.name);
      expect_lane(back, lane, expected_back, kernel.name + "_back");
      expect_lane(back_alone, lane, expected_back, kernel.name + "_back without moments");
      expect_lane(moments, lane, expected_moments, "moments of " + kernel.name + "_back");
    }
  }

  void compare_whole_vectors() {
    const Vector absent(next_, all());
    const Vector present(next_, all());
    const Vector factors(next_, 2 * extent_.lanes);
    const Vector result(all());
    const Vector sums(extent_.lanes);
    const Vector products(extent_.lanes);
    add_branches(result.data(), absent.data(), present.data(), extent_, factors.data(), sums.data());
    dot(absent.data(), present.data(), extent_, products.data());
    for (std::size_t lane = 0; lane < extent_.lanes; ++lane) {
      const Vector its_absent = lane_of(absent, lane, extent_.lanes);
      const Vector its_present = lane_of(present, lane, extent_.lanes);
      const Vector expected(extent_.states);
      const Vector expected_sum(1);
      const Vector expected_product(1);
      add_branches<double>(expected.data(), its_absent.data(), its_present.data(), single(),
                           lane_of(factors, lane, extent_.lanes).data(), expected_sum.data());
      dot<double>(its_absent.data(), its_present.data(), single(), expected_product.data());
      expect_lane(result, lane, expected, "add_branches");
      expect_lane(sums, lane, expected_sum, "sum of add_branches");
      expect_lane(products, lane, expected_product, "dot");
    }
  }

  void expect_lane(const Vector& all, std::size_t lane, const Vector& expected, const std::string& what) {
    for (std::size_t i = 0; i < expected.size() && difference_.empty(); ++i) {
      const double actual = all[i * extent_.lanes + lane];
      if (!(std::abs(actual - expected[i]) <= 1e-14 * std::max(1.0, std::abs(expected[i])))) {
        difference_ = what + ", lane " + std::to_string(lane) + ", number " + std::to_string(i) + ": " +
                      std::to_string(actual) + " instead of " + std::to_string(expected[i]);
      }
    }
  }

  Extent single() const { return {extent_.states, extent_.position, extent_.bits, 1}; }
  std::size_t all() const { return extent_.states * extent_.lanes; }

  Extent extent_;
  NextNumber next_;
  std::string difference_;
};

} // namespace sura::engine::testing
