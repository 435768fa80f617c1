// Pieces of an HTML page. Thread-safety: plain values and functions without shared state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sura::clinic::evaluation {

/// Text made safe inside elements and quoted attributes.
std::string escaped(std::string_view text);

/// A table with a caption, a row of column headings, and rows whose first cell is their heading.
struct HtmlTable {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows; // plain text, as long as `columns`

  /// In a region of its own that scrolls sideways where it is wider than the page, by keyboard too.
  std::string html() const;
};

/// The whole page: language, title, style for light and dark and for print, `body` inside <main>.
std::string html_page(std::string_view title, std::string_view body);

} // namespace sura::clinic::evaluation
