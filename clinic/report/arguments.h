// What speaks for and against one condition, strongest first. Thread-safety: functions without shared state.
#pragma once

#include <string>
#include <vector>

#include "clinic/report/words.h"
#include "sura/clinic/assessment.h"

namespace sura::clinic {

/// One answer as an argument. Decibans: ten times the decimal logarithm of the factor on the odds
/// that is its share, whatever the order of the answers; 3 doubles them, 10
/// makes them ten times as large. Negative = against.
struct Argument {
  bool is_background = false;
  std::uint32_t item = 0;
  double decibans = 0.0;
  double error = 0.0; // standard error of decibans; 0 where they are exact
};

/// Weaker than this (two hundredths of the odds) is no argument.
inline constexpr double least_decibans = 0.1;

std::vector<Argument> arguments_for(const Assessment& assessment, std::uint32_t condition);
std::vector<Argument> arguments_against(const Assessment& assessment, std::uint32_t condition);

/// What the person answered to the item.
const Answer& answer_to(const Assessment& assessment, const Argument& argument);

/// "a little", "clearly" (odds doubled or halved), "strongly" (ten times); for clinicians the factor on the odds.
std::string strength(const Words& words, const Argument& argument);

} // namespace sura::clinic
