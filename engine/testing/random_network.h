// Random networks and evidence with every feature of the engine together, small enough to be enumerated. Tests only.
//
// Numbers are drawn straight from a std::mt19937_64, whose output the standard fixes: same seed, same network,
// anywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "sura/engine/inference.h"
#include "sura/engine/network.h"

namespace sura::engine::testing {

class Random {
public:
  explicit Random(std::uint64_t seed) : generator_(seed) {}

  /// In [0,1).
  double uniform() { return static_cast<double>(generator_() >> 11) * 0x1p-53; }
  /// In lowest..highest, inclusive.
  std::uint32_t whole(std::uint32_t lowest, std::uint32_t highest) {
    return lowest + static_cast<std::uint32_t>(uniform() * static_cast<double>(highest - lowest + 1));
  }
  bool chance(double probability) { return uniform() < probability; }

  /// Mostly ordinary, sometimes tiny, and now and then exactly 0 or 1.
  double probability() {
    const double kind = uniform();
    return kind < 0.06 ? 0.0 : kind < 0.10 ? 1.0 : kind < 0.16 ? 1e-7 * uniform() : uniform();
  }

  Levels levels(std::uint32_t count) {
    const double produced = probability();
    Levels levels(count, 0.0);
    double sum = 0.0;
    for (std::uint32_t level = 1; level < count; ++level) {
      levels[level] = chance(0.1) ? 0.0 : 0.01 + uniform();
      sum += levels[level];
    }
    for (std::uint32_t level = 1; level < count; ++level) {
      levels[level] *= sum > 0.0 ? produced / sum : 0.0;
    }
    levels[0] = sum > 0.0 ? 1.0 - produced : 1.0;
    return levels;
  }

private:
  std::mt19937_64 generator_;
};

inline std::vector<Levels> random_facets(Random& random, const Finding& finding) {
  std::vector<Levels> facets;
  for (const Facet& facet : finding.facets) {
    facets.push_back(random.levels(facet.levels));
  }
  return facets;
}

/// At most `variables` causes, findings and facets together (at least 4); no finding has more joint outcomes of its
/// events than `outcomes`.
inline Network random_network(Random& random, std::uint32_t variables, double outcomes = 1e5) {
  Network network;
  const std::uint32_t causes = random.whole(1, variables / 2 < 7 ? variables / 2 : 7);
  for (std::uint32_t index = 0; index < causes; ++index) {
    Cause cause{
        "cause " + std::to_string(index), random.chance(0.7) ? 0.3 * random.uniform() : random.probability(), {}};
    for (std::uint32_t parent = 0; parent < index; ++parent) {
      if (random.chance(0.3)) {
        cause.parents.push_back({parent, random.probability()});
      }
    }
    network.causes.push_back(cause);
  }
  std::uint32_t left = variables - causes;
  while (left > 0) {
    --left;
    Finding finding;
    finding.name = "finding " + std::to_string(network.findings.size());
    finding.levels = random.whole(2, 4);
    for (std::uint32_t facets = random.whole(0, 3); facets > 0 && left > 0; --facets, --left) {
      finding.facets.push_back({"facet " + std::to_string(finding.facets.size()), random.whole(2, 3)});
    }
    finding.leak = random.levels(finding.levels);
    finding.leak_facets = random_facets(random, finding);
    double of_one_event = finding.levels - 1;
    for (const Facet& facet : finding.facets) {
      of_one_event *= facet.levels;
    }
    double joint = 1.0 + of_one_event;
    for (std::uint32_t cause = 0; cause < causes; ++cause) {
      if (random.chance(0.5) && joint * (1.0 + of_one_event) <= outcomes) {
        joint *= 1.0 + of_one_event;
        finding.links.push_back({cause, random.levels(finding.levels), random_facets(random, finding)});
      }
    }
    network.findings.push_back(finding);
  }
  return network;
}

/// An interval of 0..levels−1: absent, present, one level or anything.
inline Observation random_observation(Random& random, std::uint32_t finding, std::int32_t facet, std::uint32_t levels) {
  Observation observation{finding, facet, 0, 0};
  const std::uint32_t kind = random.whole(0, 3);
  if (kind == 1) {
    observation.lowest = 1;
    observation.highest = levels - 1;
  } else if (kind == 2) {
    observation.lowest = random.whole(0, levels - 1);
    observation.highest = observation.lowest;
  } else if (kind == 3) {
    observation.lowest = random.whole(0, levels - 1);
    observation.highest = random.whole(observation.lowest, levels - 1);
  }
  return observation;
}

inline Evidence random_evidence(Random& random, const Network& network) {
  Evidence evidence;
  for (std::uint32_t finding = 0; finding < network.findings.size(); ++finding) {
    if (random.chance(0.65)) {
      evidence.push_back(random_observation(random, finding, -1, network.findings[finding].levels));
    }
    for (std::uint32_t facet = 0; facet < network.findings[finding].facets.size(); ++facet) {
      if (random.chance(0.5)) {
        const std::uint32_t levels = network.findings[finding].facets[facet].levels;
        evidence.push_back(random_observation(random, finding, static_cast<std::int32_t>(facet), levels));
      }
    }
  }
  return evidence;
}

/// Of a finding, or of its facet.
inline std::uint32_t levels_of(const Network& network, std::uint32_t finding, std::int32_t facet) {
  const Finding& model = network.findings[finding];
  return facet < 0 ? model.levels : model.facets[static_cast<std::size_t>(facet)].levels;
}

/// One finding more that shows whether a cause is there, observed so.
inline void observe_cause(Network& network, Evidence& evidence, const KnownCause& known) {
  const auto mark = static_cast<std::uint32_t>(network.findings.size());
  network.findings.push_back({"mark", 2, {1.0, 0.0}, {}, {}, {{known.cause, {0.0, 1.0}, {}}}});
  const std::uint32_t level = known.present ? 1 : 0;
  evidence.push_back({mark, -1, level, level});
}

} // namespace sura::engine::testing
