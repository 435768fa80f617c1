#include "clinic/triage/holding.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>

#include "clinic/reasoning/draws.h"

namespace sura::clinic {
namespace {

Urgency level_of(const Pack& pack, const std::vector<double>& causes, Urgency least) {
  return std::max(least, least_loss(expected_losses(pack, causes)));
}

/// By how much the losses of this draw are larger. Rows of the loss table follow the studies, so that each has a
/// deviate of its own.
double times(const Pack& pack, const Loss& loss, std::size_t row, std::uint64_t draw) {
  return std::exp(deviate_of(pack.studies + row, draw) * std::log(loss.width) / z90);
}

} // namespace

std::vector<Sway> sways(const Pack& pack, const Diagnosis& diagnosis, Urgency least, Urgency level) {
  const std::vector<double> causes = causes_of(diagnosis);
  const double sum = std::accumulate(causes.begin(), causes.end(), 0.0);
  std::vector<Sway> found;
  for (std::uint32_t condition = 0; condition < pack.conditions.size(); ++condition) {
    const ConditionResult& about = diagnosis.conditions[condition];
    const double others = sum - about.cause;
    for (const double end : {about.low, about.high}) {
      if (end == about.cause || others <= 0.0) {
        continue;
      }
      std::vector<double> then = causes;
      for (double& cause : then) {
        cause *= std::max(0.0, sum - end) / others;
      }
      then[condition] = end;
      if (const Urgency other = level_of(pack, then, least); other != level) {
        found.push_back({condition, end, other});
      }
    }
  }
  return found;
}

ByUrgency over_draws(const Pack& pack, const Diagnosis& diagnosis, Urgency least) {
  ByUrgency shares{};
  for (std::size_t draw = 0; draw < diagnosis.drawn.size(); ++draw) {
    // A loss that is twice as large counts as its cause would were it twice as probable.
    std::vector<double> weighed = diagnosis.drawn[draw];
    for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
      weighed[c] *= times(pack, pack.conditions[c].delay, c, draw);
    }
    weighed.back() *= times(pack, pack.losses.something_else, pack.conditions.size(), draw);
    shares[static_cast<std::size_t>(level_of(pack, weighed, least))] += 1.0;
  }
  for (double& share : shares) {
    share /= std::max<double>(1.0, static_cast<double>(diagnosis.drawn.size()));
  }
  return shares;
}

} // namespace sura::clinic
