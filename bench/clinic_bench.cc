// The pack's lines of the targets in docs/performance.md: each case of its development cases and of imagined people,
// one thread. `everything`: all marginals and attributions of the person's network, once it is built; the quantiles are
// over cases, each at its least time. `diagnosis`: from the case to the Diagnosis, intervals aside, with
// what age and sex make of the pack kept; items are cases.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/models.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/evaluation.h"
#include "sura/clinic/simulation.h"

namespace {

using namespace sura::bench;
using namespace sura::clinic;

constexpr std::uint64_t people_a_place = 50; // for each setting and role

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return (std::ostringstream() << file.rdbuf()).str();
}

const Pack& the_pack() {
  static const Pack pack = value_of(read_pack(bytes_of(SURA_PACK)));
  return pack;
}

const std::vector<Case>& development_cases() {
  static const std::vector<Case> all = [] {
    std::vector<Case> cases;
    for (const auto& entry : std::filesystem::directory_iterator(SURA_CASES)) {
      if (entry.path().extension() == ".json")
        cases.push_back(value_of(read_known_case(the_pack(), bytes_of(entry.path()), "case")).without_tests);
    }
    return cases;
  }();
  return all;
}

/// As many from every setting that somebody comes to, in each role.
const std::vector<Case>& simulated_cases() {
  static const std::vector<Case> all = [] {
    std::vector<Case> cases;
    for (std::uint32_t setting = 0; setting < the_pack().settings.size(); ++setting) {
      for (std::uint32_t role = 0; role < the_pack().roles.size(); ++role) {
        const auto simulator = Simulator::make(the_pack(), {.setting = setting, .role = role, .seed = 1});
        for (std::uint64_t index = 0; simulator && index < people_a_place; ++index) {
          cases.push_back(simulator->person(index).the_case);
        }
      }
    }
    return cases;
  }();
  return all;
}

/// The value below which this share of a sorted list lies.
double quantile(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
}

using Cases = const std::vector<Case>& (*)();

/// In turn, with one memory for all, as whoever has many cases does it.
void everything(benchmark::State& state, Cases cases_of) {
  using Clock = std::chrono::steady_clock;
  std::vector<CaseNetwork> networks;
  for (const Case& the_case : cases_of()) {
    networks.push_back(case_network(the_pack(), the_case));
  }
  std::vector<double> least(networks.size(), std::numeric_limits<double>::infinity());
  sura::engine::Workspace workspace;
  sura::engine::Posterior posterior;
  for (auto _ : state) {
    for (std::size_t i = 0; i < networks.size(); ++i) {
      const auto model = value_of(sura::engine::Model::make(networks[i].network));
      const auto began = Clock::now();
      value_of(sura::engine::infer(model, networks[i].evidence, workspace, posterior));
      benchmark::DoNotOptimize(posterior);
      const std::chrono::duration<double> spent = Clock::now() - began;
      least[i] = std::min(least[i], spent.count());
    }
  }
  std::sort(least.begin(), least.end());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(networks.size()));
  state.counters["cases"] = static_cast<double>(networks.size());
  state.counters["median"] = quantile(least, 0.5);
  state.counters["p99"] = quantile(least, 0.99);
}

void diagnosis(benchmark::State& state, Cases cases_of) {
  const std::vector<Case>& cases = cases_of();
  const PriorModels models(the_pack()); // as a batch keeps them
  for (auto _ : state) {
    for (const Case& the_case : cases) {
      benchmark::DoNotOptimize(diagnose(the_pack(), the_case, {.intervals = false, .models = &models}));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(cases.size()));
  state.counters["cases"] = static_cast<double>(cases.size());
}

} // namespace

BENCHMARK_CAPTURE(everything, development, &development_cases)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(everything, simulated, &simulated_cases)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(diagnosis, development, &development_cases)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(diagnosis, simulated, &simulated_cases)->Unit(benchmark::kMillisecond);
