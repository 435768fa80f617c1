#include "clinic/evaluation/html.h"

namespace sura::clinic::evaluation {
namespace {

constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #ffffff; --quiet: #5c5c5c; --rule: #c9c9c9; --mark: #005ea8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --paper: #161616; --quiet: #b0b0b0; --rule: #4a4a4a; --mark: #7cc0ff; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
table { border-collapse: collapse; margin: 0.5rem 0 1rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); padding-bottom: 0.3rem; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.9rem 0.25rem 0; border-bottom: 1px solid var(--rule); }
tbody th { font-weight: 600; }
svg { width: 100%; max-width: 30rem; height: auto; }
svg text { fill: var(--ink); font-size: 12px; }
.axis, .span { stroke: var(--ink); }
.ideal { stroke: var(--quiet); stroke-dasharray: 5 4; }
.point { fill: var(--mark); stroke: var(--paper); }
@media print { .scroll { overflow: visible; } }
)css";

std::string row(const std::vector<std::string>& cells) {
  std::string html = "<tr>";
  bool is_first = true;
  for (const std::string& cell : cells) {
    html += is_first ? "<th scope=\"row\">" + escaped(cell) + "</th>" : "<td>" + escaped(cell) + "</td>";
    is_first = false;
  }
  return html + "</tr>\n";
}

} // namespace

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char letter : text) {
    switch (letter) {
    case '&':
      safe += "&amp;";
      break;
    case '<':
      safe += "&lt;";
      break;
    case '>':
      safe += "&gt;";
      break;
    case '"':
      safe += "&quot;";
      break;
    default:
      safe += static_cast<unsigned char>(letter) < ' ' ? ' ' : letter; // HTML allows no control characters
    }
  }
  return safe;
}

std::string HtmlTable::html() const {
  std::string html = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + escaped(caption) +
                     "\">\n<table>\n<caption>" + escaped(caption) + "</caption>\n<thead><tr>";
  for (const std::string& column : columns) {
    html += "<th scope=\"col\">" + escaped(column) + "</th>";
  }
  html += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& cells : rows) {
    html += row(cells);
  }
  return html + "</tbody>\n</table>\n</div>\n";
}

std::string html_page(std::string_view title, std::string_view body) {
  std::string html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
  html += escaped(title);
  html += "</title>\n<style>";
  html += style;
  html += "</style>\n</head>\n<body>\n<main>\n<h1>" + escaped(title) + "</h1>\n";
  html += body;
  return html + "</main>\n</body>\n</html>\n";
}

} // namespace sura::clinic::evaluation
