// The words of each question. Thread-safety: pure functions.
#pragma once

#include <array>
#include <string_view>

#include "apps/cli/interview/progress.h"
#include "apps/cli/interview/question.h"

namespace sura::cli {

/// The choices of the opening questions, in the order in which they are shown.
inline constexpr std::array sexes = {clinic::Sex::female, clinic::Sex::male};
inline constexpr std::array<std::string_view, 3> leg_ids = {"left", "right", "both"};

/// The question of a turn that is not the end, in the reader's words.
Question question_of(const clinic::Pack& pack, const clinic::Words& words, const Turn& turn);

} // namespace sura::cli
