#include <algorithm>
#include <cmath>
#include <utility>

#include "clinic/influence/odds_slopes.h"
#include "clinic/reasoning/draws.h"
#include "clinic/reasoning/logistic.h"
#include "sura/clinic/influence.h"

namespace sura::clinic {
namespace {

/// What every study does to every condition's log-odds: numbers of one study move together.
class StudySlopes {
public:
  StudySlopes(const Pack& pack, const OddsSlopes& odds)
      : studies_(pack.studies), columns_(odds.causes().size()), up_(studies_ * columns_, 0.0),
        down_(studies_ * columns_, 0.0) {
    odds.each([&](std::uint32_t row, const double* up, const double* down) {
      const std::size_t first = std::size_t{pack.derivations[row].study} * columns_;
      for (std::size_t i = 0; i < columns_; ++i) {
        up_[first + i] += up[i];
        down_[first + i] += down[i];
      }
    });
  }

  DeltaInterval around(std::size_t condition, double cause) const {
    double rising = 0.0;
    double falling = 0.0;
    std::vector<StudyShare> parts;
    for (std::uint32_t study = 0; study < studies_; ++study) {
      const double up = up_[study * columns_ + condition];
      const double down = down_[study * columns_ + condition];
      const double raises = std::max({0.0, up, -down});
      const double lowers = std::max({0.0, -up, down});
      rising += raises * raises;
      falling += lowers * lowers;
      parts.push_back({study, raises * raises + lowers * lowers});
    }
    const double middle = log_odds(cause);
    return {logistic(middle - z90 * std::sqrt(falling)), logistic(middle + z90 * std::sqrt(rising)),
            largest(std::move(parts), rising + falling)};
  }

private:
  static std::vector<StudyShare> largest(std::vector<StudyShare> parts, double sum) {
    const std::size_t named = std::min(most_studies_named, parts.size());
    std::partial_sort(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(named), parts.end(),
                      [](const StudyShare& a, const StudyShare& b) {
                        return a.share != b.share ? a.share > b.share : a.study < b.study;
                      });
    parts.resize(named);
    std::erase_if(parts, [](const StudyShare& part) { return part.share <= 0.0; });
    for (StudyShare& part : parts) {
      part.share /= sum;
    }
    return parts;
  }

  std::size_t studies_;
  std::size_t columns_;
  std::vector<double> up_; // by study and condition
  std::vector<double> down_;
};

} // namespace

Result<std::vector<DeltaInterval>> delta_intervals(const Person& person, const std::vector<std::uint32_t>& conditions) {
  const auto odds = OddsSlopes::make(person, conditions);
  if (!odds) {
    return fail(odds.error());
  }
  const StudySlopes slopes(person.pack(), *odds);
  std::vector<DeltaInterval> intervals;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const double cause = odds->causes()[i];
    intervals.push_back(odds->has(i) ? slopes.around(i, cause) : DeltaInterval{cause, cause, {}});
  }
  return intervals;
}

Result<std::vector<DeltaInterval>> delta_intervals(const Pack& pack, const Case& the_case,
                                                   const std::vector<std::uint32_t>& conditions,
                                                   const PriorModels* models) {
  return delta_intervals(Person(pack, the_case, models), conditions);
}

} // namespace sura::clinic
