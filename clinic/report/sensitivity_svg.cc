// Which numbers a decision hangs on, as a picture that stands alone.
#include <algorithm>

#include <fmt/format.h>

#include "clinic/evaluation/html.h"
#include "clinic/report/frequency.h"
#include "clinic/report/layout.h"
#include "clinic/report/sensitivity_parts.h"
#include "clinic/report/source_words.h"

namespace sura::clinic {
namespace {

constexpr double width = 900.0; // in the picture's units
constexpr double margin = 24.0;
constexpr double plot_left = 90.0; // room for the number at the end of a bar
constexpr double plot_width = width - 2.0 * plot_left;
constexpr double heading_height = 64.0;
constexpr double row_height = 62.0;
constexpr double bar_height = 14.0;
constexpr std::size_t letters_in_line = 118; // of the small text, at the picture's width

// Plain colours first, for viewers that know no media queries.
constexpr std::string_view style = R"css(
.paper { fill: #ffffff; }
text { fill: #1b1b1b; font: 14px system-ui, sans-serif; }
.title { font-size: 18px; font-weight: 600; }
.quiet { fill: #5c5c5c; font-size: 12px; }
.alarm { fill: #b3261e; font-size: 12px; font-weight: 600; }
.bar { fill: #4a8cc7; }
.now { stroke: #1b1b1b; stroke-width: 2; }
@media (prefers-color-scheme: dark) {
  .paper { fill: #161616; }
  text { fill: #ececec; }
  .quiet { fill: #b0b0b0; }
  .alarm { fill: #ff8a80; }
  .bar { fill: #5fa8e6; }
  .now { stroke: #ececec; }
}
)css";

/// The first line that fits, with "…" where more follows.
std::string one_line(const std::string& text) {
  const std::vector<std::string> lines = wrap(text, letters_in_line);
  return lines.empty() ? "" : lines.size() == 1 ? lines.front() : lines.front() + " …";
}

std::string text(const char* kind, const char* anchor, double x, double y, const std::string& words) {
  return fmt::format("<text class=\"{}\" text-anchor=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", kind, anchor, x, y,
                     evaluation::escaped(words));
}

std::string joined(const std::vector<std::string>& sentences) {
  std::string line;
  for (const std::string& sentence : sentences) {
    line += (line.empty() ? "" : " ") + sentence;
  }
  return line;
}

/// Rows that say what would change need a line more.
double height_of(const Words& words, const Tornado& tornado, const SensitivityBar& bar) {
  return row_height + (changes_in_words(words, tornado, bar).empty() ? 0.0 : 18.0);
}

std::string row(const Pack& pack, const Words& words, const Tornado& tornado, const SensitivityBar& bar, double top) {
  const Span span = span_of(tornado);
  const double range = std::max(span.to - span.from, 1e-12);
  const auto x_of = [&](double cause) { return plot_left + plot_width * (cause - span.from) / range; };
  const double from = std::min(bar.low.cause, bar.high.cause);
  const double to = std::max(bar.low.cause, bar.high.cause);
  const double middle = top + 36.0;
  const std::string ends = words.fill("interface.sensitivity.ends",
                                      {{"low", in_hundred(bar.low.cause)}, {"high", in_hundred(bar.high.cause)}});
  std::string svg = text("label", "start", margin, top + 14.0, one_line(bar_in_words(pack, words, bar)));
  svg += fmt::format("<rect class=\"bar\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"2\">"
                     "<title>{}</title></rect>\n",
                     x_of(from), middle - 0.5 * bar_height - 6.0, std::max(x_of(to) - x_of(from), 1.0), bar_height,
                     evaluation::escaped(ends));
  svg += fmt::format("<line class=\"now\" x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\"/>\n",
                     x_of(tornado.now.cause), middle - bar_height - 2.0, middle + 4.0);
  svg += text("label", "end", x_of(from) - 6.0, middle - 1.0, in_hundred(from) + " %");
  svg += text("label", "start", x_of(to) + 6.0, middle - 1.0, in_hundred(to) + " %");
  svg += text("quiet", "start", margin, top + 56.0, one_line(source_in_words(pack, words, bar.rows.front())));
  const std::vector<std::string> changes = changes_in_words(words, tornado, bar);
  if (!changes.empty()) {
    svg += text("alarm", "start", margin, top + 73.0, one_line(joined(changes)));
  }
  return svg;
}

} // namespace

std::string sensitivity_svg(const Pack& pack, const Case& the_case, const std::vector<Tornado>& tornados,
                            std::string_view language) {
  const Words words(pack, language, reader_of(the_case));
  std::string body;
  std::string described;
  double top = margin;
  for (const Tornado& tornado : tornados) {
    const std::string condition = words.condition(tornado.condition);
    const std::string title = words.fill("interface.sensitivity.heading", {{"condition", condition}});
    const std::string intro =
        words.fill("interface.sensitivity.short", {{"frequency", frequency(words, tornado.now.cause)}});
    body += text("title", "start", margin, top + 14.0, title);
    body += text("quiet", "start", margin, top + 34.0, one_line(intro));
    described += described.empty() ? "" : " ";
    described += title;
    described += ". ";
    described += intro;
    top += heading_height;
    for (const SensitivityBar& bar : tornado.bars) {
      body += row(pack, words, tornado, bar, top);
      top += height_of(words, tornado, bar) + 8.0;
    }
    top += margin;
  }
  std::string svg =
      fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
                  "height=\"{1:.0f}\" role=\"img\" aria-labelledby=\"title text\">\n",
                  width, top);
  svg += fmt::format("<title id=\"title\">{}</title>\n<desc id=\"text\">{}</desc>\n",
                     evaluation::escaped(words.of("interface.sensitivity.title")), evaluation::escaped(described));
  svg += "<style>";
  svg += style;
  svg += "</style>\n<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n";
  return svg + body + "</svg>\n";
}

} // namespace sura::clinic
