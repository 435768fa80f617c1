#include "engine/general/table.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace sura::engine::general {
namespace {

/// One or several neighbouring variables of the larger table that the smaller one has too, or lacks.
struct Axis {
  std::size_t count = 1;
  std::size_t stride = 0; // in the smaller table; 0: not there
};

/// The axes of `table` as `inner` has them, slowest first; those that can be walked as one are one.
std::vector<Axis> axes(const Table& table, const Table& inner) {
  std::vector<Axis> reversed;
  std::size_t stride = 1;
  std::size_t at = inner.scope.size();
  for (std::size_t i = table.scope.size(); i-- > 0;) {
    const std::size_t count = table.levels[i];
    const bool is_shared = at > 0 && inner.scope[at - 1] == table.scope[i];
    const Axis axis{count, is_shared ? stride : 0};
    if (is_shared) {
      stride *= count;
      --at;
    }
    if (!reversed.empty() && axis.stride == reversed.back().stride * reversed.back().count) {
      reversed.back().count *= count;
    } else {
      reversed.push_back(axis);
    }
  }
  if (reversed.empty()) {
    reversed.push_back({});
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

/// Calls visit(first entry in the table, first entry in the inner table) for each run along the last axis.
template <class Visit> void for_each_run(const std::vector<Axis>& axes, std::size_t entries, const Visit& visit) {
  std::vector<std::size_t> digits(axes.size(), 0);
  std::size_t inner = 0;
  const std::size_t run = axes.back().count;
  for (std::size_t first = 0; first < entries; first += run) {
    visit(first, inner);
    for (std::size_t i = axes.size() - 1; i-- > 0;) {
      inner += axes[i].stride;
      if (++digits[i] < axes[i].count) {
        break;
      }
      inner -= axes[i].stride * axes[i].count; // an index, not a probability
      digits[i] = 0;
    }
  }
}

} // namespace

Table::Table(const Scope& variables, const std::vector<std::uint32_t>& levels_of, double value) : scope(variables) {
  std::size_t entries = 1;
  for (const std::uint32_t variable : scope) {
    levels.push_back(levels_of[variable]);
    entries *= levels_of[variable];
  }
  values.assign(entries, value);
}

Product multiply(Table& table, const Table& factor) {
  constexpr double smallest = std::numeric_limits<double>::min();
  Product product;
  const std::vector<Axis> walk = axes(table, factor);
  const Axis last = walk.back();
  bool is_lost = false;
  for_each_run(walk, table.values.size(), [&](std::size_t first, std::size_t inner) {
    double* const to = table.values.data() + first;
    const double* const by = factor.values.data() + inner;
    for (std::size_t i = 0; i < last.count; ++i) {
      const double left = to[i];
      const double right = by[i * last.stride];
      const double value = left * right;
      is_lost |= value < smallest && left > 0.0 && right > 0.0;
      product.largest = std::max(product.largest, value);
      to[i] = value;
    }
  });
  product.is_exact = !is_lost;
  return product;
}

void sum_out(const Table& table, Table& sums) {
  const std::vector<Axis> walk = axes(table, sums);
  const Axis last = walk.back();
  for_each_run(walk, table.values.size(), [&](std::size_t first, std::size_t inner) {
    const double* const from = table.values.data() + first;
    double* const to = sums.values.data() + inner;
    for (std::size_t i = 0; i < last.count; ++i) {
      to[i * last.stride] += from[i];
    }
  });
}

void divide(Table& numerator, const Table& denominator) {
  for (std::size_t i = 0; i < numerator.values.size(); ++i) {
    numerator.values[i] = denominator.values[i] > 0.0 ? numerator.values[i] / denominator.values[i] : 0.0;
  }
}

void scale(Table& table, int exponent) {
  for (double& value : table.values) {
    value = std::ldexp(value, exponent);
  }
}

} // namespace sura::engine::general
