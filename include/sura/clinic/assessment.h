// The Assessment: the one document that terminal, browser, service and batch show. `sura schema assessment` prints its
// schema; docs/assessment.md explains each field. Thread-safety: functions without shared state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sura/clinic/care.h"
#include "sura/clinic/case.h"
#include "sura/clinic/decision_rules.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/influence.h"
#include "sura/clinic/next_steps.h"
#include "sura/clinic/pack.h"
#include "sura/clinic/triage.h"
#include "sura/clinic/why.h"
#include "sura/result.h"

namespace sura::clinic {

inline constexpr std::string_view assessment_schema_id = "sura-assessment-1";

struct Assessment {
  Case the_case;
  std::string language = "en";
  Diagnosis diagnosis;
  Triage triage;
  std::vector<RuleResult> rules; // by decision rule of the pack
  CarePlan care;
  std::vector<std::uint32_t> order;                   // conditions by falling cause, ties by pack order
  std::vector<std::vector<StudyShare>> interval_from; // by condition: the studies that its interval comes from most
  std::vector<std::vector<Weight>> weights;           // by condition of the pack
  std::optional<Pivot> pivot;                         // the answer that would change most if it were wrong
  std::vector<Overtaking> overtaking;                 // what would put the second condition before the first
  std::vector<NextStep> next;                         // the best next steps, at most five
};

/// How the 90 % intervals are made: from Pack::interval_draws draws of all studies, or to first order
/// (delta_intervals), which takes a few milliseconds and is close to the draws where intervals are narrow.
enum class Intervals : std::uint8_t { none, first_order, draws };

struct AssessOptions {
  std::string language = "en";
  Intervals intervals = Intervals::draws;
  const PriorModels* models = nullptr; // as DiagnoseOptions has it
};

/// Who reads a case's answer: the first role of a pack reads plain words, every other role the precise ones.
Reader reader_of(const Case& the_case);

/// Everything for one case. Errors as `diagnose`.
Result<Assessment> assess(const Pack& pack, const Case& the_case, const AssessOptions& options = {});

/// The published JSON document (field names of docs/assessment.md), numbers rounded to 6 decimals, ends with a newline.
std::string to_json(const Pack& pack, const Assessment& assessment);

/// JSON Schema (2020-12) of to_json's document.
std::string assessment_schema();

struct TextStyle {
  int width = 80;      // columns
  bool colour = false; // ANSI colours
  bool sources = true; // list the sources at the end
};

/// The assessment for a reader (the case's role chooses words), wrapped to the width. UTF-8.
std::string to_text(const Pack& pack, const Assessment& assessment, const TextStyle& style = {});

/// "Why not X?": what speaks for and against one condition, its probability, and what would make it likelier.
std::string whynot_text(const Pack& pack, const Assessment& assessment, std::uint32_t condition,
                        const TextStyle& style = {});
std::string whynot_json(const Pack& pack, const Assessment& assessment, std::uint32_t condition);

/// "about 4 in 100", "about 3 in 1,000", "fewer than 1 in 1,000", "more than 99 in 100": a probability as a natural
/// frequency, in the pack's words.
std::string natural_frequency(const Pack& pack, std::string_view language, double probability);

} // namespace sura::clinic
