// Eighteen present findings against Heckerman's Quickscore (inclusion–exclusion over the present findings) in quadruple
// precision: an independent closed form for noisy-OR, which subtracts and therefore needs the extra digits.
#include <cmath>
#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

#include "engine/testing/expect_same.h"
#include "engine/testing/random_network.h"
#include "sura/engine/inference.h"

namespace sura::engine {
namespace {

#ifdef __SIZEOF_FLOAT128__

__extension__ typedef __float128 Quad;

using testing::Random;
using testing::same;

constexpr std::uint32_t causes = 16;
constexpr std::uint32_t present = 18;
constexpr std::uint32_t absent = 12;

Network noisy_or(Random& random) {
  Network network;
  for (std::uint32_t cause = 0; cause < causes; ++cause) {
    network.causes.push_back({"", 0.001 + 0.1 * random.uniform(), {}});
  }
  for (std::uint32_t index = 0; index < present + absent; ++index) {
    const double leak = 0.001 + 0.05 * random.uniform();
    Finding finding{"", 2, {1.0 - leak, leak}, {}, {}, {}};
    for (std::uint32_t cause = 0; cause < causes; ++cause) {
      if (random.chance(0.6)) {
        const double link = random.uniform();
        finding.links.push_back({cause, {1.0 - link, link}, {}});
      }
    }
    network.findings.push_back(finding);
  }
  return network;
}

/// Σ over the subsets S of the present findings of (−1)^|S| P(S and the absent findings are all absent).
class Quickscore {
public:
  explicit Quickscore(const Network& network) : network_(network), presence_(causes, 0) {
    std::vector<Quad> on(causes, 1);
    Quad leak = 1;
    for (std::uint32_t finding = present; finding < present + absent; ++finding) {
      leak = make_absent(finding, leak, on);
    }
    add_subsets(0, leak, on);
  }

  double evidence() const { return static_cast<double>(total_); }
  double presence(std::size_t cause) const { return static_cast<double>(presence_[cause] / total_); }

private:
  Quad make_absent(std::uint32_t finding, Quad leak, std::vector<Quad>& on) const {
    for (const Link& link : network_.findings[finding].links) {
      on[link.cause] *= link.levels[0];
    }
    return leak * network_.findings[finding].leak[0];
  }

  void add_subsets(std::uint32_t finding, Quad signed_leak, const std::vector<Quad>& on) {
    if (finding < present) {
      add_subsets(finding + 1, signed_leak, on);
      std::vector<Quad> with = on;
      const Quad leak = make_absent(finding, signed_leak, with);
      return add_subsets(finding + 1, -leak, with);
    }
    Quad term = signed_leak;
    std::vector<Quad> share(causes);
    for (std::size_t cause = 0; cause < causes; ++cause) {
      const Quad prior = network_.causes[cause].leak;
      const Quad sum = (1 - prior) + prior * on[cause];
      share[cause] = prior * on[cause] / sum;
      term *= sum;
    }
    total_ += term;
    for (std::size_t cause = 0; cause < causes; ++cause) {
      presence_[cause] += term * share[cause];
    }
  }

  const Network& network_;
  Quad total_ = 0;
  std::vector<Quad> presence_;
};

TEST(InclusionExclusionTest, EighteenPresentFindings) {
  Random random(18);
  const Network network = noisy_or(random);
  Evidence evidence;
  for (std::uint32_t finding = 0; finding < present + absent; ++finding) {
    const std::uint32_t level = finding < present ? 1 : 0;
    evidence.push_back({finding, -1, level, level});
  }
  const auto posterior = infer(network, evidence);
  ASSERT_TRUE(posterior) << posterior.error().message();
  const Quickscore reference(network);
  EXPECT_PRED2(same, posterior->log_evidence, std::log(reference.evidence()));
  for (std::size_t cause = 0; cause < causes; ++cause) {
    const double expected = reference.presence(cause);
    EXPECT_NEAR(posterior->presence[cause] / expected, 1.0, 1e-12) << "cause " << cause;
  }
}

#endif

} // namespace
} // namespace sura::engine
