// Plan → program: the numbers of every operation, once its cost is known to be bearable.
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <limits>
#include <utility>

#include "engine/inference/program.h"

namespace sura::engine {

namespace {

EventTable link_table(const Network& network, const ObservedFinding& observed, std::uint32_t link) {
  const Link& source = network.findings[observed.finding].links[link];
  return event_table(observed, source.levels, source.facets);
}

EventTable leak_table(const Network& network, const ObservedFinding& observed) {
  const Finding& finding = network.findings[observed.finding];
  return event_table(observed, finding.leak, finding.leak_facets);
}

/// ln of the weight that multiplies everything, and the attribution of findings that nothing but their leak explains.
void fill_constants(const Network& network, Program& program) {
  std::size_t attribution = 0;
  for (const ObservedFinding& observed : program.observed) {
    const bool without_links = network.findings[observed.finding].links.empty();
    if (observed.bits == 0 || without_links) {
      const EventTable leak = leak_table(network, observed);
      program.impossible = program.impossible || leak.weight.back() <= 0.0;
      program.log_constant += std::log(leak.weight.back());
    }
    if (observed.present()) {
      program.attributions[attribution].leak = without_links ? 1.0 : 0.0;
      ++attribution;
    }
  }
}

/// By cause: the product of the links whose events set no bit. Zero only where one of them is.
std::vector<long double> factors(const Network& network, const Program& program) {
  std::vector<long double> factors(network.causes.size(), 1.0L);
  for (const ObservedFinding& observed : program.observed) {
    if (observed.bits > 0) {
      continue;
    }
    for (const Link& link : network.findings[observed.finding].links) {
      const long double weight = event_weight(observed, link.levels, link.facets);
      long double& factor = factors[link.cause];
      const bool possible = factor > 0.0L && weight > 0.0L;
      factor *= weight;
      if (possible && factor <= 0.0L) { // underflow must not look like impossibility: the range check finds this number
        factor = std::numeric_limits<long double>::denorm_min();
      }
    }
  }
  return factors;
}

void fill_tables(const Network& network, Program& program) {
  const std::vector<long double> factor = factors(network, program);
  for (Operation& operation : program.operations) {
    if (operation.kind == OperationKind::introduce) {
      const double leak = network.causes[operation.cause].leak;
      operation.table.weight = {1.0 - leak, leak};
    } else if (operation.kind == OperationKind::scale) {
      operation.factor = factor[operation.cause];
    } else if (operation.kind == OperationKind::open && operation.group != Operation::none) {
      operation.table = leak_table(network, program.observed[operation.group]);
    } else if (operation.kind == OperationKind::produce && operation.group != Operation::none) {
      operation.table = link_table(network, program.observed[operation.group], operation.event);
    }
  }
}

long double smallest_nonzero(const Operation& operation) {
  long double smallest = operation.factor > 0.0L ? operation.factor : 1.0L;
  for (const double weight : operation.table.weight) {
    if (weight > 0.0 && weight < smallest) {
      smallest = weight;
    }
  }
  return smallest;
}

void fill_range_bounds(Program& program) {
  long double ahead = 1.0L;
  for (auto operation = program.operations.rbegin(); operation != program.operations.rend(); ++operation) {
    if (operation->kind == OperationKind::close || operation->kind == OperationKind::forget) {
      operation->smallest_ahead = ahead;
      ahead = 1.0L;
    }
    ahead *= smallest_nonzero(*operation);
  }
  program.smallest_ahead = ahead;
}

Error too_large(const Cost& cost) {
  char operations[32];
  std::snprintf(operations, sizeof operations, "%.3g", cost.operations);
  return {ErrorCode::too_large, "evidence",
          "too large: open width " + std::to_string(cost.open_width) + ", " + operations + " operations",
          "an open width of at most " + std::to_string(max_open_width), ""};
}

Error too_many_bits(const Network& network, const ObservedFinding& observed) {
  return {ErrorCode::too_large,
          "finding " + std::to_string(observed.finding) + " '" + network.findings[observed.finding].name + "'",
          "too large: " + std::to_string(observed.bits) + " observations of it and its facets as present",
          "at most " + std::to_string(max_bits_of_a_finding), ""};
}

} // namespace

Result<Program> compile(const Network& network, const Evidence& evidence) {
  Result<Program> program = plan(network, evidence);
  if (!program || program->impossible) {
    return program;
  }
  if (program->cost.open_width > max_open_width) {
    return fail(too_large(program->cost));
  }
  for (const ObservedFinding& observed : program->observed) {
    if (observed.bits > max_bits_of_a_finding) {
      return fail(too_many_bits(network, observed));
    }
  }
  fill_constants(network, *program);
  fill_tables(network, *program);
  fill_range_bounds(*program);
  return program;
}

} // namespace sura::engine
