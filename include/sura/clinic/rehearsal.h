// The interview rehearsed with imagined people: does it come to the same urgency as if everything were known, and how
// much of what is there does it find? Thread-safety: functions without shared state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "sura/clinic/pack.h"
#include "sura/clinic/simulation.h"
#include "sura/result.h"

namespace sura::clinic {

struct RehearsalOptions {
  std::uint32_t setting = 0;
  std::uint32_t role = 0;
  std::uint64_t seed = 1;
  std::uint32_t questions = 12; // at most so many after the opening list
  unsigned threads = 1;
};

/// One person who was interviewed, beside the same person with every answer known.
struct Rehearsed {
  Urgency asked = Urgency::self_care; // after the interview
  Urgency known = Urgency::self_care; // had everything been answered
  std::uint32_t questions = 0;        // asked after the opening list
  std::uint32_t present = 0;          // findings that are there, the stated complaint aside
  std::uint32_t found = 0;            // of these, told in the interview
};

/// Interviews an imagined person who answers as the simulation has it, "no" to flags, which have no rates. Nothing for
/// somebody who, with every answer known, is beyond exact inference. Errors as `next` and `diagnose`.
Result<std::optional<Rehearsed>> rehearse(const Pack& pack, const Case& everything, std::uint32_t questions);

/// Sums over people.
struct Rehearsal {
  std::size_t people = 0;
  std::size_t left_out = 0; // beyond exact inference with every answer known; not among `people`
  std::size_t same = 0;     // urgency as with every answer known
  std::size_t lower = 0;    // less urgent than that
  std::size_t higher = 0;
  std::size_t questions = 0;
  std::size_t present = 0;
  std::size_t found = 0;
};

/// The first `people` imagined people of this setting and role. `progress` (may be empty) is told how many are done.
/// Cost: about a dozen searches for the next question a person.
Result<Rehearsal> rehearse(const Pack& pack, std::size_t people, const RehearsalOptions& options,
                           const std::function<void(std::size_t)>& progress = {});

} // namespace sura::clinic
