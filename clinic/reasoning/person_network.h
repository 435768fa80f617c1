// One person's network: the pack's conditions, processes and findings with the numbers that fit this context, and the
// answers as evidence.
//
// Causes, in this order: the conditions (present or not); for each condition its *episode* (it is there and produced
// the complaint that was brought); the processes; the sorts of "something else", whose prior is their own `presents`.
// Finding 0 is the complaint, always present: produced by any episode or sort. The others are the pack's findings that
// are neither flags nor facets; facets hang on their parent. A condition's findings hang on its episode, as the pack's
// numbers describe the complaint; what it does to processes and to other conditions hangs on its presence. A finding
// that was stated as the complaint comes from the complaint's cause alone: no background, no false alarm.
// Thread-safety: functions without shared state. Cost: O(pack), or much less where only what was answered is wanted.
#pragma once

#include <vector>

#include "clinic/reasoning/draws.h"
#include "clinic/reasoning/priors.h"
#include "sura/clinic/case.h"
#include "sura/engine/network.h"

namespace sura::clinic {

inline constexpr std::uint32_t complaint_finding = 0;

/// Where a pack finding stands in the engine's network.
struct Place {
  std::int32_t finding = -1; // −1: not in the network (a flag, or not in its extent)
  std::int32_t facet = -1;
};

/// Which findings of the pack, and which sides of them, are in the network. What nobody observed tells nothing, so that
/// both give the same posterior; but only with all of them can a further answer be tried.
enum class Extent : std::uint8_t { everything, answered };

struct PersonNetwork {
  engine::Network network;
  engine::Evidence evidence;
  std::vector<Place> places;               // by finding of the pack
  std::vector<std::uint32_t> pack_finding; // by finding of the network; [0] is unused
  std::uint32_t first_episode = 0;         // cause index of the first condition's episode; the others follow
  std::uint32_t first_process = 0;
  std::uint32_t something_else = 0; // cause index of its first sort; the others follow
};

/// The network of this case with the numbers of this draw. `prior` is P(condition | background) by condition, as
/// PriorModel::prior gives it.
PersonNetwork person_network(const Pack& pack, const Case& the_case, const PriorModel& priors,
                             const std::vector<double>& prior, const Draw& draw = {},
                             Extent extent = Extent::everything);

/// The observation that an answer makes.
engine::Observation observation(const Pack& pack, const PersonNetwork& person, std::uint32_t finding,
                                const Answer& answer);

} // namespace sura::clinic
