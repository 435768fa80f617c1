#include "engine/inference/derivatives.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/inference/event_table.h"
#include "engine/inference/unions.h"

namespace sura::engine {

namespace {

Levels zeros(const Levels& levels) {
  return Levels(levels.size(), 0.0);
}

std::vector<Levels> zeros(const std::vector<Levels>& facets) {
  std::vector<Levels> result;
  for (const Levels& levels : facets) {
    result.push_back(zeros(levels));
  }
  return result;
}

/// Where derivatives are beyond all use: nothing bounds those of what is impossible anyway.
double in_range(double slope) {
  return std::abs(slope) < 1e100 ? slope : 0.0;
}

/// One factor of a turn's branches, besides its cause's prior: a finding that one link alone can change, and whichever
/// table it has.
struct Factor {
  const ObservedFinding* observed;
  std::uint32_t link;
  const SoleFinding* sole; // null: its events set no bit
  double weight;           // of the present branch, where there is no sole finding
};

class DerivativeCollector {
public:
  DerivativeCollector(const Network& network, const NumberRow& row, const Program& program, const Numbers& numbers,
                      const Moments& moments, std::size_t first_lane, std::span<const Variation> variations)
      : network_(network), row_(row), program_(program), numbers_(numbers), moments_(moments), first_(first_lane),
        variations_(variations), lanes_(variations.size()) {}

  void collect(double* by, std::size_t columns) {
    by_ = by;
    columns_ = columns;
    add_constants();
    for (const Step& step : program_.steps) {
      find_link_slopes(step);
      if (step.cause != none) {
        add_bit(row_.parent(step.cause, step.event));
      } else {
        add_event(program_.observed.findings()[step.observed], step.event + 1);
      }
      if (step.kind == StepKind::expand) {
        find_leak_slopes(step);
        if (step.cause != none) {
          add_bit(row_.leak(step.cause));
        } else {
          add_event(program_.observed.findings()[step.observed], 0);
        }
      }
    }
    collect_factors();
    for (std::size_t turn = 0; turn < program_.turns.size(); ++turn) {
      add_factors(turn);
    }
  }

private:
  // Of lane `lane` of ours.
  double table(std::size_t number, std::size_t lane) const {
    return numbers_.tables[number * numbers_.lanes + first_ + lane];
  }
  double moment(std::size_t place, std::size_t lane) const {
    return moments_.steps[place * numbers_.lanes + first_ + lane];
  }
  double& slope(std::size_t set, std::size_t lane) { return slopes_[set * lanes_ + lane]; }

  void clear_slopes(std::size_t sets) { slopes_.assign(sets * lanes_, 0.0); }

  /// By each weight of the link's table.
  void find_link_slopes(const Step& step) {
    const std::size_t leak = numbers_of(step).leak_weight;
    const bool has_leak = step.kind == StepKind::expand;
    clear_slopes(step.sets());
    for_each_union(step.kind, step.sets(),
                   [&](std::size_t from, std::size_t set, std::size_t /*number*/, std::size_t at) {
                     for (std::size_t lane = 0; lane < lanes_; ++lane) {
                       const double by_kernel = moment(step.first_moment + at, lane);
                       slope(set, lane) += has_leak ? table(leak + from, lane) * by_kernel : by_kernel;
                     }
                   });
  }

  /// By each weight of the leak's table.
  void find_leak_slopes(const Step& step) {
    const std::size_t link = numbers_of(step).weight;
    clear_slopes(step.sets());
    for (std::size_t set = 0; set < step.sets(); ++set) {
      for (std::size_t lane = 0; lane < lanes_; ++lane) {
        slope(set, lane) = moment(step.first_moment + set, lane);
      }
    }
    for_each_union(step.kind, step.sets(),
                   [&](std::size_t from, std::size_t set, std::size_t /*number*/, std::size_t at) {
                     for (std::size_t lane = 0; lane < lanes_; ++lane) {
                       slope(from, lane) += table(link + set, lane) * moment(step.first_moment + at, lane);
                     }
                   });
  }

  /// Of a cause's bit there is one number.
  void add_bit(std::size_t number) {
    for (std::size_t lane = 0; lane < lanes_; ++lane) {
      by_[number * columns_ + lane] = in_range(slope(1, lane) - slope(0, lane));
    }
  }

  /// What the event's table says about its levels and those of its facets. Event: see NumberRow.
  void add_event(const ObservedFinding& observed, std::size_t event) {
    const Finding& finding = network_.findings[observed.finding];
    const Levels& levels = event == 0 ? finding.leak : finding.links[event - 1].levels;
    const std::vector<Levels>& facets = event == 0 ? finding.leak_facets : finding.links[event - 1].facets;
    sure_.assign(levels.size(), 0.0);
    for (std::size_t level = 0; level < levels.size(); ++level) {
      sure_[level] = 1.0;
      add_table(observed, sure_, facets, row_.levels(observed.finding, event) + level);
      sure_[level] = 0.0;
    }
    if (observed.facets.empty()) {
      return;
    }
    Levels produced = levels; // where the finding is absent its facets have no say
    produced[0] = 0.0;
    std::vector<Levels> changed = facets;
    for (const ObservedFacet& facet : observed.facets) {
      Levels& of_facet = changed[facet.facet];
      for (std::size_t level = 0; level < of_facet.size(); ++level) {
        of_facet = zeros(of_facet);
        of_facet[level] = 1.0;
        add_table(observed, produced, changed, row_.facet(observed.finding, event, facet.facet) + level);
      }
      of_facet = facets[facet.facet];
    }
  }

  /// The table of an event with these levels, weighed by the derivatives by its weights.
  void add_table(const ObservedFinding& observed, const Levels& levels, const std::vector<Levels>& facets,
                 std::size_t number) {
    const std::size_t sets = std::size_t{1} << observed.bits;
    table_.resize(2 * sets);
    event_table(observed, levels, facets, table_.data(), table_.data() + sets);
    for (std::size_t lane = 0; lane < lanes_; ++lane) {
      double sum = 0.0;
      for (std::size_t set = 0; set < sets; ++set) {
        sum += table_[set] * slope(set, lane);
      }
      by_[number * columns_ + lane] += in_range(sum);
    }
  }

  /// The leaks that multiply everything.
  void add_constants() {
    for (const ObservedFinding& observed : program_.observed.findings()) {
      const Finding& finding = network_.findings[observed.finding];
      if (observed.bits == 0 || finding.links.empty()) {
        const std::size_t sets = std::size_t{1} << observed.bits;
        std::vector<double> tables(2 * sets);
        event_table(observed, finding.leak, finding.leak_facets, tables.data(), tables.data() + sets);
        clear_slopes(sets);
        for (std::size_t lane = 0; lane < lanes_; ++lane) {
          slope(sets - 1, lane) = 1.0 / tables[sets - 1];
        }
        add_event(observed, 0);
      }
    }
  }

  void collect_factors() {
    factors_.resize(program_.turns.size());
    for (const ObservedFinding& observed : program_.observed.findings()) {
      const std::vector<Link>& links = network_.findings[observed.finding].links;
      for (std::uint32_t link = 0; observed.bits == 0 && link < links.size(); ++link) {
        factors_[program_.turn_of_cause[links[link].cause]].push_back(
            {&observed, link, nullptr, event_weight(observed, links[link].levels, links[link].facets)});
      }
    }
    for (const SoleFinding& sole : program_.soles) {
      factors_[sole.turn].push_back({&program_.observed.findings()[sole.observed], 0, &sole, 1.0});
    }
  }

  /// What the factor weighs the two branches with.
  std::pair<double, double> weights(const Factor& factor, std::size_t lane) const {
    if (factor.sole == nullptr) {
      return {1.0, factor.weight};
    }
    const std::size_t sets = std::size_t{1} << factor.observed->bits;
    const StepNumbers at = numbers_of(*factor.sole, sets);
    const auto from = [&](std::size_t number) {
      return Strided{numbers_.tables.data() + number * numbers_.lanes + first_ + lane, numbers_.lanes};
    };
    return {table(at.leak_weight + sets - 1, lane), full_union(from(at.leak_weight), from(at.weight), sets)};
  }

  /// The factor of a branch is a product; the derivative by one part is that by the factor times all other parts, from
  /// both ends: dividing by a part of 0 would not do.
  void add_factors(std::size_t turn) {
    const std::vector<Factor>& factors = factors_[turn];
    by_absent_.resize(factors.size() * lanes_);
    by_present_.resize(factors.size() * lanes_);
    for (std::size_t lane = 0; lane < lanes_; ++lane) {
      find_factor_slopes(turn, lane);
    }
    for (std::size_t i = 0; i < factors.size(); ++i) {
      add_factor(factors[i], by_absent_.data() + i * lanes_, by_present_.data() + i * lanes_);
    }
  }

  void find_factor_slopes(std::size_t turn, std::size_t lane) {
    const std::vector<Factor>& factors = factors_[turn];
    const std::uint32_t cause = program_.turns[turn].cause;
    const Variation& variation = variations_[lane];
    const bool has_prior = network_.causes[cause].parents.empty();
    const double prior = variation.leaks.empty() ? network_.causes[cause].leak : variation.leaks[cause];
    const auto by_branch = [&](bool present) {
      const bool ruled_out = variation.known && variation.known->cause == cause && variation.known->present != present;
      return ruled_out ? 0.0L : moments_.turns[(2 * turn + (present ? 1 : 0)) * numbers_.lanes + first_ + lane];
    };
    long double absent = by_branch(false);
    long double present = by_branch(true);
    before_.clear();
    for (const Factor& factor : factors) {
      before_.emplace_back(absent, present);
      const auto [of_absent, of_present] = weights(factor, lane);
      absent *= of_absent;
      present *= of_present;
    }
    if (has_prior) {
      by_[row_.leak(cause) * columns_ + lane] = in_range(static_cast<double>(present - absent));
    }
    absent = has_prior ? 1.0L - prior : 1.0L;
    present = has_prior ? 0.0L + prior : 1.0L;
    for (std::size_t i = factors.size(); i-- > 0;) {
      by_absent_[i * lanes_ + lane] = static_cast<double>(before_[i].first * absent);
      by_present_[i * lanes_ + lane] = static_cast<double>(before_[i].second * present);
      const auto [of_absent, of_present] = weights(factors[i], lane);
      absent *= of_absent;
      present *= of_present;
    }
  }

  /// By lane: the derivatives by the factor, in the two branches.
  void add_factor(const Factor& factor, const double* by_absent, const double* by_present) {
    const std::size_t sets = std::size_t{1} << factor.observed->bits;
    clear_slopes(sets);
    if (factor.sole == nullptr) {
      std::copy_n(by_present, lanes_, slopes_.begin());
      return add_event(*factor.observed, factor.link + 1);
    }
    const StepNumbers at = numbers_of(*factor.sole, sets);
    const auto each_completing = [&](const auto& take) {
      for_each_union(StepKind::contract, sets, [&](std::size_t leak, std::size_t link, std::size_t, std::size_t) {
        for (std::size_t lane = 0; lane < lanes_; ++lane) {
          take(leak, link, lane);
        }
      });
    };
    std::copy_n(by_absent, lanes_, slopes_.end() - static_cast<std::ptrdiff_t>(lanes_));
    each_completing([&](std::size_t leak, std::size_t link, std::size_t lane) {
      slope(leak, lane) += by_present[lane] * table(at.weight + link, lane);
    });
    add_event(*factor.observed, 0);
    clear_slopes(sets);
    each_completing([&](std::size_t leak, std::size_t link, std::size_t lane) {
      slope(link, lane) += by_present[lane] * table(at.leak_weight + leak, lane);
    });
    add_event(*factor.observed, factor.link + 1);
  }

  struct Strided {
    const double* first;
    std::size_t stride;
    double operator[](std::size_t index) const { return first[index * stride]; }
  };

  const Network& network_;
  const NumberRow& row_;
  const Program& program_;
  const Numbers& numbers_;
  const Moments& moments_;
  const std::size_t first_;
  const std::span<const Variation> variations_;
  const std::size_t lanes_;
  double* by_ = nullptr;
  std::size_t columns_ = 0;
  std::vector<double> slopes_; // by the weights of the table at hand: set · lanes + lane
  std::vector<double> table_;
  Levels sure_;
  std::vector<std::vector<Factor>> factors_; // by turn
  std::vector<double> by_absent_;            // by factor of a turn: factor · lanes + lane
  std::vector<double> by_present_;
  std::vector<std::pair<long double, long double>> before_; // by factor: all before it, of the two branches
};

} // namespace

Network zeros_like(const Network& network) {
  Network result;
  for (const Cause& cause : network.causes) {
    result.causes.push_back({"", 0.0, {}});
    for (const Parent& parent : cause.parents) {
      result.causes.back().parents.push_back({parent.cause, 0.0});
    }
  }
  for (const Finding& finding : network.findings) {
    Finding zero{"", finding.levels, zeros(finding.leak), {}, zeros(finding.leak_facets), {}};
    for (const Facet& facet : finding.facets) {
      zero.facets.push_back({"", facet.levels});
    }
    for (const Link& link : finding.links) {
      zero.links.push_back({link.cause, zeros(link.levels), zeros(link.facets)});
    }
    result.findings.push_back(std::move(zero));
  }
  return result;
}

void derivatives(const Network& network, const NumberRow& row, const Program& program, const Numbers& numbers,
                 const Moments& moments, std::size_t first_lane, std::span<const Variation> variations, double* by,
                 std::size_t columns, std::size_t first_column) {
  DerivativeCollector(network, row, program, numbers, moments, first_lane, variations)
      .collect(by + first_column, columns);
}

NumberRow::NumberRow(const Network& network) {
  for (const Cause& cause : network.causes) {
    causes_.push_back(size_);
    size_ += 1 + cause.parents.size();
  }
  for (const Finding& finding : network.findings) {
    std::size_t of_event = finding.levels;
    const std::size_t facets = facets_.size();
    for (const Facet& facet : finding.facets) {
      facets_.push_back(of_event);
      of_event += facet.levels;
    }
    findings_.push_back({size_, of_event, facets});
    size_ += of_event * (1 + finding.links.size());
  }
}

Network as_network(const Network& network, const NumberRow& row, const double* by, std::size_t columns) {
  Network result = zeros_like(network);
  const auto take = [&](Levels& levels, std::size_t first) {
    for (std::size_t i = 0; i < levels.size(); ++i) {
      levels[i] = by[(first + i) * columns];
    }
  };
  for (std::size_t c = 0; c < result.causes.size(); ++c) {
    Cause& cause = result.causes[c];
    cause.leak = by[row.leak(c) * columns];
    for (std::size_t p = 0; p < cause.parents.size(); ++p) {
      cause.parents[p].probability = by[row.parent(c, p) * columns];
    }
  }
  for (std::size_t f = 0; f < result.findings.size(); ++f) {
    Finding& finding = result.findings[f];
    for (std::size_t event = 0; event <= finding.links.size(); ++event) {
      take(event == 0 ? finding.leak : finding.links[event - 1].levels, row.levels(f, event));
      std::vector<Levels>& facets = event == 0 ? finding.leak_facets : finding.links[event - 1].facets;
      for (std::size_t facet = 0; facet < facets.size(); ++facet) {
        take(facets[facet], row.facet(f, event, facet));
      }
    }
  }
  return result;
}

} // namespace sura::engine
