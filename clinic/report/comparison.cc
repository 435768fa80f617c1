#include "sura/clinic/comparison.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "clinic/report/document.h"
#include "clinic/report/frequency.h"
#include "clinic/report/reasons.h"
#include "clinic/report/writer.h"

namespace sura::clinic {
namespace {

constexpr double told_from = 0.01;    // rarer causes are left to the JSON document …
constexpr std::size_t least_told = 3; // … unless there would be fewer than these

/// An item with another answer, or with one at all.
struct ChangedItem {
  bool is_background = false;
  std::uint32_t item = 0;
  std::optional<Answer> before;
  std::optional<Answer> after;
};

std::vector<ChangedItem> changed_items(const Case& before, const Case& after) {
  std::vector<ChangedItem> changed;
  const auto compare = [&](bool is_background, const auto& from, const auto& to) {
    for (std::uint32_t i = 0; i < from.size(); ++i) {
      if (from[i] != to[i]) {
        changed.push_back({is_background, i, from[i], to[i]});
      }
    }
  };
  compare(false, before.findings, after.findings);
  compare(true, before.background, after.background);
  return changed;
}

/// One cause in both answers; no condition: something that is not in the pack.
struct Compared {
  std::optional<std::uint32_t> condition;
  double before = 0.0;
  double after = 0.0;
};

/// By the larger of the two probabilities, falling.
std::vector<Compared> compared(const Assessment& before, const Assessment& after) {
  std::vector<Compared> rows;
  for (const std::uint32_t condition : before.order) {
    rows.push_back(
        {condition, before.diagnosis.conditions[condition].cause, after.diagnosis.conditions[condition].cause});
  }
  rows.push_back({std::nullopt, before.diagnosis.unexplained, after.diagnosis.unexplained});
  std::stable_sort(rows.begin(), rows.end(), [](const Compared& a, const Compared& b) {
    return std::max(a.before, a.after) > std::max(b.before, b.after);
  });
  return rows;
}

/// Reasons of the first that the second has not, whatever their probability.
std::vector<UrgencyReason> only_in(const Pack& pack, const Triage& first, const Triage& second) {
  std::vector<UrgencyReason> result;
  for (const UrgencyReason& reason : first.because) {
    const bool shared = std::any_of(second.because.begin(), second.because.end(), [&](const UrgencyReason& other) {
      return other.kind == reason.kind && other.level == reason.level &&
             reason_id(pack, other) == reason_id(pack, reason);
    });
    if (!shared) {
      result.push_back(reason);
    }
  }
  return result;
}

std::string answer_words(const Words& words, const ChangedItem& changed, const std::optional<Answer>& answer) {
  return answer ? words.answer(changed.is_background, changed.item, *answer) : words.of("interface.compare.not-asked");
}

void write_changed(Writer& writer, const Assessment& after) {
  writer.page.heading(writer.words.of("interface.compare.heading"));
  const std::vector<ChangedItem> items = changed_items(writer.assessment.the_case, after.the_case);
  for (const ChangedItem& item : items) {
    writer.item(writer.words.fill("interface.compare.item", {{"item", writer.words.item(item.is_background, item.item)},
                                                             {"before", answer_words(writer.words, item, item.before)},
                                                             {"after", answer_words(writer.words, item, item.after)}}));
  }
  if (items.empty()) {
    writer.page.paragraph(writer.words.of("interface.compare.no-answer"));
  }
}

void write_level(Writer& writer, std::string_view key, const Assessment& assessment) {
  const bool alarm = assessment.triage.level == Urgency::emergency;
  writer.page.paragraph(writer.words.fill(key, {{"urgency", urgency_sentence(writer.pack, writer.words, assessment)}}),
                        0, "", alarm ? Page::Tone::alarm : Page::Tone::strong);
}

void write_reasons(Writer& writer, std::string_view key, const Triage& of, const Triage& other) {
  for (const UrgencyReason& reason : only_in(writer.pack, of, other)) {
    if (reason.level == Urgency::self_care && reason.kind == UrgencyReason::Kind::condition) {
      continue; // a list of harmless causes is no reason to anybody
    }
    const std::string text = reason_text(writer.pack, writer.words, reason, of.in_scope) + writer.cited(reason.records);
    writer.item(writer.words.fill(key, {{"reason", text}}));
  }
}

void write_urgencies(Writer& writer, const Assessment& after) {
  const Assessment& before = writer.assessment;
  writer.heading("interface.compare.heading-urgency");
  if (before.triage.level == after.triage.level) {
    write_level(writer, "interface.compare.same", after);
  } else {
    write_level(writer, "interface.compare.before", before);
    write_level(writer, "interface.compare.after", after);
  }
  write_reasons(writer, "interface.compare.new-reason", after.triage, before.triage);
  write_reasons(writer, "interface.compare.gone-reason", before.triage, after.triage);
}

void write_compared(Writer& writer, const Assessment& after) {
  writer.heading("interface.compare.heading-causes");
  std::size_t told = 0;
  for (const Compared& row : compared(writer.assessment, after)) {
    if (told >= least_told && std::max(row.before, row.after) < told_from && row.condition) {
      continue;
    }
    ++told;
    const Words& words = writer.words;
    writer.item(words.fill(
        "interface.compare.cause",
        {{"condition", row.condition ? words.condition(*row.condition) : words.of("interface.something-else")},
         {"before", frequency(words, row.before)},
         {"after", frequency(words, row.after)}}));
  }
}

Json side(const Pack& pack, const Words& words, const Assessment& assessment) {
  return {{"level", name(assessment.triage.level)},
          {"label", urgency_sentence(pack, words, assessment)},
          {"scope_ok", assessment.triage.in_scope}};
}

Json reasons_json(const Pack& pack, const Words& words, const Triage& of, const Triage& other, Citations& citations) {
  Json list = Json::array();
  for (const UrgencyReason& reason : only_in(pack, of, other)) {
    Json entry = {{"kind", name(reason.kind)},
                  {"level", name(reason.level)},
                  {"id", reason_id(pack, reason)},
                  {"text", reason_text(pack, words, reason, of.in_scope)}};
    entry["sources"] = ids_of_records(pack, citations, reason.records);
    list.push_back(entry);
  }
  return list;
}

Json changed_json(const Pack& pack, const Words& words, const Case& before, const Case& after) {
  Json list = Json::array();
  for (const ChangedItem& item : changed_items(before, after)) {
    Json entry = {{"id", item.is_background ? pack.background[item.item].id : pack.findings[item.item].id},
                  {"text", words.item(item.is_background, item.item)}};
    if (item.before) { // left out: not asked
      entry["before"] = answer_value(pack, item.is_background, item.item, *item.before);
    }
    if (item.after) {
      entry["after"] = answer_value(pack, item.is_background, item.item, *item.after);
    }
    list.push_back(entry);
  }
  return list;
}

} // namespace

std::string comparison_text(const Pack& pack, const Assessment& before, const Assessment& after,
                            const TextStyle& style) {
  Writer writer(pack, before, style);
  write_changed(writer, after);
  write_urgencies(writer, after);
  if (before.triage.in_scope && after.triage.in_scope) {
    write_compared(writer, after);
  }
  write_sources(writer);
  return writer.page.finish();
}

std::string comparison_json(const Pack& pack, const Assessment& before, const Assessment& after) {
  const Words words(pack, before.language, reader_of(before.the_case));
  Citations citations;
  Json document;
  document["schema"] = what_if_schema_id;
  document["pack"] = {{"name", pack.name}, {"version", pack.version}, {"date", pack.date}, {"sha256", pack.sha256}};
  document["case"] = {{"before", Json::parse(write_case(pack, before.the_case), nullptr, false)},
                      {"after", Json::parse(write_case(pack, after.the_case), nullptr, false)}};
  document["changed"] = changed_json(pack, words, before.the_case, after.the_case);
  document["urgency"] = {{"before", side(pack, words, before)}, {"after", side(pack, words, after)}};
  document["urgency"]["new"] = reasons_json(pack, words, after.triage, before.triage, citations);
  document["urgency"]["gone"] = reasons_json(pack, words, before.triage, after.triage, citations);
  document["causes"] = Json::array();
  for (const Compared& row : compared(before, after)) {
    document["causes"].push_back(
        {{"id", row.condition ? pack.conditions[*row.condition].id : "something-else"},
         {"name", row.condition ? words.condition(*row.condition) : words.of("interface.something-else")},
         {"before", rounded(row.before)},
         {"after", rounded(row.after)}});
  }
  document["sources"] = sources_json(pack, citations);
  return written(document);
}

} // namespace sura::clinic
