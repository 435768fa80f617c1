#include "sura/engine/inference.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <string>
#include <utility>

#include "engine/inference/answers.h"
#include "engine/inference/derivatives.h"
#include "engine/inference/numbers.h"
#include "engine/inference/planner.h"
#include "engine/inference/program.h"
#include "engine/inference/sweep.h"

namespace sura::engine {

struct Workspace::Parts {
  Planner planner;
  Program program;
  NumberFiller filler;
  Numbers numbers;
  Numbers one; // a lane that needs a wider number
  Sweep<double> narrow;
  Sweep<long double> wide;
  Sweep<Possible> possible;
  Moments moments;
  Moments wide_moments;
};

namespace {

/// Beyond this many open bits the vectors of eight lanes do not fit a core's memory, and one by one is faster.
constexpr std::uint32_t widest_in_lanes = 13;

/// Most numbers and moments of one evaluation, of which findings with many bits need many: a gigabyte, and a tenth of
/// it where eight lie side by side.
constexpr std::size_t most_numbers = std::size_t{1} << 27;
constexpr std::size_t most_numbers_in_lanes = most_numbers / 80;

std::size_t numbers_needed(const Program& program) {
  return program.number_count + 2 * program.moment_count;
}

Error too_large(const Cost& cost) {
  char operations[32];
  std::snprintf(operations, sizeof operations, "%.3g", cost.operations);
  return {ErrorCode::too_large, "evidence",
          "too large: open width " + std::to_string(cost.open_width) + ", " + operations + " operations",
          "an open width of at most " + std::to_string(max_open_width), ""};
}

std::string name_of(const Network& network, std::uint32_t finding) {
  return "finding " + std::to_string(finding) + " '" + network.findings[finding].name + "'";
}

Error out_of_range() {
  return {ErrorCode::out_of_range, "evidence", "explanations whose weights differ by more than numbers can hold",
          "fewer observations that nearly contradict each other", ""};
}

bool same_shape(const std::vector<Levels>& left, const std::vector<Levels>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Levels& one, const Levels& other) { return one.size() == other.size(); });
}

bool same_shape(const Network& left, const Network& right) {
  const auto same_parents = [](const Cause& one, const Cause& other) {
    return std::equal(one.parents.begin(), one.parents.end(), other.parents.begin(), other.parents.end(),
                      [](const Parent& parent, const Parent& its) { return parent.cause == its.cause; });
  };
  const auto same_links = [](const Finding& one, const Finding& other) {
    return one.levels == other.levels && one.leak.size() == other.leak.size() &&
           same_shape(one.leak_facets, other.leak_facets) &&
           std::equal(one.links.begin(), one.links.end(), other.links.begin(), other.links.end(),
                      [](const Link& link, const Link& its) {
                        return link.cause == its.cause && link.levels.size() == its.levels.size() &&
                               same_shape(link.facets, its.facets);
                      });
  };
  return std::equal(left.causes.begin(), left.causes.end(), right.causes.begin(), right.causes.end(), same_parents) &&
         std::equal(left.findings.begin(), left.findings.end(), right.findings.begin(), right.findings.end(),
                    same_links);
}

Result<void> check(const Network& network, const Evidence& evidence, const Variation& variation, std::size_t index) {
  const std::string where = "variation " + std::to_string(index);
  if (variation.network != nullptr && variation.network != &network && !same_shape(network, *variation.network)) {
    return fail(
        {ErrorCode::inconsistent, where, "a network of another shape", "the causes, findings and links of all", ""});
  }
  if (!variation.leaks.empty() && variation.leaks.size() != network.causes.size()) {
    return fail({ErrorCode::inconsistent, where, std::to_string(variation.leaks.size()) + " leaks",
                 "one for each of " + std::to_string(network.causes.size()) + " causes", ""});
  }
  if (variation.known && variation.known->cause >= network.causes.size()) {
    return fail({ErrorCode::unknown_id, where, "cause " + std::to_string(variation.known->cause),
                 "one of the network's " + std::to_string(network.causes.size()) + " causes", ""});
  }
  if (variation.further) {
    const Observation& further = *variation.further;
    if (auto valid = validate(network, {further}); !valid) {
      return valid;
    }
    if (further.lowest > 0) {
      return fail({ErrorCode::out_of_range, where, "a further observation of level " + std::to_string(further.lowest),
                   "one whose lowest level is 0", ""});
    }
    for (const Observation& known : evidence) {
      const bool both_whole = known.facet < 0 && further.facet < 0;
      if (known.finding == further.finding && (both_whole || known.facet == further.facet)) {
        return fail({ErrorCode::duplicate, where, name_of(network, further.finding) + " observed again",
                     "a variable that is not observed yet", ""});
      }
    }
  }
  return {};
}

/// Plans, and refuses what would be too large.
Result<void> plan(const Network& network, const Evidence& evidence, Workspace::Parts& parts) {
  if (auto valid = validate(network, evidence); !valid) {
    return valid;
  }
  parts.planner.plan(network, evidence, parts.program);
  if (parts.program.cost.open_width > max_open_width) {
    return fail(too_large(parts.program.cost));
  }
  for (const ObservedFinding& observed : parts.program.observed.findings()) {
    if (observed.bits > max_bits_of_a_finding) {
      return fail({ErrorCode::too_large, name_of(network, observed.finding),
                   "too large: " + std::to_string(observed.bits) + " observations of it and its facets as present",
                   "at most " + std::to_string(max_bits_of_a_finding), ""});
    }
  }
  if (numbers_needed(parts.program) > most_numbers) {
    return fail({ErrorCode::too_large, "evidence",
                 "too large: " + std::to_string(numbers_needed(parts.program)) + " numbers of findings with many bits",
                 "at most " + std::to_string(most_numbers), ""});
  }
  return {};
}

/// One lane again, with wider numbers; `moments` then has it alone.
Outcome run_wide(Workspace::Parts& parts, std::size_t lane, Wanted wanted) {
  const Numbers& all = parts.numbers;
  Numbers& one = parts.one;
  one.resize(parts.program, 1);
  for (std::size_t i = 0; i < one.tables.size(); ++i) {
    one.tables[i] = all.tables[i * all.lanes + lane];
  }
  for (std::size_t i = 0; i < one.factors.size(); ++i) {
    one.factors[i] = all.factors[i * all.lanes + lane];
  }
  one.log_constants[0] = all.log_constants[lane];
  if (!parts.possible.ends_above_zero(parts.program, one)) {
    return Outcome::impossible;
  }
  parts.wide.run(parts.program, one, wanted, {}, parts.wide_moments);
  return parts.wide_moments.outcomes[0] == Outcome::impossible ? Outcome::out_of_range : parts.wide_moments.outcomes[0];
}

/// Sweeps the numbers at hand and hands on each lane that has an answer: its numbers and moments, and which lane of
/// these it is. Impossible lanes are passed over.
template <class Take> Result<void> sweep(Workspace::Parts& parts, std::size_t lanes, Wanted wanted, const Take& take) {
  parts.narrow.run(parts.program, parts.numbers, wanted, {}, parts.moments);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    if (parts.moments.outcomes[lane] == Outcome::possible) {
      take(lane, parts.numbers, parts.moments, lane);
    } else if (parts.moments.outcomes[lane] == Outcome::out_of_range) {
      const Outcome outcome = run_wide(parts, lane, wanted);
      if (outcome == Outcome::out_of_range) {
        return fail(out_of_range());
      }
      if (outcome == Outcome::possible) {
        take(lane, parts.one, parts.wide_moments, 0);
      }
    }
  }
  return {};
}

/// Plans for all variations and makes ready what they have in common.
Result<void> begin(const Model& model, const Evidence& evidence, std::span<const Variation> variations,
                   Workspace::Parts& parts) {
  const Network& network = model.network();
  for (std::size_t i = 0; i < variations.size(); ++i) {
    if (auto fits = check(network, evidence, variations[i], i); !fits) {
      return fits;
    }
  }
  if (auto planned = plan(network, evidence, parts); !planned) {
    return planned;
  }
  const bool in_lanes = variations.size() > 1 && parts.program.cost.open_width <= widest_in_lanes &&
                        numbers_needed(parts.program) <= most_numbers_in_lanes;
  parts.numbers.resize(parts.program, in_lanes ? vector_lanes : 1);
  parts.filler.begin(parts.program, network);
  return {};
}

/// After `begin`: as `sweep`, for one lanes' worth of variations after another, which `take` is told by their index;
/// `done` is called after each.
template <class Take, class Done>
Result<void> sweep_all(std::span<const Variation> variations, Workspace::Parts& parts, Wanted wanted, const Take& take,
                       const Done& done) {
  const std::size_t lanes = parts.numbers.lanes;
  for (std::size_t first = 0; first < variations.size(); first += lanes) {
    const std::size_t filled = std::min(lanes, variations.size() - first);
    parts.filler.fill_lanes(variations.subspan(first, filled), parts.numbers);
    auto swept = sweep(parts, filled, wanted,
                       [&](std::size_t which, const Numbers& numbers, const Moments& moments, std::size_t lane) {
                         take(first + which, numbers, moments, lane);
                       });
    if (!swept) {
      return swept;
    }
    done();
  }
  return {};
}

/// Plans and fills a single evaluation.
Result<void> prepare(const Model& model, const Evidence& evidence, Workspace::Parts& parts) {
  if (auto planned = plan(model.network(), evidence, parts); !planned) {
    return planned;
  }
  parts.numbers.resize(parts.program, 1);
  parts.filler.fill(parts.program, model.network(), parts.numbers);
  return {};
}

} // namespace

Workspace::Workspace() : parts_(std::make_unique<Parts>()) {}
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

Result<Model> Model::make(const Network& network) {
  if (auto valid = validate(network); !valid) {
    return fail(std::move(valid.error()));
  }
  return Model(network);
}

Result<Cost> cost(const Network& network, const Evidence& evidence) {
  if (auto valid = validate(network); !valid) {
    return fail(std::move(valid.error()));
  }
  if (auto valid = validate(network, evidence); !valid) {
    return fail(std::move(valid.error()));
  }
  Program program;
  Planner().plan(network, evidence, program);
  return program.cost;
}

Result<void> infer(const Model& model, const Evidence& evidence, Workspace& workspace, Posterior& into) {
  Workspace::Parts& parts = workspace.parts();
  if (auto prepared = prepare(model, evidence, parts); !prepared) {
    return prepared;
  }
  clear(model.network(), parts.program, into);
  return sweep(parts, 1, Wanted::everything,
               [&](std::size_t /*one*/, const Numbers& numbers, const Moments& moments, std::size_t lane) {
                 read_answers(parts.program, numbers, moments, lane, into);
               });
}

Result<Posterior> infer(const Network& network, const Evidence& evidence) {
  const Result<Model> model = Model::make(network);
  if (!model) {
    return fail(model.error());
  }
  Workspace workspace;
  Posterior posterior;
  if (auto inferred = infer(*model, evidence, workspace, posterior); !inferred) {
    return fail(std::move(inferred.error()));
  }
  return posterior;
}

Result<std::vector<Posterior>> evaluate(const Model& model, const Evidence& evidence,
                                        std::span<const Variation> variations, Workspace& workspace, Answers wanted) {
  const Network& network = model.network();
  Workspace::Parts& parts = workspace.parts();
  if (auto begun = begin(model, evidence, variations, parts); !begun) {
    return fail(std::move(begun.error()));
  }
  const bool is_presence = wanted == Answers::presence;
  std::vector<Posterior> results(variations.size());
  for (Posterior& posterior : results) {
    is_presence ? clear_presence(network, posterior) : clear(network, parts.program, posterior);
  }
  const auto swept = sweep_all(
      variations, parts, is_presence ? Wanted::presence : Wanted::everything,
      [&](std::size_t which, const Numbers& numbers, const Moments& moments, std::size_t lane) {
        is_presence ? read_presence(parts.program, numbers, moments, lane, results[which])
                    : read_answers(parts.program, numbers, moments, lane, results[which]);
      },
      [] {});
  if (!swept) {
    return fail(swept.error());
  }
  return results;
}

Result<double> log_evidence(const Network& network, const Evidence& evidence) {
  const Result<Model> model = Model::make(network);
  if (!model) {
    return fail(model.error());
  }
  Workspace workspace;
  if (auto prepared = prepare(*model, evidence, workspace.parts()); !prepared) {
    return fail(std::move(prepared.error()));
  }
  double result = -std::numeric_limits<double>::infinity();
  const auto swept = sweep(workspace.parts(), 1, Wanted::evidence,
                           [&](std::size_t /*one*/, const Numbers& /*its*/, const Moments& moments, std::size_t lane) {
                             result = moments.log_evidence[lane];
                           });
  return swept ? Result<double>(result) : fail(swept.error());
}

Result<Gradients> gradients(const Model& model, const Evidence& evidence, std::span<const Variation> variations,
                            Workspace& workspace) {
  for (std::size_t i = 0; i < variations.size(); ++i) {
    if (variations[i].network != nullptr || variations[i].further) {
      return fail({ErrorCode::inconsistent, "variation " + std::to_string(i), "another network or observation",
                   "other leaks, or a known cause", ""});
    }
  }
  const Network& network = model.network();
  Workspace::Parts& parts = workspace.parts();
  if (auto begun = begin(model, evidence, variations, parts); !begun) {
    return fail(std::move(begun.error()));
  }
  const NumberRow row(network);
  const std::size_t columns = variations.size();
  Gradients result{std::vector<double>(columns, -std::numeric_limits<double>::infinity()),
                   std::vector<double>(row.size() * columns, 0.0)};
  std::vector<std::pair<std::size_t, std::size_t>> narrow; // runs of lanes side by side: the first's column, how many
  std::vector<std::size_t> first_lanes;
  const auto swept = sweep_all(
      variations, parts, Wanted::everything,
      [&](std::size_t which, const Numbers& numbers, const Moments& moments, std::size_t lane) {
        result.log_evidence[which] = moments.log_evidence[lane];
        if (&numbers != &parts.numbers) {
          derivatives(network, row, parts.program, numbers, moments, lane, variations.subspan(which, 1),
                      result.by.data(), columns, which);
        } else if (!narrow.empty() && narrow.back().first + narrow.back().second == which) {
          ++narrow.back().second;
        } else {
          narrow.emplace_back(which, 1);
          first_lanes.push_back(lane);
        }
      },
      [&] {
        for (std::size_t run = 0; run < narrow.size(); ++run) {
          derivatives(network, row, parts.program, parts.numbers, parts.moments, first_lanes[run],
                      variations.subspan(narrow[run].first, narrow[run].second), result.by.data(), columns,
                      narrow[run].first);
        }
        narrow.clear();
        first_lanes.clear();
      });
  return swept ? Result<Gradients>(std::move(result)) : fail(swept.error());
}

Result<Gradient> gradient(const Network& network, const Evidence& evidence) {
  const Result<Model> model = Model::make(network);
  if (!model) {
    return fail(model.error());
  }
  Workspace workspace;
  const Variation as_it_is;
  const auto one = gradients(*model, evidence, std::span(&as_it_is, 1), workspace);
  if (!one) {
    return fail(one.error());
  }
  return Gradient{one->log_evidence[0], as_network(network, NumberRow(network), one->by.data(), 1)};
}

} // namespace sura::engine
