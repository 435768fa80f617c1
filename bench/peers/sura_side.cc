// One case of a peers' network as JSON, with Sura's posterior and time, for compare.py to ask another engine the same:
// sura_side CAUSES_A_FINDING PRESENT ABSENT INDEX
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "bench/models.h"

namespace {

using namespace sura::bench;
using namespace sura::engine;

/// Repeated for so long: times of a few microseconds are the least of thousands.
constexpr double enough_seconds = 0.2;

double least_seconds(Everything& everything, const Evidence& evidence) {
  using Clock = std::chrono::steady_clock;
  double least = std::numeric_limits<double>::infinity();
  double all = 0.0;
  while (all < enough_seconds) {
    const auto began = Clock::now();
    value_of(everything(evidence));
    const std::chrono::duration<double> taken = Clock::now() - began;
    least = std::min(least, taken.count());
    all += taken.count();
  }
  return least;
}

void print_network(const Network& network) {
  std::printf(R"({"priors": [)");
  for (std::size_t cause = 0; cause < network.causes.size(); ++cause) {
    std::printf("%s%.17g", cause == 0 ? "" : ", ", network.causes[cause].leak);
  }
  std::printf("],\n \"findings\": [");
  for (std::size_t f = 0; f < network.findings.size(); ++f) {
    const Finding& finding = network.findings[f];
    std::printf(R"(%s{"leak": %.17g, "links": [)", f == 0 ? "" : ",\n  ", finding.leak[1]);
    for (std::size_t l = 0; l < finding.links.size(); ++l) {
      std::printf("%s[%u, %.17g]", l == 0 ? "" : ", ", finding.links[l].cause, finding.links[l].levels[1]);
    }
    std::printf("]}");
  }
  std::printf("]");
}

void print_answer(const Evidence& evidence, const Posterior& posterior, double seconds) {
  std::printf(",\n \"evidence\": [");
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    std::printf("%s[%u, %u]", i == 0 ? "" : ", ", evidence[i].finding, evidence[i].lowest);
  }
  std::printf("],\n \"presence\": [");
  for (std::size_t cause = 0; cause < posterior.presence.size(); ++cause) {
    std::printf("%s%.17g", cause == 0 ? "" : ", ", posterior.presence[cause]);
  }
  std::printf("],\n \"seconds\": %.9g}\n", seconds);
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: sura_side CAUSES_A_FINDING PRESENT ABSENT INDEX\n");
    return 2;
  }
  const auto number = [argv](int place) { return static_cast<std::uint32_t>(std::strtoul(argv[place], nullptr, 10)); };
  Everything everything(peers_network(number(1)));
  const Evidence evidence = drawn(everything.network(), number(2), number(3), number(4));
  value_of(everything(evidence));
  const Posterior& posterior = everything.posterior();
  print_network(everything.network());
  print_answer(evidence, posterior, least_seconds(everything, evidence));
}
