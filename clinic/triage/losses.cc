// Which level of urgency is expected to lose least.
#include <algorithm>
#include <cstddef>

#include "sura/clinic/triage.h"

namespace sura::clinic {
namespace {

void add(ByUrgency& sum, const ByUrgency& losses, double weight) {
  for (std::size_t level = 0; level < sum.size(); ++level) {
    sum[level] += weight * losses[level];
  }
}

} // namespace

ByUrgency expected_losses(const Pack& pack, const std::vector<double>& causes) {
  ByUrgency sum = pack.losses.burden.at;
  for (std::size_t condition = 0; condition < pack.conditions.size(); ++condition) {
    add(sum, pack.conditions[condition].delay.at, causes[condition]);
  }
  add(sum, pack.losses.something_else.at, causes.back());
  return sum;
}

Urgency least_loss(const ByUrgency& losses) {
  const auto least = std::min_element(losses.rbegin(), losses.rend()); // of equal ones the most urgent
  return static_cast<Urgency>(losses.rend() - least - 1);
}

std::vector<Threshold> thresholds(const Pack& pack, std::uint32_t condition) {
  const ByUrgency& burden = pack.losses.burden.at;
  const ByUrgency& delay = pack.conditions[condition].delay.at;
  std::vector<Threshold> found;
  for (std::size_t level = urgency_levels; level-- > 1;) {
    double from = 0.0; // the probability from which this level is better than every lower one
    for (std::size_t lower = 0; lower < level; ++lower) {
      const double saved = delay[lower] - delay[level];
      from = std::max(from, saved > 0.0 ? (burden[level] - burden[lower]) / saved : 2.0);
    }
    const bool is_passed_over = !found.empty() && from >= found.back().from; // a higher level comes first
    if (from <= 1.0 && !is_passed_over) {
      found.push_back({static_cast<Urgency>(level), from});
    }
  }
  return found;
}

} // namespace sura::clinic
