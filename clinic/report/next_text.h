// What a next step would change, as reports tell it. Thread-safety: functions without shared state.
#pragma once

#include <cstdint>

#include "sura/clinic/assessment.h"

namespace sura::clinic {

/// The condition whose probability of being the cause the step is expected to move most.
std::uint32_t most_moved(const Assessment& assessment, const NextStep& step);

} // namespace sura::clinic
