// Causes as they are ranked: the conditions of a pack, and something else.
#include <algorithm>
#include <numeric>

#include "sura/clinic/evaluation.h"

namespace sura::clinic {

std::uint32_t something_else(const Pack& pack) {
  return static_cast<std::uint32_t>(pack.conditions.size());
}

std::string_view cause_id(const Pack& pack, std::uint32_t cause) {
  if (cause < pack.conditions.size()) {
    return pack.conditions[cause].id;
  }
  return "something-else";
}

std::vector<std::uint32_t> ranked(const Verdict& verdict) {
  std::vector<std::uint32_t> order(verdict.causes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return verdict.causes[a] > verdict.causes[b]; });
  return order;
}

} // namespace sura::clinic
