// Dense tables over a few variables, and the kernels that work on them. Each kernel walks the larger table in order of
// memory, in runs as long as both tables allow. Adds, multiplies and divides; never subtracts.
// Thread-safety: plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/general/elimination.h"

namespace sura::engine::general {

struct Table {
  Scope scope;                       // ascending
  std::vector<std::uint32_t> levels; // by place in the scope
  std::vector<double> values;        // the last variable runs fastest

  /// Filled with `value`; `levels_of` by variable of the network.
  Table(const Scope& variables, const std::vector<std::uint32_t>& levels_of, double value);
};

/// What a product came to.
struct Product {
  double largest = 0.0;
  bool is_exact = true; // false: two numbers above zero multiplied to less than the smallest normal double
};

/// table *= factor, whose scope is within the table's. O(table).
Product multiply(Table& table, const Table& factor);

/// sums += the table with all variables summed out that `sums` lacks. O(table).
void sum_out(const Table& table, Table& sums);

/// numerator /= denominator, entry by entry, of one scope; 0/0 is 0.
void divide(Table& numerator, const Table& denominator);

/// Multiplies by a power of two, which rounds nothing.
void scale(Table& table, int exponent);

} // namespace sura::engine::general
