// The numbers that move a decision most, each moved and the answer worked out anew.
#include "sura/clinic/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "clinic/reasoning/draws.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/influence.h"
#include "sura/clinic/triage.h"

namespace sura::clinic {
namespace {

/// A whole answer, from which the decision about any condition can be read.
struct Outcome {
  Diagnosis diagnosis;
  Triage triage;
};

std::uint32_t likeliest(const Diagnosis& diagnosis) {
  const auto at =
      std::max_element(diagnosis.conditions.begin(), diagnosis.conditions.end(),
                       [](const ConditionResult& a, const ConditionResult& b) { return a.cause < b.cause; });
  return static_cast<std::uint32_t>(at - diagnosis.conditions.begin());
}

Decision decision(const Outcome& outcome, std::uint32_t condition) {
  const std::uint32_t first = likeliest(outcome.diagnosis);
  Decision result{outcome.diagnosis.conditions[condition].cause, first, outcome.triage.level};
  if (outcome.diagnosis.unexplained > outcome.diagnosis.conditions[first].cause) {
    result.first.reset();
  }
  return result;
}

/// The likeliest condition, and the one that decides the urgency.
std::vector<std::uint32_t> looked_at(const Outcome& outcome) {
  std::vector<std::uint32_t> conditions = {likeliest(outcome.diagnosis)};
  const UrgencyReason& reason = outcome.triage.because.front();
  if (reason.kind == UrgencyReason::Kind::condition && reason.level > Urgency::self_care &&
      reason.index != conditions.front()) {
    conditions.push_back(reason.index);
  }
  return conditions;
}

/// The studies that bear on one condition, the most influential first, with their rows in the same order.
std::vector<SensitivityBar> ranked(const Pack& pack, const Slopes& slopes) {
  struct Sums {
    double up = 0.0;
    double down = 0.0;
  };
  std::map<std::uint32_t, Sums> sums;
  std::map<std::uint32_t, SensitivityBar> bars;
  const auto size = [&](std::uint32_t row) { return std::abs(slopes.up[row]) + std::abs(slopes.down[row]); };
  for (std::uint32_t row = 0; row < slopes.up.size(); ++row) {
    if (size(row) > 0.0) {
      const std::uint32_t study = pack.derivations[row].study;
      sums[study].up += slopes.up[row];
      sums[study].down += slopes.down[row];
      bars[study].study = study;
      bars[study].rows.push_back(row);
    }
  }
  std::vector<SensitivityBar> result;
  for (auto& [study, bar] : bars) {
    std::stable_sort(bar.rows.begin(), bar.rows.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return size(a) > size(b); });
    result.push_back(std::move(bar));
  }
  std::stable_sort(result.begin(), result.end(), [&](const SensitivityBar& a, const SensitivityBar& b) {
    const auto influence = [&](const SensitivityBar& bar) {
      return std::abs(sums[bar.study].up) + std::abs(sums[bar.study].down);
    };
    return influence(a) > influence(b);
  });
  result.resize(std::min(result.size(), most_bars));
  return result;
}

double width(const SensitivityBar& bar) {
  return std::abs(bar.high.cause - bar.low.cause);
}

/// The answers of one case, each study moved once.
class Movable {
public:
  Movable(const Pack& pack, const Case& the_case) : pack_(pack), case_(the_case), models_(pack) {}

  Result<Outcome> at_medians() const { return outcome(std::nullopt); }

  Result<const Outcome*> moved(std::uint32_t study, double deviate) {
    const std::pair key{study, deviate};
    auto at = known_.find(key);
    if (at == known_.end()) {
      auto made = outcome(MovedStudy{study, deviate});
      if (!made) {
        return fail(made.error());
      }
      at = known_.emplace(key, std::move(*made)).first;
    }
    return &at->second;
  }

private:
  Result<Outcome> outcome(std::optional<MovedStudy> moved) const {
    return diagnose(pack_, case_, {.intervals = false, .models = &models_, .moved = moved})
        .map([&](Diagnosis diagnosis) {
          Triage decided = triage(pack_, case_, diagnosis);
          return Outcome{std::move(diagnosis), std::move(decided)};
        });
  }

  const Pack& pack_;
  const Case& case_;
  PriorModels models_;
  std::map<std::pair<std::uint32_t, double>, Outcome> known_;
};

} // namespace

Result<std::vector<Tornado>> sensitivity(const Pack& pack, const Case& the_case) {
  Movable answers(pack, the_case);
  const auto now = answers.at_medians();
  if (!now) {
    return fail(now.error());
  }
  const std::vector<std::uint32_t> conditions = looked_at(*now);
  const auto all_slopes = slopes(pack, the_case, conditions);
  if (!all_slopes) {
    return fail(all_slopes.error());
  }
  std::vector<Tornado> tornados;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    Tornado tornado{conditions[i], decision(*now, conditions[i]), ranked(pack, (*all_slopes)[i])};
    for (SensitivityBar& bar : tornado.bars) {
      const auto low = answers.moved(bar.study, -z90);
      const auto high = answers.moved(bar.study, z90);
      if (!low || !high) {
        return fail(low ? high.error() : low.error());
      }
      bar.low = decision(**low, conditions[i]);
      bar.high = decision(**high, conditions[i]);
    }
    std::stable_sort(tornado.bars.begin(), tornado.bars.end(),
                     [](const SensitivityBar& a, const SensitivityBar& b) { return width(a) > width(b); });
    tornados.push_back(std::move(tornado));
  }
  return tornados;
}

} // namespace sura::clinic
