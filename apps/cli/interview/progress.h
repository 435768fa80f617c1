// How far an interview is: the opening answers, then a case that clinic::next works on. Every state is a plain value,
// so that going back is taking an earlier one. Thread-safety: plain values and pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/cli/interview/question.h"
#include "sura/clinic/case.h"
#include "sura/clinic/interview.h"

namespace sura::cli {

struct Progress {
  std::optional<double> age;
  std::optional<clinic::Sex> sex;
  bool leg_asked = false;
  std::optional<clinic::Case> the_case; // once age, sex and complaint are known
  std::uint32_t role = 0;
  std::uint32_t setting = 0;
  std::string country; // empty: not said
};

/// What is to be asked now.
struct Turn {
  enum class Stage : std::uint8_t { age, sex, complaint, leg, step };
  Stage stage = Stage::age;
  clinic::Step step; // where the stage is `step`

  bool is_end() const { return stage == Stage::step && step.kind == clinic::Step::Kind::stop; }
  /// Whether the warning signs have been asked by now.
  bool after_red_flags() const;
};

/// Errors as clinic::next.
Result<Turn> next_turn(const clinic::Pack& pack, const Progress& progress);

/// The id of an item that a step asks about.
const std::string& id_of(const clinic::Pack& pack, const clinic::Step& step, std::uint32_t item);

/// Whether the step is a list to choose from, and not one item.
bool is_list(const clinic::Step& step);

/// The state after an answer (or "not sure", where the question allows it). Errors as clinic::set_answer.
Result<Progress> answered(const clinic::Pack& pack, const Progress& progress, const Turn& turn, const Reply& reply);

/// The state that a saved case stands for.
Progress resumed(clinic::Case the_case);

} // namespace sura::cli
