#include "engine/inference/causal_order.h"

#include <algorithm>
#include <tuple>

namespace sura::engine {

void ClusterOrder::clear(std::size_t clusters) {
  items_.clear();
  contacts_.clear();
  clusters_.assign(clusters, {});
  is_visited_.assign(clusters, false);
}

void ClusterOrder::add_item(std::uint32_t bits, std::uint32_t leader) {
  items_.push_back({bits, leader, static_cast<std::uint32_t>(contacts_.size()), 0, false});
}

void ClusterOrder::touch(std::uint32_t cluster) {
  Item& item = items_.back();
  if (std::find(contacts_.begin() + item.first, contacts_.end(), cluster) == contacts_.end()) {
    contacts_.push_back(cluster);
    ++item.to_come;
  }
}

const std::uint32_t* ClusterOrder::end(const Item& item) const {
  const bool is_last = &item == &items_.back();
  return contacts_.data() + (is_last ? contacts_.size() : (&item + 1)->first);
}

std::size_t ClusterOrder::last_item(std::uint32_t cluster) const {
  return cluster + 1 < clusters_.size() ? clusters_[cluster + 1].first : items_of_cluster_.size();
}

/// The items of each cluster, and what its turn would change as long as none was visited.
void ClusterOrder::list_items() {
  for (const std::uint32_t cluster : contacts_) {
    ++clusters_[cluster].first;
  }
  std::uint32_t total = 0;
  for (Cluster& cluster : clusters_) {
    total += cluster.first;
    cluster.first = total; // one past the last; below it becomes the first
  }
  items_of_cluster_.resize(total);
  for (std::size_t i = items_.size(); i-- > 0;) {
    const Item& item = items_[i];
    for (const std::uint32_t* contact = contacts_.data() + item.first; contact != end(item); ++contact) {
      items_of_cluster_[--clusters_[*contact].first] = static_cast<std::uint32_t>(i);
      clusters_[*contact].bits += static_cast<std::int32_t>(item.bits);
    }
    if (item.leader != nobody) {
      clusters_[item.leader].waits_for += item.to_come;
      clusters_[item.leader].bits -= static_cast<std::int32_t>(item.bits);
    } else if (item.to_come == 1) {
      leave_to_last(item);
    }
  }
}

/// One cluster alone has still to touch the item, and closes it.
void ClusterOrder::leave_to_last(const Item& item) {
  const std::uint32_t* contact = contacts_.data() + item.first;
  while (is_visited_[*contact]) {
    ++contact;
  }
  clusters_[*contact].bits -= static_cast<std::int32_t>(item.bits);
}

void ClusterOrder::open(const Item& item) {
  for (const std::uint32_t* contact = contacts_.data() + item.first; contact != end(item); ++contact) {
    clusters_[*contact].bits -= static_cast<std::int32_t>(item.bits);
    ++clusters_[*contact].contacts;
  }
}

void ClusterOrder::visit(std::uint32_t cluster) {
  is_visited_[cluster] = true;
  order_.push_back(cluster);
  for (std::size_t i = clusters_[cluster].first; i < last_item(cluster); ++i) {
    Item& item = items_[items_of_cluster_[i]];
    if (!item.is_open) {
      open(item);
      item.is_open = true;
    }
    --item.to_come;
    if (item.leader != nobody) {
      --clusters_[item.leader].waits_for;
    } else if (item.to_come == 1) {
      leave_to_last(item);
    }
  }
}

const std::vector<std::uint32_t>& ClusterOrder::order() {
  list_items();
  left_.clear();
  order_.clear();
  for (std::uint32_t cluster = 0; cluster < clusters_.size(); ++cluster) {
    if (clusters_[cluster].first == last_item(cluster) && clusters_[cluster].waits_for == 0) {
      visit(cluster); // changes nothing
    } else {
      left_.push_back(cluster);
    }
  }
  while (!left_.empty()) {
    std::size_t best = left_.size();
    for (std::size_t i = 0; i < left_.size(); ++i) {
      const Cluster& here = clusters_[left_[i]];
      const auto is_better = [&](const Cluster& other) {
        return std::tie(here.bits, other.contacts) < std::tie(other.bits, here.contacts);
      };
      if (here.waits_for == 0 && (best == left_.size() || is_better(clusters_[left_[best]]))) {
        best = i;
      }
    }
    visit(left_[best]);
    left_.erase(left_.begin() + static_cast<std::ptrdiff_t>(best));
  }
  return order_;
}

} // namespace sura::engine
