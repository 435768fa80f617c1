#include "engine/inference/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/inference/event_table.h"

namespace sura::engine {

namespace {

/// Products of doubles are taken over by wider numbers before they could lose digits.
constexpr double least_pending = 1e-100;

} // namespace

StepNumbers numbers_of(const Step& step) {
  const std::size_t sets = step.sets();
  return {step.numbers, step.numbers + sets, step.numbers + 2 * sets, step.numbers + 3 * sets, step.numbers + 4 * sets};
}

StepNumbers numbers_of(const SoleFinding& sole, std::size_t sets) {
  return {sole.numbers, sole.numbers + sets, 0, sole.numbers + 2 * sets, sole.numbers + 3 * sets};
}

void Numbers::resize(const Program& program, std::size_t lane_count) {
  lanes = lane_count;
  tables.resize(program.numbers * lanes);
  factors.resize(program.turns.size() * 2 * lanes);
  log_constants.resize(lanes);
}

void NumberFiller::fill(const Program& program, const Network& network, const Variation* variation, std::size_t lane,
                        Numbers& numbers) {
  network_ = &network;
  variation_ = variation;
  observed_ = program.observed.findings();
  if (variation != nullptr && variation->further) {
    take_over(*variation->further);
  }
  tables_.resize(program.numbers);
  log_constant_ = 0.0;
  fill_factors(program);
  fill_steps(program);
  fill_soles(program);
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    numbers.tables[i * numbers.lanes + lane] = tables_[i];
  }
  for (std::size_t i = 0; i < factors_.size(); ++i) {
    numbers.factors[i * numbers.lanes + lane] = factors_[i];
  }
  numbers.log_constants[lane] = log_constant_;
}

/// What is observed further opens no bit, and so changes numbers alone.
void NumberFiller::take_over(const Observation& further) {
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
    return;
  }
  const ObservedFacet facet{static_cast<std::uint32_t>(further.facet), further.lowest, further.highest};
  facets_.assign(target->facets.begin(), target->facets.end());
  facets_.insert(std::find_if(facets_.begin(), facets_.end(),
                              [&](const ObservedFacet& other) { return other.facet > facet.facet; }),
                 facet);
  target->facets = facets_;
}

double NumberFiller::leak_of(std::uint32_t cause) const {
  return variation_ != nullptr && !variation_->leaks.empty() ? variation_->leaks[cause] : network_->causes[cause].leak;
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
  long double& product = factors_[factor];
  const bool possible = product > 0.0L && weight > 0.0L;
  product *= weight;
  if (possible && product <= 0.0L) {
    product = std::numeric_limits<long double>::denorm_min();
  }
}

/// The priors, and all that sets no bit.
void NumberFiller::fill_factors(const Program& program) {
  factors_.clear();
  for (const Turn& turn : program.turns) {
    const bool is_effect = turn.split != none;
    const double prior = leak_of(turn.cause);
    factors_.push_back(is_effect ? 1.0L : static_cast<long double>(1.0 - prior));
    factors_.push_back(is_effect ? 1.0L : static_cast<long double>(prior));
  }
  pending_.assign(program.turns.size(), 1.0);
  for (const ObservedFinding& observed : observed_) {
    const Finding& finding = network_->findings[observed.finding];
    if (observed.bits == 0) {
      log_constant_ += std::log(event_weight(observed, finding.leak, finding.leak_facets));
      for (const Link& link : finding.links) {
        const std::uint32_t turn = program.turn_of_cause[link.cause];
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
    } else if (finding.links.empty()) {
      const std::size_t sets = std::size_t{1} << observed.bits;
      leak_.resize(2 * sets);
      leak_table(observed, leak_.data(), leak_.data() + sets);
      log_constant_ += std::log(leak_[sets - 1]);
    }
  }
  for (std::size_t turn = 0; turn < pending_.size(); ++turn) {
    weigh(2 * turn + 1, static_cast<long double>(pending_[turn]));
  }
}

void NumberFiller::fill_steps(const Program& program) {
  for (const Step& step : program.steps) {
    const StepNumbers at = numbers_of(step);
    double* const tables = tables_.data();
    if (step.group != none) {
      const ObservedFinding& observed = observed_[step.group];
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
}

void NumberFiller::fill_kernel(const Step& step) {
  const StepNumbers at = numbers_of(step);
  const std::size_t sets = step.sets();
  const double* const weight = tables_.data() + at.weight;
  double* const kernel = tables_.data() + at.kernel;
  std::fill_n(kernel, step.kind == StepKind::convolve ? sets * sets : sets, 0.0);
  for (std::size_t from = 0; from < sets; ++from) {
    for (std::size_t set = 0; set < sets; ++set) {
      switch (step.kind) {
      case StepKind::contract:
        kernel[from] += (from | set) == sets - 1 ? weight[set] : 0.0;
        break;
      case StepKind::convolve:
        kernel[(from | set) * sets + from] += weight[set];
        break;
      case StepKind::expand:
        kernel[from | set] += tables_[at.leak_weight + from] * weight[set];
        break;
      }
    }
  }
}

void NumberFiller::fill_soles(const Program& program) {
  for (const SoleFinding& sole : program.soles) {
    const ObservedFinding& observed = observed_[sole.group];
    const std::size_t sets = std::size_t{1} << observed.bits;
    const StepNumbers at = numbers_of(sole, sets);
    double* const tables = tables_.data();
    link_table(observed, 0, tables + at.weight, tables + at.produced);
    leak_table(observed, tables + at.leak_weight, tables + at.leak_produced);
    double both = 0.0;
    for (std::size_t leak = 0; leak < sets; ++leak) {
      for (std::size_t link = 0; link < sets; ++link) {
        both += (leak | link) == sets - 1 ? tables[at.leak_weight + leak] * tables[at.weight + link] : 0.0;
      }
    }
    weigh(2 * std::size_t{sole.turn}, static_cast<long double>(tables[at.leak_weight + sets - 1]));
    weigh(2 * std::size_t{sole.turn} + 1, static_cast<long double>(both));
  }
}

} // namespace sura::engine
