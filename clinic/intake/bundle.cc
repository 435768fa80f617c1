#include "clinic/intake/bundle.h"

#include "clinic/intake/askable.h"
#include "clinic/intake/consequences.h"

namespace sura::clinic::intake {

Result<void> apply_bundles(const Pack& pack, Case& the_case, const std::vector<std::uint32_t>& bundles) {
  for (const std::uint32_t bundle : bundles) {
    for (const std::uint32_t finding : pack.bundles[bundle].absent) {
      const std::int32_t parent = pack.findings[finding].parent;
      const bool is_open = !the_case.findings[finding].has_value() &&
                           (parent < 0 || is_present(the_case.findings[static_cast<std::size_t>(parent)]));
      if (is_open) {
        the_case.findings[finding] = Answer{};
      }
    }
  }
  return complete(pack, the_case);
}

} // namespace sura::clinic::intake
