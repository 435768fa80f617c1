// The part of the text that answers "what is it?".
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "clinic/report/arguments.h"
#include "clinic/report/frequency.h"
#include "clinic/report/writer.h"

namespace sura::clinic {

namespace {

constexpr double listed_from = 0.01;       // causes below one in a hundred are left to the JSON document …
constexpr std::size_t least_listed = 3;    // … unless there would be fewer than these
constexpr double argued_from = 0.05;       // for and against is shown for causes this likely,
constexpr std::size_t most_argued = 3;     // at most so many of them
constexpr std::size_t most_arguments = 5;  // on each side
constexpr double told_from_decibans = 1.0; // an argument that changes the odds by less than a quarter is noise
constexpr double told_share = 0.05;        // of a finding's origin
constexpr double explained_from = 0.1;     // the chain is shown of a leading cause at least this likely
constexpr std::size_t bar_cells = 20;
constexpr std::size_t bar_cells_narrow = 10;
constexpr std::size_t narrow_page = 60;

/// A row of the list; no condition = something else.
struct Row {
  std::optional<std::uint32_t> condition;
  double cause = 0.0;
};

bool decides_urgency(const Assessment& assessment, std::uint32_t condition) {
  const std::vector<UrgencyReason>& because = assessment.triage.because;
  return std::any_of(because.begin(), because.end(), [&](const UrgencyReason& reason) {
    return reason.kind == UrgencyReason::Kind::condition && reason.index == condition &&
           reason.level == assessment.triage.level && reason.level > Urgency::self_care;
  });
}

std::vector<Row> rows(const Assessment& assessment) {
  std::vector<Row> all;
  for (const std::uint32_t condition : assessment.order) {
    all.push_back({condition, assessment.diagnosis.conditions[condition].cause});
  }
  all.push_back({std::nullopt, assessment.diagnosis.unexplained});
  std::stable_sort(all.begin(), all.end(), [](const Row& a, const Row& b) { return a.cause > b.cause; });
  std::vector<Row> listed;
  for (const Row& row : all) {
    const bool important = !row.condition || decides_urgency(assessment, *row.condition);
    if (row.cause >= listed_from || listed.size() < least_listed || important) {
      listed.push_back(row);
    }
  }
  return listed;
}

std::vector<std::uint32_t> argued(const Assessment& assessment) {
  std::vector<std::uint32_t> conditions;
  for (const std::uint32_t condition : assessment.order) {
    const bool leading =
        assessment.diagnosis.conditions[condition].cause >= argued_from && conditions.size() < most_argued;
    if (leading || decides_urgency(assessment, condition)) {
      conditions.push_back(condition);
    }
  }
  return conditions;
}

std::size_t write_side(Writer& writer, const std::vector<Argument>& arguments, std::string_view marker) {
  std::size_t told = 0;
  for (const Argument& argument : arguments) {
    if (std::abs(argument.decibans) < told_from_decibans || told == most_arguments) {
      break; // strongest first
    }
    const Words& words = writer.words;
    const std::string answer =
        words.answer(argument.is_background, argument.item, answer_to(writer.assessment, argument));
    writer.page.paragraph(words.fill("interface.argument", {{"item", words.item(argument.is_background, argument.item)},
                                                            {"answer", answer},
                                                            {"strength", strength(words, argument)}}),
                          2, marker);
    ++told;
  }
  return told;
}

} // namespace

void write_causes(Writer& writer) {
  writer.heading("interface.heading.causes");
  const std::size_t cells = writer.page.width() < narrow_page ? bar_cells_narrow : bar_cells;
  for (const Row& row : rows(writer.assessment)) {
    const Words& words = writer.words;
    const std::string called = row.condition ? words.condition(*row.condition) : words.of("interface.something-else");
    writer.page.paragraph(
        words.fill("interface.cause", {{"condition", called}, {"confidence", confidence(words, row.cause)}}), 0, "",
        Page::Tone::strong);
    std::string how_often = frequency(words, row.cause);
    if (row.condition) {
      const ConditionResult& result = writer.assessment.diagnosis.conditions[*row.condition];
      how_often = frequency_with_interval(words, result.cause, result.low, result.high);
    }
    writer.page.paragraph(how_often, 2, bar(row.cause, cells) + " ");
  }
}

void write_arguments_of(Writer& writer, std::uint32_t condition) {
  const std::size_t in_favour = write_side(writer, arguments_for(writer.assessment, condition), "+ ");
  const std::size_t against = write_side(writer, arguments_against(writer.assessment, condition), "- ");
  if (in_favour + against == 0) {
    writer.page.paragraph(writer.words.of("interface.no-argument"), 2);
  }
}

void write_arguments(Writer& writer) {
  const std::vector<std::uint32_t> conditions = argued(writer.assessment);
  if (conditions.empty()) {
    return;
  }
  writer.heading("interface.heading.arguments");
  for (const std::uint32_t condition : conditions) {
    writer.page.paragraph(writer.words.condition(condition), 0, "", Page::Tone::strong);
    write_arguments_of(writer, condition);
  }
}

void write_attribution(Writer& writer) {
  if (writer.assessment.diagnosis.attribution.empty()) {
    return;
  }
  const Words& words = writer.words;
  writer.heading("interface.heading.attribution");
  for (const FindingAttribution& finding : writer.assessment.diagnosis.attribution) {
    std::vector<std::pair<double, std::string>> shares;
    for (const std::uint32_t condition : writer.assessment.order) {
      shares.emplace_back(finding.conditions[condition], words.condition(condition));
    }
    shares.emplace_back(finding.something_else, words.of("interface.origin.something-else"));
    shares.emplace_back(finding.background, words.of("interface.origin.background"));
    std::stable_sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::string list;
    for (const auto& [share, called] : shares) {
      if (share >= told_share) {
        list += (list.empty() ? "" : words.of("interface.list-separator")) +
                words.fill("interface.share", {{"cause", called}, {"frequency", frequency(words, share)}});
      }
    }
    writer.item(
        words.fill("interface.attribution", {{"finding", words.item(false, finding.finding)}, {"shares", list}}));
  }
}

void write_chain(Writer& writer) {
  if (writer.assessment.order.empty()) {
    return;
  }
  const std::uint32_t leading = writer.assessment.order.front();
  const Condition& condition = writer.pack.conditions[leading];
  if (writer.assessment.diagnosis.conditions[leading].cause < explained_from || condition.chain.empty()) {
    return;
  }
  writer.page.heading(writer.words.fill("interface.heading.chain", {{"condition", writer.words.condition(leading)}}));
  std::size_t number = 0;
  for (const ChainStep& step : condition.chain) {
    const std::string text = writer.words.of("chain." + condition.id + "." + step.id);
    writer.page.paragraph(writer.with_standing(text, step.standing, step.records), 0, std::to_string(++number) + ". ");
  }
}

} // namespace sura::clinic
