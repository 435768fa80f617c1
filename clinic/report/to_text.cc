// The Assessment as text for a terminal: what matters most comes first.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

#include "clinic/report/frequency.h"
#include "clinic/report/reasons.h"
#include "clinic/report/writer.h"

namespace sura::clinic {

namespace {

constexpr std::size_t most_sways_told = 2; // what would make it more urgent; the rest is in the JSON document

/// Whether the text gives this reason: every red flag, and what decided. That nothing is urgent is one sentence, not a
/// list of harmless causes. Scope has a part of its own; where scope alone would have led to the same urgency, the
/// numbers, which were made for other people, are not called upon.
bool is_told(const Triage& triage, const UrgencyReason& reason) {
  if (reason.kind == UrgencyReason::Kind::red_flag) {
    return true;
  }
  if (triage.level == Urgency::self_care) {
    return reason.kind == UrgencyReason::Kind::otherwise;
  }
  const bool scope_decides = std::any_of(triage.because.begin(), triage.because.end(), [&](const UrgencyReason& other) {
    return other.kind == UrgencyReason::Kind::scope && other.level == triage.level;
  });
  return reason.level == triage.level && !scope_decides;
}

void write_urgency(Writer& writer) {
  const Triage& triage = writer.assessment.triage;
  writer.page.paragraph(urgency_sentence(writer.pack, writer.words, writer.assessment), 0, "",
                        triage.level == Urgency::emergency ? Page::Tone::alarm : Page::Tone::strong);
  std::vector<UrgencyReason> told;
  std::copy_if(triage.because.begin(), triage.because.end(), std::back_inserter(told),
               [&](const UrgencyReason& reason) { return is_told(triage, reason); });
  if (!told.empty()) {
    writer.page.paragraph(writer.words.of("interface.because"));
  }
  for (const UrgencyReason& reason : told) {
    writer.item(reason_text(writer.pack, writer.words, reason, triage.in_scope) + writer.cited(reason.records));
  }
}

/// Whether the level holds where the studies are uncertain.
void write_holding(Writer& writer) {
  const Triage& triage = writer.assessment.triage;
  if (!triage.in_scope || triage.level == Urgency::emergency) {
    return;
  }
  const Words& words = writer.words;
  if (!writer.assessment.diagnosis.drawn.empty()) {
    const double share = triage.over_draws[static_cast<std::size_t>(triage.level)];
    writer.page.paragraph(
        words.fill("interface.holds.over-draws", {{"share", std::to_string(std::lround(100.0 * share))}}));
  }
  std::vector<Sway> upwards;
  std::copy_if(triage.sways.begin(), triage.sways.end(), std::back_inserter(upwards),
               [&](const Sway& sway) { return sway.level > triage.level; });
  std::stable_sort(upwards.begin(), upwards.end(), [](const Sway& a, const Sway& b) { return a.level > b.level; });
  upwards.resize(std::min(upwards.size(), most_sways_told));
  for (const Sway& sway : upwards) {
    writer.item(words.fill("interface.holds.sway",
                           {{"condition", words.condition(sway.condition)},
                            {"frequency", frequency(words, sway.cause)},
                            {"urgency", words.of("interface.level." + std::string(name(sway.level)))}}));
  }
}

void write_scope(Writer& writer) {
  writer.heading("interface.heading.scope");
  for (const std::uint32_t rule : writer.assessment.triage.out_of_scope) {
    writer.item(writer.words.of("scope." + writer.pack.scope[rule].id) + writer.cited(writer.pack.scope[rule].records));
  }
}

void write_limits(Writer& writer) {
  writer.heading("interface.heading.limits");
  for (const std::string& sentence : limits(writer.pack, writer.words, writer.assessment)) {
    writer.item(sentence);
  }
  writer.item(
      writer.words.fill("interface.made-with",
                        {{"pack", writer.pack.name}, {"version", writer.pack.version}, {"date", writer.pack.date}}));
}

} // namespace

std::string to_text(const Pack& pack, const Assessment& assessment, const TextStyle& style) {
  Writer writer(pack, assessment, style);
  write_urgency(writer);
  write_holding(writer);
  if (!assessment.triage.in_scope) {
    // The numbers were made for other people, so they are not shown to this one.
    write_scope(writer);
    write_care(writer, CareSection::now);
    write_care(writer, CareSection::avoid);
    write_safety_net(writer);
  } else {
    write_causes(writer);
    write_arguments(writer);
    if (assessment.triage.level < Urgency::emergency) {
      write_why(writer);
    }
    write_attribution(writer);
    write_rules(writer);
    write_chain(writer);
    write_care(writer, CareSection::now);
    write_care(writer, CareSection::self_care);
    write_care(writer, CareSection::clinician);
    write_care(writer, CareSection::medicines);
    write_care(writer, CareSection::avoid);
    write_safety_net(writer);
    if (assessment.triage.level <
        Urgency::emergency) { // first things first: nothing about next time, and no more questions
      write_care(writer, CareSection::prevention);
      write_next_steps(writer);
    }
  }
  write_sources(writer);
  write_limits(writer);
  return writer.page.finish();
}

} // namespace sura::clinic
