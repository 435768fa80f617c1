// The part of the text that answers "what does the order of the causes hang on?".
#include "clinic/report/frequency.h"
#include "clinic/report/writer.h"

namespace sura::clinic {

namespace {

constexpr double least_told_change = 0.01; // of the probability of the causes

void write_pivot(Writer& writer, const Pivot& pivot) {
  const Words& words = writer.words;
  const std::string leads = pivot.leads ? words.condition(*pivot.leads) : words.of("interface.origin.something-else");
  const bool is_same = pivot.leads && *pivot.leads == writer.assessment.order.front();
  writer.page.paragraph(words.fill(is_same ? "interface.why.pivot-same" : "interface.why.pivot",
                                   {{"item", words.item(pivot.is_background, pivot.item)},
                                    {"answer", words.answer(pivot.is_background, pivot.item, pivot.flipped)},
                                    {"condition", leads},
                                    {"change", frequency(words, pivot.change)}}));
}

void write_overtaking(Writer& writer) {
  const Words& words = writer.words;
  const Assessment& assessment = writer.assessment;
  const std::string first = words.condition(assessment.order[0]);
  const std::string second = words.condition(assessment.order[1]);
  writer.page.paragraph(
      words.fill(assessment.overtaking.empty() ? "interface.why.no-overtaking" : "interface.why.overtaking",
                 {{"first", first}, {"second", second}}));
  for (const Overtaking& way : assessment.overtaking) {
    std::string answers;
    for (const Overtaking::Part& part : way.parts) {
      answers +=
          (answers.empty() ? "" : words.of("interface.why.and")) +
          words.fill("interface.why.answer", {{"item", words.item(part.is_background, part.item)},
                                              {"answer", words.answer(part.is_background, part.item, part.answer)}});
    }
    writer.item(words.fill("interface.why.way", {{"answers", answers},
                                                 {"probability", frequency(words, way.probability)},
                                                 {"first", first},
                                                 {"second", second},
                                                 {"first-cause", frequency(words, way.first)},
                                                 {"second-cause", frequency(words, way.second)}}));
  }
}

} // namespace

void write_why(Writer& writer) {
  const Assessment& assessment = writer.assessment;
  const bool has_pivot = assessment.pivot && assessment.pivot->change >= least_told_change;
  const bool has_second = assessment.order.size() >= 2;
  if (!has_pivot && !has_second) {
    return;
  }
  writer.heading("interface.heading.why");
  if (has_pivot) {
    write_pivot(writer, *assessment.pivot);
  }
  if (has_second) {
    write_overtaking(writer);
  }
}

} // namespace sura::clinic
