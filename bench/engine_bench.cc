// How long the frontier sweep takes on networks of the size of a clinical pack: 40 causes, each linked to 35 % of 60
// findings, of which 8, 10 or 12 are present and the others absent. See README.md.
#include <cstdint>
#include <random>

#include <benchmark/benchmark.h>

#include "sura/engine/inference.h"

namespace {

using namespace sura::engine;

constexpr std::uint32_t causes = 40;
constexpr std::uint32_t findings = 60;
constexpr double share_linked = 0.35;

Network network() {
  std::mt19937_64 generator(1);
  const auto uniform = [&generator] { return static_cast<double>(generator() >> 11) * 0x1p-53; };
  Network network;
  for (std::uint32_t cause = 0; cause < causes; ++cause) {
    network.causes.push_back({"", 0.01 + 0.05 * uniform(), {}});
  }
  for (std::uint32_t i = 0; i < findings; ++i) {
    const double leak = 0.01 + 0.05 * uniform();
    Finding finding{"", 2, {1.0 - leak, leak}, {}, {}, {}};
    for (std::uint32_t cause = 0; cause < causes; ++cause) {
      if (uniform() < share_linked) {
        const double link = 0.1 + 0.8 * uniform();
        finding.links.push_back({cause, {1.0 - link, link}, {}});
      }
    }
    network.findings.push_back(finding);
  }
  return network;
}

Evidence evidence(std::uint32_t present) {
  Evidence evidence;
  for (std::uint32_t finding = 0; finding < findings; ++finding) {
    const std::uint32_t level = finding < present ? 1 : 0;
    evidence.push_back({finding, -1, level, level});
  }
  return evidence;
}

void report(benchmark::State& state, const Network& network, const Evidence& evidence) {
  const auto expected = cost(network, evidence);
  state.counters["open_width"] = expected->open_width;
  state.counters["operations"] = expected->operations;
}

void infer_everything(benchmark::State& state) {
  const Network model = network();
  const Evidence observed = evidence(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(infer(model, observed));
  }
  report(state, model, observed);
}

void log_evidence_alone(benchmark::State& state) {
  const Network model = network();
  const Evidence observed = evidence(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(log_evidence(model, observed));
  }
  report(state, model, observed);
}

void cost_alone(benchmark::State& state) {
  const Network model = network();
  const Evidence observed = evidence(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(cost(model, observed));
  }
}

} // namespace

BENCHMARK(infer_everything)->Arg(0)->Arg(8)->Arg(10)->Arg(12)->Arg(16)->Unit(benchmark::kMicrosecond);
BENCHMARK(log_evidence_alone)->Arg(0)->Arg(8)->Arg(10)->Arg(12)->Arg(16)->Unit(benchmark::kMicrosecond);
BENCHMARK(cost_alone)->Arg(0)->Arg(12)->Unit(benchmark::kMicrosecond);
