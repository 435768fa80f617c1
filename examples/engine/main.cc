// Two hidden faults and one that the first can bring about; a noise is heard, no smoke is seen. What is the matter?
#include <cmath>
#include <cstdio>

#include "sura/engine/inference.h"

int main() {
  using namespace sura::engine;
  Network network;
  network.causes = {{"worn bearing", 0.05, {}}, {"loose belt", 0.10, {}}, {"overheating", 0.01, {{0, 0.3}}}};
  network.findings = {{"noise", 2, {0.98, 0.02}, {}, {}, {{0, {0.2, 0.8}, {}}, {1, {0.5, 0.5}, {}}}},
                      {"smoke", 2, {0.999, 0.001}, {}, {}, {{2, {0.4, 0.6}, {}}}}};
  const auto posterior = infer(network, {{0, -1, 1, 1}, {1, -1, 0, 0}}); // noise present, smoke absent
  if (!posterior) {
    std::printf("%s\n", posterior.error().message().c_str());
    return 1;
  }
  for (std::size_t cause = 0; cause < network.causes.size(); ++cause) {
    std::printf("%-13s present with probability %.3f\n", network.causes[cause].name.c_str(),
                posterior->presence[cause]);
  }
  std::printf("evidence has probability %.4f\n", std::exp(posterior->log_evidence));
}
