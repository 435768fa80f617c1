// The engine's lines of the targets in docs/performance.md: all marginals and attributions, one thread. A rate of cases
// is given as items a second.
#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/models.h"
#include "bench/multiply_add_peak.h"

namespace {

using namespace sura::bench;
using sura::engine::Evidence;
using sura::engine::Network;
using sura::engine::Variation;

constexpr std::uint32_t cases_a_line = 20; // one draw says little: some take ten times as long as others
constexpr std::uint32_t parameter_draws = 1000;

/// What `cost()` promised of the first case.
void report_cost(benchmark::State& state, const Network& network, const Evidence& evidence) {
  const auto expected = value_of(sura::engine::cost(network, evidence));
  state.counters["open_width"] = expected.open_width;
  state.counters["operations"] = expected.operations;
}

void answer_all(benchmark::State& state, const Network& network, const std::vector<Evidence>& cases) {
  Everything everything(network);
  for (const Evidence& evidence : cases) {
    value_of(everything(evidence));
  }
  for (auto _ : state) {
    for (const Evidence& evidence : cases) {
      benchmark::DoNotOptimize(everything(evidence));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(cases.size()));
  report_cost(state, network, cases.front());
}

std::vector<Evidence> drawn_cases(const Network& network, std::uint32_t present, std::uint32_t absent) {
  std::vector<Evidence> cases;
  for (std::uint32_t index = 0; index < cases_a_line; ++index) {
    cases.push_back(drawn(network, present, absent, index));
  }
  return cases;
}

/// 40 causes, 35 % of links to 60 findings: so many present, all others absent.
void dense(benchmark::State& state) {
  const Network network = dense_network();
  answer_all(state, network, {dense_evidence(network, static_cast<std::uint32_t>(state.range(0)))});
}

void dense_log_evidence(benchmark::State& state) {
  const Network network = dense_network();
  const Evidence evidence = dense_evidence(network, static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(sura::engine::log_evidence(network, evidence));
  }
  state.SetItemsProcessed(state.iterations());
  report_cost(state, network, evidence);
}

/// 40 causes, 100 findings: causes a finding, present, absent.
void peers(benchmark::State& state) {
  const Network network = peers_network(static_cast<std::uint32_t>(state.range(0)));
  answer_all(
      state, network,
      drawn_cases(network, static_cast<std::uint32_t>(state.range(1)), static_cast<std::uint32_t>(state.range(2))));
}

/// 600 causes, 4,000 findings, 10 present and 20 absent.
void qmr_like(benchmark::State& state) {
  const Network network = qmr_network();
  answer_all(state, network, drawn_cases(network, 10, 20));
}

/// The same case under many sets of numbers: the dense network with each link up to a fifth smaller.
void draws(benchmark::State& state) {
  Everything everything(dense_network());
  const Evidence evidence = dense_evidence(everything.network(), static_cast<std::uint32_t>(state.range(0)));
  std::vector<Network> drawn(parameter_draws, everything.network());
  std::vector<Variation> variations(parameter_draws);
  for (std::uint32_t draw = 0; draw < parameter_draws; ++draw) {
    for (auto& finding : drawn[draw].findings) {
      for (auto& link : finding.links) {
        link.levels[1] *= 1.0 - 0.2 * (draw + 0.5) / parameter_draws;
        link.levels[0] = 1.0 - link.levels[1];
      }
    }
    variations[draw].network = &drawn[draw];
  }
  for (auto _ : state) {
    const auto posteriors = evaluate(everything.model(), evidence, variations, everything.workspace());
    benchmark::DoNotOptimize(posteriors);
  }
  state.SetItemsProcessed(state.iterations() * parameter_draws);
  report_cost(state, everything.network(), evidence);
}

/// What one core can do at most: items are multiply-adds.
void multiply_add_peak(benchmark::State& state) {
  std::int64_t done = 0;
  for (auto _ : state) {
    done += multiply_adds();
  }
  state.SetItemsProcessed(done);
}

} // namespace

BENCHMARK(dense)->Arg(0)->Arg(8)->Arg(10)->Arg(12)->Arg(14)->Arg(16)->Unit(benchmark::kMicrosecond);
BENCHMARK(dense_log_evidence)->Arg(8)->Arg(10)->Arg(12)->Arg(14)->Unit(benchmark::kMicrosecond);
BENCHMARK(peers)->Args({4, 6, 10})->Args({8, 6, 10})->Args({8, 10, 20})->Args({12, 10, 20})->Args({16, 14, 30});
BENCHMARK(qmr_like)->Unit(benchmark::kMillisecond);
BENCHMARK(draws)->Arg(10)->Unit(benchmark::kMillisecond);
BENCHMARK(multiply_add_peak);
