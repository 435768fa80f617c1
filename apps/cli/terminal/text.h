// Small helpers around clinic's page layout. Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "clinic/report/layout.h"
#include "clinic/report/words.h"

namespace sura::cli {

using Tone = clinic::Page::Tone;

/// One wrapped paragraph; ends with a newline.
std::string paragraph(const clinic::TextStyle& style, std::string_view text, std::size_t indent = 0,
                      std::string_view marker = "", Tone tone = Tone::plain);

/// What somebody typed, made fit for the terminal: control characters and broken UTF-8 become "?".
std::string printable(std::string_view text);

/// Whether the pack has a text of that key.
bool has_text(const clinic::Words& words, std::string_view key);

/// The text "interface.terminal.KEY", with {names} filled.
std::string own_text(const clinic::Words& words, std::string_view key, clinic::Placeholders placeholders = {});

} // namespace sura::cli
