// The signs for which nobody should wait for a program.
#pragma once

#include <string>
#include <vector>

#include "apps/cli/terminal/text.h"

namespace sura::cli {

struct EmergencySigns {
  std::string title;
  std::vector<std::string> signs;
  std::string call;
};

EmergencySigns emergency_signs(const clinic::Words& words);

/// The same as lines for people.
std::string emergency_text(const EmergencySigns& emergency, const clinic::TextStyle& style);

} // namespace sura::cli
