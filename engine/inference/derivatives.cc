#include "engine/inference/derivatives.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/inference/event_table.h"

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

Levels sure_of(std::size_t level, std::size_t levels) {
  Levels sure(levels, 0.0);
  sure[level] = 1.0;
  return sure;
}

/// Where derivatives are beyond all use: nothing bounds those of what is impossible anyway.
double in_range(double slope) {
  return std::abs(slope) < 1e100 ? slope : 0.0;
}

/// The table of such an event, weighed by the derivatives by its weights.
double weighed(const ObservedFinding& observed, const Levels& levels, const std::vector<Levels>& facets,
               const std::vector<double>& slopes) {
  std::vector<double> table(2 * slopes.size());
  event_table(observed, levels, facets, table.data(), table.data() + slopes.size());
  double sum = 0.0;
  for (std::size_t set = 0; set < slopes.size(); ++set) {
    sum += table[set] * slopes[set];
  }
  return in_range(sum);
}

/// Adds what one event's table says about the levels of the event and of its facets.
void add_event(const ObservedFinding& observed, const std::vector<double>& slopes, const Levels& levels,
               const std::vector<Levels>& facets, Levels& by_levels, std::vector<Levels>& by_facets) {
  for (std::size_t level = 0; level < levels.size(); ++level) {
    by_levels[level] += weighed(observed, sure_of(level, levels.size()), facets, slopes);
  }
  Levels produced = levels; // where the finding is absent its facets have no say
  produced[0] = 0.0;
  std::vector<Levels> changed = facets;
  for (const ObservedFacet& facet : observed.facets) {
    Levels& of_facet = changed[facet.facet];
    for (std::size_t level = 0; level < facets[facet.facet].size(); ++level) {
      of_facet = sure_of(level, facets[facet.facet].size());
      by_facets[facet.facet][level] += weighed(observed, produced, changed, slopes);
    }
    of_facet = facets[facet.facet];
  }
}

class Collector {
public:
  Collector(const Network& network, const Program& program, const Numbers& numbers, const Moments& moments)
      : network_(network), program_(program), numbers_(numbers), moments_(moments), by_(zeros_like(network)) {}

  Network collect() {
    add_constants();
    for (const Step& step : program_.steps) {
      const std::vector<double> by_link = link_slopes(step);
      if (step.cause != none) {
        by_.causes[step.cause].parents[step.event].probability = in_range(by_link[1] - by_link[0]);
      } else {
        add_link(program_.observed.findings()[step.group], step.event, by_link);
      }
      if (step.kind == StepKind::expand) {
        const std::vector<double> by_leak = leak_slopes(step);
        if (step.cause != none) {
          by_.causes[step.cause].leak = in_range(by_leak[1] - by_leak[0]);
        } else {
          add_leak(program_.observed.findings()[step.group], by_leak);
        }
      }
    }
    collect_factors();
    for (std::size_t turn = 0; turn < program_.turns.size(); ++turn) {
      add_factors(turn);
    }
    return std::move(by_);
  }

private:
  /// What weighs the branches of a turn, besides its cause's prior: a finding that one link alone can change, and
  /// whichever table it has.
  struct Factor {
    const ObservedFinding* observed;
    std::uint32_t link;
    const SoleFinding* sole; // null: its events set no bit
    double absent;
    double present;
  };

  const double* table(std::size_t number) const { return numbers_.tables.data() + number; }

  /// By each weight of the link's table.
  std::vector<double> link_slopes(const Step& step) const {
    const std::size_t sets = step.sets();
    const double* const moment = moments_.steps.data() + step.moments;
    const double* const leak = table(numbers_of(step).leak_weight);
    std::vector<double> slopes(sets, 0.0);
    for (std::size_t set = 0; set < sets; ++set) {
      for (std::size_t from = 0; from < sets; ++from) {
        switch (step.kind) {
        case StepKind::contract:
          slopes[set] += (from | set) == sets - 1 ? moment[from] : 0.0;
          break;
        case StepKind::convolve:
          slopes[set] += moment[from * sets + (from | set)];
          break;
        case StepKind::expand:
          slopes[set] += leak[from] * moment[sets + (from | set)];
          break;
        }
      }
    }
    return slopes;
  }

  /// By each weight of the leak's table.
  std::vector<double> leak_slopes(const Step& step) const {
    const std::size_t sets = step.sets();
    const double* const moment = moments_.steps.data() + step.moments;
    const double* const link = table(numbers_of(step).weight);
    std::vector<double> slopes(moment, moment + sets);
    for (std::size_t leak = 0; leak < sets; ++leak) {
      for (std::size_t set = 0; set < sets; ++set) {
        slopes[leak] += link[set] * moment[sets + (leak | set)];
      }
    }
    return slopes;
  }

  void add_leak(const ObservedFinding& observed, const std::vector<double>& slopes) {
    const Finding& finding = network_.findings[observed.finding];
    Finding& by = by_.findings[observed.finding];
    add_event(observed, slopes, finding.leak, finding.leak_facets, by.leak, by.leak_facets);
  }

  void add_link(const ObservedFinding& observed, std::size_t link, const std::vector<double>& slopes) {
    const Link& source = network_.findings[observed.finding].links[link];
    Link& by = by_.findings[observed.finding].links[link];
    add_event(observed, slopes, source.levels, source.facets, by.levels, by.facets);
  }

  /// The leaks that multiply everything.
  void add_constants() {
    for (const ObservedFinding& observed : program_.observed.findings()) {
      const Finding& finding = network_.findings[observed.finding];
      if (observed.bits == 0 || finding.links.empty()) {
        std::vector<double> tables(std::size_t{2} << observed.bits);
        const std::size_t sets = tables.size() / 2;
        event_table(observed, finding.leak, finding.leak_facets, tables.data(), tables.data() + sets);
        std::vector<double> slopes(sets, 0.0);
        slopes.back() = 1.0 / tables[sets - 1];
        add_leak(observed, slopes);
      }
    }
  }

  void collect_factors() {
    factors_.resize(program_.turns.size());
    for (const ObservedFinding& observed : program_.observed.findings()) {
      const std::vector<Link>& links = network_.findings[observed.finding].links;
      for (std::uint32_t link = 0; observed.bits == 0 && link < links.size(); ++link) {
        factors_[program_.turn_of_cause[links[link].cause]].push_back(
            {&observed, link, nullptr, 1.0, event_weight(observed, links[link].levels, links[link].facets)});
      }
    }
    for (const SoleFinding& sole : program_.soles) {
      const ObservedFinding& observed = program_.observed.findings()[sole.group];
      const std::size_t sets = std::size_t{1} << observed.bits;
      const StepNumbers at = numbers_of(sole, sets);
      double both = 0.0;
      for (std::size_t leak = 0; leak < sets; ++leak) {
        for (std::size_t set = 0; set < sets; ++set) {
          both += (leak | set) == sets - 1 ? table(at.leak_weight)[leak] * table(at.weight)[set] : 0.0;
        }
      }
      factors_[sole.turn].push_back({&observed, 0, &sole, table(at.leak_weight)[sets - 1], both});
    }
  }

  /// The factor of a branch is a product; the derivative by one part is that by the factor times all other parts, from
  /// both ends: dividing by a part of 0 would not do.
  void add_factors(std::size_t turn) {
    const std::vector<Factor>& factors = factors_[turn];
    const Cause& cause = network_.causes[program_.turns[turn].cause];
    const bool has_prior = cause.parents.empty();
    std::vector<long double> absent{moments_.turns[2 * turn] * (has_prior ? 1.0L - cause.leak : 1.0L)};
    std::vector<long double> present{moments_.turns[2 * turn + 1] * (has_prior ? 0.0L + cause.leak : 1.0L)};
    long double without_prior_absent = moments_.turns[2 * turn];
    long double without_prior_present = moments_.turns[2 * turn + 1];
    for (const Factor& factor : factors) {
      absent.push_back(absent.back() * factor.absent);
      present.push_back(present.back() * factor.present);
      without_prior_absent *= factor.absent;
      without_prior_present *= factor.present;
    }
    if (has_prior) {
      by_.causes[program_.turns[turn].cause].leak =
          in_range(static_cast<double>(without_prior_present - without_prior_absent));
    }
    long double absent_after = 1.0L;
    long double present_after = 1.0L;
    for (std::size_t i = factors.size(); i-- > 0;) {
      add_factor(factors[i], static_cast<double>(absent[i] * absent_after),
                 static_cast<double>(present[i] * present_after));
      absent_after *= factors[i].absent;
      present_after *= factors[i].present;
    }
  }

  void add_factor(const Factor& factor, double by_absent, double by_present) {
    if (factor.sole == nullptr) {
      return add_link(*factor.observed, factor.link, {by_present});
    }
    const std::size_t sets = std::size_t{1} << factor.observed->bits;
    const StepNumbers at = numbers_of(*factor.sole, sets);
    std::vector<double> by_leak(sets, 0.0);
    std::vector<double> by_link(sets, 0.0);
    by_leak.back() = by_absent;
    for (std::size_t leak = 0; leak < sets; ++leak) {
      for (std::size_t set = 0; set < sets; ++set) {
        if ((leak | set) == sets - 1) {
          by_leak[leak] += by_present * table(at.weight)[set];
          by_link[set] += by_present * table(at.leak_weight)[leak];
        }
      }
    }
    add_leak(*factor.observed, by_leak);
    add_link(*factor.observed, factor.link, by_link);
  }

  const Network& network_;
  const Program& program_;
  const Numbers& numbers_;
  const Moments& moments_;
  std::vector<std::vector<Factor>> factors_; // by turn
  Network by_;
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

Network derivatives(const Network& network, const Program& program, const Numbers& numbers, const Moments& moments) {
  return Collector(network, program, numbers, moments).collect();
}

} // namespace sura::engine
