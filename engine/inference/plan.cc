// Evidence → operations: which bits are open when, and where they stand.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "engine/inference/causal_order.h"
#include "engine/inference/effects.h"
#include "engine/inference/program.h"

namespace sura::engine {

namespace {

class Planner {
public:
  Planner(const Network& network, Program& program)
      : network_(network), program_(program), effects_(effects_of_causes(network, program.observed)),
        causes_to_come_(program.observed.size()), attribution_(program.observed.size(), Operation::none),
        origin_(network.causes.size(), Operation::none) {}

  void run() {
    for (std::uint32_t group = 0; group < program_.observed.size(); ++group) {
      const ObservedFinding& observed = program_.observed[group];
      const std::size_t links = network_.findings[observed.finding].links.size();
      causes_to_come_[group] = links;
      if (observed.present()) {
        attribution_[group] = static_cast<std::uint32_t>(program_.attributions.size());
        program_.attributions.push_back({observed.finding, 0.0, std::vector<double>(links, 0.0)});
      }
    }
    for (std::uint32_t cause = 0; cause < network_.causes.size(); ++cause) {
      const std::size_t parents = network_.causes[cause].parents.size();
      if (parents > 0) {
        origin_[cause] = static_cast<std::uint32_t>(program_.origins.size());
        program_.origins.push_back({cause, 0.0, std::vector<double>(parents, 0.0)});
      }
    }
    for (const std::uint32_t cause : causal_order(network_, program_.observed, effects_)) {
      take_turn(cause);
    }
  }

private:
  /// Whose bit it is: an observed finding's, or a cause's.
  struct Owner {
    std::uint32_t group = Operation::none;
    std::uint32_t cause = Operation::none;
    bool operator==(const Owner&) const = default;
  };

  /// Closes before it opens, so that as few bits as possible are open at once.
  void take_turn(std::uint32_t cause) {
    begin(cause);
    const std::vector<FindingEffect>& effects = effects_[cause].findings;
    for (const FindingEffect& effect : effects) {
      if (!is_first(effect) && is_last(effect)) {
        produce(effect);
        close(effect.group);
      }
    }
    for (const FindingEffect& effect : effects) {
      if (is_first(effect) && is_last(effect)) {
        open(effect.group);
        produce(effect);
        close(effect.group);
      }
    }
    if (effects_[cause].weighted) {
      add({.kind = OperationKind::scale, .cause = cause}, 0.5);
    }
    for (const FindingEffect& effect : effects) {
      if (is_last(effect)) {
        continue;
      }
      if (is_first(effect)) {
        open(effect.group);
      }
      produce(effect);
    }
    for (const CauseEffect& effect : effects_[cause].causes) {
      produce(effect);
    }
    for (const FindingEffect& effect : effects) {
      --causes_to_come_[effect.group];
    }
    layout_.pop_back();
    add({.kind = OperationKind::forget, .cause = cause}, 1.0);
  }

  bool is_last(const FindingEffect& effect) const { return causes_to_come_[effect.group] == 1; }
  bool is_first(const FindingEffect& effect) const {
    return causes_to_come_[effect.group] == network_.findings[program_.observed[effect.group].finding].links.size();
  }

  void begin(std::uint32_t cause) {
    const Owner owner{.cause = cause};
    if (network_.causes[cause].parents.empty()) {
      layout_.push_back(owner);
      add({.kind = OperationKind::introduce, .cause = cause}, 1.0);
    } else {
      const std::uint32_t position = position_of(owner);
      layout_.erase(layout_.begin() + position);
      layout_.push_back(owner);
      add({.kind = OperationKind::raise, .position = position, .cause = cause}, 1.0);
    }
  }

  void open(std::uint32_t group) {
    const std::uint32_t width = program_.observed[group].bits;
    const std::uint32_t position = insert_below_top({.group = group}, width);
    add({.kind = OperationKind::open,
         .position = position,
         .bits = width,
         .group = group,
         .answer = attribution_[group]},
        1.0);
  }

  void produce(const FindingEffect& effect) {
    const std::uint32_t width = program_.observed[effect.group].bits;
    // Half of the vector (the present branch), and 3^k pairs of subsets for every 2^k of its states.
    add({.kind = OperationKind::produce,
         .position = position_of({.group = effect.group}),
         .bits = width,
         .group = effect.group,
         .event = effect.link,
         .answer = attribution_[effect.group]},
        0.5 * std::pow(1.5, width));
  }

  void produce(const CauseEffect& effect) {
    const Owner owner{.cause = effect.cause};
    if (std::find(layout_.begin(), layout_.end(), owner) == layout_.end()) {
      const double leak = network_.causes[effect.cause].leak;
      const std::uint32_t position = insert_below_top(owner, 1);
      add({.kind = OperationKind::open,
           .position = position,
           .bits = 1,
           .cause = effect.cause,
           .table = {.weight = {1.0 - leak, leak}, .produced = {0.0, leak}},
           .answer = origin_[effect.cause]},
          1.0);
    }
    const double probability = network_.causes[effect.cause].parents[effect.parent].probability;
    add({.kind = OperationKind::produce,
         .position = position_of(owner),
         .bits = 1,
         .cause = effect.cause,
         .event = effect.parent,
         .table = {.weight = {1.0 - probability, probability}, .produced = {0.0, probability}},
         .answer = origin_[effect.cause]},
        0.75);
  }

  void close(std::uint32_t group) {
    const std::uint32_t width = program_.observed[group].bits;
    const std::uint32_t position = position_of({.group = group});
    layout_.erase(layout_.begin() + position, layout_.begin() + position + width);
    add({.kind = OperationKind::close, .position = position, .bits = width, .group = group}, 1.0);
  }

  std::uint32_t position_of(const Owner& owner) const {
    return static_cast<std::uint32_t>(std::find(layout_.begin(), layout_.end(), owner) - layout_.begin());
  }

  std::uint32_t insert_below_top(const Owner& owner, std::uint32_t width) {
    const std::size_t position = layout_.size() - 1;
    layout_.insert(layout_.end() - 1, width, owner);
    return static_cast<std::uint32_t>(position);
  }

  /// Called with the layout after the operation; `share` is its multiply-adds per state of that layout.
  void add(Operation operation, double share) {
    program_.operations.push_back(std::move(operation));
    const auto width = static_cast<std::uint32_t>(layout_.size());
    program_.cost.open_width = std::max(program_.cost.open_width, width);
    program_.cost.operations += share * std::ldexp(1.0, static_cast<int>(std::min(width, 1000U)));
  }

  const Network& network_;
  Program& program_;
  const std::vector<Effects> effects_;
  std::vector<std::size_t> causes_to_come_; // by group
  std::vector<std::uint32_t> attribution_;  // by group: its place in Program::attributions
  std::vector<std::uint32_t> origin_;       // by cause: its place in Program::origins
  std::vector<Owner> layout_;               // by bit position: whose it is; the bits of one owner stay together
};

} // namespace

Result<Program> plan(const Network& network, const Evidence& evidence) {
  if (auto valid = validate(network); !valid) {
    return fail(std::move(valid.error()));
  }
  if (auto valid = validate(network, evidence); !valid) {
    return fail(std::move(valid.error()));
  }
  Program program;
  program.observed = group_by_finding(network, evidence);
  for (const ObservedFinding& observed : program.observed) {
    program.impossible = program.impossible || observed.contradictory();
  }
  Planner(network, program).run();
  return program;
}

} // namespace sura::engine
