// Plain text in columns: display width, wrapping, headings, items. Thread-safety: values, no shared state. UTF-8.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sura/clinic/assessment.h"

namespace sura::clinic {

/// Columns that a UTF-8 text takes on a terminal: one a code point, two for Chinese, Japanese and Korean ones.
std::size_t display_width(std::string_view text);

/// The text broken into lines of at most `width` columns: at spaces, and between wide characters (which are written
/// without spaces) save before closing punctuation. A word that is too long is cut, except a web address, which stays
/// whole. No line starts or ends with a space. O(text).
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// A page that is written from top to bottom.
class Page {
public:
  enum class Tone { plain, strong, alarm };

  explicit Page(const TextStyle& style);

  std::size_t width() const { return width_; }

  /// A line of its own with a blank line before it (unless it is the first) and an underline.
  void heading(std::string_view text);

  /// A wrapped paragraph. The first line starts with `marker` (which may be empty), the rest are indented as far.
  void paragraph(std::string_view text, std::size_t indent = 0, std::string_view marker = "", Tone tone = Tone::plain);

  void blank();

  std::string finish() const { return text_; }

private:
  void line(std::string_view text, Tone tone);

  std::size_t width_;
  bool colour_;
  std::string text_;
};

/// A bar of block characters for a probability, always `cells` columns wide.
std::string bar(double probability, std::size_t cells);

} // namespace sura::clinic
