#include "engine/inference/derivatives.h"

#include <cstddef>
#include <cstdint>
#include <vector>

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

double weighed(const EventTable& table, const std::vector<double>& slopes) {
  double sum = 0.0;
  for (std::size_t set = 0; set < slopes.size(); ++set) {
    sum += table.weight[set] * slopes[set];
  }
  return sum;
}

/// Adds what one event's table says about the levels of the event and of its facets.
void add_event(const ObservedFinding& observed, const std::vector<double>& slopes, const Levels& levels,
               const std::vector<Levels>& facets, Levels& by_levels, std::vector<Levels>& by_facets) {
  for (std::size_t level = 0; level < levels.size(); ++level) {
    by_levels[level] += weighed(event_table(observed, sure_of(level, levels.size()), facets), slopes);
  }
  Levels produced = levels; // where the finding is absent its facets have no say
  produced[0] = 0.0;
  std::vector<Levels> changed = facets;
  for (const ObservedFacet& facet : observed.facets) {
    Levels& of_facet = changed[facet.facet];
    for (std::size_t level = 0; level < facets[facet.facet].size(); ++level) {
      of_facet = sure_of(level, facets[facet.facet].size());
      by_facets[facet.facet][level] += weighed(event_table(observed, produced, changed), slopes);
    }
    of_facet = facets[facet.facet];
  }
}

class Collector {
public:
  Collector(const Network& network, const Program& program)
      : network_(network), program_(program), by_(zeros_like(network)) {}

  Network collect(const Slopes& slopes) {
    add_constants();
    for (std::size_t i = 0; i < slopes.size(); ++i) {
      const Operation& operation = program_.operations[i];
      switch (operation.kind) {
      case OperationKind::introduce:
        by_.causes[operation.cause].leak = slopes[i][1] - slopes[i][0];
        break;
      case OperationKind::open:
      case OperationKind::produce:
        operation.cause != Operation::none ? add_cause(operation, slopes[i]) : add_finding(operation, slopes[i]);
        break;
      case OperationKind::scale:
        add_factors(operation.cause, slopes[i].front());
        break;
      case OperationKind::raise:
      case OperationKind::close:
      case OperationKind::forget:
        break;
      }
    }
    return std::move(by_);
  }

private:
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
    for (const ObservedFinding& observed : program_.observed) {
      const Finding& finding = network_.findings[observed.finding];
      if (observed.bits == 0 || finding.links.empty()) {
        const EventTable table = event_table(observed, finding.leak, finding.leak_facets);
        std::vector<double> slopes(table.weight.size(), 0.0);
        slopes.back() = 1.0 / table.weight.back();
        add_leak(observed, slopes);
      }
    }
  }

  void add_cause(const Operation& operation, const std::vector<double>& slopes) {
    Cause& cause = by_.causes[operation.cause];
    double& place = operation.kind == OperationKind::open ? cause.leak : cause.parents[operation.event].probability;
    place = slopes[1] - slopes[0];
  }

  void add_finding(const Operation& operation, const std::vector<double>& slopes) {
    const ObservedFinding& observed = program_.observed[operation.group];
    operation.kind == OperationKind::open ? add_leak(observed, slopes) : add_link(observed, operation.event, slopes);
  }

  /// The links of a cause whose events set no bit: one factor is the product of their weights.
  void add_factors(std::uint32_t cause, double slope) {
    struct Factor {
      const ObservedFinding* observed;
      std::size_t link;
      double weight;
    };
    std::vector<Factor> factors;
    for (const ObservedFinding& observed : program_.observed) {
      const std::vector<Link>& links = network_.findings[observed.finding].links;
      for (std::size_t link = 0; observed.bits == 0 && link < links.size(); ++link) {
        if (links[link].cause == cause) {
          factors.push_back({&observed, link, event_weight(observed, links[link].levels, links[link].facets)});
        }
      }
    }
    // The product of all others, from both ends: dividing by a weight of 0 would not do.
    std::vector<double> before{slope};
    for (const Factor& factor : factors) {
      before.push_back(before.back() * factor.weight);
    }
    double after = 1.0;
    for (std::size_t i = factors.size(); i-- > 0;) {
      add_link(*factors[i].observed, factors[i].link, {before[i] * after});
      after *= factors[i].weight;
    }
  }

  const Network& network_;
  const Program& program_;
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

Network derivatives(const Network& network, const Program& program, const Slopes& slopes) {
  return Collector(network, program).collect(slopes);
}

} // namespace sura::engine
