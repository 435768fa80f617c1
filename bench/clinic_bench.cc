// The pack's lines of the targets in docs/performance.md: each case of its development cases and of imagined people,
// one thread. `everything`: all marginals and attributions of the person's network, once it is built; the quantiles are
// over cases, each at its least time. `diagnosis`: from the case to the Diagnosis, intervals aside, with
// what age and sex make of the pack kept; items are cases. `weights`: the weights of evidence of P present and A absent
// answers of imagined people who were examined, and their mean stated error in decibans (root mean square over answers
// of one deciban or more for the three likeliest causes). `clinician/…`: one imagined person whom a clinician examined,
// with ten findings present and twenty absent, as it is reasoned with while they wait; `clinician/assessment` is all of
// it, intervals aside, and `error` is that of its weights.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctime>
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
#include "sura/clinic/assessment.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/evaluation.h"
#include "sura/clinic/influence.h"
#include "sura/clinic/simulation.h"
#include "sura/clinic/why.h"

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

/// Imagined people whom a clinician examined, with ten answers present and twenty absent, sides of findings among them;
/// what else was answered is taken back.
const std::vector<Case>& clinicians_cases() {
  constexpr std::size_t how_many = 20;
  static const std::vector<Case> all = [] {
    const Pack& pack = the_pack();
    const SimulateOptions options{.setting = find_setting(pack, "general-practice").value(),
                                  .role = find_role(pack, "clinician").value(),
                                  .seed = 1,
                                  .further_answers = static_cast<std::uint32_t>(pack.findings.size())};
    const auto simulator = value_of(Simulator::make(pack, options));
    std::vector<Case> cases;
    for (std::uint64_t index = 0; cases.size() < how_many; ++index) {
      Case one = simulator.person(index).the_case;
      int left[2] = {20, 10}; // absent, present
      for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
        auto& answer = one.findings[f];
        const std::int32_t parent = pack.findings[f].parent;
        const bool hangs_on_nothing = parent >= 0 && !one.findings[static_cast<std::size_t>(parent)];
        if (answer && (hangs_on_nothing || !answer->sure || left[answer->level > 0]-- <= 0)) {
          answer.reset();
        }
      }
      if (left[0] <= 0 && left[1] <= 0) {
        cases.push_back(std::move(one));
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

/// Seconds of this process.
double processor_time() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Does `work` for one case after another, and tells the quantiles over cases, each at its least time.
template <class Work> void for_each_case(benchmark::State& state, std::size_t cases, const Work& work) {
  std::vector<double> least(cases, std::numeric_limits<double>::infinity());
  for (auto _ : state) {
    for (std::size_t i = 0; i < cases; ++i) {
      const double began = processor_time();
      work(i);
      least[i] = std::min(least[i], processor_time() - began);
    }
  }
  std::sort(least.begin(), least.end());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(cases));
  state.counters["cases"] = static_cast<double>(cases);
  state.counters["median"] = quantile(least, 0.5);
  state.counters["p99"] = quantile(least, 0.99);
}

/// With one memory for all, as whoever has many cases does it.
void everything(benchmark::State& state, Cases cases_of) {
  std::vector<CaseNetwork> networks;
  for (const Case& the_case : cases_of()) {
    networks.push_back(case_network(the_pack(), the_case));
  }
  std::vector<sura::engine::Model> models;
  for (const CaseNetwork& one : networks) {
    models.push_back(value_of(sura::engine::Model::make(one.network)));
  }
  sura::engine::Workspace workspace;
  sura::engine::Posterior posterior;
  for_each_case(state, networks.size(), [&](std::size_t i) {
    value_of(sura::engine::infer(models[i], networks[i].evidence, workspace, posterior));
    benchmark::DoNotOptimize(posterior);
  });
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

/// What one kind of question about the clinician's people takes.
template <class Ask> void clinicians(benchmark::State& state, const Ask& ask) {
  const PriorModels models(the_pack());
  for_each_case(state, clinicians_cases().size(), [&](std::size_t i) {
    benchmark::DoNotOptimize(value_of(ask(the_pack(), clinicians_cases()[i], &models)));
  });
}

/// Mean stated error of the weights of these people.
double clinicians_error() {
  const PriorModels models(the_pack());
  double square = 0.0;
  for (const Case& the_case : clinicians_cases()) {
    square += square_of(stated_error(value_of(all_weights(the_pack(), the_case, &models)),
                                     value_of(diagnose(the_pack(), the_case, {false, &models}))));
  }
  return std::sqrt(square / static_cast<double>(clinicians_cases().size()));
}

void assessment(benchmark::State& state) {
  const double error = clinicians_error();
  clinicians(state, [](const Pack& pack, const Case& the_case, const PriorModels* models) {
    return assess(pack, the_case, {.intervals = false, .models = models});
  });
  state.counters["error"] = error;
}

void clinicians_weights(benchmark::State& state) {
  clinicians(state, all_weights);
}

void clinicians_pivot(benchmark::State& state) {
  clinicians(state, pivot);
}

void clinicians_overtaking(benchmark::State& state) {
  clinicians(state, overtaking);
}

/// All that the choice of the next question needs: every answer that could be given, tried.
void next_question(benchmark::State& state) {
  clinicians(state, next_steps);
}

void delta(benchmark::State& state) {
  std::vector<std::uint32_t> all(the_pack().conditions.size());
  std::iota(all.begin(), all.end(), 0U);
  const PriorModels models(the_pack());
  for_each_case(state, clinicians_cases().size(), [&](std::size_t i) {
    benchmark::DoNotOptimize(value_of(delta_intervals(the_pack(), clinicians_cases()[i], all, &models)));
  });
}

void draws(benchmark::State& state) {
  Pack pack = the_pack();
  pack.interval_draws = static_cast<std::uint32_t>(state.range());
  const PriorModels models(pack);
  for_each_case(state, clinicians_cases().size(), [&](std::size_t i) {
    benchmark::DoNotOptimize(value_of(diagnose(pack, clinicians_cases()[i], {.models = &models})));
  });
}

/// What a program does before its first answer, the file aside: the pack read, and one age and sex.
void start(benchmark::State& state) {
  const std::string bytes = bytes_of(SURA_PACK);
  for (auto _ : state) {
    const Pack pack = value_of(read_pack(bytes));
    benchmark::DoNotOptimize(PriorModels(pack).of(clinicians_cases()[0].age, clinicians_cases()[0].sex));
  }
}

} // namespace

BENCHMARK(weights_of_evidence)->Args({4, 8})->Args({6, 6})->Args({10, 20})->Unit(benchmark::kMillisecond);
BENCHMARK(assessment)->Name("clinician/assessment")->Unit(benchmark::kMillisecond);
BENCHMARK(clinicians_weights)->Name("clinician/weights")->Unit(benchmark::kMillisecond);
BENCHMARK(clinicians_pivot)->Name("clinician/pivot")->Unit(benchmark::kMillisecond);
BENCHMARK(clinicians_overtaking)->Name("clinician/overtaking")->Unit(benchmark::kMillisecond);
BENCHMARK(next_question)->Name("clinician/next_question")->Unit(benchmark::kMillisecond);
BENCHMARK(delta)->Name("clinician/delta_intervals")->Unit(benchmark::kMillisecond);
BENCHMARK(draws)->Name("clinician/diagnosis_with_draws")->Arg(0)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(start)->Name("clinician/start")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(everything, development, &development_cases)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(everything, simulated, &simulated_cases)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(diagnosis, development, &development_cases)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(diagnosis, simulated, &simulated_cases)->Unit(benchmark::kMillisecond);
