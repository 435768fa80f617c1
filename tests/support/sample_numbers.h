// The numbers of the sample pack, each with its own row of derivations.
#pragma once

#include <string>
#include <vector>

#include "sura/clinic/pack.h"

namespace sura::clinic {

/// The part of the sample pack's maker that deals in numbers. Intervals are a factor 1.8 in odds, 1.4 in ratios.
class SampleNumbers {
protected:
  using Rates = std::vector<double>; // P(level ≥ k), k = 1…

  /// Where the numbers that follow belong; a record index below 0 stands for a judgement.
  void about(std::string subject, std::string quantity, std::int32_t record = -1);

  Number rate(double value) { return solved(value, value); }
  Number exact(double value) { return row({value, value, value}, {value, value, value}); }
  Number ratio(double value);
  std::vector<Number> rates(const Rates& values);

  /// The noisy-MAX link that turns the finding's background into these rates; a facet's rates are its link.
  FindingLink link(std::uint32_t finding, const Rates& sensitivity);

  /// Three bands, 16 to 110; women's rates are `female_times` men's.
  std::vector<AgeBand> bands(double young, double middle, double old, double female_times);

  Pack pack_;

private:
  struct Estimate {
    double value, low, high;
  };
  static Estimate widened(double probability);
  Number solved(double value, double measured) { return row(widened(value), widened(measured)); }
  Number row(const Estimate& solved, const Estimate& measured);

  std::string subject_, quantity_;
  std::int32_t record_ = -1;
};

} // namespace sura::clinic
