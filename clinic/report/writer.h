// What the parts of one text share while it is written. Thread-safety: one document, one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clinic/report/citations.h"
#include "clinic/report/layout.h"
#include "clinic/report/words.h"
#include "sura/clinic/assessment.h"

namespace sura::clinic {

struct Writer {
  Writer(const Pack& the_pack, const Assessment& the_assessment, const TextStyle& the_style)
      : pack(the_pack), assessment(the_assessment), style(the_style),
        words(the_pack, the_assessment.language, reader_of(the_assessment.the_case)), page(the_style) {}

  const Pack& pack;
  const Assessment& assessment;
  TextStyle style;
  Words words;
  Page page;
  Citations citations;

  /// " [1, 4]", or "" where the text lists no sources.
  std::string cited(const std::vector<std::uint32_t>& records) { return style.sources ? citations.marks(records) : ""; }

  /// The text with the citations that belong to it and, where studies do not simply support it, its standing.
  std::string with_standing(const std::string& text, Standing standing, const std::vector<std::uint32_t>& records);

  void heading(std::string_view key) { page.heading(words.of(key)); }

  /// One "- " item.
  void item(const std::string& text) { page.paragraph(text, 0, "- "); }
};

/// Likely causes: words, bars, natural frequencies, what else it may be.
void write_causes(Writer& writer);
/// For and against each of the leading causes.
void write_arguments(Writer& writer);
/// The lines "+ …" and "- …" of one condition, and "nothing so far" where there are none.
void write_arguments_of(Writer& writer, std::uint32_t condition);
/// What the order of the causes hangs on.
void write_why(Writer& writer);
/// What each finding comes from.
void write_attribution(Writer& writer);
/// The causal chain of the leading cause.
void write_chain(Writer& writer);
/// What to find out next, and what each result would change.
void write_next_steps(Writer& writer);
/// Decision rules that apply to this person or may, for a clinician; nothing for a person.
void write_rules(Writer& writer);
/// The care items of one section under its heading (or another), if any; true if there were.
bool write_care(Writer& writer, CareSection section);
bool write_care(Writer& writer, CareSection section, std::string_view heading);
/// The safety net: the pack's items, and the warning signs that would raise the urgency of this person.
void write_safety_net(Writer& writer);
/// The numbered list of what was cited.
void write_sources(Writer& writer);

} // namespace sura::clinic
