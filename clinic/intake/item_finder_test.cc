#include "clinic/intake/item_finder.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sura::clinic::intake {
namespace {

/// More of each than are looked at before all are.
Pack with_many_items() {
  Pack pack;
  for (int i = 0; i < 60; ++i) {
    pack.findings.emplace_back().id = "finding-" + std::to_string(i);
    pack.background.emplace_back().id = "background-" + std::to_string(i);
  }
  return pack;
}

TEST(ItemFinder, FindsEverythingInAnyOrder) {
  const Pack pack = with_many_items();
  std::vector<std::uint32_t> order(120);
  std::iota(order.begin(), order.end(), 0U);
  std::mt19937 random(3);
  for (int round = 0; round < 5; ++round) {
    ItemFinder finder(pack);
    for (const std::uint32_t number : order) {
      const bool is_background = number >= 60;
      const std::uint32_t index = number % 60;
      const auto item = finder.find((is_background ? pack.background[index].id : pack.findings[index].id));
      ASSERT_TRUE(item);
      EXPECT_EQ(item->is_background, is_background);
      EXPECT_EQ(item->index, index);
    }
    std::shuffle(order.begin(), order.end(), random);
  }
}

TEST(ItemFinder, NothingWhereThereIsNoSuchItem) {
  const Pack pack = with_many_items();
  ItemFinder finder(pack);
  for (const char* id : {"", "finding", "finding-60", "finding-59x"}) {
    EXPECT_FALSE(finder.find(id)) << id;
    EXPECT_TRUE(finder.find("finding-59"));
  }
}

} // namespace
} // namespace sura::clinic::intake
