// The parts that an evaluation is summed up from. Thread-safety: functions without shared state.
#pragma once

#include <vector>

#include "sura/clinic/evaluation.h"

namespace sura::clinic::evaluation {

/// One case and which of its two answers counts.
struct Counted {
  const JudgedCase* judged;
  const Verdict* verdict;
};

/// docs/evaluation.md defines each.
Rates rates_of(const std::vector<Counted>& cases);
std::vector<ReliabilityBin> reliability_of(const std::vector<Counted>& cases);
std::vector<ConfusionRow> confusion_of(const Pack& pack, const std::vector<Counted>& cases);

/// Where the expected cause ranks, from 0.
std::size_t rank_of_expected(const Counted& counted);

} // namespace sura::clinic::evaluation
