// In which order the sweep visits the causes.
//
// A *cluster* is a cause with the effects that have no other parent: they follow it at once. An *item* is what clusters
// share and what is open from the first cluster that touches it on: the bits of an observed finding, to the last
// cluster that touches it, or the bit of a cause with several parents, to the cluster that it leads itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sura::engine {

/// Filled, and asked for an order; then cleared for the next, with its memory kept. Thread-safety: one per thread.
class ClusterOrder {
public:
  void clear(std::size_t clusters);

  /// `leader`: the cluster whose turn closes the item and must come after all that touch it; or `nobody`.
  void add_item(std::uint32_t bits, std::uint32_t leader);
  /// The cluster touches the item that was added last.
  void touch(std::uint32_t cluster);

  /// Every cluster once; greedily the one that leaves the fewest bits open, then the one that touches the most open
  /// items, then the lower number. O(clusters² + Σ over items of touching clusters).
  const std::vector<std::uint32_t>& order();

  static constexpr std::uint32_t nobody = ~0U;

private:
  struct Item {
    std::uint32_t bits = 0;
    std::uint32_t leader = nobody;
    std::uint32_t first = 0;   // of its contacts
    std::uint32_t to_come = 0; // touching clusters that were not visited yet
    bool is_open = false;
  };
  struct Cluster {
    std::int32_t bits = 0;       // more that would be open after it than before
    std::int32_t contacts = 0;   // with items that are open already
    std::uint32_t waits_for = 0; // clusters that must come before it
    std::uint32_t first = 0;     // of its items
  };

  void list_items();
  void visit(std::uint32_t cluster);
  void open(const Item& item);
  void leave_to_last(const Item& item);
  const std::uint32_t* end(const Item& item) const;
  std::size_t last_item(std::uint32_t cluster) const; // one past

  std::vector<Item> items_;
  std::vector<Cluster> clusters_;
  std::vector<std::uint32_t> contacts_;         // clusters, by item
  std::vector<std::uint32_t> items_of_cluster_; // items, by cluster
  std::vector<bool> is_visited_;
  std::vector<std::uint32_t> left_;
  std::vector<std::uint32_t> order_;
};

} // namespace sura::engine
