#include "apps/cli/terminal/text.h"

#include <algorithm>

#include "clinic/intake/printable.h"

namespace sura::cli {

std::string paragraph(const clinic::TextStyle& style, std::string_view text, std::size_t indent,
                      std::string_view marker, Tone tone) {
  clinic::Page page(style);
  page.paragraph(text, indent, marker, tone);
  return page.finish();
}

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(clinic::intake::character_length(text, 0), 1);
    result += clinic::intake::printable(text.substr(0, length));
    text.remove_prefix(length);
  }
  return result;
}

bool has_text(const clinic::Words& words, std::string_view key) {
  return words.of(key) != key;
}

std::string own_text(const clinic::Words& words, std::string_view key, clinic::Placeholders placeholders) {
  return words.fill("interface.terminal." + std::string(key), placeholders);
}

} // namespace sura::cli
