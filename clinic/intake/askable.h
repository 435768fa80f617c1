// Which items of the pack can be asked of this person at all. Thread-safety: functions without shared state.
#pragma once

#include "sura/clinic/case.h"

namespace sura::clinic {

/// Whether the item can hold at all for somebody of this age and sex.
bool applies(const BackgroundItem& item, double age, Sex sex);
bool applies(const Finding& finding, double age, Sex sex);

/// Whether somebody in this role can see, feel or measure the finding at all.
bool can_observe(const Pack& pack, std::uint32_t role, std::uint32_t finding);

/// Whether the finding fits the person's age and sex, the role can observe it, and (a facet) its parent was not
/// answered "no".
bool can_have(const Pack& pack, const Case& the_case, std::uint32_t finding);

/// Whether the background item fits the person's age and sex.
bool can_have_background(const Pack& pack, const Case& the_case, std::uint32_t item);

/// Answered "yes": sure, and above the first level.
bool is_present(const std::optional<Answer>& answer);

} // namespace sura::clinic
