#include "clinic/triage/opening_list.h"

#include <algorithm>

#include "clinic/intake/askable.h"

namespace sura::clinic {

std::vector<std::uint32_t> opening_list(const Pack& pack, const Case& the_case) {
  std::vector<std::uint32_t> list;
  for (const RedFlag& flag : pack.red_flags) {
    for (const std::uint32_t finding : flag.show) {
      if (can_have(pack, the_case, finding) && std::find(list.begin(), list.end(), finding) == list.end()) {
        list.push_back(finding);
      }
    }
  }
  return list;
}

} // namespace sura::clinic
