#include "clinic/triage/warning_signs.h"

#include <algorithm>

#include "clinic/intake/askable.h"
#include "clinic/triage/opening_list.h"

namespace sura::clinic {

namespace {

/// The case as it would be with this finding there, as high as it can be.
Case with_finding(const Pack& pack, Case the_case, std::uint32_t finding) {
  Answer there;
  there.level = static_cast<std::uint32_t>(pack.findings[finding].levels.size() - 1);
  the_case.findings[finding] = there;
  const std::int32_t parent = pack.findings[finding].parent;
  return parent < 0 ? the_case : with_finding(pack, the_case, static_cast<std::uint32_t>(parent));
}

/// The most urgent red flag that holds in `then` and not in `now`.
std::optional<Urgency> raised(const Pack& pack, const Case& now, const Case& then) {
  std::optional<Urgency> level;
  for (const RedFlag& flag : pack.red_flags) {
    const bool new_one = evaluate(flag.when, then) == Truth::yes && evaluate(flag.when, now) != Truth::yes;
    if (new_one && (!level || flag.urgency > *level)) {
      level = flag.urgency;
    }
  }
  return level;
}

} // namespace

std::vector<std::uint32_t> warning_signs(const Pack& pack, const Case& the_case, Urgency level) {
  std::vector<std::uint32_t> signs;
  for (const std::uint32_t finding : opening_list(pack, the_case)) {
    if (!is_present(the_case.findings[finding]) &&
        raised(pack, the_case, with_finding(pack, the_case, finding)) == level) {
      signs.push_back(finding);
    }
  }
  return signs;
}

std::vector<std::uint32_t> open_warning_signs(const Pack& pack, const Case& the_case) {
  std::vector<std::uint32_t> open;
  for (const std::uint32_t finding : opening_list(pack, the_case)) {
    const std::optional<Answer>& answer = the_case.findings[finding];
    if (!answer || !answer->sure) {
      open.push_back(finding);
    }
  }
  return open;
}

} // namespace sura::clinic
