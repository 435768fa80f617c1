// Ground → a page for a terminal.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "authoring/authoring.h"
#include "authoring/evidence/ground.h"
#include "clinic/report/layout.h"

namespace sura::authoring {
namespace {

using clinic::Page;

constexpr std::size_t table_width = 60; // below it a table's rows become sentences
constexpr std::size_t name_column = 28;
constexpr std::size_t bar_cells = 12;
constexpr std::size_t first_figures = 10;

std::string in_hundred(double share) {
  return share > 0.0 && share < 0.005 ? "< 1 %" : fmt::format("{:.0f} %", 100.0 * share);
}

std::string counted(std::size_t number, const std::string& noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

void write_parts(Page& page, const std::string& title, const std::vector<Part>& parts) {
  page.heading(title);
  const bool table = page.width() >= table_width;
  if (table) {
    page.paragraph("of the influence", 0, fmt::format("{:<{}}{:>9}   ", "", name_column, "numbers"));
  }
  for (const Part& part : parts) {
    if (table) {
      page.paragraph(
          clinic::bar(part.influence, bar_cells), 0,
          fmt::format("{:<{}}{:>9}   {:>5}  ", part.name, name_column, part.numbers, in_hundred(part.influence)));
    } else {
      page.paragraph(fmt::format("{}: {}, {} of the influence", part.name, counted(part.numbers, "number"),
                                 in_hundred(part.influence)),
                     0, "- ");
    }
  }
}

std::string source_of(const clinic::Pack& pack, const clinic::Derivation& derivation) {
  if (derivation.pool) {
    std::string text = derivation.measure;
    for (const clinic::Pool::Member& member : derivation.pool->members) {
      text += (&member == &derivation.pool->members.front() ? ": " : ", ") + pack.records[member.record].id;
    }
    return text;
  }
  if (const clinic::Record* record = record_behind(pack, derivation)) {
    const std::string judged =
        derivation.judged > 0.0 ? fmt::format(", {} of it judged", in_hundred(derivation.judged)) : "";
    return fmt::format("{}, {} certainty{}", record->id, record->certainty, judged);
  }
  return fmt::format("{}: {}", derivation.transform, derivation.reason);
}

void write_first(Page& page, const clinic::Pack& pack, const std::vector<Figure>& figures) {
  page.heading("Whose error would move decisions most");
  page.paragraph(
      "How far one standard deviation moves the odds of a leading cause, on average; the share of all influence.");
  page.blank();
  for (std::size_t rank = 0; rank < std::min(figures.size(), first_figures); ++rank) {
    const Figure& figure = figures[rank];
    const clinic::Derivation& main = pack.derivations[figure.rows.front()];
    const std::string more = figure.rows.size() > 1 ? fmt::format(" and {} more", figure.rows.size() - 1) : "";
    page.paragraph(fmt::format("× {:.2f}, {}: {} {} = {:.3g} ({:.3g} to {:.3g}){}", std::exp(figure.influence),
                               in_hundred(figure.share), main.subject, main.quantity, main.measured, main.measured_low,
                               main.measured_high, more),
                   0, fmt::format("{:>2}. ", rank + 1), Page::Tone::strong);
    page.paragraph(fmt::format("{} ({}:{})", source_of(pack, main), main.file, main.line), 4);
  }
}

void write_conditions(Page& page, const clinic::Pack& pack, const std::vector<ConditionGround>& conditions) {
  page.heading("Conditions, the weakest ground first");
  page.paragraph("What of the influence on its odds is judgement; studies behind its prevalence and its findings.");
  page.blank();
  for (const ConditionGround& of : conditions) {
    const std::string& id = pack.conditions[of.condition].id;
    const std::string studies =
        fmt::format("{} + {} studies{}", of.prevalence.size(), of.findings.size(), of.enough() ? "" : ": too few");
    const auto tone = of.enough() ? Page::Tone::plain : Page::Tone::alarm;
    if (page.width() >= table_width) {
      page.paragraph(studies, 0,
                     fmt::format("{:<{}}{:>5}  {}  ", id, name_column, in_hundred(of.judged),
                                 clinic::bar(of.judged, bar_cells / 2)),
                     tone);
    } else {
      page.paragraph(fmt::format("{}: {} judged, {}", id, in_hundred(of.judged), studies), 0, "- ", tone);
    }
  }
}

} // namespace

std::string evidence_text(const clinic::Pack& pack, const clinic::Influence& influence,
                          const clinic::TextStyle& style) {
  const Ground it = ground(pack, influence);
  Page page(style);
  page.heading(fmt::format("{} {}: what its numbers rest on", pack.name, pack.version));
  page.paragraph(fmt::format(
      "{}: {} ({} of them for pairs that nobody has studied), {} that are partly judged, {} pooled "
      "here from several studies.",
      counted(it.numbers, "number"), counted(it.judgements, "judgement"), it.unknown_pairs, it.partly, it.pooled));
  page.paragraph(fmt::format("Weighed by their influence on decisions about {}, {} is judgement.",
                             it.people == 1 ? "1 person" : fmt::format("{} people", it.people), in_hundred(it.judged)),
                 0, "", Page::Tone::strong);
  if (it.left_out > 0) {
    page.paragraph(fmt::format("{} left out: their answers cannot all be true together.", it.left_out));
  }
  write_parts(page, "By design of the study", it.by_design);
  write_parts(page, "By certainty", it.by_certainty);
  write_first(page, pack, it.figures);
  write_conditions(page, pack, it.conditions);
  return page.finish();
}

} // namespace sura::authoring
