// One draw of all studies: what every number would be had each study come out a little differently.
//
// Each study has one standard normal deviate per draw, made by a counter-based generator (SplitMix64, Steele et al.
// 2014, 10.1145/2660193.2660195) and the normal quantile of Wichura 1988 (AS 241, 10.2307/2347330), so every platform
// draws the same. A number moves along its scale (log-odds for probabilities, logarithm for ratios) by its 90 %
// interval's half-width / 1.645, each side with its own. Thread-safety: values. Cost: O(1) a number.
#pragma once

#include <cstdint>
#include <vector>

#include "sura/clinic/pack.h"

namespace sura::clinic {

/// Half of a 90 % interval in standard deviations.
inline constexpr double z90 = 1.6448536269514722;

/// Standard normal quantile of a probability strictly between 0 and 1.
double normal_quantile(double probability);

/// The standard normal deviate of a study (Derivation::study) in the draw with this index.
double deviate_of(std::uint64_t study, std::uint64_t index);

/// How a number moves on its own scale: log-odds (probabilities) or logarithm (ratios).
struct Spread {
  double middle = 0.0; // log-odds; of a ratio the ratio itself
  double below = 0.0;  // half-widths of its 90 % interval, 0 or more
  double above = 0.0;
  bool is_ratio = false;

  static Spread of_probability(const Number& number); // that is neither 0 nor 1
  static Spread of_ratio(const Number& number);

  /// The number where its study came out so many standard deviations off.
  double at(double deviate) const;
};

class NumberTape;

class Draw {
public:
  /// The point answer: every number at its median.
  Draw() = default;
  /// The draw with this index, from 0.
  explicit Draw(const Pack& pack, std::uint64_t index) : pack_(&pack), index_(index) {}
  /// The point answer, but for one number (a row of Pack::derivations) that is this many standard deviations off.
  static Draw moved(std::uint32_t derivation, double deviate);
  /// The point answer, but for the numbers of one study, which are all this many standard deviations off.
  static Draw moved_study(const Pack& pack, std::uint32_t study, double deviate);
  /// The point answer; appends the row of each number that is asked for to `rows`, which must outlive it.
  static Draw noting(std::vector<std::uint32_t>& rows);

  /// Whether every number is at its median, and nobody wants to know which were asked for.
  bool is_point() const { return pack_ == nullptr && moved_by_ == 0.0 && rows_ == nullptr && tape_ == nullptr; }

  double probability(const Number& number) const;
  double ratio(const Number& number) const;

private:
  friend class NumberTape;

  double deviate(const Number& number) const;

  const Pack* pack_ = nullptr;       // of a draw of every study
  const Pack* study_pack_ = nullptr; // where one study has moved, which moved_ then names
  std::uint64_t index_ = 0;
  std::uint32_t moved_ = 0; // where the deviate is not 0
  double moved_by_ = 0.0;
  std::vector<std::uint32_t>* rows_ = nullptr;
  NumberTape* tape_ = nullptr;
};

} // namespace sura::clinic
