// How the numbers of an evaluation are put into words, for the terminal and the page alike. English only: like the
// other tools for those who write packs. Thread-safety: functions without shared state.
#pragma once

#include <string>
#include <vector>

#include "sura/clinic/evaluation.h"

namespace sura::clinic::evaluation {

/// "33 of 44: 75 % (61 to 85)", with a decimal from 200 on; "no case" of nothing.
std::string in_words(const Rate& rate);

/// "-0.61 (-0.90 to -0.38)".
std::string in_words(const Score& score);

/// Two decimals where they tell something, else enough of them: "0.42", "0.003", "< 0.001".
std::string probability(double value);

/// One line of the table of rates.
struct Measure {
  std::string name;
  std::string value;
};
std::vector<Measure> measures(const Rates& rates);

/// "Role clinician (12 cases)", "Cases that have tests, without them (5 cases)".
std::string title(const RatesOfGroup& group);

/// "44 cases, history and examination only" and what else was chosen for all.
std::string what_was_asked(const Pack& pack, const Evaluation& evaluation);

/// "0.05 to 0.1".
std::string range(const ReliabilityBin& bin);

/// "deep-vein-thrombosis 9, cellulitis 2".
std::string first_causes_of(const Pack& pack, const ConfusionRow& row);

/// "as expected", "less urgent", "more urgent", "-" where nothing was expected.
std::string urgency_outcome(const JudgedCase& one, const Verdict& verdict);

/// How to read the numbers, in sentences.
std::vector<std::string> notes(const Evaluation& evaluation);

} // namespace sura::clinic::evaluation
