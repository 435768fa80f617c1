#include "clinic/interview/open_items.h"

#include <algorithm>
#include <utility>

#include "clinic/intake/askable.h"
#include "clinic/triage/opening_list.h"
#include "sura/clinic/interview.h"

namespace sura::clinic {

namespace {

template <class T> bool holds(const std::vector<T>& values, T value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool decides_scope(const Pack& pack, std::uint32_t item) {
  return std::any_of(pack.scope.begin(), pack.scope.end(),
                     [&](const ScopeRule& rule) { return holds(rule.ask, item); });
}

bool is_stated(const Pack& pack, const Case& the_case, std::uint32_t finding) {
  return std::any_of(the_case.complaints.begin(), the_case.complaints.end(),
                     [&](std::uint32_t complaint) { return pack.complaints[complaint].finding == finding; });
}

/// Every item that is a question of the interview's own for this person, answered or not.
std::vector<Item> question_items(const Pack& pack, const Case& the_case) {
  std::vector<Item> items;
  const std::vector<std::uint32_t> list = opening_list(pack, the_case);
  for (std::uint32_t finding = 0; finding < pack.findings.size(); ++finding) {
    const Finding& asked = pack.findings[finding];
    const bool elsewhere = asked.kind == FindingKind::flag ||
                           static_cast<std::int64_t>(finding) == pack.both_legs_finding || holds(list, finding) ||
                           is_stated(pack, the_case, finding);
    if (asked.ask && !elsewhere && can_have(pack, the_case, finding)) {
      items.push_back({false, finding});
    }
  }
  for (std::uint32_t item = 0; item < pack.background.size(); ++item) {
    if (pack.background[item].ask && !decides_scope(pack, item) && can_have_background(pack, the_case, item)) {
      items.push_back({true, item});
    }
  }
  return items;
}

bool is_answered(const Case& the_case, const Item& item) {
  return item.is_background ? the_case.background[item.item].has_value() : the_case.findings[item.item].has_value();
}

} // namespace

std::vector<std::uint32_t> open_scope_items(const Pack& pack, const Case& the_case) {
  std::vector<std::uint32_t> open;
  for (const ScopeRule& rule : pack.scope) {
    for (const std::uint32_t item : rule.ask) {
      if (!the_case.background[item] && can_have_background(pack, the_case, item) && !holds(open, item)) {
        open.push_back(item);
      }
    }
  }
  return open;
}

std::vector<std::uint32_t> open_opening_list(const Pack& pack, const Case& the_case) {
  std::vector<std::uint32_t> open = opening_list(pack, the_case);
  std::erase_if(open, [&](std::uint32_t finding) { return the_case.findings[finding].has_value(); });
  return open;
}

std::vector<Item> open_questions(const Pack& pack, const Case& the_case) {
  std::vector<Item> open = question_items(pack, the_case);
  std::erase_if(open, [&](const Item& item) { return is_answered(the_case, item); });
  return open;
}

bool same_topic(const Pack& pack, const Item& a, const Item& b) {
  if (a.is_background || b.is_background) {
    return a.is_background && b.is_background && pack.background[a.item].theme == pack.background[b.item].theme;
  }
  const Finding& one = pack.findings[a.item];
  const Finding& other = pack.findings[b.item];
  const bool both_yes_no = one.answer == AnswerKind::yes_no && other.answer == AnswerKind::yes_no;
  return both_yes_no && one.parent == other.parent && one.theme == other.theme;
}

std::uint32_t count_questions(const Pack& pack, const std::vector<Item>& items) {
  std::vector<std::pair<Item, std::uint32_t>> topics; // with how many of the items belong to it
  for (const Item& item : items) {
    const auto topic =
        std::find_if(topics.begin(), topics.end(), [&](const auto& one) { return same_topic(pack, one.first, item); });
    if (topic == topics.end()) {
      topics.emplace_back(item, 1);
    } else {
      ++topic->second;
    }
  }
  std::uint32_t questions = 0;
  for (const auto& [item, count] : topics) {
    questions += (count + most_listed_together - 1) / most_listed_together;
  }
  return questions;
}

std::uint32_t answered_questions(const Pack& pack, const Case& the_case) {
  std::vector<Item> items = question_items(pack, the_case);
  std::erase_if(items, [&](const Item& item) { return !is_answered(the_case, item); });
  return count_questions(pack, items);
}

} // namespace sura::clinic
