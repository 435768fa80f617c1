// The records that one document names, numbered by first mention. Thread-safety: one document, one thread.
#pragma once

#include <string>
#include <vector>

#include "sura/clinic/pack.h"

namespace sura::clinic {

class Citations {
public:
  /// The number (from 1) of a record in this document.
  std::size_t cite(std::uint32_t record);

  /// " [1, 4]" for a sentence's end, or "" for no records.
  std::string marks(const std::vector<std::uint32_t>& records);

  /// The records named so far, in the order of their numbers.
  const std::vector<std::uint32_t>& records() const { return records_; }

private:
  std::vector<std::uint32_t> records_;
};

} // namespace sura::clinic
