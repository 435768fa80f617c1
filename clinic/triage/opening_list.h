// The one opening list, "any of these?": which warning signs it holds for this person.
// Thread-safety: a function without shared state.
#pragma once

#include <vector>

#include "sura/clinic/case.h"

namespace sura::clinic {

/// The findings that the pack's red flags show, in the order of the pack, each once: those that fit the person's age
/// and sex and that the role can observe.
std::vector<std::uint32_t> opening_list(const Pack& pack, const Case& the_case);

} // namespace sura::clinic
