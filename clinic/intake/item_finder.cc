#include "clinic/intake/item_finder.h"

#include <algorithm>

namespace sura::clinic::intake {
namespace {

constexpr std::size_t near = 16; // items looked at before all are

template <class T>
std::optional<std::uint32_t> find_near(const std::vector<T>& items, std::size_t start, std::string_view id) {
  const std::size_t end = std::min(items.size(), start + near);
  for (std::size_t i = start; i < end; ++i) {
    if (items[i].id == id) {
      return static_cast<std::uint32_t>(i);
    }
  }
  return std::nullopt;
}

} // namespace

std::optional<ItemFinder::Item> ItemFinder::find(std::string_view id) {
  std::optional<std::uint32_t> finding = find_near(pack_.findings, next_finding_, id);
  std::optional<std::uint32_t> background;
  if (!finding) {
    background = find_near(pack_.background, next_background_, id);
  }
  if (!finding && !background) {
    finding = find_finding(pack_, id);
    background = finding ? std::nullopt : find_background(pack_, id);
  }
  if (finding) {
    next_finding_ = *finding + 1;
    return Item{false, *finding};
  }
  if (background) {
    next_background_ = *background + 1;
    return Item{true, *background};
  }
  return std::nullopt;
}

} // namespace sura::clinic::intake
