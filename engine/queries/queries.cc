#include "sura/engine/queries.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sura::engine {

Result<Levels> predict(const Network& network, const Evidence& evidence, std::uint32_t finding, std::int32_t facet) {
  Evidence extended = evidence;
  extended.push_back({finding, facet, 0, 0});
  if (auto valid = validate(network, extended); !valid) { // an unknown variable, or one already observed
    return fail(std::move(valid.error()));
  }
  const Finding& asked = network.findings[finding];
  const std::uint32_t levels = facet < 0 ? asked.levels : asked.facets[static_cast<std::size_t>(facet)].levels;
  Levels logarithms;
  double highest = -std::numeric_limits<double>::infinity();
  for (std::uint32_t level = 0; level < levels; ++level) {
    extended.back().lowest = level;
    extended.back().highest = level;
    const Result<double> logarithm = log_evidence(network, extended);
    if (!logarithm) {
      return fail(logarithm.error());
    }
    logarithms.push_back(*logarithm);
    highest = std::max(highest, *logarithm);
  }
  if (std::isinf(highest)) {
    return fail({ErrorCode::inconsistent, "evidence", "observations that cannot occur together",
                 "evidence with a probability above zero", ""});
  }
  double sum = 0.0;
  for (double& value : logarithms) {
    value = std::exp(value - highest);
    sum += value;
  }
  for (double& value : logarithms) {
    value /= sum;
  }
  return logarithms;
}

std::vector<double> cause_of(const Network& network, const Posterior& posterior, std::uint32_t complaint) {
  std::vector<double> produced(network.causes.size() + 1, 0.0);
  for (const Attribution& attribution : posterior.attributions) {
    if (attribution.finding != complaint) {
      continue;
    }
    const std::vector<Link>& links = network.findings[complaint].links;
    for (std::size_t link = 0; link < links.size(); ++link) {
      produced[links[link].cause] = attribution.links[link];
    }
    produced.back() = attribution.leak;
  }
  return produced;
}

double entropy(const std::vector<double>& weights) {
  double sum = 0.0;
  for (const double weight : weights) {
    sum += weight;
  }
  double entropy = 0.0;
  for (const double weight : weights) {
    if (weight > 0.0) {
      const double probability = weight / sum;
      entropy -= probability * std::log(probability);
    }
  }
  return entropy;
}

} // namespace sura::engine
