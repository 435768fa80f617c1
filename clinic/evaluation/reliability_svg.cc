#include "clinic/evaluation/reliability_svg.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "clinic/evaluation/phrases.h"

namespace sura::clinic::evaluation {
namespace {

constexpr double left = 60.0; // of the plot, in the picture's units
constexpr double top = 12.0;
constexpr double side = 360.0;
constexpr double width = left + side + 16.0;
constexpr double height = top + side + 52.0;
constexpr double tick = 6.0;
constexpr double least_radius = 2.5;
constexpr double growth = 1.2; // of the radius for each tenfold number of probabilities
constexpr int ticks = 5;

double x_of(double probability) {
  return left + side * probability;
}

double y_of(double share) {
  return top + side * (1.0 - share);
}

std::string line(const char* kind, double x1, double y1, double x2, double y2) {
  return fmt::format("<line class=\"{}\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n", kind, x1, y1, x2,
                     y2);
}

std::string label(const char* anchor, double x, double y, const std::string& text) {
  return fmt::format("<text text-anchor=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", anchor, x, y, text);
}

std::string axes() {
  std::string svg = line("axis", left, y_of(0.0), x_of(1.0), y_of(0.0)) + line("axis", left, y_of(0.0), left, top) +
                    line("ideal", left, y_of(0.0), x_of(1.0), y_of(1.0));
  for (int i = 0; i <= ticks; ++i) {
    const double at = static_cast<double>(i) / ticks;
    const std::string text = fmt::format("{:.0f} %", at * 100.0);
    svg += line("axis", x_of(at), y_of(0.0), x_of(at), y_of(0.0) + tick);
    svg += line("axis", left - tick, y_of(at), left, y_of(at));
    svg += label("middle", x_of(at), y_of(0.0) + 20.0, text);
    svg += label("end", left - tick - 3.0, y_of(at) + 4.0, text);
  }
  svg += label("middle", x_of(0.5), height - 8.0, "probability said (mean of the bin)");
  return svg + fmt::format("<text text-anchor=\"middle\" transform=\"translate(12 {:.1f}) rotate(-90)\">"
                           "how often it was true</text>\n",
                           y_of(0.5));
}

std::string point(const ReliabilityBin& bin) {
  const double share = static_cast<double>(bin.observed.count) / static_cast<double>(bin.observed.of);
  const double radius = least_radius + growth * std::log10(static_cast<double>(bin.observed.of));
  return line("span", x_of(bin.predicted), y_of(bin.observed.low), x_of(bin.predicted), y_of(bin.observed.high)) +
         fmt::format("<circle class=\"point\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"><title>{}: true {}</title>"
                     "</circle>\n",
                     x_of(bin.predicted), y_of(share), radius, range(bin), in_words(bin.observed));
}

} // namespace

std::string reliability_svg(const std::vector<ReliabilityBin>& bins) {
  std::string svg =
      fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-labelledby=\"diagram-title diagram-text\">\n"
                  "<title id=\"diagram-title\">Reliability diagram</title>\n"
                  "<desc id=\"diagram-text\">Mean probability said against how often it was true, with 95 % intervals; "
                  "perfect answers lie on the diagonal. The table below holds the same numbers.</desc>\n",
                  width, height);
  svg += axes();
  for (const ReliabilityBin& bin : bins) {
    svg += point(bin);
  }
  return svg + "</svg>\n";
}

} // namespace sura::clinic::evaluation
