// What would overtake, where every answer that could still come was tried already (trials.h).
// Thread-safety: functions without shared state.
#pragma once

#include <vector>

#include "clinic/reasoning/trials.h"
#include "sura/clinic/why.h"

namespace sura::clinic {

/// As the public one. `tried`: of the same case. Cost: one sweep for each answer that comes near, and 45 for pairs.
Result<std::vector<Overtaking>> overtaking(const Pack& pack, const Case& the_case, const PriorModels* models,
                                           const Trials& tried);

} // namespace sura::clinic
