#include "engine/inference/answers.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "engine/inference/unions.h"

namespace sura::engine {

namespace {

/// One lane of numbers that stand in lanes.
class Lane {
public:
  Lane(const std::vector<double>& values, std::size_t first, std::size_t lane, std::size_t lanes)
      : values_(values.data() + first * lanes + lane), lanes_(lanes) {}
  double operator[](std::size_t index) const { return values_[index * lanes_]; }

private:
  const double* values_;
  std::size_t lanes_;
};

double as_probability(double share) {
  return std::clamp(share, 0.0, 1.0);
}

class AnswerReader {
public:
  AnswerReader(const Program& program, const Numbers& numbers, const Moments& moments, std::size_t lane,
               Posterior& posterior)
      : program_(program), numbers_(numbers), moments_(moments), lane_(lane), posterior_(posterior) {}

  void read_presence() {
    posterior_.log_evidence = moments_.log_evidence[lane_];
    for (std::size_t turn = 0; turn < program_.turns.size(); ++turn) {
      posterior_.presence[program_.turns[turn].cause] = as_probability(share(turn, 1));
    }
  }

  void read() {
    read_presence();
    for (const Step& step : program_.steps) {
      double& link = event(step);
      switch (step.kind) {
      case StepKind::contract:
        link = as_probability(contract_share(step));
        break;
      case StepKind::convolve:
        link = as_probability(convolve_share(step));
        break;
      case StepKind::expand:
        read_expand(step, link);
        break;
      }
    }
    for (const SoleFinding& sole : program_.soles) {
      read_sole(sole);
    }
  }

private:
  Lane table(std::size_t number) const { return {numbers_.tables, number, lane_, numbers_.lanes}; }
  Lane moments(const Step& step) const { return {moments_.steps, step.first_moment, lane_, numbers_.lanes}; }

  /// Of the posterior weight, what lies in one branch of a turn.
  double share(std::size_t turn, std::size_t branch) const {
    const std::size_t place = (2 * turn + branch) * numbers_.lanes + lane_;
    return static_cast<double>(numbers_.factors[place] * moments_.turns[place]);
  }

  double& event(const Step& step) {
    return step.observed != none ? posterior_.attributions[step.answer].links[step.event]
                                 : posterior_.origins[step.answer].parents[step.event];
  }

  /// Σ over the sets that complete the finding together.
  double contract_share(const Step& step) const {
    return full_union(moments(step), table(numbers_of(step).produced), step.sets());
  }

  double convolve_share(const Step& step) const {
    const Lane produced = table(numbers_of(step).produced);
    const Lane moment = moments(step);
    const std::size_t sets = step.sets();
    double sum = 0.0;
    for (std::size_t set = 0; set < sets; ++set) {
      if (produced[set] > 0.0) {
        for (std::size_t from = 0; from < sets; ++from) {
          sum += moment[from * sets + (from | set)] * produced[set];
        }
      }
    }
    return sum;
  }

  void read_expand(const Step& step, double& link) {
    const StepNumbers at = numbers_of(step);
    const Lane weight = table(at.weight);
    const Lane produced = table(at.produced);
    const Lane leak_weight = table(at.leak_weight);
    const Lane leak_produced = table(at.leak_produced);
    const Lane moment = moments(step);
    const std::size_t sets = step.sets();
    double by_link = 0.0;
    double by_leak = 0.0;
    for (std::size_t leak = 0; leak < sets; ++leak) {
      by_leak += leak_produced[leak] * moment[leak];
      for (std::size_t set = 0; set < sets; ++set) {
        const double present = moment[sets + (leak | set)];
        by_link += leak_weight[leak] * produced[set] * present;
        by_leak += leak_produced[leak] * weight[set] * present;
      }
    }
    link = as_probability(by_link);
    (step.observed != none ? posterior_.attributions[step.answer].leak : posterior_.origins[step.answer].leak) =
        as_probability(by_leak);
  }

  void read_sole(const SoleFinding& sole) {
    const std::size_t sets = std::size_t{1} << program_.observed.findings()[sole.observed].bits;
    const StepNumbers at = numbers_of(sole, sets);
    const Lane weight = table(at.weight);
    const Lane produced = table(at.produced);
    const Lane leak_weight = table(at.leak_weight);
    const Lane leak_produced = table(at.leak_produced);
    const std::size_t full = sets - 1;
    const double both = full_union(leak_weight, weight, sets);
    const double by_link = full_union(leak_weight, produced, sets);
    const double by_leak = full_union(leak_produced, weight, sets);
    Attribution& attribution = posterior_.attributions[sole.answer];
    const double present = share(sole.turn, 1);
    const double absent = share(sole.turn, 0);
    attribution.links[0] = both > 0.0 ? as_probability(present * by_link / both) : 0.0;
    attribution.leak =
        as_probability((both > 0.0 ? present * by_leak / both : 0.0) +
                       (leak_weight[full] > 0.0 ? absent * leak_produced[full] / leak_weight[full] : 0.0));
  }

  const Program& program_;
  const Numbers& numbers_;
  const Moments& moments_;
  const std::size_t lane_;
  Posterior& posterior_;
};

} // namespace

void clear_presence(const Network& network, Posterior& posterior) {
  posterior.log_evidence = -std::numeric_limits<double>::infinity();
  posterior.presence.assign(network.causes.size(), 0.0);
  posterior.attributions.clear();
  posterior.origins.clear();
}

void read_presence(const Program& program, const Numbers& numbers, const Moments& moments, std::size_t lane,
                   Posterior& posterior) {
  AnswerReader(program, numbers, moments, lane, posterior).read_presence();
}

void clear(const Network& network, const Program& program, Posterior& posterior) {
  posterior.log_evidence = -std::numeric_limits<double>::infinity();
  posterior.presence.assign(network.causes.size(), 0.0);
  posterior.attributions.resize(program.present.size());
  for (std::size_t i = 0; i < program.present.size(); ++i) {
    const std::uint32_t finding = program.observed.findings()[program.present[i]].finding;
    posterior.attributions[i].finding = finding;
    posterior.attributions[i].leak = 0.0;
    posterior.attributions[i].links.assign(network.findings[finding].links.size(), 0.0);
  }
  posterior.origins.resize(program.effects.size());
  for (std::size_t i = 0; i < program.effects.size(); ++i) {
    posterior.origins[i].cause = program.effects[i];
    posterior.origins[i].leak = 0.0;
    posterior.origins[i].parents.assign(network.causes[program.effects[i]].parents.size(), 0.0);
  }
}

void read_answers(const Program& program, const Numbers& numbers, const Moments& moments, std::size_t lane,
                  Posterior& posterior) {
  AnswerReader(program, numbers, moments, lane, posterior).read();
  for (Attribution& attribution : posterior.attributions) {
    if (attribution.links.empty()) {
      attribution.leak = 1.0; // nothing else can have produced it
    }
  }
}

} // namespace sura::engine
