#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "authoring/calibration/calibration.h"
#include "clinic/reasoning/draws.h"
#include "sura/clinic/simulation.h"
#include "sura/parallel.h"

namespace sura::authoring {
namespace {

struct Count {
  double group = 0.0;
  double counted = 0.0;

  /// Half a person more on either side, so that a share of none or all stays finite (Haldane 1956, Anscombe 1956).
  double log_odds() const { return std::log((counted + 0.5) / (group - counted + 0.5)); }
  double variance_by_chance() const { return 1.0 / (counted + 0.5) + 1.0 / (group - counted + 0.5); }
};

bool has_cause(const clinic::SimulatedPerson& person, const CauseSet& set) {
  return (set.something_else && person.causes.empty()) ||
         std::any_of(person.causes.begin(), person.causes.end(), [&](std::uint32_t cause) {
           return std::find(set.conditions.begin(), set.conditions.end(), cause) != set.conditions.end();
         });
}

bool is_counted(const CalibrationLine& line, const clinic::SimulatedPerson& person) {
  switch (line.counted) {
  case CalibrationLine::Counted::cause:
    return has_cause(person, line.cause);
  case CalibrationLine::Counted::present:
    return std::any_of(line.present.begin(), line.present.end(), [&](std::uint32_t condition) {
      return std::find(person.present.begin(), person.present.end(), condition) != person.present.end();
    });
  case CalibrationLine::Counted::answers:
    return clinic::evaluate(line.answers, person.the_case) == clinic::Truth::yes;
  }
  return false;
}

/// One part of a line's mix; without a mix there is one part for all.
struct PartCount {
  double people = 0.0; // of whom the mix is
  Count count;
};
using PartCounts = std::vector<PartCount>;

std::size_t number_of_parts(const CalibrationLine& line) {
  return line.mix ? line.mix->parts.size() + 1 : 1;
}

std::size_t part_of(const CalibrationLine& line, const clinic::SimulatedPerson& person) {
  std::size_t part = 0;
  while (part + 1 < number_of_parts(line) && !has_cause(person, line.mix->parts[part].cause)) {
    ++part;
  }
  return part;
}

bool is_yes(const clinic::Expression& test, const clinic::SimulatedPerson& person) {
  return clinic::evaluate(test, person.the_case) == clinic::Truth::yes;
}

void add(const CalibrationLine& line, const clinic::SimulatedPerson& person, PartCounts& counts) {
  if (line.mix && !is_yes(line.mix->of, person)) {
    return;
  }
  PartCount& part = counts[part_of(line, person)];
  part.people += 1.0;
  if ((line.among_cause.empty() || has_cause(person, line.among_cause)) && is_yes(line.among, person)) {
    part.count.group += 1.0;
    part.count.counted += is_counted(line, person) ? 1.0 : 0.0;
  }
}

/// The parts weighted to their shares of the mix, as that many people without weights would tell as much (Kish 1965).
Count weighted(const CalibrationLine& line, const PartCounts& counts) {
  if (!line.mix) {
    return counts.front().count;
  }
  double left = 1.0;
  double group = 0.0;
  double squares = 0.0;
  double counted = 0.0;
  for (std::size_t part = 0; part < counts.size(); ++part) {
    const double share = part + 1 < counts.size() ? line.mix->parts[part].share.value : std::max(0.0, left);
    left -= share;
    const double weight = counts[part].people > 0.0 ? share / counts[part].people : 0.0;
    group += weight * counts[part].count.group;
    squares += weight * weight * counts[part].count.group;
    counted += weight * counts[part].count.counted;
  }
  if (!(squares > 0.0)) {
    return {};
  }
  const double people = group * group / squares;
  return {people, people * counted / group};
}

/// Lines that ask about the same people are counted over the same people.
using Crowd = std::pair<std::uint32_t, std::uint32_t>; // setting, role

std::map<Crowd, std::vector<std::size_t>> crowds(const std::vector<CalibrationLine>& lines) {
  std::map<Crowd, std::vector<std::size_t>> result;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    result[{lines[i].setting, lines[i].role}].push_back(i);
  }
  return result;
}

class Checker {
public:
  Checker(const clinic::Pack& pack, const std::vector<CalibrationLine>& lines, const CalibrationOptions& options)
      : pack_(pack), lines_(lines), options_(options) {}

  Result<std::vector<CalibrationResult>> run() {
    for (const auto& [crowd, members] : crowds(lines_)) {
      for (std::int64_t draw = -1; draw < static_cast<std::int64_t>(options_.draws); ++draw) {
        jobs_.push_back({crowd, members, draw});
      }
    }
    for (const CalibrationLine& line : lines_) {
      counts_.emplace_back(options_.draws + 1, PartCounts(number_of_parts(line)));
    }
    const auto progress = [this](std::size_t done) {
      if (options_.progress) {
        options_.progress(done, jobs_.size());
      }
    };
    const auto counted = for_each_index(
        jobs_.size(), options_.threads, [this](std::size_t i) { return count(jobs_[i]); }, progress);
    if (!counted) {
      return fail(counted.error());
    }
    std::vector<CalibrationResult> results;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      std::vector<Count> counts;
      for (const PartCounts& parts : counts_[i]) {
        counts.push_back(weighted(lines_[i], parts));
      }
      results.push_back(result(lines_[i], counts));
    }
    return results;
  }

private:
  struct Job {
    Crowd crowd;
    std::vector<std::size_t> members;
    std::int64_t draw;
  };

  /// Writes only what is of this draw, so that many may run at once.
  Result<void> count(const Job& job) {
    const auto simulator =
        clinic::Simulator::make(pack_, {.setting = job.crowd.first,
                                        .role = job.crowd.second,
                                        .seed = options_.seed + static_cast<std::uint64_t>(job.draw + 1),
                                        .draw = job.draw,
                                        .further_answers = everything});
    if (!simulator) {
      return fail(simulator.error());
    }
    const std::uint64_t people = job.draw < 0 ? options_.people : options_.people_a_draw;
    for (std::uint64_t index = 0; index < people; ++index) {
      const clinic::SimulatedPerson person = simulator->person(index);
      for (const std::size_t line : job.members) {
        add(lines_[line], person, counts_[line][static_cast<std::size_t>(job.draw + 1)]);
      }
    }
    return {};
  }

  static CalibrationResult result(const CalibrationLine& line, const std::vector<Count>& counts) {
    const double middle = counts.front().log_odds();
    double weight = 0.0;
    double sum = 0.0;
    double squares = 0.0;
    double by_chance = 0.0;
    for (std::size_t draw = 1; draw < counts.size(); ++draw) {
      if (counts[draw].group > 0.0) {
        weight += 1.0;
        sum += counts[draw].log_odds();
        squares += counts[draw].log_odds() * counts[draw].log_odds();
        by_chance += counts[draw].variance_by_chance();
      }
    }
    double variance = counts.size() > 1 ? counts.front().variance_by_chance() : 0.0; // of the prediction itself
    if (weight > 1.0) {
      variance += std::max(0.0, (squares - sum * sum / weight) / (weight - 1.0) - by_chance / weight);
    }
    const double spread = std::sqrt(variance);
    const auto share = [](double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); };
    CalibrationResult made;
    made.people = static_cast<std::uint64_t>(counts.front().group);
    made.predicted = share(middle);
    made.low = share(middle - clinic::z90 * spread);
    made.high = share(middle + clinic::z90 * spread);
    const double published = std::clamp(line.published.value, 1e-9, 1.0 - 1e-9);
    made.log_odds_error = middle - std::log(published / (1.0 - published));
    made.published_inside = published >= made.low && published <= made.high;
    return made;
  }

  static constexpr std::uint32_t everything = 100'000;

  const clinic::Pack& pack_;
  const std::vector<CalibrationLine>& lines_;
  const CalibrationOptions& options_;
  std::vector<Job> jobs_;
  std::vector<std::vector<PartCounts>> counts_; // by line, then medians and each draw
};

} // namespace

Result<std::vector<CalibrationResult>> check_calibration(const clinic::Pack& pack,
                                                         const std::vector<CalibrationLine>& lines,
                                                         const CalibrationOptions& options) {
  return Checker(pack, lines, options).run();
}

} // namespace sura::authoring
