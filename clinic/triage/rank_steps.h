// The next steps, where every answer that could still come was tried already (clinic/reasoning/trials.h).
// Thread-safety: functions without shared state.
#pragma once

#include <vector>

#include "clinic/reasoning/trials.h"
#include "sura/clinic/next_steps.h"

namespace sura::clinic {

/// As `next_steps`. `tried`: of the same case. Cost: no sweep.
std::vector<NextStep> rank_steps(const Pack& pack, const Case& the_case, const Trials& tried);

} // namespace sura::clinic
