// Times for the growth curves of docs/performance.md, as JSON: against present findings and against causes. One thread,
// the mean over cases of the least of some repetitions.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <limits>

#include "bench/models.h"

namespace {

using namespace sura::bench;
using sura::engine::Evidence;

constexpr std::uint32_t cases_a_point = 10;

/// Seconds for one case: the least of at least three repetitions and of a tenth of a second.
double least_time(Everything& everything, const Evidence& evidence) {
  using Clock = std::chrono::steady_clock;
  double least = std::numeric_limits<double>::infinity();
  double spent = 0.0;
  for (int repetition = 0; repetition < 3 || (spent < 0.1 && repetition < 1000); ++repetition) {
    const auto began = Clock::now();
    value_of(everything(evidence));
    const std::chrono::duration<double> taken = Clock::now() - began;
    least = std::min(least, taken.count());
    spent += taken.count();
  }
  return least;
}

void print_point(bool is_first, std::uint32_t at, double seconds) {
  std::printf("%s[%u, %.9g]", is_first ? "" : ", ", at, seconds);
}

} // namespace

int main() {
  std::printf("{\"present\": [");
  Everything dense(dense_network());
  for (std::uint32_t present = 0; present <= 18; present += 2) {
    print_point(present == 0, present, least_time(dense, dense_evidence(dense.network(), present)));
  }
  std::printf("],\n \"causes\": [");
  for (const std::uint32_t causes : {15U, 30U, 60U, 120U, 240U, 420U, 600U}) {
    Everything qmr(qmr_network(causes));
    double sum = 0.0;
    for (std::uint32_t index = 0; index < cases_a_point; ++index) {
      sum += least_time(qmr, drawn(qmr.network(), 10, 20, index));
    }
    print_point(causes == 15U, causes, sum / cases_a_point);
  }
  std::printf("]}\n");
}
