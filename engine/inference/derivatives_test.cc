// P(evidence) is linear in each number of a network, so that a derivative is proved by one step of any size.
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "engine/testing/expect_same.h"
#include "engine/testing/random_network.h"
#include "sura/engine/inference.h"

namespace sura::engine {
namespace {

using testing::observe_cause;
using testing::Random;
using testing::random_evidence;
using testing::random_network;
using testing::same;

constexpr double slope_tolerance = 1e-9; // relative

class Prover {
public:
  Prover(Network network, const Evidence& evidence) : network_(std::move(network)), evidence_(evidence) {}

  int proved() const { return proved_; }

  void prove(const Gradient& gradient) {
    before_ = gradient.log_evidence;
    for (std::size_t c = 0; c < network_.causes.size(); ++c) {
      Cause& cause = network_.causes[c];
      prove(cause.leak, gradient.by.causes[c].leak, "leak of cause " + std::to_string(c));
      for (std::size_t p = 0; p < cause.parents.size(); ++p) {
        prove(cause.parents[p].probability, gradient.by.causes[c].parents[p].probability,
              "parent " + std::to_string(p) + " of cause " + std::to_string(c));
      }
    }
    for (std::size_t f = 0; f < network_.findings.size(); ++f) {
      const std::string name = "finding " + std::to_string(f);
      Finding& finding = network_.findings[f];
      const Finding& by = gradient.by.findings[f];
      prove(finding.leak, by.leak, "leak of " + name);
      for (std::size_t side = 0; side < finding.leak_facets.size(); ++side) {
        prove(finding.leak_facets[side], by.leak_facets[side], "leak facet of " + name);
      }
      for (std::size_t l = 0; l < finding.links.size(); ++l) {
        prove(finding.links[l].levels, by.links[l].levels, "link " + std::to_string(l) + " of " + name);
        for (std::size_t side = 0; side < finding.links[l].facets.size(); ++side) {
          prove(finding.links[l].facets[side], by.links[l].facets[side], "facet of a link of " + name);
        }
      }
    }
  }

private:
  void expect(double expected, const std::string& what) {
    const auto after = log_evidence(network_, evidence_);
    ASSERT_TRUE(after) << after.error().message();
    const double change = std::expm1(*after - before_);
    EXPECT_NEAR(change, expected, slope_tolerance * std::max(1.0, std::abs(expected))) << what;
    ++proved_;
  }

  void prove(double& number, double slope, const std::string& what) {
    const double kept = number;
    const double moved = kept < 0.5 ? std::max(0.25, 1.5 * kept) : 0.5 * kept;
    number = moved;
    expect(slope * (moved - kept), what);
    number = kept;
  }

  /// Moves half of one level's share to each other.
  void prove(Levels& levels, const Levels& slopes, const std::string& what) {
    ASSERT_EQ(levels.size(), slopes.size());
    for (std::size_t from = 0; from < levels.size(); ++from) {
      for (std::size_t to = 0; to < levels.size(); ++to) {
        if (from != to && levels[from] > 0.0) {
          const Levels kept = levels;
          const double step = 0.5 * levels[from];
          levels[from] -= step;
          levels[to] += step;
          expect(step * (slopes[to] - slopes[from]), what);
          levels = kept;
        }
      }
    }
  }

  Network network_;
  const Evidence& evidence_;
  double before_ = 0.0;
  int proved_ = 0;
};

TEST(GradientTest, OneStepInEachNumberOfRandomNetworksProvesIt) {
  int proved = 0;
  for (std::uint64_t seed = 1; seed <= 150 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Network network = random_network(random, 20);
    const Evidence evidence = random_evidence(random, network);
    const auto slopes = gradient(network, evidence);
    ASSERT_TRUE(slopes) << slopes.error().message();
    EXPECT_EQ(slopes->log_evidence, infer(network, evidence)->log_evidence);
    if (std::isfinite(slopes->log_evidence)) {
      Prover prover(network, evidence);
      prover.prove(*slopes);
      proved += prover.proved();
    }
  }
  EXPECT_GT(proved, 3000);
}

TEST(GradientsTest, OfLeaksAndKnownCausesSideBySideAsOneByOne) {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 100 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Network network = random_network(random, 20);
    const Evidence evidence = random_evidence(random, network);
    const auto model = Model::make(network);
    ASSERT_TRUE(model);
    std::vector<Variation> variations(random.whole(1, 12));
    for (Variation& variation : variations) {
      const bool other_leaks = random.chance(0.5);
      for (std::size_t cause = 0; other_leaks && cause < network.causes.size(); ++cause) {
        variation.leaks.push_back(random.uniform());
      }
      if (random.chance(0.5)) {
        const auto last = static_cast<std::uint32_t>(network.causes.size() - 1);
        variation.known = KnownCause{random.whole(0, last), random.chance(0.5)};
      }
    }
    Workspace workspace;
    const auto all = gradients(*model, evidence, variations, workspace);
    ASSERT_TRUE(all) << all.error().message();
    const NumberRow row(network);
    ASSERT_EQ(all->by.size(), row.size() * variations.size());
    for (std::size_t i = 0; i < variations.size(); ++i) {
      SCOPED_TRACE(i);
      Network own = network;
      for (std::size_t cause = 0; cause < variations[i].leaks.size(); ++cause) {
        own.causes[cause].leak = variations[i].leaks[cause];
      }
      Evidence its = evidence;
      if (variations[i].known) {
        observe_cause(own, its, *variations[i].known);
      }
      const auto expected = gradient(own, its);
      ASSERT_TRUE(expected) << expected.error().message();
      EXPECT_PRED2(same, all->log_evidence[i], expected->log_evidence);
      const auto expect = [&](std::size_t number, const double& slope) {
        const double actual = all->by[number * variations.size() + i];
        EXPECT_NEAR(actual, slope, 1e-10 * std::max(1.0, std::abs(slope))) << "number " << number;
        ++compared;
      };
      for (std::size_t c = 0; c < network.causes.size(); ++c) {
        expect(row.leak(c), expected->by.causes[c].leak);
        for (std::size_t p = 0; p < network.causes[c].parents.size(); ++p) {
          expect(row.parent(c, p), expected->by.causes[c].parents[p].probability);
        }
      }
      for (std::size_t f = 0; f < network.findings.size(); ++f) {
        const Finding& by = expected->by.findings[f];
        for (std::size_t event = 0; event <= by.links.size(); ++event) {
          const Levels& levels = event == 0 ? by.leak : by.links[event - 1].levels;
          for (std::size_t level = 0; level < levels.size(); ++level) {
            expect(row.levels(f, event) + level, levels[level]);
          }
          const std::vector<Levels>& facets = event == 0 ? by.leak_facets : by.links[event - 1].facets;
          for (std::size_t facet = 0; facet < facets.size(); ++facet) {
            for (std::size_t level = 0; level < facets[facet].size(); ++level) {
              expect(row.facet(f, event, facet) + level, facets[facet][level]);
            }
          }
        }
      }
    }
  }
  EXPECT_GT(compared, 10000);
}

TEST(GradientTest, ByHand) {
  // P(f) = 1 − (1 − 0.1)(1 − 0.3 · 0.4) = 0.208; ∂/∂prior = 0.9 · 0.4, ∂/∂link = 0.9 · 0.3, ∂/∂leak = 1 − 0.12.
  Network network;
  network.causes = {{"a", 0.3, {}}};
  network.findings = {{"f", 2, {0.9, 0.1}, {}, {}, {{0, {0.6, 0.4}, {}}}}};
  const auto present = gradient(network, {{0, -1, 1, 1}});
  ASSERT_TRUE(present);
  EXPECT_NEAR(present->log_evidence, std::log(0.208), 1e-12);
  EXPECT_NEAR(present->by.causes[0].leak, 0.36 / 0.208, 1e-12);
  const Levels& link = present->by.findings[0].links[0].levels;
  EXPECT_NEAR(link[1] - link[0], 0.27 / 0.208, 1e-12);
  EXPECT_NEAR(present->by.findings[0].leak[1] - present->by.findings[0].leak[0], 0.88 / 0.208, 1e-12);
  const auto absent = gradient(network, {{0, -1, 0, 0}}); // 0.9 · 0.88
  EXPECT_NEAR(absent->by.causes[0].leak, -0.4 / 0.88, 1e-12);
  EXPECT_NEAR(absent->by.findings[0].links[0].levels[0], 0.3 / 0.88, 1e-12);
  EXPECT_NEAR(absent->by.findings[0].leak[0], 1.0 / 0.9, 1e-12);
}

TEST(GradientTest, ALinkThatCannotProduceStillHasASlope) {
  Network network;
  network.causes = {{"a", 0.3, {}}};
  network.findings = {{"f", 2, {0.9, 0.1}, {}, {}, {{0, {1.0, 0.0}, {}}}}};
  const auto slopes = gradient(network, {{0, -1, 1, 1}});
  ASSERT_TRUE(slopes);
  const Levels& link = slopes->by.findings[0].links[0].levels;
  EXPECT_NEAR(link[1] - link[0], 0.3 * 0.9 / 0.1, 1e-12);
}

TEST(GradientTest, SlopesOfACauseThatAnAbsentFindingRulesOut) {
  // P(no f, no g) = 0.7 + 0.3 (1 − 1)(1 − 0.5): only the link that rules the cause out can change it.
  Network network;
  network.causes = {{"a", 0.3, {}}};
  network.findings = {{"f", 2, {1.0, 0.0}, {}, {}, {{0, {0.0, 1.0}, {}}}},
                      {"g", 2, {1.0, 0.0}, {}, {}, {{0, {0.5, 0.5}, {}}}}};
  const auto slopes = gradient(network, {{0, -1, 0, 0}, {1, -1, 0, 0}});
  ASSERT_TRUE(slopes);
  EXPECT_NEAR(slopes->by.findings[0].links[0].levels[0], 0.3 * 0.5 / 0.7, 1e-12);
  EXPECT_NEAR(slopes->by.findings[1].links[0].levels[0], 0.0, 1e-12);
}

TEST(GradientTest, ImpossibleEvidenceHasNoSlopes) {
  Network network;
  network.causes = {{"a", 0.3, {}}};
  network.findings = {{"f", 2, {1.0, 0.0}, {}, {}, {{0, {1.0, 0.0}, {}}}}};
  const auto slopes = gradient(network, {{0, -1, 1, 1}});
  ASSERT_TRUE(slopes);
  EXPECT_EQ(slopes->log_evidence, -std::numeric_limits<double>::infinity());
  EXPECT_EQ(slopes->by.causes[0].leak, 0.0);
  EXPECT_EQ(slopes->by.findings[0].links[0].levels, Levels(2, 0.0));
  EXPECT_FALSE(gradient(network, {{7, -1, 1, 1}}));
}

} // namespace
} // namespace sura::engine
