// The studies under `pool:` of a number, chosen, checked and made one.
#pragma once

#include <optional>
#include <string>

#include "authoring/compile/workbench.h"

namespace sura::authoring {

struct PoolReading {
  clinic::Pool pool;   // value and interval of the mean, and every member, for `explain`
  std::string measure; // "sensitivity 0.71 (0.6 to 0.8), pooled from 3 studies"
  std::string key;     // whose draws: the same studies pooled anywhere are one study of their own
};

/// Complains of fewer than two members, of measures that differ, of a study named twice, of what a study cannot have
/// printed; nothing then.
std::optional<PoolReading> read_pool(const Node& node);

} // namespace sura::authoring
