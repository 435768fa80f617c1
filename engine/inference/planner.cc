#include "engine/inference/planner.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace sura::engine {

namespace {

/// Makes `first` the starts of lists of these lengths, and leaves in `cursor` where each goes on.
void start_lists(std::vector<std::uint32_t>& first, std::vector<std::uint32_t>& cursor) {
  std::uint32_t total = 0;
  for (std::uint32_t& length : first) {
    const std::uint32_t here = length;
    length = total;
    total += here;
  }
  cursor = first;
}

/// As far as a double goes.
double two_to(std::uint32_t exponent) {
  constexpr std::uint32_t word_bits = 63;
  return exponent < word_bits ? static_cast<double>(std::uint64_t{1} << exponent)
                              : std::ldexp(1.0, static_cast<int>(std::min(exponent, 1000U)));
}

} // namespace

void Planner::plan(const Network& network, const Evidence& evidence, Program& program) {
  network_ = &network;
  program_ = &program;
  program.cost = {};
  program.turns.clear();
  program.steps.clear();
  program.soles.clear();
  program.turn_of_cause.assign(network.causes.size(), none);
  program.number_count = 0;
  program.moment_count = 0;
  program.observed.collect(network, evidence);
  layout_.clear();
  number_answers();
  collect_effects();
  order_clusters();
  for (const std::uint32_t cluster : order_.order()) {
    add_cluster(head_[cluster]);
  }
}

void Planner::number_answers() {
  program_->present.clear();
  program_->effects.clear();
  const std::vector<ObservedFinding>& observed = program_->observed.findings();
  attribution_.assign(observed.size(), none);
  for (std::uint32_t index = 0; index < observed.size(); ++index) {
    if (observed[index].present()) {
      attribution_[index] = static_cast<std::uint32_t>(program_->present.size());
      program_->present.push_back(index);
    }
  }
  origin_.assign(network_->causes.size(), none);
  for (std::uint32_t cause = 0; cause < network_->causes.size(); ++cause) {
    if (!network_->causes[cause].parents.empty()) {
      origin_[cause] = static_cast<std::uint32_t>(program_->effects.size());
      program_->effects.push_back(cause);
    }
  }
}

void Planner::collect_effects() {
  const std::vector<ObservedFinding>& observed = program_->observed.findings();
  const std::size_t causes = network_->causes.size();
  findings_.first.assign(causes + 1, 0);
  causes_.first.assign(causes + 1, 0);
  soles_.first.assign(causes + 1, 0);
  links_left_.assign(observed.size(), 0);
  for (std::uint32_t index = 0; index < observed.size(); ++index) {
    const std::vector<Link>& links = network_->findings[observed[index].finding].links;
    if (observed[index].bits == 0) {
      continue;
    }
    if (links.size() == 1) {
      ++soles_.first[links[0].cause];
      continue;
    }
    links_left_[index] = static_cast<std::uint32_t>(links.size());
    for (const Link& link : links) {
      ++findings_.first[link.cause];
    }
  }
  for (const Cause& cause : network_->causes) {
    for (const Parent& parent : cause.parents) {
      ++causes_.first[parent.cause];
    }
  }
  start_lists(findings_.first, cursor_);
  findings_.effects.resize(findings_.first.back());
  for (std::uint32_t index = 0; index < observed.size(); ++index) {
    const std::vector<Link>& links = network_->findings[observed[index].finding].links;
    for (std::uint32_t link = 0; links_left_[index] > 0 && link < links.size(); ++link) {
      findings_.effects[cursor_[links[link].cause]++] = {index, link};
    }
  }
  start_lists(soles_.first, cursor_);
  soles_.effects.resize(soles_.first.back());
  for (std::uint32_t index = 0; index < observed.size(); ++index) {
    const std::vector<Link>& links = network_->findings[observed[index].finding].links;
    if (observed[index].bits > 0 && links.size() == 1) {
      soles_.effects[cursor_[links[0].cause]++] = index;
    }
  }
  start_lists(causes_.first, cursor_);
  causes_.effects.resize(causes_.first.back());
  for (std::uint32_t cause = 0; cause < causes; ++cause) {
    const std::vector<Parent>& parents = network_->causes[cause].parents;
    for (std::uint32_t parent = 0; parent < parents.size(); ++parent) {
      causes_.effects[cursor_[parents[parent].cause]++] = {cause, parent};
    }
  }
}

void Planner::order_clusters() {
  const std::size_t causes = network_->causes.size();
  head_.clear();
  cluster_.assign(causes, none);
  for (std::uint32_t cause = 0; cause < causes; ++cause) {
    const std::vector<Parent>& parents = network_->causes[cause].parents;
    if (parents.size() == 1) {
      cluster_[cause] = cluster_[parents[0].cause];
    } else {
      cluster_[cause] = static_cast<std::uint32_t>(head_.size());
      head_.push_back(cause);
    }
  }
  order_.clear(head_.size());
  const std::vector<ObservedFinding>& observed = program_->observed.findings();
  for (std::uint32_t index = 0; index < observed.size(); ++index) {
    if (links_left_[index] > 0) {
      order_.add_item(observed[index].bits, ClusterOrder::nobody);
      for (const Link& link : network_->findings[observed[index].finding].links) {
        order_.touch(cluster_[link.cause]);
      }
    }
  }
  for (std::uint32_t cause = 0; cause < causes; ++cause) {
    const std::vector<Parent>& parents = network_->causes[cause].parents;
    if (parents.size() > 1) {
      order_.add_item(1, cluster_[cause]);
      for (const Parent& parent : parents) {
        order_.touch(cluster_[parent.cause]);
      }
    }
  }
}

/// The cause, then the effects that have no other parent.
void Planner::add_cluster(std::uint32_t cause) {
  take_turn(cause);
  for (const CauseEffect* effect = causes_.begin(cause); effect != causes_.end(cause); ++effect) {
    if (network_->causes[effect->cause].parents.size() == 1) {
      add_cluster(effect->cause);
    }
  }
}

void Planner::take_turn(std::uint32_t cause) {
  Turn turn{.cause = cause, .width = static_cast<std::uint32_t>(layout_.size())};
  turn.first_step = static_cast<std::uint32_t>(program_->steps.size());
  if (!network_->causes[cause].parents.empty()) {
    turn.split = position({.cause = cause});
    layout_.erase(layout_.begin() + turn.split);
  }
  program_->turn_of_cause[cause] = static_cast<std::uint32_t>(program_->turns.size());
  const FindingEffect* const first = findings_.begin(cause);
  const FindingEffect* const last = findings_.end(cause);
  const auto links = [&](const FindingEffect& effect) {
    return network_->findings[program_->observed.findings()[effect.observed].finding].links.size();
  };
  for (const StepKind kind : {StepKind::contract, StepKind::convolve, StepKind::expand}) {
    for (const FindingEffect* effect = first; effect != last; ++effect) {
      const std::uint32_t left = links_left_[effect->observed];
      const StepKind own = left == 1                ? StepKind::contract
                           : left == links(*effect) ? StepKind::expand
                                                    : StepKind::convolve;
      if (own == kind) {
        add_step(kind, {.observed = effect->observed}, effect->link, attribution_[effect->observed]);
      }
    }
    for (const CauseEffect* effect = causes_.begin(cause); effect != causes_.end(cause); ++effect) {
      const Owner owner{.cause = effect->cause};
      const bool is_open = std::find(layout_.begin(), layout_.end(), owner) != layout_.end();
      if (kind == (is_open ? StepKind::convolve : StepKind::expand)) {
        add_step(kind, owner, effect->parent, origin_[effect->cause]);
      }
    }
  }
  for (const FindingEffect* effect = first; effect != last; ++effect) {
    --links_left_[effect->observed];
  }
  turn.last_step = static_cast<std::uint32_t>(program_->steps.size());
  turn.alone = turn.split == none && turn.first_step == turn.last_step;
  count(turn.alone ? 0 : turn.width, 1.0);
  program_->turns.push_back(turn);
  add_soles(cause);
}

void Planner::add_soles(std::uint32_t cause) {
  for (const std::uint32_t* sole = soles_.begin(cause); sole != soles_.end(cause); ++sole) {
    const std::uint32_t bits = program_->observed.findings()[*sole].bits;
    program_->soles.push_back({*sole, program_->turn_of_cause[cause], attribution_[*sole], program_->number_count});
    program_->number_count += std::size_t{4} << std::min(bits, max_bits_of_a_finding);
  }
}

void Planner::add_step(StepKind kind, const Owner& owner, std::uint32_t event, std::uint32_t answer) {
  Step step{.kind = kind, .bits = bits(owner), .observed = owner.observed, .cause = owner.cause, .event = event};
  step.answer = answer;
  step.width = static_cast<std::uint32_t>(layout_.size());
  step.position = kind == StepKind::expand ? step.width : position(owner);
  step.first_number = program_->number_count;
  step.first_moment = program_->moment_count;
  const std::size_t sets = std::size_t{1} << std::min(step.bits, max_bits_of_a_finding);
  program_->number_count += numbers_in(kind, sets);
  program_->moment_count += moments_in(kind, sets);
  if (kind == StepKind::contract) {
    layout_.erase(layout_.begin() + step.position, layout_.begin() + step.position + step.bits);
  } else if (kind == StepKind::expand) {
    layout_.insert(layout_.end(), step.bits, owner);
  }
  // One branch; for a union 3^k pairs of subsets for every 2^k states.
  const double unions = step.bits == 1 ? 1.5 : std::pow(1.5, step.bits);
  count(std::max(step.width, step.width_after()), kind == StepKind::convolve ? unions : 1.0);
  program_->steps.push_back(step);
}

std::uint32_t Planner::bits(const Owner& owner) const {
  return owner.observed == none ? 1 : program_->observed.findings()[owner.observed].bits;
}

std::uint32_t Planner::position(const Owner& owner) const {
  return static_cast<std::uint32_t>(std::find(layout_.begin(), layout_.end(), owner) - layout_.begin());
}

/// The two branches of a turn are as one bit more.
void Planner::count(std::uint32_t width, double operations) {
  program_->cost.open_width = std::max(program_->cost.open_width, width + 1);
  program_->cost.operations += operations * two_to(width);
}

} // namespace sura::engine
