#include "clinic/report/next_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "clinic/report/frequency.h"
#include "clinic/report/writer.h"

namespace sura::clinic {
namespace {

constexpr double least_change_told = 0.01;
/// Answers rarer than this are left to the JSON document.
constexpr double outcome_told_from = 0.005;

std::string outcome_text(const Writer& writer, const NextStep& step, const StepOutcome& outcome,
                         std::uint32_t condition) {
  const Words& words = writer.words;
  const Answer answer{true, outcome.level, true, std::nullopt};
  const bool raises = outcome.urgency != writer.assessment.triage.level;
  return words.fill(raises ? "interface.next-result-urgency" : "interface.next-result",
                    {{"answer", words.answer(step.is_background, step.item, answer)},
                     {"chance", frequency(words, outcome.probability)},
                     {"condition", words.condition(condition)},
                     {"frequency", frequency(words, outcome.causes[condition])},
                     {"urgency", words.of("interface.level." + std::string(name(outcome.urgency)))}});
}

/// Whether some answer would change the urgency, or the condition's probability by as much as a reader sees.
bool changes_something_told(const Assessment& assessment, const NextStep& step, std::uint32_t condition) {
  const double now = assessment.diagnosis.conditions[condition].cause;
  return std::any_of(step.outcomes.begin(), step.outcomes.end(), [&](const StepOutcome& outcome) {
    return outcome.probability >= outcome_told_from && (outcome.urgency != assessment.triage.level ||
                                                        std::abs(outcome.causes[condition] - now) >= least_change_told);
  });
}

} // namespace

std::uint32_t most_moved(const Assessment& assessment, const NextStep& step) {
  std::uint32_t most = 0;
  double largest = -1.0;
  for (std::uint32_t condition = 0; condition < assessment.diagnosis.conditions.size(); ++condition) {
    double moved = 0.0;
    for (const StepOutcome& outcome : step.outcomes) {
      moved +=
          outcome.probability * std::abs(outcome.causes[condition] - assessment.diagnosis.conditions[condition].cause);
    }
    if (moved > largest) {
      largest = moved;
      most = condition;
    }
  }
  return most;
}

void write_next_steps(Writer& writer) {
  if (writer.assessment.next.empty()) {
    return;
  }
  writer.heading("interface.heading.next");
  for (const NextStep& step : writer.assessment.next) {
    const Words& words = writer.words;
    writer.item(words.fill("interface.next", {{"question", words.question(step.is_background, step.item)},
                                              {"why", words.why(step.is_background, step.item)}}));
    const std::uint32_t condition = most_moved(writer.assessment, step);
    if (!changes_something_told(writer.assessment, step, condition)) {
      writer.page.paragraph(words.of("interface.next-warning"), 2); // it is asked for a red flag that needs more signs
      continue;
    }
    const double now = writer.assessment.diagnosis.conditions[condition].cause;
    std::string results = words.fill("interface.next-now",
                                     {{"condition", words.condition(condition)}, {"frequency", frequency(words, now)}});
    for (const StepOutcome& outcome : step.outcomes) {
      if (outcome.probability >= outcome_told_from) {
        results += " " + outcome_text(writer, step, outcome, condition);
      }
    }
    writer.page.paragraph(results, 2);
  }
}

} // namespace sura::clinic
