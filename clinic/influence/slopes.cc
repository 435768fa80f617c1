// The derivative of each condition's log-odds of being the cause by each number of the pack.
#include "clinic/influence/odds_slopes.h"
#include "sura/clinic/influence.h"

namespace sura::clinic {

Result<std::vector<Slopes>> slopes(const Pack& pack, const Case& the_case, const std::vector<std::uint32_t>& conditions,
                                   const PriorModels* models) {
  const Person person(pack, the_case, models);
  const auto odds = OddsSlopes::make(person, conditions);
  if (!odds) {
    return fail(odds.error());
  }
  std::vector<Slopes> result(conditions.size());
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    if (odds->has(i)) {
      result[i].up.assign(pack.derivations.size(), 0.0);
      result[i].down.assign(pack.derivations.size(), 0.0);
    }
  }
  odds->each([&](std::uint32_t row, const double* up, const double* down) {
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (odds->has(i)) {
        result[i].up[row] += up[i];
        result[i].down[row] += down[i];
      }
    }
  });
  return result;
}

} // namespace sura::clinic
