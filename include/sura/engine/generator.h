// Imagined two-level networks in the manner of QMR-DT (Shwe et al. 1991; about 600 diseases and 4,000 findings by
// Jaakkola & Jordan 1999, 10.1613/jair.583): hidden causes, findings that are noisy-OR of some of them, and evidence
// drawn from the same network. For measuring and for examples; the numbers mean nothing.
//
// The same options give the same network and evidence on every platform. Thread-safety: functions without shared state.
// Ownership: results own their memory.
#pragma once

#include <cstdint>

#include "sura/engine/network.h"
#include "sura/result.h"

namespace sura::engine {

/// Probabilities are drawn evenly from low..high.
struct ProbabilityRange {
  double low = 0.0;
  double high = 0.0;
};

inline constexpr std::uint32_t max_generated_causes = 600;
inline constexpr std::uint32_t max_generated_findings = 4000;

struct GeneratorOptions {
  std::uint32_t causes = 40;
  std::uint32_t findings = 100;
  /// Each finding is linked to so many different causes, all equally likely …
  std::uint32_t causes_per_finding = 8;
  /// … or, where this is above 0, to each cause with this probability instead.
  double share_of_links = 0.0;
  ProbabilityRange prior{0.01, 0.06};
  ProbabilityRange link{0.1, 0.9}; // that the cause, present, produces the finding
  ProbabilityRange leak{0.01, 0.06};
  std::uint64_t seed = 1;
};

/// A network of causes without parents and findings of two levels without facets. Errors: out_of_range (more causes or
/// findings than the limits, more causes for a finding than there are, a range that is not within 0..1).
/// O(causes × findings).
Result<Network> generate(const GeneratorOptions& options);

struct EvidenceOptions {
  std::uint32_t present = 0; // so many findings observed at level 1 or above
  std::uint32_t absent = 0;  // so many observed at level 0
  std::uint64_t seed = 1;
};

/// Evidence as the network itself gives it: causes by their probabilities, findings by the causes, and of these at
/// random so many present and absent ones, in the order of the findings. What does not show enough of either is drawn
/// again, so that the evidence is conditional on there being enough. Errors: an invalid network; out_of_range where
/// 10,000 draws do not show enough. O(links of all findings) a draw.
Result<Evidence> draw_evidence(const Network& network, const EvidenceOptions& options);

} // namespace sura::engine
