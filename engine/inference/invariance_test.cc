// What must not matter does not matter: order, names, causes that explain nothing.
#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/testing/expect_same.h"
#include "engine/testing/random_network.h"
#include "sura/engine/inference.h"
#include "sura/engine/queries.h"

namespace sura::engine {
namespace {

using testing::expect_same;
using testing::Random;
using testing::random_evidence;
using testing::random_network;
using testing::same;

constexpr std::uint64_t networks = 300;

template <class Item> void shuffle(Random& random, std::vector<Item>& items) {
  for (std::size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1], items[random.whole(0, static_cast<std::uint32_t>(i - 1))]);
  }
}

std::vector<std::uint32_t> random_order(Random& random, std::size_t size) {
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0U);
  shuffle(random, order);
  return order;
}

/// Any order of the causes with parents before children.
std::vector<std::uint32_t> random_causal_order(Random& random, const Network& network) {
  std::vector<std::uint32_t> order;
  std::vector<bool> placed(network.causes.size(), false);
  while (order.size() < network.causes.size()) {
    const std::uint32_t cause = random.whole(0, static_cast<std::uint32_t>(network.causes.size() - 1));
    const std::vector<Parent>& parents = network.causes[cause].parents;
    const auto is_placed = [&placed](const Parent& parent) { return placed[parent.cause]; };
    if (!placed[cause] && std::all_of(parents.begin(), parents.end(), is_placed)) {
      placed[cause] = true;
      order.push_back(cause);
    }
  }
  return order;
}

std::vector<std::uint32_t> inverse(const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> position(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    position[order[i]] = i;
  }
  return position;
}

/// The same network and evidence told in another order and with other names, and the way back for its posterior.
struct Retold {
  Network network;
  Evidence evidence;
  std::vector<std::uint32_t> causes;               // new index of each old cause
  std::vector<std::uint32_t> findings;             // new index of each old finding
  std::vector<std::vector<std::uint32_t>> links;   // by old finding: new index of each old link
  std::vector<std::vector<std::uint32_t>> parents; // by old cause: new index of each old parent

  Posterior translate_back(const Network& original, const Posterior& posterior) const {
    Posterior back;
    back.log_evidence = posterior.log_evidence;
    for (const std::uint32_t cause : causes) {
      back.presence.push_back(posterior.presence[cause]);
    }
    for (std::uint32_t finding = 0; finding < original.findings.size(); ++finding) {
      for (const Attribution& attribution : posterior.attributions) {
        if (attribution.finding != findings[finding]) {
          continue;
        }
        Attribution translated{finding, attribution.leak, {}};
        for (const std::uint32_t link : links[finding]) {
          translated.links.push_back(attribution.links[link]);
        }
        back.attributions.push_back(translated);
      }
    }
    for (std::uint32_t cause = 0; cause < original.causes.size(); ++cause) {
      for (const Origin& origin : posterior.origins) {
        if (origin.cause != causes[cause]) {
          continue;
        }
        Origin translated{cause, origin.leak, {}};
        for (const std::uint32_t parent : parents[cause]) {
          translated.parents.push_back(origin.parents[parent]);
        }
        back.origins.push_back(translated);
      }
    }
    return back;
  }
};

Retold retell(Random& random, const Network& network, const Evidence& evidence) {
  Retold retold;
  const std::vector<std::uint32_t> cause_order = random_causal_order(random, network);
  const std::vector<std::uint32_t> finding_order = random_order(random, network.findings.size());
  retold.causes = inverse(cause_order);
  retold.findings = inverse(finding_order);
  retold.links.resize(network.findings.size());
  retold.parents.resize(network.causes.size());
  for (const std::uint32_t old : cause_order) {
    Cause cause = network.causes[old];
    cause.name = "x" + std::to_string(random.whole(0, 9));
    cause.parents.clear();
    const std::vector<std::uint32_t> parent_order = random_order(random, network.causes[old].parents.size());
    for (const std::uint32_t parent : parent_order) {
      cause.parents.push_back(network.causes[old].parents[parent]);
      cause.parents.back().cause = retold.causes[cause.parents.back().cause];
    }
    retold.parents[old] = inverse(parent_order);
    retold.network.causes.push_back(cause);
  }
  for (const std::uint32_t old : finding_order) {
    Finding finding = network.findings[old];
    finding.name.clear();
    finding.links.clear();
    const std::vector<std::uint32_t> link_order = random_order(random, network.findings[old].links.size());
    for (const std::uint32_t link : link_order) {
      finding.links.push_back(network.findings[old].links[link]);
      finding.links.back().cause = retold.causes[finding.links.back().cause];
    }
    retold.links[old] = inverse(link_order);
    retold.network.findings.push_back(finding);
  }
  retold.evidence = evidence;
  for (Observation& observation : retold.evidence) {
    observation.finding = retold.findings[observation.finding];
  }
  shuffle(random, retold.evidence);
  return retold;
}

TEST(InvarianceTest, OrderAndNamesDoNotMatter) {
  for (std::uint64_t seed = 1; seed <= networks && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Network network = random_network(random, 24);
    const Evidence evidence = random_evidence(random, network);
    const Retold retold = retell(random, network, evidence);
    ASSERT_TRUE(validate(retold.network)) << validate(retold.network).error().message();
    const auto original = infer(network, evidence);
    const auto other = infer(retold.network, retold.evidence);
    ASSERT_TRUE(original && other);
    expect_same(retold.translate_back(network, *other), *original);
  }
}

// Two causes that no evidence is about: one by itself, and one that an existing cause can produce.
TEST(InvarianceTest, AnIrrelevantCauseMovesNothing) {
  for (std::uint64_t seed = 1; seed <= networks && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    Network network = random_network(random, 24);
    const Evidence evidence = random_evidence(random, network);
    const auto before = infer(network, evidence);
    network.causes.push_back({"alone", 0.3, {}});
    network.causes.push_back({"consequence", 0.1, {{0, 0.6}}});
    auto after = infer(network, evidence);
    ASSERT_TRUE(before && after);
    if (before->log_evidence > -std::numeric_limits<double>::infinity()) {
      const double parent = before->presence[0];
      EXPECT_PRED2(same, after->presence[after->presence.size() - 2], 0.3);
      EXPECT_PRED2(same, after->presence.back(), 1.0 - 0.9 * (1.0 - 0.6 * parent));
    }
    after->presence.resize(before->presence.size());
    after->origins.resize(before->origins.size());
    expect_same(*after, *before);
  }
}

TEST(InvarianceTest, AnObservationThatSaysNothingMovesNothing) {
  for (std::uint64_t seed = 1; seed <= networks && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Network network = random_network(random, 24);
    Evidence evidence = random_evidence(random, network);
    const auto before = infer(network, evidence);
    for (std::uint32_t finding = 0; finding < network.findings.size(); ++finding) {
      Evidence more = evidence;
      more.push_back({finding, -1, 0, network.findings[finding].levels - 1});
      evidence = validate(network, more) ? more : evidence;
    }
    const auto after = infer(network, evidence);
    ASSERT_TRUE(before && after);
    expect_same(*after, *before);
  }
}

// A facet answered as present excludes the finding's absence; answered as absent, it can only make it likelier.
TEST(InvarianceTest, APresentFacetNeverMakesItsFindingsAbsenceLikelier) {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= networks && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Network network = random_network(random, 20);
    Evidence evidence = random_evidence(random, network);
    const std::uint32_t finding = random.whole(0, static_cast<std::uint32_t>(network.findings.size() - 1));
    if (network.findings[finding].facets.empty()) {
      continue;
    }
    std::erase_if(evidence, [finding](const Observation& o) { return o.finding == finding; });
    const auto before = predict(network, evidence, finding);
    evidence.push_back({finding, 0, 1, network.findings[finding].facets[0].levels - 1});
    const auto present = predict(network, evidence, finding);
    evidence.back() = {finding, 0, 0, 0};
    const auto absent = predict(network, evidence, finding);
    if (before && present) {
      EXPECT_EQ((*present)[0], 0.0);
      ++compared;
    }
    if (before && absent) {
      EXPECT_GE((*absent)[0], (*before)[0] - testing::tolerance);
    }
  }
  EXPECT_GT(compared, 50);
}

} // namespace
} // namespace sura::engine
