#include <algorithm>
#include <cmath>
#include <map>

#include "clinic/reasoning/draws.h"
#include "clinic/reasoning/logistic.h"
#include "clinic/reasoning/person.h"
#include "sura/clinic/influence.h"

namespace sura::clinic {
namespace {

/// Change of log-odds per standard deviation of one study.
struct StudySlope {
  double up = 0.0;
  double down = 0.0;
};

/// Those of a study's numbers together.
std::map<std::uint64_t, StudySlope> by_study(const Pack& pack, const Slopes& slopes) {
  std::map<std::uint64_t, StudySlope> studies;
  for (std::size_t row = 0; row < slopes.up.size(); ++row) {
    if (slopes.up[row] != 0.0 || slopes.down[row] != 0.0) {
      StudySlope& study = studies[pack.derivations[row].study];
      study.up += slopes.up[row];
      study.down += slopes.down[row];
    }
  }
  return studies;
}

DeltaInterval around(double cause, const std::map<std::uint64_t, StudySlope>& studies) {
  double rising = 0.0;
  double falling = 0.0;
  for (const auto& [study, slope] : studies) {
    const double raises = std::max({0.0, slope.up, -slope.down});
    const double lowers = std::max({0.0, -slope.up, slope.down});
    rising += raises * raises;
    falling += lowers * lowers;
  }
  const double middle = log_odds(cause);
  return {logistic(middle - z90 * std::sqrt(falling)), logistic(middle + z90 * std::sqrt(rising))};
}

} // namespace

Result<std::vector<DeltaInterval>> delta_intervals(const Pack& pack, const Case& the_case,
                                                   const std::vector<std::uint32_t>& conditions) {
  const auto causes = Person(pack, the_case).causes();
  if (!causes) {
    return fail(causes.error());
  }
  const auto all = slopes(pack, the_case, conditions);
  if (!all) {
    return fail(all.error());
  }
  std::vector<DeltaInterval> intervals;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const double cause = causes->causes[conditions[i]];
    const Slopes& of_condition = (*all)[i];
    intervals.push_back(of_condition.up.empty() ? DeltaInterval{cause, cause}
                                                : around(cause, by_study(pack, of_condition)));
  }
  return intervals;
}

} // namespace sura::clinic
