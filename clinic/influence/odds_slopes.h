// The slopes of one person's conditions, number by number: for whoever adds them up.
// Thread-safety: const member functions may run at once. Ownership: refers to the person.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "clinic/reasoning/person.h"
#include "sura/clinic/influence.h"
#include "sura/result.h"

namespace sura::clinic {

class OddsSlopes {
public:
  /// Errors as diagnose. Cost: a sweep there and back a condition, eight side by side.
  static Result<OddsSlopes> make(const Person& person, const std::vector<std::uint32_t>& conditions);

  /// By condition asked for: P(it is the cause | answers).
  const std::vector<double>& causes() const { return causes_; }
  /// Whether the condition is the cause neither surely nor never, so that it has slopes.
  bool has(std::size_t condition) const { return column_[condition] >= 0; }

  /// Part of the change of log-odds per standard deviation of one number (a row of Pack::derivations), when it rises
  /// and when it falls, by condition asked for; 0 where that has no slopes. A row may come several times.
  using Take = std::function<void(std::uint32_t row, const double* up, const double* down)>;
  void each(const Take& take) const;

private:
  explicit OddsSlopes(const Person& person) : person_(&person) {}

  const Person* person_;
  std::vector<double> causes_;
  std::vector<std::int32_t> column_; // by condition: where its evaluation stands; −1: it has none
  std::vector<double> by_;           // by number of the network (NumberRow) and condition: of the log-odds
};

/// As sura/clinic/influence.h has it, of a person who is at hand.
Result<std::vector<DeltaInterval>> delta_intervals(const Person& person, const std::vector<std::uint32_t>& conditions);

} // namespace sura::clinic
