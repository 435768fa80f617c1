// "c is the cause" is "c's episode is there", and odds are P(answers, episode) / P(answers, no episode). The engine
// gives the derivative of both logarithms by every number of the network; each of these follows from a few numbers of
// the pack, which are moved a little, one at a time.
#include "clinic/influence/odds_slopes.h"

#include <algorithm>
#include <cmath>

#include "clinic/reasoning/slots.h"

namespace sura::clinic {
namespace {

constexpr double small_step = 1e-6; // standard deviations; a slot is smooth to either side

/// Up to here P(answers, no episode) is P(answers) − P(answers, episode); beyond, the difference would lose digits.
constexpr double largest_difference = 0.5;

/// The rows of the pack's numbers that a slot is made of.
void find_rows(const Slot& slot, const PersonNumbers& numbers, std::span<double> scratch,
               std::vector<std::uint32_t>& rows) {
  rows.clear();
  work_out(slot, numbers, Draw::noting(rows), scratch);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

} // namespace

Result<OddsSlopes> OddsSlopes::make(const Person& person, const std::vector<std::uint32_t>& conditions) {
  const PersonNetwork& network = person.network();
  const auto model = engine::Model::make(network.network);
  if (!model) {
    return fail(model.error());
  }
  engine::Workspace workspace;
  // First the answers alone; then with each episode.
  std::vector<engine::Variation> with(1 + conditions.size());
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    with[i + 1].known = engine::KnownCause{network.first_episode + conditions[i], true};
  }
  const auto there = engine::gradients(*model, network.evidence, with, workspace);
  if (!there) {
    return fail(there.error());
  }
  OddsSlopes result(person);
  std::vector<engine::Variation> without;
  std::vector<std::size_t> likely; // by variation without an episode: which condition
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const double log_share = there->log_evidence[i + 1] - there->log_evidence[0];
    result.causes_.push_back(std::isfinite(there->log_evidence[0]) ? std::min(1.0, std::exp(log_share)) : 0.0);
    result.column_.push_back(std::isfinite(there->log_evidence[i + 1]) ? static_cast<std::int32_t>(i) : -1);
    if (result.causes_.back() > largest_difference) {
      without.emplace_back().known = engine::KnownCause{network.first_episode + conditions[i], false};
      likely.push_back(i);
    }
  }
  const auto away = engine::gradients(*model, network.evidence, without, workspace);
  if (!away) {
    return fail(away.error());
  }
  for (std::size_t k = 0; k < likely.size(); ++k) {
    if (!std::isfinite(away->log_evidence[k])) {
      result.causes_[likely[k]] = 1.0;
      result.column_[likely[k]] = -1;
    }
  }
  const std::size_t columns = conditions.size();
  const std::size_t numbers = there->by.size() / with.size();
  result.by_.assign(numbers * columns, 0.0);
  for (std::size_t number = 0; number < numbers; ++number) {
    const double* const of_all = there->by.data() + number * with.size();
    double* const by = result.by_.data() + number * columns;
    for (std::size_t i = 0; i < columns; ++i) {
      by[i] = result.has(i) ? (of_all[i + 1] - of_all[0]) / (1.0 - result.causes_[i]) : 0.0;
    }
    for (std::size_t k = 0; k < likely.size(); ++k) {
      const std::size_t i = likely[k];
      by[i] = result.has(i) ? of_all[i + 1] - away->by[number * without.size() + k] : 0.0;
    }
  }
  return result;
}

void OddsSlopes::each(const Take& take) const {
  const PersonNetwork& person = person_->network();
  const PersonNumbers numbers(person_->pack(), person_->the_case(), person_->priors(), person_->prior());
  const engine::NumberRow row_of_network(person.network);
  engine::Network scratch = person.network; // for the sizes of its places
  const std::size_t columns = causes_.size();
  std::vector<double> up(columns);
  std::vector<double> down(columns);
  std::vector<double> here;
  std::vector<double> higher;
  std::vector<double> lower;
  std::vector<std::uint32_t> rows;
  for (const Slot& slot : slots(person_->pack(), person)) {
    const std::size_t size = numbers_at(scratch, slot).size();
    const double* const by = by_.data() + place_in(row_of_network, slot) * columns;
    if (std::all_of(by, by + size * columns, [](double slope) { return slope == 0.0; })) {
      continue; // nothing was answered that it bears on
    }
    here.resize(size);
    higher.resize(size);
    lower.resize(size);
    find_rows(slot, numbers, here, rows);
    work_out(slot, numbers, Draw(), here);
    for (const std::uint32_t row : rows) {
      work_out(slot, numbers, Draw::moved(row, small_step), higher);
      work_out(slot, numbers, Draw::moved(row, -small_step), lower);
      std::fill(up.begin(), up.end(), 0.0);
      std::fill(down.begin(), down.end(), 0.0);
      for (std::size_t level = 0; level < size; ++level) {
        const double rise = (higher[level] - here[level]) / small_step;
        const double fall = (here[level] - lower[level]) / small_step;
        for (std::size_t i = 0; i < columns; ++i) {
          up[i] += by[level * columns + i] * rise;
          down[i] += by[level * columns + i] * fall;
        }
      }
      take(row, up.data(), down.data());
    }
  }
}

} // namespace sura::clinic
