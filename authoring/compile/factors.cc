// What background items do to a condition, or to a sort of "something else".
#include <algorithm>

#include "authoring/compile/parts.h"

namespace sura::authoring {

clinic::Factors read_factors(const Node& node, const std::string& subject) {
  clinic::Factors factors;
  std::vector<std::string> groups;
  for (const Node& child : node.items("background")) {
    child.allow({"item", "odds_ratio", "group"});
    const auto item = look_up(child, node.bench().pack.background, child.text("item"), "a background item");
    const auto ratio = child.require("odds_ratio");
    if (!item || !ratio) {
      continue;
    }
    clinic::Factor factor;
    factor.item = *item;
    factor.odds_ratio = read_number(*ratio, Domain::ratio, {subject, "background/" + child.text("item")});
    const std::string group = child.text_or("group", "");
    if (!group.empty()) {
      const auto at = std::find(groups.begin(), groups.end(), group);
      factor.group = static_cast<std::int32_t>(at - groups.begin());
      if (at == groups.end()) {
        groups.push_back(group);
      }
    }
    if (std::any_of(factors.list.begin(), factors.list.end(),
                    [&](const clinic::Factor& other) { return other.item == factor.item; })) {
      child.complain(ErrorCode::duplicate, "'" + child.text("item") + "' twice", "each item once");
    }
    factors.list.push_back(factor);
  }
  const auto cap = node.require("odds_ratio_cap");
  factors.cap = cap ? read_number(*cap, Domain::ratio, {subject, "odds ratio cap"})
                    : exact_number(node.bench(), 1.0, {subject, "odds ratio cap"});
  return factors;
}

} // namespace sura::authoring
