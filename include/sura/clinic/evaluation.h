// How good the answers are: cases whose cause is known, judged and counted. docs/evaluation.md describes the document
// that states such a case, and every metric with its source.
//
// Order: `read_known_case` for each document, `judge` for each case, `summarise` once, then a rendering.
// Thread-safety: functions without shared state; `read_known_case` and `judge` may run on many threads at once.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sura/clinic/assessment.h"
#include "sura/clinic/case.h"
#include "sura/clinic/pack.h"
#include "sura/result.h"

namespace sura::clinic {

inline constexpr std::string_view evaluation_schema_id = "sura-evaluation-1";

/// The log score takes no probability below this, so that one case cannot outweigh all others without bound: the
/// smallest that a document prints.
inline constexpr double log_score_floor = 1e-6;

/// How many causes count as "among the first".
inline constexpr std::size_t first_causes = 3;

/// A cause is a condition of the pack by its index, or, one past the last, something that is not in the pack.
std::uint32_t something_else(const Pack& pack);

/// The id of a cause; "something-else" for the last.
std::string_view cause_id(const Pack& pack, std::uint32_t cause);

/// The answer that a case should get.
struct KnownAnswer {
  std::uint32_t cause = 0;
  std::vector<std::uint32_t> also; // other causes that were there and may have had their part
  std::optional<Urgency> urgency;
};

/// A case whose cause is known, as it can be asked: with the results of tests and without.
struct KnownCase {
  std::string id;
  KnownAnswer expected;
  Case without_tests;
  std::optional<Case> with_tests; // only where tests say something more
};

/// How all cases of an evaluation are read and counted.
struct EvaluationOptions {
  bool tests = false;                   // count the answers that know the results of tests
  std::optional<std::uint32_t> role;    // for every case; answers that this role cannot observe are left out
  std::optional<std::uint32_t> setting; // for every case
};

/// Reads one case from JSON; `id` is its name where the document gives none. Whatever is answered to a finding of the
/// kind "test", or stands under `tests`, is known only with tests. Errors: as read_case, the place put in front
/// ("case.answers.calf-swelin", "expected.cause"). Never throws. O(bytes).
Result<KnownCase> read_known_case(const Pack& pack, std::string_view json, std::string_view id,
                                  const EvaluationOptions& options = {});

/// What one case was answered.
struct Verdict {
  std::vector<double> causes; // probability of having produced the complaint, by cause
  Urgency urgency = Urgency::self_care;
  bool in_scope = true;
};

/// The causes by falling probability; ties in the order of the pack, something else last.
std::vector<std::uint32_t> ranked(const Verdict& verdict);

struct JudgedCase {
  std::string id;
  KnownAnswer expected;
  std::uint32_t role = 0;
  double prior = 0.0; // of the expected cause, knowing only age, sex, setting and complaint
  Verdict without_tests;
  std::optional<Verdict> with_tests;

  const Verdict& verdict(bool tests) const { return tests && with_tests ? *with_tests : without_tests; }
};

/// Reasons about one case, without intervals: a sweep for the answer, one for the prior, one more for tests. Errors: as
/// diagnose.
Result<JudgedCase> judge(const Pack& pack, const KnownCase& known);

/// A proportion with its 95 % interval (Wilson 1927). Of nothing: 0 to 1.
struct Rate {
  std::size_t count = 0;
  std::size_t of = 0;
  double low = 0.0;
  double high = 1.0;
};

/// A mean over cases with its 95 % interval (percentile bootstrap, fixed seed). One case: no width.
struct Score {
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
};

/// What is counted over a group of cases.
struct Rates {
  std::size_t n = 0;
  Rate top1;               // expected cause ranks first
  Rate top3;               // expected cause ranks first, second or third
  Rate urgency_agreement;  // of the cases with an expected urgency, as the next two
  Rate under_triage;       // less urgent than expected
  Rate over_triage;        // more urgent than expected
  Score log_score;         // mean ln probability of the expected cause; 0 is perfect
  Score log_score_gain;    // by how much it is above the same for the prior
  Score brier;             // 0 perfect, 2 worst
  std::size_t floored = 0; // cases whose expected cause was below log_score_floor
};

/// The same for some of the cases.
struct RatesOfGroup {
  std::string by; // "role", "tests"
  std::string is; // the role's id; "without", "with" (of the cases where tests say something)
  Rates rates;
};

/// The probabilities from `from` up to but without `to` (the last bin: with): what they said and how often it was so.
struct ReliabilityBin {
  double from = 0.0;
  double to = 0.0;
  double predicted = 0.0; // their mean
  Rate observed;
};

/// Cases of one expected cause, and what ranked first in how many of them (most first).
struct ConfusionRow {
  std::uint32_t expected = 0;
  std::size_t n = 0;
  std::size_t top3 = 0;
  struct First {
    std::uint32_t cause = 0;
    std::size_t n = 0;
  };
  std::vector<First> first;
};

struct Evaluation {
  EvaluationOptions options;
  Rates all;
  std::vector<RatesOfGroup> groups;        // by role where there are several; by tests where some case has any
  std::vector<ReliabilityBin> reliability; // bins with something in them
  std::vector<ConfusionRow> confusion;     // expected causes, in pack order
  std::array<std::array<std::size_t, urgency_levels>, urgency_levels> urgency{}; // [expected][given]
  std::vector<JudgedCase> cases;                                                 // as they came
};

/// Counts. Deterministic: the same cases in the same order give the same bytes. O(cases × causes), and O(cases) for
/// each of 1000 bootstrap samples.
Evaluation summarise(const Pack& pack, std::vector<JudgedCase> cases, const EvaluationOptions& options = {});

/// The published JSON document (docs/evaluation.md), numbers rounded to 6 decimals, ends with a newline.
std::string evaluation_json(const Pack& pack, const Evaluation& evaluation);

/// For a terminal: rates, what was mistaken for what, reliability, the first cases that went wrong.
std::string evaluation_text(const Pack& pack, const Evaluation& evaluation, const TextStyle& style = {});

/// One page that needs nothing else: no script, light and dark, with the reliability diagram and every case.
std::string evaluation_html(const Pack& pack, const Evaluation& evaluation);

} // namespace sura::clinic
