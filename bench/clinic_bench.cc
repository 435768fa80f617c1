// The pack's lines of the targets in docs/performance.md: each case of its development cases and of imagined people,
// one thread. `everything`: all marginals and attributions of the person's network, once it is built; the quantiles are
// over cases, each at its least time. `diagnosis`: from the case to the Diagnosis, intervals aside; items are cases.
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
#include "clinic/reasoning/person.h"
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

void everything(benchmark::State& state, Cases cases_of) {
  using Clock = std::chrono::steady_clock;
  const std::vector<Case>& cases = cases_of();
  std::vector<double> least(cases.size(), std::numeric_limits<double>::infinity());
  for (auto _ : state) {
    double sum = 0.0;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const Person person(the_pack(), cases[i]);
      Everything answer(person.network().network);
      for (int time = 0; time < 3; ++time) {
        const auto began = Clock::now();
        benchmark::DoNotOptimize(answer(person.network().evidence));
        const std::chrono::duration<double> spent = Clock::now() - began;
        sum += spent.count() / 3.0;
        least[i] = std::min(least[i], spent.count());
      }
    }
    state.SetIterationTime(sum);
  }
  std::sort(least.begin(), least.end());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(cases.size()));
  state.counters["cases"] = static_cast<double>(cases.size());
  state.counters["median"] = quantile(least, 0.5);
  state.counters["p99"] = quantile(least, 0.99);
}

void diagnosis(benchmark::State& state, Cases cases_of) {
  const std::vector<Case>& cases = cases_of();
  for (auto _ : state) {
    for (const Case& the_case : cases) {
      benchmark::DoNotOptimize(diagnose(the_pack(), the_case, {.intervals = false}));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(cases.size()));
  state.counters["cases"] = static_cast<double>(cases.size());
}

} // namespace

BENCHMARK_CAPTURE(everything, development, &development_cases)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(everything, simulated, &simulated_cases)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(diagnosis, development, &development_cases)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(diagnosis, simulated, &simulated_cases)->Unit(benchmark::kMillisecond);
