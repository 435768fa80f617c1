// The networks and evidence that everything in bench/ measures, by name; the same in every run. docs/performance.md.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include "sura/engine/generator.h"
#include "sura/engine/inference.h"

namespace sura::bench {

/// The value, or the end of the program with its error: a benchmark has nothing to go on with.
template <class T> T value_of(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().message().c_str());
    std::exit(1);
  }
  return *std::move(result);
}

inline void value_of(const Result<void>& result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().message().c_str());
    std::exit(1);
  }
}

/// All marginals and attributions of one case, the network being at hand and checked: what is timed wherever a time is
/// told.
class Everything {
public:
  explicit Everything(engine::Network network)
      : network_(std::make_unique<engine::Network>(std::move(network))),
        model_(value_of(engine::Model::make(*network_))) {}
  Result<void> operator()(const engine::Evidence& evidence) {
    return engine::infer(model_, evidence, workspace_, posterior_);
  }
  const engine::Posterior& posterior() const { return posterior_; }
  const engine::Network& network() const { return *network_; }
  const engine::Model& model() const { return model_; }
  engine::Workspace& workspace() { return workspace_; }

private:
  std::unique_ptr<engine::Network> network_;
  engine::Model model_;
  engine::Workspace workspace_;
  engine::Posterior posterior_;
};

/// `causes` linked to 35 % of 60 findings.
inline engine::Network dense_network(std::uint32_t causes = 40) {
  return value_of(engine::generate({.causes = causes, .findings = 60, .share_of_links = 0.35}));
}

/// The first `present` findings of a dense network; every other one is absent.
inline engine::Evidence dense_evidence(const engine::Network& network, std::uint32_t present) {
  engine::Evidence evidence;
  for (std::uint32_t finding = 0; finding < network.findings.size(); ++finding) {
    const std::uint32_t level = finding < present ? 1 : 0;
    evidence.push_back({finding, -1, level, level});
  }
  return evidence;
}

/// 40 causes, 100 findings: what other engines were measured with.
inline engine::Network peers_network(std::uint32_t causes_per_finding) {
  return value_of(engine::generate({.causes = 40, .findings = 100, .causes_per_finding = causes_per_finding}));
}

/// As large as QMR-DT, or smaller in proportion; priors as small as where the background is known.
inline engine::Network qmr_network(std::uint32_t causes = 600) {
  return value_of(engine::generate({.causes = causes,
                                    .findings = causes * 20 / 3,
                                    .causes_per_finding = 10,
                                    .prior = {0.0005, 0.005},
                                    .leak = {0.0005, 0.005}}));
}

/// Case `index` of those in which so many findings are present and absent, as the network has them.
inline engine::Evidence drawn(const engine::Network& network, std::uint32_t present, std::uint32_t absent,
                              std::uint64_t index = 0) {
  return value_of(engine::draw_evidence(network, {.present = present, .absent = absent, .seed = index + 1}));
}

} // namespace sura::bench
