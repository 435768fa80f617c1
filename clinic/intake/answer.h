// One JSON value as one answer, by the kind of what was asked. docs/case-format.md has the table.
// Thread-safety: functions without shared state.
#pragma once

#include <string>
#include <vector>

#include "clinic/intake/item_finder.h"
#include "clinic/intake/json.h"
#include "sura/clinic/case.h"

namespace sura::clinic::intake {

/// What may be answered to a finding, for people: "true, false, null or a number from 0 to 30 cm".
std::string accepted_answers(const Finding& finding);

/// Errors at `where`: wrong_type, out_of_range, unknown_id (a level).
Result<Answer> finding_answer(const Finding& finding, const Json& value, const std::string& where);

/// true, false or null. Errors at `where`: wrong_type.
Result<Answer> background_answer(const Json& value, const std::string& where);

/// Stores the answer of whatever has this id; `ids` is of the pack. Errors at answers.ID: unknown_id, and those above.
Result<void> store_answer(const Pack& pack, ItemFinder& ids, Case& the_case, std::string_view id, const Json& value);

/// "home, general-practice or referral-clinic": the ids of a list as people write one.
template <class T> std::string list_of_ids(const std::vector<T>& things) {
  std::string result;
  for (std::size_t i = 0; i < things.size(); ++i) {
    result += i == 0 ? "" : i + 1 == things.size() ? " or " : ", ";
    result += things[i].id;
  }
  return result;
}

/// The ids of a list.
template <class T> std::vector<std::string> ids_of(const std::vector<T>& things) {
  std::vector<std::string> result;
  result.reserve(things.size());
  for (const T& thing : things) {
    result.push_back(thing.id);
  }
  return result;
}

} // namespace sura::clinic::intake
