// Bars for a terminal: which numbers a decision hangs on.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "clinic/report/frequency.h"
#include "clinic/report/layout.h"
#include "clinic/report/sensitivity_parts.h"
#include "clinic/report/source_words.h"

namespace sura::clinic {
namespace {

constexpr std::size_t wide_cells = 40;
constexpr std::size_t narrow_cells = 16;
constexpr std::size_t narrow_page = 60;

/// The bar between two probabilities on the span, with a mark where the answer stands now.
std::string drawn(const SensitivityBar& bar, double now, const Span& span, std::size_t cells) {
  const double width = std::max(span.to - span.from, 1e-12);
  const auto cell = [&](double probability) {
    const double at = (probability - span.from) / width * static_cast<double>(cells - 1);
    return static_cast<std::size_t>(std::lround(std::clamp(at, 0.0, static_cast<double>(cells - 1))));
  };
  const std::size_t from = cell(std::min(bar.low.cause, bar.high.cause));
  const std::size_t to = cell(std::max(bar.low.cause, bar.high.cause));
  std::string line;
  for (std::size_t i = 0; i < cells; ++i) {
    line += i == cell(now) ? "┃" : i >= from && i <= to ? "█" : "░";
  }
  return line;
}

void write_tornado(Page& page, const Pack& pack, const Words& words, const Tornado& tornado) {
  const std::string condition = words.condition(tornado.condition);
  page.heading(words.fill("interface.sensitivity.heading", {{"condition", condition}}));
  page.paragraph(words.fill("interface.sensitivity.intro",
                            {{"condition", condition}, {"frequency", frequency(words, tornado.now.cause)}}));
  if (tornado.bars.empty()) {
    page.paragraph(words.of("interface.sensitivity.nothing"));
    return;
  }
  const Span span = span_of(tornado);
  const std::size_t cells = page.width() < narrow_page ? narrow_cells : wide_cells;
  bool steady = true;
  for (const SensitivityBar& bar : tornado.bars) {
    page.blank();
    const std::string ends = words.fill("interface.sensitivity.ends",
                                        {{"low", in_hundred(bar.low.cause)}, {"high", in_hundred(bar.high.cause)}});
    page.paragraph(ends, 0, drawn(bar, tornado.now.cause, span, cells) + " ");
    page.paragraph(bar_in_words(pack, words, bar), 2, "", Page::Tone::strong);
    page.paragraph(source_in_words(pack, words, bar.rows.front()), 2);
    for (const std::string& sentence : changes_in_words(words, tornado, bar)) {
      steady = false;
      page.paragraph(sentence, 2, "! ", Page::Tone::strong);
    }
  }
  if (steady) {
    page.blank();
    page.paragraph(words.of("interface.sensitivity.steady"));
  }
}

} // namespace

std::string sensitivity_text(const Pack& pack, const Case& the_case, const std::vector<Tornado>& tornados,
                             std::string_view language, const TextStyle& style) {
  const Words words(pack, language, reader_of(the_case));
  Page page(style);
  for (const Tornado& tornado : tornados) {
    write_tornado(page, pack, words, tornado);
  }
  return page.finish();
}

} // namespace sura::clinic
