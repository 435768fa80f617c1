#include "apps/cli/terminal/emergency.h"

namespace sura::cli {

std::string emergency_call(const clinic::Words& words, const std::string& numbers) {
  return numbers.empty() ? words.of("emergency.call") : own_text(words, "call", {{"numbers", numbers}});
}

EmergencySigns emergency_signs(const clinic::Words& words, const std::string& numbers) {
  EmergencySigns emergency{words.of("emergency.title"), {}, emergency_call(words, numbers)};
  for (int number = 1; has_text(words, "emergency.sign." + std::to_string(number)); ++number)
    emergency.signs.push_back(words.of("emergency.sign." + std::to_string(number)));
  return emergency;
}

std::string emergency_text(const EmergencySigns& emergency, const clinic::TextStyle& style) {
  clinic::Page page(style);
  page.paragraph(emergency.title, 0, "", Tone::alarm);
  for (const auto& sign : emergency.signs)
    page.paragraph(sign, 2, "- ");
  page.paragraph(emergency.call);
  return page.finish();
}

} // namespace sura::cli
