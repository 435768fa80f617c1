#include "clinic/triage/askable.h"

namespace sura::clinic {

bool can_observe(const Pack& pack, std::uint32_t role, std::uint32_t finding) {
  return pack.perceptions[pack.findings[finding].perception].by_role[role].has_value();
}

bool can_have(const Pack& pack, const Case& the_case, std::uint32_t finding) {
  const Finding& asked = pack.findings[finding];
  if (asked.sex && *asked.sex != the_case.sex) {
    return false;
  }
  if (the_case.age < asked.minimum_age) {
    return false;
  }
  if (!can_observe(pack, the_case.role, finding)) {
    return false;
  }
  if (asked.parent < 0) {
    return true;
  }
  const std::optional<Answer>& parent = the_case.findings[static_cast<std::size_t>(asked.parent)];
  return !parent || !parent->sure || is_present(parent);
}

bool can_have_background(const Pack& pack, const Case& the_case, std::uint32_t item) {
  const BackgroundItem& asked = pack.background[item];
  return (!asked.sex || *asked.sex == the_case.sex) && the_case.age >= asked.minimum_age &&
         the_case.age <= asked.maximum_age;
}

bool is_present(const std::optional<Answer>& answer) {
  return answer && answer->sure && answer->level > 0;
}

} // namespace sura::clinic
