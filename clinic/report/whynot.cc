// "Why not X?": one condition, likely or not.
#include <algorithm>
#include <utility>

#include "clinic/report/document.h"
#include "clinic/report/frequency.h"
#include "clinic/report/reasons.h"
#include "clinic/report/what_if.h"
#include "clinic/report/writer.h"

namespace sura::clinic {

namespace {

constexpr std::string_view whynot_schema_id = "sura-whynot-1";
constexpr std::size_t condition_bar_cells = 10;
constexpr std::size_t most_likelier = 3;

/// Conditions that are likelier than this one, most first.
std::vector<std::uint32_t> likelier(const Assessment& assessment, std::uint32_t condition) {
  const std::vector<std::uint32_t>& order = assessment.order;
  return {order.begin(), std::find(order.begin(), order.end(), condition)};
}

void write_place(Writer& writer, std::uint32_t condition) {
  const Words& words = writer.words;
  const Diagnosis& diagnosis = writer.assessment.diagnosis;
  std::vector<std::pair<double, std::string>> others;
  for (const std::uint32_t other : likelier(writer.assessment, condition)) {
    others.emplace_back(diagnosis.conditions[other].cause, words.condition(other));
  }
  if (diagnosis.unexplained > diagnosis.conditions[condition].cause) {
    others.emplace_back(diagnosis.unexplained, words.of("interface.origin.something-else"));
  }
  std::stable_sort(others.begin(), others.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (others.empty()) {
    writer.page.paragraph(words.of("interface.whynot.first"));
    return;
  }
  others.resize(std::min(others.size(), most_likelier));
  std::string list;
  for (const auto& [cause, called] : others) {
    list += (list.empty() ? "" : words.of("interface.list-separator")) +
            words.fill("interface.share", {{"cause", called}, {"frequency", frequency(words, cause)}});
  }
  writer.page.paragraph(words.fill("interface.whynot.likelier", {{"causes", list}}));
}

void write_what_if(Writer& writer, std::uint32_t condition) {
  writer.heading("interface.whynot.what-if");
  const std::vector<WhatIf> items = what_would_raise(writer.pack, writer.assessment, condition);
  for (const WhatIf& item : items) {
    writer.item(writer.words.fill("interface.whynot.with",
                                  {{"item", writer.words.item(item.is_background, item.item)},
                                   {"answer", writer.words.answer(item.is_background, item.item, item.answer)},
                                   {"frequency", frequency(writer.words, item.cause)}}));
  }
  if (items.empty()) {
    writer.page.paragraph(writer.words.of("interface.whynot.nothing-more"));
  }
}

void write_thresholds(Writer& writer, std::uint32_t condition) {
  const double cause = writer.assessment.diagnosis.conditions[condition].cause;
  bool any = false;
  for (const Threshold& rule : thresholds(writer.pack, condition)) {
    if (!any) {
      writer.heading("interface.whynot.thresholds");
      any = true;
    }
    const std::string_view key = cause >= rule.from ? "interface.whynot.reached" : "interface.whynot.not-reached";
    writer.item(
        writer.words.fill(key, {{"frequency", frequency(writer.words, rule.from)},
                                {"urgency", writer.words.of("interface.level." + std::string(name(rule.level)))}}) +
        writer.cited(writer.pack.conditions[condition].delay.records));
  }
}

} // namespace

std::string whynot_text(const Pack& pack, const Assessment& assessment, std::uint32_t condition,
                        const TextStyle& style) {
  Writer writer(pack, assessment, style);
  const Words& words = writer.words;
  const ConditionResult& result = assessment.diagnosis.conditions[condition];
  const Urgency level = assessment.triage.level;
  writer.page.paragraph(urgency_sentence(pack, words, assessment), 0, "",
                        level == Urgency::emergency ? Page::Tone::alarm : Page::Tone::strong);
  writer.page.heading(words.fill(
      "interface.cause", {{"condition", words.condition(condition)}, {"confidence", confidence(words, result.cause)}}));
  writer.page.paragraph(words.of("condition." + pack.conditions[condition].id + ".summary"));
  writer.page.paragraph(frequency_with_interval(words, result.cause, result.low, result.high), 0,
                        bar(result.cause, condition_bar_cells) + " ");
  writer.page.paragraph(words.fill("interface.whynot.presence", {{"frequency", frequency(words, result.presence)}}));
  write_place(writer, condition);
  writer.heading("interface.heading.arguments");
  write_arguments_of(writer, condition);
  write_what_if(writer, condition);
  write_thresholds(writer, condition);
  write_sources(writer);
  return writer.page.finish();
}

std::string whynot_json(const Pack& pack, const Assessment& assessment, std::uint32_t condition) {
  const Words words(pack, assessment.language, reader_of(assessment.the_case));
  const ConditionResult& result = assessment.diagnosis.conditions[condition];
  Citations citations;
  Json document;
  document["schema"] = whynot_schema_id;
  document["id"] = pack.conditions[condition].id;
  document["name"] = words.condition(condition);
  document["cause"] = rounded(result.cause);
  document["presence"] = rounded(result.presence);
  document["interval"] = {rounded(result.low), rounded(result.high)};
  document["interval_level"] = interval_level;
  document["frequency"] = frequency(words, result.cause);
  document["rank"] = likelier(assessment, condition).size() + 1;
  document["for"] = arguments_json(pack, words, assessment, arguments_for(assessment, condition));
  document["against"] = arguments_json(pack, words, assessment, arguments_against(assessment, condition));
  document["what_if"] = Json::array();
  for (const WhatIf& item : what_would_raise(pack, assessment, condition)) {
    document["what_if"].push_back(
        {{"id", item.is_background ? pack.background[item.item].id : pack.findings[item.item].id},
         {"name", words.item(item.is_background, item.item)},
         {"answer", answer_value(pack, item.is_background, item.item, item.answer)},
         {"cause", rounded(item.cause)}});
  }
  document["urgency"] = Json::array();
  for (const Threshold& rule : thresholds(pack, condition)) {
    document["urgency"].push_back(
        {{"level", name(rule.level)},
         {"from", rounded(rule.from)},
         {"reached", result.cause >= rule.from},
         {"sources", ids_of_records(pack, citations, pack.conditions[condition].delay.records)}});
  }
  document["sources"] = sources_json(pack, citations);
  return written(document);
}

} // namespace sura::clinic
