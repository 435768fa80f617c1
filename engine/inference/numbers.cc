#include "engine/inference/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/inference/event_table.h"
#include "engine/inference/unions.h"

namespace sura::engine {

namespace {

/// Products of doubles are taken over by wider numbers before they could lose digits.
constexpr double least_pending = 1e-100;

} // namespace

StepNumbers numbers_of(const Step& step) {
  const std::size_t sets = step.sets();
  return {step.first_number, step.first_number + sets, step.first_number + 2 * sets, step.first_number + 3 * sets,
          step.first_number + 4 * sets};
}

StepNumbers numbers_of(const SoleFinding& sole, std::size_t sets) {
  return {sole.first_number, sole.first_number + sets, 0, sole.first_number + 2 * sets, sole.first_number + 3 * sets};
}

void Numbers::resize(const Program& program, std::size_t lane_count) {
  lanes = lane_count;
  tables.resize(program.number_count * lanes);
  factors.resize(program.turns.size() * 2 * lanes);
  log_constants.resize(lanes);
}

void NumberFiller::fill(const Program& program, const Network& network, Numbers& numbers) {
  program_ = &program;
  leaks_ = nullptr;
  fill_but_priors(network, nullptr);
  weigh_priors({});
  put_tables({0, program.number_count}, 0, numbers);
  put_factors(0, numbers);
}

void NumberFiller::begin(const Program& program, const Network& network) {
  program_ = &program;
  leaks_ = nullptr;
  fill_but_priors(network, nullptr);
  common_network_ = &network;
  common_ = now_;
  changed_.assign(1, {0, program.number_count});
}

void NumberFiller::fill_lanes(std::span<const Variation> variations, Numbers& numbers) {
  const auto is_new = [this](const Variation& variation) { return changes_much(variation); };
  const bool all_new = std::all_of(variations.begin(), variations.end(), is_new);
  if (!all_new) {
    restore(numbers);
  }
  for (std::size_t lane = 0; lane < numbers.lanes; ++lane) {
    const Variation& variation = variations[std::min(lane, variations.size() - 1)];
    leaks_ = variation.leaks.empty() ? nullptr : &variation.leaks;
    if (all_new || is_new(variation)) {
      const Range all{0, program_->number_count};
      fill_but_priors(variation.network != nullptr ? *variation.network : *common_network_,
                      variation.further ? &*variation.further : nullptr);
      put_tables(all, lane, numbers);
      changed_.assign(1, all);
    } else {
      vary(variation, lane, numbers);
    }
    weigh_priors(variation);
    put_factors(lane, numbers);
  }
}

/// Whether more changes than the factors and the tables of a few steps.
bool NumberFiller::changes_much(const Variation& variation) const {
  if (variation.network != nullptr) {
    return true;
  }
  const auto& seen = program_->observed.findings();
  const auto at = std::find_if(seen.begin(), seen.end(), [&](const ObservedFinding& one) {
    return variation.further && one.finding == variation.further->finding;
  });
  return at != seen.end() && (at->bits == 0 || common_network_->findings[at->finding].links.size() < 2);
}

/// In one lane of what all have in common. The priors follow.
void NumberFiller::vary(const Variation& variation, std::size_t lane, Numbers& numbers) {
  network_ = common_network_;
  now_.factors = common_.factors;
  now_.log_constant = common_.log_constant;
  std::uint32_t observed = none;
  if (variation.further) {
    observed_ = program_->observed.findings();
    observed = take_over(*variation.further);
    if (observed_[observed].bits == 0) {
      pending_.assign(program_->turns.size(), 1.0);
      fill_without_bits(observed_[observed]);
      take_pending();
      observed = none;
    }
  }
  for (const Step& step : program_->steps) {
    const bool of_finding = step.observed != none && step.observed == observed;
    const bool of_leak = leaks_ != nullptr && step.cause != none && step.kind == StepKind::expand &&
                         leak_of(step.cause) != network_->causes[step.cause].leak;
    if (of_finding || of_leak) {
      put_step(step, lane, numbers);
    }
  }
}

void NumberFiller::restore(Numbers& numbers) {
  for (const Range& range : changed_) {
    for (std::size_t i = range.first; i < range.first + range.count; ++i) {
      std::fill_n(numbers.tables.begin() + static_cast<std::ptrdiff_t>(i * numbers.lanes), numbers.lanes,
                  common_.tables[i]);
    }
  }
  changed_.clear();
}

void NumberFiller::put_step(const Step& step, std::size_t lane, Numbers& numbers) {
  fill_step(step);
  const Range range{step.first_number, numbers_in(step.kind, step.sets())};
  put_tables(range, lane, numbers);
  changed_.push_back(range);
}

void NumberFiller::put_tables(const Range& range, std::size_t lane, Numbers& numbers) const {
  for (std::size_t i = range.first; i < range.first + range.count; ++i) {
    numbers.tables[i * numbers.lanes + lane] = now_.tables[i];
  }
}

void NumberFiller::put_factors(std::size_t lane, Numbers& numbers) const {
  for (std::size_t i = 0; i < now_.factors.size(); ++i) {
    numbers.factors[i * numbers.lanes + lane] = now_.factors[i];
  }
  numbers.log_constants[lane] = now_.log_constant;
}

/// What is observed further opens no bit, and so changes numbers alone. Returns which of the observed findings it is.
std::uint32_t NumberFiller::take_over(const Observation& further) {
  const auto is_it = [&](const ObservedFinding& one) { return one.finding == further.finding; };
  auto target = std::find_if(observed_.begin(), observed_.end(), is_it);
  if (target == observed_.end()) {
    ObservedFinding fresh;
    fresh.finding = further.finding;
    fresh.highest = network_->findings[further.finding].levels - 1;
    target = observed_.insert(target, fresh);
  }
  if (further.facet < 0) {
    target->highest = further.highest;
  } else {
    const ObservedFacet facet{static_cast<std::uint32_t>(further.facet), further.lowest, further.highest};
    facets_.assign(target->facets.begin(), target->facets.end());
    facets_.insert(std::find_if(facets_.begin(), facets_.end(),
                                [&](const ObservedFacet& other) { return other.facet > facet.facet; }),
                   facet);
    target->facets = facets_;
  }
  return static_cast<std::uint32_t>(target - observed_.begin());
}

double NumberFiller::leak_of(std::uint32_t cause) const {
  return leaks_ != nullptr ? (*leaks_)[cause] : network_->causes[cause].leak;
}

void NumberFiller::leak_table(const ObservedFinding& observed, double* weight, double* produced) const {
  const Finding& finding = network_->findings[observed.finding];
  event_table(observed, finding.leak, finding.leak_facets, weight, produced);
}

void NumberFiller::link_table(const ObservedFinding& observed, std::uint32_t link, double* weight,
                              double* produced) const {
  const Link& source = network_->findings[observed.finding].links[link];
  event_table(observed, source.levels, source.facets, weight, produced);
}

/// Underflow must not look like impossibility: the sweep finds out that no number is wide enough.
void NumberFiller::weigh(std::size_t factor, long double weight) {
  long double& product = now_.factors[factor];
  const bool possible = product > 0.0L && weight > 0.0L;
  product *= weight;
  if (possible && product <= 0.0L) {
    product = std::numeric_limits<long double>::denorm_min();
  }
}

void NumberFiller::fill_but_priors(const Network& network, const Observation* further) {
  network_ = &network;
  observed_ = program_->observed.findings();
  if (further != nullptr) {
    take_over(*further);
  }
  now_.tables.resize(program_->number_count);
  now_.log_constant = 0.0;
  fill_factors();
  for (const Step& step : program_->steps) {
    fill_step(step);
  }
  fill_soles();
}

/// All that sets no bit.
void NumberFiller::fill_factors() {
  now_.factors.assign(2 * program_->turns.size(), 1.0L);
  pending_.assign(program_->turns.size(), 1.0);
  for (const ObservedFinding& observed : observed_) {
    if (observed.bits == 0) {
      fill_without_bits(observed);
    } else if (network_->findings[observed.finding].links.empty()) {
      const std::size_t sets = std::size_t{1} << observed.bits;
      leak_.resize(2 * sets);
      leak_table(observed, leak_.data(), leak_.data() + sets);
      now_.log_constant += std::log(leak_[sets - 1]);
    }
  }
  take_pending();
}

void NumberFiller::fill_without_bits(const ObservedFinding& observed) {
  const Finding& finding = network_->findings[observed.finding];
  now_.log_constant += std::log(event_weight(observed, finding.leak, finding.leak_facets));
  for (const Link& link : finding.links) {
    const std::uint32_t turn = program_->turn_of_cause[link.cause];
    const double weight = event_weight(observed, link.levels, link.facets);
    double& pending = pending_[turn];
    if (weight < least_pending || pending < least_pending) {
      weigh(2 * std::size_t{turn} + 1, static_cast<long double>(pending));
      weigh(2 * std::size_t{turn} + 1, static_cast<long double>(weight));
      pending = 1.0;
    } else {
      pending *= weight;
    }
  }
}

void NumberFiller::take_pending() {
  for (std::size_t turn = 0; turn < pending_.size(); ++turn) {
    weigh(2 * turn + 1, static_cast<long double>(pending_[turn]));
  }
}

/// An effect's own leak is no factor: it is a weight of its bit.
void NumberFiller::weigh_priors(const Variation& variation) {
  for (std::size_t turn = 0; turn < program_->turns.size(); ++turn) {
    if (program_->turns[turn].split == none) {
      const double prior = leak_of(program_->turns[turn].cause);
      weigh(2 * turn, static_cast<long double>(1.0 - prior));
      weigh(2 * turn + 1, static_cast<long double>(prior));
    }
  }
  if (variation.known) {
    const std::size_t turn = program_->turn_of_cause[variation.known->cause];
    now_.factors[2 * turn + (variation.known->present ? 0 : 1)] = 0.0L;
  }
}

void NumberFiller::fill_step(const Step& step) {
  const StepNumbers at = numbers_of(step);
  double* const tables = now_.tables.data();
  if (step.observed != none) {
    const ObservedFinding& observed = observed_[step.observed];
    link_table(observed, step.event, tables + at.weight, tables + at.produced);
    if (step.kind == StepKind::expand) {
      leak_table(observed, tables + at.leak_weight, tables + at.leak_produced);
    }
  } else {
    const auto bit = [&](std::size_t weight, std::size_t produced, double probability) {
      tables[weight] = 1.0 - probability;
      tables[weight + 1] = probability;
      tables[produced] = 0.0;
      tables[produced + 1] = probability;
    };
    bit(at.weight, at.produced, network_->causes[step.cause].parents[step.event].probability);
    if (step.kind == StepKind::expand) {
      bit(at.leak_weight, at.leak_produced, leak_of(step.cause));
    }
  }
  fill_kernel(step);
}

void NumberFiller::fill_kernel(const Step& step) {
  const StepNumbers at = numbers_of(step);
  const std::size_t sets = step.sets();
  const double* const weight = now_.tables.data() + at.weight;
  const double* const leak = now_.tables.data() + at.leak_weight;
  double* const kernel = now_.tables.data() + at.kernel;
  const bool has_leak = step.kind == StepKind::expand;
  std::fill_n(kernel, step.kind == StepKind::convolve ? sets * sets : sets, 0.0);
  for_each_union(step.kind, sets, [&](std::size_t from, std::size_t set, std::size_t number, std::size_t /*moment*/) {
    kernel[number] += has_leak ? leak[from] * weight[set] : weight[set];
  });
}

void NumberFiller::fill_soles() {
  for (const SoleFinding& sole : program_->soles) {
    const ObservedFinding& observed = observed_[sole.observed];
    const std::size_t sets = std::size_t{1} << observed.bits;
    const StepNumbers at = numbers_of(sole, sets);
    double* const tables = now_.tables.data();
    link_table(observed, 0, tables + at.weight, tables + at.produced);
    leak_table(observed, tables + at.leak_weight, tables + at.leak_produced);
    weigh(2 * std::size_t{sole.turn}, static_cast<long double>(tables[at.leak_weight + sets - 1]));
    weigh(2 * std::size_t{sole.turn} + 1,
          static_cast<long double>(full_union(tables + at.leak_weight, tables + at.weight, sets)));
  }
}

} // namespace sura::engine
