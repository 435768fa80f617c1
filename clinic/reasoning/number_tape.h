// Draw after draw of the same numbers: whoever makes something of them asks for them in the same order each time.
//
// What a draw needs of a number but the deviate is worked out once, a deviate once for each study and draw, and a
// number that is asked for often is moved once. The values are those of Draw(pack, index), to the last bit.
// Thread-safety: one per thread, as are the draws that it gives. Ownership: they refer to it, and it to the pack.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "clinic/reasoning/draws.h"

namespace sura::clinic {

class NumberTape {
public:
  explicit NumberTape(const Pack& pack);

  /// The point answer; notes what is asked for, in place of what was noted before.
  Draw record();

  /// The draw with this index, until the next one; fast where the same is asked for in the same order, and right
  /// anyway. O(numbers noted).
  Draw draw(std::uint64_t index);

private:
  friend class Draw;

  struct Drawn {
    const Number* number = nullptr;
    Spread spread;
    std::uint32_t study = 0; // place in `studies_`
    bool is_ratio = false;
    bool is_fixed = false;
  };

  double value(const Number& number, bool is_ratio);
  std::uint32_t place_of(const Number& number, bool is_ratio);

  const Pack& pack_;
  bool recording_ = false;
  std::uint64_t index_ = 0;
  std::vector<Drawn> numbers_;
  std::vector<double> values_;       // of this draw, by number
  std::vector<std::uint32_t> order_; // places in `numbers_`
  std::size_t next_ = 0;             // in `order_`
  std::vector<std::uint32_t> studies_;
  std::vector<double> deviates_; // by study
  std::map<std::pair<const Number*, bool>, std::uint32_t> known_;
};

} // namespace sura::clinic
