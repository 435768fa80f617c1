// What the interview has asked and may still ask. Thread-safety: functions without shared state.
#pragma once

#include <cstdint>
#include <vector>

#include "sura/clinic/case.h"

namespace sura::clinic {

/// One item of the pack that can be asked.
struct Item {
  bool is_background = false;
  std::uint32_t item = 0;
};

/// Background items that decide about scope and are not answered yet, in the order of the rules.
std::vector<std::uint32_t> open_scope_items(const Pack& pack, const Case& the_case);

/// Findings of the opening list that are not answered yet ("not sure" is an answer).
std::vector<std::uint32_t> open_opening_list(const Pack& pack, const Case& the_case);

/// Everything that may still come as a question: not answered, askable of this person and role. Facets count as long as
/// their parent was not answered "no". Not among them: scope items, the opening list and both legs, which are asked
/// elsewhere.
std::vector<Item> open_questions(const Pack& pack, const Case& the_case);

/// Whether two items may stand on one list: both yes-no, and findings of one theme, sides of one finding, or background
/// of one theme.
bool same_topic(const Pack& pack, const Item& a, const Item& b);

/// How many questions these items make, as full lists and single items.
std::uint32_t count_questions(const Pack& pack, const std::vector<Item>& items);

/// How many questions have been answered; findings that the case states as its complaint are the caller's question and
/// do not count.
std::uint32_t answered_questions(const Pack& pack, const Case& the_case);

} // namespace sura::clinic
