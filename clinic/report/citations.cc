#include "clinic/report/citations.h"

#include <algorithm>
#include <set>

namespace sura::clinic {

std::size_t Citations::cite(std::uint32_t record) {
  const auto at = std::find(records_.begin(), records_.end(), record);
  if (at != records_.end()) {
    return static_cast<std::size_t>(at - records_.begin()) + 1;
  }
  records_.push_back(record);
  return records_.size();
}

std::string Citations::marks(const std::vector<std::uint32_t>& records) {
  std::set<std::size_t> numbers;
  for (const std::uint32_t record : records) {
    numbers.insert(cite(record));
  }
  std::string marks;
  for (const std::size_t number : numbers) {
    marks += (marks.empty() ? " [" : ", ") + std::to_string(number);
  }
  return marks.empty() ? marks : marks + "]";
}

} // namespace sura::clinic
