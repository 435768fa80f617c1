// Which item of the pack an id names. Thread-safety: one thread an object.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "sura/clinic/pack.h"

namespace sura::clinic::intake {

/// Looks for an id a little further on than the last one that was found, and then everywhere: programs write answers in
/// the order of the pack. Refers to the pack, in which no two items share an id. Cost: O(1) there, else O(items).
class ItemFinder {
public:
  struct Item {
    bool is_background = false;
    std::uint32_t index = 0;
  };

  explicit ItemFinder(const Pack& pack) : pack_(pack) {}

  std::optional<Item> find(std::string_view id);

private:
  const Pack& pack_;
  std::size_t next_finding_ = 0;
  std::size_t next_background_ = 0;
};

} // namespace sura::clinic::intake
