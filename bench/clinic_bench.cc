// The pack's lines of the targets in docs/performance.md: each case of its development cases and of imagined people,
// one thread. `everything`: all marginals and attributions of the person's network, once it is built; the quantiles are
// over cases, each at its least time. `diagnosis`: from the case to the Diagnosis, intervals aside, with
// what age and sex make of the pack kept; items are cases. `weights`: the weights of evidence of P present and A absent
// answers of imagined people who were examined, and their mean stated error in decibans (root mean square over answers
// of one deciban or more for the three likeliest causes).
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <numeric>
#include <optional>
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
constexpr std::size_t every_examined = 9;    // of them, for the weights

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

/// Examined people, of whom this many answers above "no" and this many "no" are known, spread over all that were given.
std::vector<Case> examined_cases(std::size_t present, std::size_t absent) {
  std::vector<Case> cases;
  for (std::size_t one = 0; one < simulated_cases().size(); one += every_examined) {
    Case the_case = simulated_cases()[one];
    std::vector<std::optional<Answer>*> known[2];
    for (auto* answers : {&the_case.findings, &the_case.background}) {
      for (std::size_t i = 0; i < answers->size(); ++i) {
        const bool is_flag = answers == &the_case.findings && the_pack().findings[i].kind == FindingKind::flag;
        if ((*answers)[i] && (*answers)[i]->sure && !is_flag) {
          known[(*answers)[i]->level > 0 ? 1 : 0].push_back(&(*answers)[i]);
        }
      }
    }
    if (the_case.role == 0 || known[1].size() < present || known[0].size() < absent) {
      continue;
    }
    for (const std::size_t yes : {0U, 1U}) {
      const std::size_t wanted = yes == 1 ? present : absent;
      for (std::size_t i = 0; i < known[yes].size(); ++i) {
        if ((i + 1) * wanted / known[yes].size() == i * wanted / known[yes].size()) {
          known[yes][i]->reset();
        }
      }
    }
    cases.push_back(std::move(the_case));
  }
  return cases;
}

double square_of(double value) {
  return value * value;
}

/// Root mean square, in decibans, of the stated errors that matter.
double stated_error(const std::vector<std::vector<Weight>>& all, const Diagnosis& diagnosis) {
  constexpr double decibans = 4.342944819032518;
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return diagnosis.conditions[a].cause > diagnosis.conditions[b].cause;
  });
  double sum = 0.0;
  double count = 0.0;
  for (std::size_t i = 0; i < 3; ++i) {
    for (const Weight& weight : all[order[i]]) {
      if (std::abs(weight.log_odds) * decibans >= 1.0) {
        sum += square_of(weight.error * decibans);
        count += 1.0;
      }
    }
  }
  return count > 0.0 ? std::sqrt(sum / count) : 0.0;
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

void weights_of_evidence(benchmark::State& state) {
  const std::vector<Case> cases =
      examined_cases(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
  const PriorModels models(the_pack());
  double square = 0.0;
  for (const Case& the_case : cases) {
    square += square_of(stated_error(value_of(all_weights(the_pack(), the_case, &models)),
                                     value_of(diagnose(the_pack(), the_case, {false, &models}))));
  }
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(all_weights(the_pack(), cases[next], &models));
    next = (next + 1) % cases.size();
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["cases"] = static_cast<double>(cases.size());
  state.counters["error"] = std::sqrt(square / static_cast<double>(cases.size()));
}

} // namespace

BENCHMARK(weights_of_evidence)->Args({4, 8})->Args({6, 6})->Args({10, 20})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(everything, development, &development_cases)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(everything, simulated, &simulated_cases)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(diagnosis, development, &development_cases)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(diagnosis, simulated, &simulated_cases)->Unit(benchmark::kMillisecond);
