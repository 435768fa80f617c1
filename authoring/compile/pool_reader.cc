#include "authoring/compile/pool_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "authoring/compile/pool.h"

namespace sura::authoring {
namespace {

class PoolReader {
public:
  std::optional<PoolReading> read(const Node& node) {
    const std::vector<Node> members = node.items("pool");
    for (const Node& member : members) {
      add(member);
    }
    const Yaml::Kind kind = node.yaml().find("pool")->kind;
    const bool is_list = kind == Yaml::Kind::list || kind == Yaml::Kind::nothing; // else `items` has complained
    if (is_list && members.size() < 2) {
      node.complain(ErrorCode::missing, fmt::format("a pool of {}", members.size()), "at least two studies");
    }
    if (effects_.size() < 2 || effects_.size() < members.size()) {
      return std::nullopt;
    }
    return reading();
  }

private:
  void add(const Node& member) {
    member.allow({"record", "measure", "of", "nth"});
    const std::string measure = member.text("measure");
    name_ = name_.empty() ? measure : name_;
    if (measure != name_) {
      member.complain(ErrorCode::inconsistent, "'" + measure + "' beside '" + name_ + "'", "studies of one measure");
      return;
    }
    const StudyRecord* record = use_record(member, member.text("record"));
    const Measure* figure = record == nullptr ? nullptr : chosen_measure(member, *record, name_);
    if (figure == nullptr) {
      return;
    }
    const std::string key = record->record.id + "/" + printed(*figure);
    if (std::find(keys_.begin(), keys_.end(), key) != keys_.end()) {
      member.complain(ErrorCode::duplicate, "'" + record->record.id + "' twice", "each study once");
      return;
    }
    keys_.push_back(key);
    effects_.push_back(effect_of(*figure, record->record.certainty));
    const Quantity shown = shown_as(effects_.back().value, z90 * effects_.back().deviation, name_);
    pool_.members.push_back({*record->index, printed(*figure), shown.value, shown.low, shown.high, 0.0});
  }

  PoolReading reading() {
    const Pooled pooled = pooled_of(effects_);
    const Quantity mean = shown_as(pooled.mean, pooled.half_width, name_);
    pool_.value = mean.value;
    pool_.low = mean.low;
    pool_.high = mean.high;
    pool_.tau_squared = pooled.tau_squared;
    pool_.i_squared = pooled.i_squared;
    for (std::size_t i = 0; i < effects_.size(); ++i) {
      pool_.members[i].weight = pooled.weights[i];
    }
    std::sort(keys_.begin(), keys_.end()); // the order in which they are written means nothing
    std::string key = "pool";
    for (const std::string& member : keys_) {
      key += "/" + member;
    }
    return {std::move(pool_),
            fmt::format("{} {:.4g} ({:.4g} to {:.4g}), pooled from {} studies", name_, mean.value, mean.low, mean.high,
                        effects_.size()),
            key};
  }

  std::string name_; // of the measure
  std::vector<Effect> effects_;
  std::vector<std::string> keys_;
  clinic::Pool pool_;
};

} // namespace

std::optional<PoolReading> read_pool(const Node& node) {
  return PoolReader().read(node);
}

} // namespace sura::authoring
