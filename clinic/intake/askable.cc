#include "clinic/intake/askable.h"

namespace sura::clinic {

bool applies(const BackgroundItem& item, double age, Sex sex) {
  return (!item.sex || *item.sex == sex) && age >= item.minimum_age && age <= item.maximum_age;
}

bool applies(const Finding& finding, double age, Sex sex) {
  return (!finding.sex || *finding.sex == sex) && age >= finding.minimum_age;
}

bool can_observe(const Pack& pack, std::uint32_t role, std::uint32_t finding) {
  return pack.perceptions[pack.findings[finding].perception].by_role[role].has_value();
}

bool can_have(const Pack& pack, const Case& the_case, std::uint32_t finding) {
  const Finding& asked = pack.findings[finding];
  if (!applies(asked, the_case.age, the_case.sex) || !can_observe(pack, the_case.role, finding)) {
    return false;
  }
  if (asked.parent < 0) {
    return true;
  }
  const std::optional<Answer>& parent = the_case.findings[static_cast<std::size_t>(asked.parent)];
  return !parent || !parent->sure || is_present(parent);
}

bool can_have_background(const Pack& pack, const Case& the_case, std::uint32_t item) {
  return applies(pack.background[item], the_case.age, the_case.sex);
}

bool is_present(const std::optional<Answer>& answer) {
  return answer && answer->sure && answer->level > 0;
}

} // namespace sura::clinic
