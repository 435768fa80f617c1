#include "sura/engine/inference.h"

#include <cmath>
#include <limits>
#include <utility>

#include "engine/inference/derivatives.h"
#include "engine/inference/program.h"
#include "engine/inference/sweep.h"

namespace sura::engine {

namespace {

constexpr double impossible = -std::numeric_limits<double>::infinity();

Error out_of_range() {
  return {ErrorCode::out_of_range, "evidence", "explanations whose weights differ by more than numbers can hold",
          "fewer observations that nearly contradict each other", ""};
}

/// What nothing was added to yet.
Posterior blank(const Network& network, const Program& program) {
  return {impossible, std::vector<double>(network.causes.size(), 0.0), program.attributions, program.origins};
}

/// The answer to impossible evidence.
Posterior zero(const Network& network, const Program& program) {
  Posterior posterior = blank(network, program);
  for (Attribution& attribution : posterior.attributions) {
    attribution.leak = 0.0;
  }
  return posterior;
}

/// Runs `sweep` with doubles, and again with long doubles where their range does not suffice.
template <class Run> Result<Posterior> run(const Network& network, const Program& program, Run&& sweep) {
  if (program.impossible) {
    return zero(network, program);
  }
  Posterior posterior = blank(network, program);
  Sweep<double> narrow(program);
  Outcome outcome = sweep(narrow, posterior);
  if (outcome == Outcome::out_of_range) {
    Sweep<long double> wide(program);
    outcome = sweep(wide, posterior);
  }
  if (outcome == Outcome::out_of_range) {
    return fail(out_of_range());
  }
  return outcome == Outcome::possible ? posterior : zero(network, program);
}

/// The same for evidence that was not compiled yet.
template <class Run> Result<Posterior> run(const Network& network, const Evidence& evidence, Run&& sweep) {
  const Result<Program> program = compile(network, evidence);
  return program ? run(network, *program, sweep) : fail(program.error());
}

} // namespace

Result<Cost> cost(const Network& network, const Evidence& evidence) {
  return plan(network, evidence).map([](const Program& program) { return program.cost; });
}

Result<Posterior> infer(const Network& network, const Evidence& evidence) {
  return run(network, evidence, [](auto& sweep, Posterior& posterior) { return sweep.forward_and_back(posterior); });
}

Result<double> log_evidence(const Network& network, const Evidence& evidence) {
  return run(network, evidence, [](auto& sweep, Posterior& posterior) { return sweep.forward(posterior); })
      .map([](const Posterior& posterior) { return posterior.log_evidence; });
}

Result<Gradient> gradient(const Network& network, const Evidence& evidence) {
  const Result<Program> program = compile(network, evidence);
  if (!program) {
    return fail(program.error());
  }
  Slopes slopes;
  const Result<Posterior> posterior =
      run(network, *program, [&](auto& sweep, Posterior& into) { return sweep.forward_and_back(into, &slopes); });
  if (!posterior) {
    return fail(posterior.error());
  }
  Gradient result{posterior->log_evidence, {}};
  result.by = std::isinf(result.log_evidence) ? zeros_like(network) : derivatives(network, *program, slopes);
  return result;
}

} // namespace sura::engine
