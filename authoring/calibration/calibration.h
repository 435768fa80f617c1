// What a pack predicts against what was published: calibration.yaml, a list frozen before the first run.
//
// Each line names a group of people who come to a setting, something that may be true of them, and the published share
// of whom it is. The prediction is the share among imagined people (clinic/simulation). Its 90 % interval comes from
// the same share under draws of the studies: the spread over draws on the logit scale, less what so few
// people make it spread by chance, and the chance in the prediction itself. Thread-safety: functions without shared
// state; `check_calibration` uses the threads it is given. Cost: people × (1 + draws × share of people a draw) × the
// cost of a person.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sura/clinic/pack.h"
#include "sura/result.h"

namespace sura::authoring {

/// People whose complaint has one of these causes.
struct CauseSet {
  std::vector<std::uint32_t> conditions;
  bool something_else = false;
  bool empty() const { return conditions.empty() && !something_else; }
};

/// The causes as the study's people had them, where imagined people stand for these badly: each sort of cause then
/// counts as often as it was published, whatever its share among the imagined.
struct CauseMix {
  std::string id;
  clinic::Expression of; // the people of whom the shares are
  struct Part {
    CauseSet cause;
    clinic::Number share;
  };
  std::vector<Part> parts; // what is left to 1 is everybody else's
};

struct CalibrationLine {
  std::string id;
  bool fit = false; // may have been used to set the pack's numbers; else for validation only
  std::uint32_t setting = 0;
  std::uint32_t role = 0;
  std::optional<CauseMix> mix;
  clinic::Expression among; // of whom the share is; always: of all who come
  CauseSet among_cause;     // … and whose complaint has such a cause; empty: any
  enum class Counted : std::uint8_t { cause, present, answers };
  Counted counted = Counted::cause;
  CauseSet cause;                     // for `cause`
  std::vector<std::uint32_t> present; // for `present`: any of these conditions
  clinic::Expression answers;         // for `answers`
  clinic::Number published;           // with its 90 % interval
  std::string record, note;
};

struct CalibrationResult {
  std::uint64_t people = 0; // imagined people in the group
  double predicted = 0.0;
  double low = 0.0; // 90 % interval over the draws of the studies
  double high = 0.0;
  double log_odds_error = 0.0; // predicted minus published
  bool published_inside = false;
};

struct CalibrationOptions {
  std::uint64_t people = 20'000;
  std::uint32_t draws = 30;
  std::uint64_t people_a_draw = 1000;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  /// Told from the calling thread how many of how many groups of people are counted; may be empty.
  std::function<void(std::size_t, std::size_t)> progress = {};
};

/// One result a line, in order. Errors: as clinic::Simulator::make.
Result<std::vector<CalibrationResult>> check_calibration(const clinic::Pack& pack,
                                                         const std::vector<CalibrationLine>& lines,
                                                         const CalibrationOptions& options);

} // namespace sura::authoring
