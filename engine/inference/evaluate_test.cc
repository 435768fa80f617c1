// Many evaluations of one network: side by side as one by one, and without new memory.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <new>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "engine/testing/expect_same.h"
#include "engine/testing/random_network.h"
#include "sura/engine/inference.h"

namespace {

std::atomic<long> allocations{0};

} // namespace

// Every allocation of this program is counted. Out of line, as a compiler that sees through them takes `free` for
// wrong.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) {
    return memory;
  }
  throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new(std::size_t size, std::align_val_t alignment) {
  ++allocations;
  const auto to = static_cast<std::size_t>(alignment);
  if (void* memory = std::aligned_alloc(to, (size + to - 1) / to * to)) {
    return memory;
  }
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::align_val_t /*alignment*/) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t /*size*/, std::align_val_t /*alignment*/) noexcept {
  std::free(memory);
}

namespace sura::engine {
namespace {

using testing::expect_same;
using testing::expect_same_presence;
using testing::levels_of;
using testing::observe_cause;
using testing::Random;
using testing::random_evidence;
using testing::random_network;

/// The same shape with other numbers.
Network shaken(Random& random, const Network& network) {
  Network result = network;
  const auto shake = [&](Levels& levels) {
    double sum = 0.0;
    for (double& level : levels) {
      level *= 0.5 + random.uniform();
      sum += level;
    }
    for (double& level : levels) {
      level /= sum;
    }
  };
  const auto shake_all = [&](std::vector<Levels>& facets) {
    for (Levels& levels : facets) {
      shake(levels);
    }
  };
  for (Cause& cause : result.causes) {
    cause.leak *= random.uniform();
    for (Parent& parent : cause.parents) {
      parent.probability *= random.uniform();
    }
  }
  for (Finding& finding : result.findings) {
    shake(finding.leak);
    shake_all(finding.leak_facets);
    for (Link& link : finding.links) {
      shake(link.levels);
      shake_all(link.facets);
    }
  }
  return result;
}

/// One more observation that opens no bit, of a variable that has none; nothing where all have one.
std::optional<Observation> random_further(Random& random, const Network& network, const Evidence& evidence) {
  for (int attempt = 0; attempt < 20; ++attempt) {
    const std::uint32_t index = random.whole(0, static_cast<std::uint32_t>(network.findings.size() - 1));
    const Finding& finding = network.findings[index];
    const auto facets = static_cast<std::uint32_t>(finding.facets.size());
    const std::int32_t facet = static_cast<std::int32_t>(random.whole(0, facets)) - 1;
    const std::uint32_t levels = levels_of(network, index, facet);
    bool is_known = false;
    for (const Observation& known : evidence) {
      is_known = is_known || (known.finding == index && known.facet == facet);
    }
    if (!is_known) {
      return Observation{index, facet, 0, random.whole(0, levels - 1)};
    }
  }
  return std::nullopt;
}

TEST(EvaluateTest, SideBySideAsOneByOne) {
  int compared = 0;
  int possible = 0;
  for (std::uint64_t seed = 1; seed <= 300 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Network network = random_network(random, random.whole(4, 20));
    const Evidence evidence = random_evidence(random, network);
    std::vector<Network> networks;
    std::vector<Variation> variations(random.whole(1, 19));
    for (std::size_t i = 0; i < variations.size(); ++i) {
      networks.push_back(shaken(random, network));
    }
    for (std::size_t i = 0; i < variations.size(); ++i) {
      variations[i].network = random.chance(0.5) ? &networks[i] : nullptr;
      if (random.chance(0.3)) {
        for (std::size_t cause = 0; cause < network.causes.size(); ++cause) {
          variations[i].leaks.push_back(random.uniform());
        }
      }
      if (random.chance(0.6)) {
        variations[i].further = random_further(random, network, evidence);
      }
    }
    for (Variation& variation : variations) {
      if (random.chance(0.3)) {
        const auto last = static_cast<std::uint32_t>(network.causes.size() - 1);
        variation.known = KnownCause{random.whole(0, last), random.chance(0.5)};
      }
    }
    const auto model = Model::make(network);
    ASSERT_TRUE(model);
    Workspace workspace;
    const auto all = evaluate(*model, evidence, variations, workspace);
    ASSERT_TRUE(all) << all.error().message();
    ASSERT_EQ(all->size(), variations.size());
    const auto presence = evaluate(*model, evidence, variations, workspace, Answers::presence);
    ASSERT_TRUE(presence) << presence.error().message();
    for (std::size_t i = 0; i < variations.size() && !HasFailure(); ++i) {
      SCOPED_TRACE(i);
      Network own = variations[i].network == nullptr ? network : *variations[i].network;
      for (std::size_t cause = 0; cause < variations[i].leaks.size(); ++cause) {
        own.causes[cause].leak = variations[i].leaks[cause];
      }
      Evidence its = evidence;
      if (variations[i].further) {
        its.push_back(*variations[i].further);
      }
      if (variations[i].known) {
        observe_cause(own, its, *variations[i].known);
      }
      auto expected = infer(own, its);
      ASSERT_TRUE(expected);
      const auto is_mark = [&](const Attribution& one) { return one.finding == network.findings.size(); };
      std::erase_if(expected->attributions, is_mark);
      expect_same((*all)[i], *expected);
      ASSERT_EQ((*presence).size(), variations.size());
      expect_same_presence((*presence)[i], expected->log_evidence, expected->presence);
      EXPECT_TRUE((*presence)[i].attributions.empty() && (*presence)[i].origins.empty());
      ++compared;
      possible += std::isinf(expected->log_evidence) ? 0 : 1;
    }
  }
  EXPECT_GT(compared, 1000);
  EXPECT_GT(possible, 500);
}

TEST(EvaluateTest, WhatDoesNotFitIsAnError) {
  Random random(3);
  const Network network = random_network(random, 8);
  const auto model = Model::make(network);
  ASSERT_TRUE(model);
  Workspace workspace;
  const Evidence evidence{{0, -1, 1, 1}};
  Network other = network;
  other.findings.pop_back();
  const auto error_of = [&](const Variation& variation) {
    const auto result = evaluate(*model, evidence, std::vector<Variation>{{}, variation}, workspace);
    EXPECT_FALSE(result);
    return result ? ErrorCode::syntax : result.error().code;
  };
  const auto further = [](const Observation& observation) {
    Variation variation;
    variation.further = observation;
    return variation;
  };
  Variation variation;
  variation.network = &other;
  EXPECT_EQ(error_of(variation), ErrorCode::inconsistent);
  EXPECT_FALSE(gradients(*model, evidence, {&variation, 1}, workspace));
  variation = {};
  variation.leaks = {0.5};
  EXPECT_EQ(error_of(variation), ErrorCode::inconsistent);
  variation = {};
  variation.known = KnownCause{99, true};
  EXPECT_EQ(error_of(variation), ErrorCode::unknown_id);
  EXPECT_EQ(error_of(further({0, -1, 0, 0})), ErrorCode::duplicate);
  EXPECT_EQ(error_of(further({1, -1, 1, 1})), ErrorCode::out_of_range);
  EXPECT_EQ(error_of(further({99, -1, 0, 0})), ErrorCode::unknown_id);
  variation = further({1, -1, 0, 0});
  EXPECT_FALSE(gradients(*model, evidence, {&variation, 1}, workspace));
}

TEST(WorkspaceTest, ASecondEvaluationNeedsNoMemory) {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Network network = random_network(random, 20);
    Evidence evidence = random_evidence(random, network);
    std::sort(evidence.begin(), evidence.end(), [](const Observation& left, const Observation& right) {
      return left.finding != right.finding ? left.finding < right.finding : left.facet < right.facet;
    });
    const auto model = Model::make(network);
    ASSERT_TRUE(model);
    Workspace workspace;
    Posterior posterior;
    ASSERT_TRUE(infer(*model, evidence, workspace, posterior));
    if (std::isinf(posterior.log_evidence)) {
      continue; // wider numbers are asked then, whose memory is not kept
    }
    const long before = allocations;
    EXPECT_GT(before, 0) << "the counting itself must work";
    ASSERT_TRUE(infer(*model, evidence, workspace, posterior));
    EXPECT_EQ(allocations, before);
    ++compared;
  }
  EXPECT_GT(compared, 20);
}

} // namespace
} // namespace sura::engine
