// The state is a vector of weights, one for each combination of *digits*: a digit tells of one observed finding what
// came of its observations so far (below, within or above what was observed), or of a cause that waits for more parents
// whether it was produced. Every event moves a digit upwards only. Beside each other stand *lanes*: none of the wanted
// causes came so far; some did; and, for each one whose turn is over, it did. At the end each digit's states are added
// into the subsets that they agree with.
#include "sura/engine/subsets.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace sura::engine {
namespace {

/// Of one variable, its levels in classes: below, within and above what was observed. Level 0 is always in class 0.
struct ObservedSide {
  std::size_t player = 0; // which observation
  std::vector<std::uint8_t> class_of;
  std::uint8_t classes = 1;
  std::uint8_t within = 0;

  ObservedSide() = default;
  ObservedSide(std::size_t which, const Observation& observation, std::uint32_t levels) : player(which) {
    within = observation.lowest > 0 ? 1 : 0;
    classes = static_cast<std::uint8_t>(within + (observation.highest + 1 < levels ? 2 : 1));
    for (std::uint32_t level = 0; level < levels; ++level) {
      const bool below = level < observation.lowest;
      class_of.push_back(below ? std::uint8_t{0} : static_cast<std::uint8_t>(within + (level > observation.highest)));
    }
  }
};

/// Weights with which a digit moves: rows[to] = (from, weight), `from` ≤ `to`, the greatest first.
using DigitMoves = std::vector<std::vector<std::pair<std::size_t, double>>>;

/// One finding with what was observed of it and of its facets, and its possible states: a class for each.
class SeenFinding {
public:
  SeenFinding(const Network& network, std::uint32_t finding) : finding_(network.findings[finding]) {
    facet_sides_.assign(finding_.facets.size(), -1);
  }

  void observe(std::size_t player, const Observation& observation) {
    const bool whole = observation.facet < 0;
    const std::uint32_t levels =
        whole ? finding_.levels : finding_.facets[static_cast<std::size_t>(observation.facet)].levels;
    (whole ? whole_ : facet_sides_[static_cast<std::size_t>(observation.facet)]) =
        static_cast<std::int32_t>(sides_.size());
    sides_.emplace_back(player, observation, levels);
  }

  /// Once all is observed. States are in an order in which nothing that is joined comes before its parts.
  void list_states() {
    std::vector<std::uint8_t> state(sides_.size(), 0);
    do {
      if (can_be(state)) {
        states_.push_back(state);
      }
    } while (advance(state));
    for (const auto& from : states_) {
      for (const auto& event : states_) {
        std::vector<std::uint8_t> joined(from);
        for (std::size_t i = 0; i < joined.size(); ++i) {
          joined[i] = std::max(from[i], event[i]);
        }
        const auto at = std::lower_bound(states_.begin(), states_.end(), joined);
        joins_.push_back(static_cast<std::size_t>(at - states_.begin()));
      }
    }
  }

  const Finding& finding() const { return finding_; }
  std::size_t states() const { return states_.size(); }
  const std::vector<ObservedSide>& sides() const { return sides_; }
  /// Whether a state agrees with these of the observations (bit i: sides()[i]).
  bool agrees(std::size_t state, std::size_t subset) const {
    for (std::size_t i = 0; i < sides_.size(); ++i) {
      if ((subset >> i & 1U) != 0 && states_[state][i] != sides_[i].within) {
        return false;
      }
    }
    return true;
  }

  /// By state: the probability that an event alone makes it so.
  std::vector<double> event(const Levels& levels, const std::vector<Levels>& facets) const {
    std::vector<double> weights(states_.size(), 0.0);
    weights[0] = levels[0];
    for (std::size_t s = 0; s < states_.size(); ++s) {
      double produced = 0.0;
      for (std::size_t level = 1; level < levels.size(); ++level) {
        produced += whole_ < 0 || side(whole_).class_of[level] == states_[s][index(whole_)] ? levels[level] : 0.0;
      }
      for (std::size_t f = 0; f < facet_sides_.size(); ++f) {
        if (facet_sides_[f] >= 0) {
          double fits = 0.0;
          for (std::size_t level = 0; level < facets[f].size(); ++level) {
            fits +=
                side(facet_sides_[f]).class_of[level] == states_[s][index(facet_sides_[f])] ? facets[f][level] : 0.0;
          }
          produced *= fits;
        }
      }
      weights[s] += produced;
    }
    return weights;
  }

  DigitMoves moves(const std::vector<double>& event) const {
    DigitMoves result(states_.size());
    for (std::size_t from = states_.size(); from-- > 0;) {
      for (std::size_t k = 0; k < event.size(); ++k) {
        if (event[k] > 0.0) {
          auto& row = result[joins_[from * states_.size() + k]];
          if (row.empty() || row.back().first != from) {
            row.emplace_back(from, 0.0);
          }
          row.back().second += event[k];
        }
      }
    }
    return result;
  }

private:
  static std::size_t index(std::int32_t which) { return static_cast<std::size_t>(which); }
  const ObservedSide& side(std::int32_t which) const { return sides_[index(which)]; }

  /// Nothing came, or something at a level above 0.
  bool can_be(const std::vector<std::uint8_t>& state) const {
    const bool nothing = std::all_of(state.begin(), state.end(), [](std::uint8_t one) { return one == 0; });
    if (nothing || whole_ < 0) {
      return true;
    }
    const std::vector<std::uint8_t>& classes = side(whole_).class_of;
    return std::find(classes.begin() + 1, classes.end(), state[index(whole_)]) != classes.end();
  }

  /// Counts, the last side fastest, so that the states are sorted.
  bool advance(std::vector<std::uint8_t>& state) const {
    for (std::size_t i = state.size(); i-- > 0;) {
      if (++state[i] < sides_[i].classes) {
        return true;
      }
      state[i] = 0;
    }
    return false;
  }

  const Finding& finding_;
  std::vector<ObservedSide> sides_;
  std::int32_t whole_ = -1; // which side is the finding itself
  std::vector<std::int32_t> facet_sides_;
  std::vector<std::vector<std::uint8_t>> states_;
  std::vector<std::size_t> joins_;
};

/// The causes that matter: those that are wanted or linked to what was observed, and their ancestors.
struct NeededCause {
  double leak = 0.0;
  std::vector<Parent> parents;
  std::vector<Parent> children;                           // `cause` is the child
  std::vector<std::pair<std::size_t, std::size_t>> links; // which seen finding, which of its links
  std::size_t waits_for = 0;                              // parents whose turn has not come
  std::int32_t wanted = -1;                               // which of the wanted ones
  bool needed = false;
  bool done = false;
};

constexpr std::size_t none_came = 0;
constexpr std::size_t some_came = 1;

class SubsetSweep {
public:
  SubsetSweep(const Network& network, const Evidence& evidence, std::span<const std::uint32_t> wanted)
      : network_(network), wanted_(wanted), observations_(evidence.size()), lane_of_(wanted.size(), 0) {
    see(evidence);
    need();
    fold_chains();
  }

  Result<std::vector<double>> run() {
    weights_ = {1.0, 0.0};
    for (std::size_t cause = next_cause(); cause != causes_.size(); cause = next_cause()) {
      if (!open_for(causes_[cause])) {
        return fail(
            {ErrorCode::too_large, "evidence", "more combinations of answers than can be held", "less evidence", ""});
      }
      take_turn(cause);
    }
    add_into_subsets();
    return read();
  }

private:
  /// A finding, or a cause that waits; each new one stands above the others.
  struct Digit {
    bool is_finding = false;
    std::size_t index = 0;
    std::size_t size = 2;
  };

  void see(const Evidence& evidence) {
    std::vector<std::int32_t> place(network_.findings.size(), -1);
    for (std::size_t i = 0; i < evidence.size(); ++i) {
      std::int32_t& at = place[evidence[i].finding];
      if (at < 0) {
        at = static_cast<std::int32_t>(seen_.size());
        seen_.emplace_back(network_, evidence[i].finding);
      }
      seen_[static_cast<std::size_t>(at)].observe(i, evidence[i]);
    }
    for (SeenFinding& seen : seen_) {
      seen.list_states();
    }
  }

  void need() {
    causes_.resize(network_.causes.size());
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      causes_[wanted_[i]].wanted = static_cast<std::int32_t>(i);
      causes_[wanted_[i]].needed = true;
    }
    for (std::size_t f = 0; f < seen_.size(); ++f) {
      const std::vector<Link>& links = seen_[f].finding().links;
      for (std::size_t link = 0; link < links.size(); ++link) {
        if (links[link].levels[0] < 1.0) {
          causes_[links[link].cause].links.emplace_back(f, link);
          causes_[links[link].cause].needed = true;
        }
      }
    }
    for (std::size_t cause = causes_.size(); cause-- > 0;) {
      causes_[cause].leak = network_.causes[cause].leak;
      for (const Parent& parent : network_.causes[cause].parents) {
        if (causes_[cause].needed && parent.probability > 0.0) {
          causes_[parent.cause].needed = true;
          causes_[cause].parents.push_back(parent);
          causes_[parent.cause].children.push_back({static_cast<std::uint32_t>(cause), parent.probability});
          ++causes_[cause].waits_for;
        }
      }
    }
  }

  /// A cause without parents that one other alone hangs on, which has no other parent: the two become one.
  void fold_chains() {
    for (std::size_t cause = 0; cause < causes_.size(); ++cause) {
      NeededCause& parent = causes_[cause];
      if (!parent.needed || !parent.parents.empty() || !parent.links.empty() || parent.wanted >= 0 ||
          parent.children.size() != 1) {
        continue;
      }
      NeededCause& child = causes_[parent.children[0].cause];
      if (child.parents.size() == 1) {
        child.leak += (1.0 - child.leak) * parent.leak * parent.children[0].probability;
        child.parents.clear();
        child.waits_for = 0;
        parent.needed = false;
      }
    }
  }

  /// Whose turn is next: what waits for nobody any more, what lets others stop waiting, what others will wait for, and
  /// among equals who opens the fewest findings. The number of causes where nobody is left.
  std::size_t next_cause() const {
    std::size_t best = causes_.size();
    std::pair<int, std::size_t> least{};
    for (std::size_t i = 0; i < causes_.size(); ++i) {
      const NeededCause& cause = causes_[i];
      if (!cause.needed || cause.done || cause.waits_for > 0) {
        continue;
      }
      const bool helps = std::any_of(cause.children.begin(), cause.children.end(), [&](const Parent& child) {
        return digit_of(false, child.cause) < digits_.size();
      });
      const int kind = !cause.parents.empty() ? 0 : helps ? 1 : !cause.children.empty() ? 2 : 3;
      std::size_t opens = 0;
      for (const auto& [finding, link] : cause.links) {
        opens += digit_of(true, finding) == digits_.size() ? seen_[finding].states() : 0;
      }
      if (best == causes_.size() || std::pair{kind, opens} < least) {
        best = i;
        least = {kind, opens};
      }
    }
    return best;
  }

  std::size_t digit_of(bool is_finding, std::size_t index) const {
    return static_cast<std::size_t>(
        std::find_if(digits_.begin(), digits_.end(),
                     [&](const Digit& digit) { return digit.is_finding == is_finding && digit.index == index; }) -
        digits_.begin());
  }

  /// How many weights stand below one step of this digit.
  std::size_t stride(std::size_t digit) const {
    std::size_t result = lanes_;
    for (std::size_t i = 0; i < digit; ++i) {
      result *= digits_[i].size;
    }
    return result;
  }

  bool open(const Digit& digit, const std::vector<double>& by_leak) {
    if (digit_of(digit.is_finding, digit.index) < digits_.size()) {
      return true;
    }
    const std::size_t before = weights_.size();
    if (before * by_leak.size() > max_subset_weights) {
      return false;
    }
    digits_.push_back(digit);
    weights_.resize(before * by_leak.size());
    for (std::size_t state = by_leak.size(); state-- > 0;) {
      for (std::size_t i = 0; i < before; ++i) {
        weights_[state * before + i] = weights_[i] * by_leak[state];
      }
    }
    return true;
  }

  /// All that the cause's links and children need.
  bool open_for(const NeededCause& cause) {
    for (const auto& [finding, link] : cause.links) {
      const SeenFinding& seen = seen_[finding];
      if (!open({true, finding, seen.states()}, seen.event(seen.finding().leak, seen.finding().leak_facets))) {
        return false;
      }
    }
    return std::all_of(cause.children.begin(), cause.children.end(), [&](const Parent& child) {
      const double leak = causes_[child.cause].leak;
      return open({false, child.cause, 2}, {1.0 - leak, leak});
    });
  }

  void take_turn(std::size_t which) {
    NeededCause& cause = causes_[which];
    cause.done = true;
    double absent = 1.0 - cause.leak;
    double present = cause.leak;
    if (cause.parents.empty()) {
      branch_ = weights_;
    } else {
      split(digit_of(false, which));
      absent = present = 1.0;
    }
    for (const auto& [finding, link] : cause.links) {
      const SeenFinding& seen = seen_[finding];
      const Link& its = seen.finding().links[link];
      move(digit_of(true, finding), seen.moves(seen.event(its.levels, its.facets)));
    }
    for (const Parent& child : cause.children) {
      move(digit_of(false, child.cause), {{{0, 1.0 - child.probability}}, {{1, 1.0}, {0, child.probability}}});
      --causes_[child.cause].waits_for;
    }
    if (cause.wanted < 0) {
      for (std::size_t i = 0; i < weights_.size(); ++i) {
        weights_[i] = absent * weights_[i] + present * branch_[i];
      }
    } else {
      join_wanted(static_cast<std::size_t>(cause.wanted), absent, present);
    }
  }

  /// Takes a cause's digit away: what is without it stays, what is with it becomes the branch.
  void split(std::size_t digit) {
    const std::size_t step = stride(digit);
    branch_.resize(weights_.size() / 2);
    for (std::size_t block = 0; block * 2 * step < weights_.size(); ++block) {
      const auto from = weights_.begin() + static_cast<std::ptrdiff_t>(block * 2 * step);
      const auto middle = from + static_cast<std::ptrdiff_t>(step);
      std::copy(middle, middle + static_cast<std::ptrdiff_t>(step),
                branch_.begin() + static_cast<std::ptrdiff_t>(block * step));
      std::copy(from, middle, weights_.begin() + static_cast<std::ptrdiff_t>(block * step));
    }
    weights_.resize(weights_.size() / 2);
    digits_.erase(digits_.begin() + static_cast<std::ptrdiff_t>(digit));
  }

  /// An event of the present branch. Upwards only, so that from the top down nothing is needed that was overwritten.
  void move(std::size_t digit, const DigitMoves& moves) {
    const std::size_t step = stride(digit);
    for (std::size_t block = 0; block < branch_.size(); block += step * moves.size()) {
      for (std::size_t to = moves.size(); to-- > 0;) {
        double* const into = branch_.data() + block + to * step;
        const bool stays = !moves[to].empty() && moves[to].front().first == to;
        const double stay = stays ? moves[to].front().second : 0.0;
        for (std::size_t i = 0; i < step; ++i) {
          into[i] *= stay;
        }
        for (std::size_t k = stays ? 1 : 0; k < moves[to].size(); ++k) {
          const double* const from = branch_.data() + block + moves[to][k].first * step;
          const double weight = moves[to][k].second;
          for (std::size_t i = 0; i < step; ++i) {
            into[i] += weight * from[i];
          }
        }
      }
    }
  }

  /// Adds the branches, and one lane: this cause came.
  void join_wanted(std::size_t which, double absent, double present) {
    const std::size_t states = weights_.size() / lanes_;
    joined_.resize(states * (lanes_ + 1));
    for (std::size_t state = 0; state < states; ++state) {
      const double* const without = weights_.data() + state * lanes_;
      const double* const with = branch_.data() + state * lanes_;
      double* const into = joined_.data() + state * (lanes_ + 1);
      for (std::size_t lane = 0; lane < lanes_; ++lane) {
        into[lane] = absent * without[lane] + present * with[lane];
      }
      into[none_came] = absent * without[none_came];
      into[some_came] += present * with[none_came];
      into[lanes_] = present * (with[none_came] + with[some_came]);
    }
    lane_of_[which] = lanes_++;
    weights_.swap(joined_);
  }

  /// Each digit becomes as many bits as the finding has observations.
  void add_into_subsets() {
    bit_of_.assign(observations_, none_came);
    std::size_t bits = 0;
    for (std::size_t d = 0; d < digits_.size(); ++d) {
      const SeenFinding& seen = seen_[digits_[d].index];
      for (std::size_t side = 0; side < seen.sides().size(); ++side) {
        bit_of_[seen.sides()[side].player] = std::size_t{1} << bits++;
      }
      const std::size_t step = stride(d);
      const std::size_t subsets = std::size_t{1} << seen.sides().size();
      const std::size_t blocks = weights_.size() / (step * digits_[d].size);
      joined_.assign(blocks * subsets * step, 0.0);
      for (std::size_t block = 0; block < blocks; ++block) {
        for (std::size_t subset = 0; subset < subsets; ++subset) {
          double* const into = joined_.data() + (block * subsets + subset) * step;
          for (std::size_t state = 0; state < digits_[d].size; ++state) {
            const double* const from = weights_.data() + (block * digits_[d].size + state) * step;
            for (std::size_t i = 0; seen.agrees(state, subset) && i < step; ++i) {
              into[i] += from[i];
            }
          }
        }
      }
      weights_.swap(joined_);
      digits_[d].size = subsets;
    }
  }

  std::vector<double> read() const {
    std::vector<double> result;
    const std::size_t subsets = std::size_t{1} << observations_;
    result.reserve(subsets * wanted_.size());
    for (std::size_t subset = 0; subset < subsets; ++subset) {
      std::size_t at = 0;
      for (std::size_t i = 0; i < observations_; ++i) {
        at += (subset >> i & 1U) != 0 ? bit_of_[i] : 0;
      }
      const double* const lanes = weights_.data() + at * lanes_;
      for (std::size_t i = 0; i < wanted_.size(); ++i) {
        const double cause = lanes[lane_of_[i]];
        const double rest = std::max(0.0, lanes[some_came] - cause);
        result.push_back(cause > 0.0 ? std::log(cause / rest) : -std::numeric_limits<double>::infinity());
      }
    }
    return result;
  }

  const Network& network_;
  std::span<const std::uint32_t> wanted_;
  std::size_t observations_;
  std::vector<SeenFinding> seen_;
  std::vector<NeededCause> causes_;
  std::vector<Digit> digits_;
  std::vector<std::size_t> lane_of_; // by wanted cause
  std::vector<std::size_t> bit_of_;  // by observation: what its bit counts among the subsets; 0: it tells nothing
  std::size_t lanes_ = 2;
  std::vector<double> weights_;
  std::vector<double> branch_;
  std::vector<double> joined_;
};

} // namespace

Result<std::vector<double>> log_odds_of_subsets(const Network& network, const Evidence& evidence,
                                                std::span<const std::uint32_t> causes) {
  if (auto valid = validate(network); !valid) {
    return fail(std::move(valid.error()));
  }
  if (auto valid = validate(network, evidence); !valid) {
    return fail(std::move(valid.error()));
  }
  return SubsetSweep(network, evidence, causes).run();
}

} // namespace sura::engine
