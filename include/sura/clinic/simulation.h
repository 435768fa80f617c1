// Imagined people drawn from a pack, with the truth attached: who comes to a setting with a complaint of the pack, what
// they have, what they would answer. They show what a pack's numbers amount to, and are no study.
//
// Drawn in this order: age, sex, the cause of the complaint and, where another condition led to it, that one, all
// together (by `people`, prevalence and `presents`); the background given the origin (sampling and resampling by
// importance, Rubin 1987, of a few candidates that are already tilted towards it); the other conditions; processes;
// which complaints the cause produced and the person noticed, which are stated; the other findings as the role notices
// them. A complaint that was not stated is answered with "yes" only by background or false alarm. Who has nothing to
// bring is drawn again, and so is, all but once in as many, who comes for several causes. Flags have no rates and stay
// unasked.
// Thread-safety: const members may run at once. Cost: making one O(ages × pack), a person about two networks.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sura/clinic/case.h"
#include "sura/clinic/pack.h"
#include "sura/result.h"

namespace sura::clinic {

struct SimulatedPerson {
  Case the_case;                      // background and those findings that were asked for, answered
  std::vector<std::uint32_t> present; // conditions that the person has
  std::vector<std::uint32_t> causes;  // those that produced the complaint, the drawn cause first; empty: something else
};

struct SimulateOptions {
  std::uint32_t setting = 0;
  std::uint32_t role = 0;
  std::uint64_t seed = 0;
  std::int64_t draw = -1; // numbers at their medians; from 0: as this draw of the studies has them
  /// Nobody is asked for everything: the complaints, the leg, what red flags show and their facets always; of the rest
  /// so many findings, chosen at random, facets with them. Not set: Pack::question_limit, as many as the interview
  /// asks.
  std::optional<std::uint32_t> further_answers = std::nullopt;
};

class Simulator {
public:
  /// Errors: missing (the pack says nothing about people, or nobody comes to this setting).
  static Result<Simulator> make(const Pack& pack, const SimulateOptions& options);
  Simulator(Simulator&&) noexcept;
  Simulator& operator=(Simulator&&) noexcept;
  ~Simulator();

  /// The person with this index; the same for the same pack, options and index, whatever else was drawn.
  SimulatedPerson person(std::uint64_t index) const;

private:
  struct State;
  explicit Simulator(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

} // namespace sura::clinic
