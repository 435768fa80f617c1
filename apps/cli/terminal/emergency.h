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

/// `numbers`: what to call, as clinic::numbers_to_call; empty for the general words.
EmergencySigns emergency_signs(const clinic::Words& words, const std::string& numbers = "");

/// "Call 999 or 112 now.", or the general words.
std::string emergency_call(const clinic::Words& words, const std::string& numbers);

/// The same as lines for people.
std::string emergency_text(const EmergencySigns& emergency, const clinic::TextStyle& style);

} // namespace sura::cli
