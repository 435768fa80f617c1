// What the numbers of a pack rest on, weighed by their influence on decisions. docs/evidence.md explains every field.
// Thread-safety: plain values. Cost: O(numbers × conditions).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sura/clinic/influence.h"
#include "sura/clinic/pack.h"

namespace sura::authoring {

/// Fewest studies that a condition should have behind its prevalence, and behind its findings.
inline constexpr std::size_t enough_for_prevalence = 1;
inline constexpr std::size_t enough_for_findings = 2;

/// Numbers of one kind.
struct Part {
  std::string name;
  std::size_t numbers = 0;
  double influence = 0.0; // share of all, 0 … 1
};

/// A study's figure, a pool or a judgement, with all numbers that it feeds: rows of Pack::derivations, the most
/// influential first.
struct Figure {
  std::vector<std::uint32_t> rows;
  double influence = 0.0; // in log-odds, for one standard deviation
  double share = 0.0;     // of all influence
};

struct ConditionGround {
  std::uint32_t condition = 0;
  double judged = 0.0;                 // share of the influence on this condition that is judgement
  std::vector<std::string> prevalence; // studies behind it: one record of each source
  std::vector<std::string> findings;   // the same, also through its processes
  bool enough() const { return prevalence.size() >= enough_for_prevalence && findings.size() >= enough_for_findings; }
};

struct Ground {
  std::size_t people = 0;
  std::size_t left_out = 0;
  std::size_t numbers = 0;       // all but those exact by definition
  std::size_t judgements = 0;    // wholly judged, unknown pairs included
  std::size_t unknown_pairs = 0; // that nobody has studied
  std::size_t partly = 0;        // a study's figure times a judged one
  std::size_t pooled = 0;
  double judged = 0.0;            // share of the influence
  std::vector<Part> by_design;    // the most influential first
  std::vector<Part> by_certainty; // of the studies, the highest first; judgement last
  std::vector<Figure> figures;    // whose error would move decisions most first; those that move none are left out
  std::vector<ConditionGround> conditions; // the weakest first: too few studies, then the larger judged share
};

Ground ground(const clinic::Pack& pack, const clinic::Influence& influence);

/// The record that a number is described by: its own, or that of a pool's heaviest study; null for a judgement.
const clinic::Record* record_behind(const clinic::Pack& pack, const clinic::Derivation& derivation);

} // namespace sura::authoring
