// One person's answers, as understood. docs/case-format.md and `sura schema` describe the JSON.
//
// Absent = not asked; null = not sure; the network treats both as unobserved, but a question answered "not sure" is not
// asked again. Thread-safety: plain values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sura/clinic/pack.h"
#include "sura/result.h"

namespace sura::clinic {

enum class Leg : std::uint8_t { unstated, left, right, both };

struct Answer {
  bool sure = true;             // false: asked, and not sure
  std::uint32_t level = 0;      // level of the finding; background: 0 = no, 1 = yes
  bool exact = true;            // false: "yes" to a finding with more levels: level or higher
  std::optional<double> number; // the number as given, where the answer is one
  bool operator==(const Answer&) const = default;
};

struct Case {
  double age = 0.0;
  Sex sex = Sex::female;
  std::uint32_t setting = 0;
  std::uint32_t role = 0;
  Leg leg = Leg::unstated;
  std::string country;                           // ISO 3166-1 alpha-2, where the person is; empty: not stated
  std::vector<std::uint32_t> complaints;         // indices of Pack::complaints
  std::vector<std::optional<Answer>> findings;   // one per finding of the pack
  std::vector<std::optional<Answer>> background; // one per background item of the pack
  std::vector<bool> background_fits;             // one per background item: can it hold at this age, for this sex?
  std::vector<std::int32_t> parents;             // one per finding: what it is a facet of, as Finding::parent
  bool operator==(const Case&) const = default;
};

/// A case with nothing answered.
Case empty_case(const Pack& pack, double age, Sex sex);

/// Limits of a case document.
inline constexpr std::size_t max_case_bytes = 1 << 20;
inline constexpr int max_case_depth = 8;

/// Reads a case from JSON. Complaints state their finding; the leg states the pack's both-legs finding; a facet
/// answered above its first level states its parent (contradictions are `inconsistent`). Any age from 0 to 120 is a
/// case: scope rules say whom the pack is meant for. Errors name the place ("answers.calf-swelin" or "line 3, column
/// 7"), what was found, what was expected, the nearest id. Never throws. O(bytes).
Result<Case> read_case(const Pack& pack, std::string_view json);

/// Reads a case from words with spaces or commas between: `age=52` or `52y`, `female`, `left`, `setting=home`,
/// `role=person`, `country=GB`, a complaint, an id (yes), `no ID` or `-ID`, `unsure ID`, `ID=value`, a bundle. They
/// come on top of `onto`, whose answers they replace; without it age, sex and complaint are needed, and the role is the
/// pack's second, for somebody who examines. Where no word names a complaint and there is none yet, findings that are
/// one count as stated. Bundles come last, whatever their place; the rest follows as in read_case. Errors name the word
/// ("word 3, column 14"), what was found, what was expected, the nearest id. Never throws. O(words × items).
Result<Case> read_words(const Pack& pack, std::string_view words, const std::optional<Case>& onto = std::nullopt);

/// Sets one answer, as read_case does; `value` is a JSON scalar: true, false, null, a number or a level id (quoted or
/// not). On an error the case stays as it was.
Result<void> set_answer(const Pack& pack, Case& the_case, std::string_view id, std::string_view value);

/// The case as JSON, one answer a line, in the order of the pack; read_case reads it back to an equal case if it has a
/// complaint.
std::string write_case(const Pack& pack, const Case& the_case);

/// JSON Schema (2020-12) of the cases that this pack understands.
std::string case_schema(const Pack& pack);

/// A case with comments (// …) on every field to fill in, questions in this language; read_case reads it.
std::string case_template(const Pack& pack, std::string_view language);

struct Match {
  std::string id, kind, name; // kind: "finding", "background", "condition", "bundle"
};
/// Ids whose name, question or search words hold the words of `query` (case-insensitive, small misspellings forgiven),
/// best first.
std::vector<Match> find_ids(const Pack& pack, std::string_view language, std::string_view query);

/// Three-valued truth of an expression for a case (Kleene). An unanswered or unsure item is unknown, except that a
/// background item that does not fit the person's age or sex is not there.
enum class Truth : std::uint8_t { no, unknown, yes };
Truth evaluate(const Expression& expression, const Case& the_case);

} // namespace sura::clinic
