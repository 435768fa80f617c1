#include "authoring/compile/workbench.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sura::authoring {

void Workbench::complain(ErrorCode code, const std::string& file, std::uint32_t line, std::string found,
                         std::string expected, std::string nearest) {
  problems.push_back(
      {{code, file + ":" + std::to_string(line), std::move(found), std::move(expected), std::move(nearest)}, false});
}

void Workbench::warn(const std::string& file, std::uint32_t line, std::string found, std::string expected) {
  problems.push_back(
      {{ErrorCode::inconsistent, file + ":" + std::to_string(line), std::move(found), std::move(expected), ""}, true});
}

std::uint32_t Workbench::study(const std::string& key) {
  const auto [at, is_new] = studies_.emplace(key, pack.studies);
  pack.studies += is_new ? 1U : 0U;
  return at->second;
}

std::uint32_t Workbench::add(clinic::Derivation derivation) {
  pack.derivations.push_back(std::move(derivation));
  return static_cast<std::uint32_t>(pack.derivations.size() - 1);
}

void Node::complain(ErrorCode code, std::string found, std::string expected, std::string nearest) const {
  bench_->complain(code, *file_, yaml_->line, std::move(found), std::move(expected), std::move(nearest));
}

void Node::allow(const std::vector<std::string>& keys) const {
  if (yaml_->kind != Yaml::Kind::map) {
    complain(ErrorCode::wrong_type, yaml_->describe(), "a map");
    return;
  }
  for (const auto& [key, value] : yaml_->map) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      bench_->complain(ErrorCode::unknown_id, *file_, value.line, "the key '" + key + "'", "a key of this part",
                       nearest_name(key, keys));
    }
  }
}

std::optional<Node> Node::get(std::string_view key) const {
  const Yaml* found = yaml_->find(key);
  if (found == nullptr) {
    return std::nullopt;
  }
  return Node(*bench_, *file_, *found);
}

std::optional<Node> Node::require(const std::string& key) const {
  auto found = get(key);
  if (!found) {
    complain(ErrorCode::missing, "no '" + key + "'", "'" + key + ":' here");
  }
  return found;
}

std::vector<Node> Node::items(std::string_view key) const {
  const Yaml* list = key.empty() ? yaml_ : yaml_->find(key);
  std::vector<Node> result;
  if (list == nullptr || list->kind == Yaml::Kind::nothing) {
    return result;
  }
  if (list->kind != Yaml::Kind::list) {
    bench_->complain(ErrorCode::wrong_type, *file_, list->line, list->describe(), "a list");
    return result;
  }
  for (const Yaml& item : list->list) {
    result.emplace_back(*bench_, *file_, item);
  }
  return result;
}

std::vector<std::pair<std::string, Node>> Node::entries(std::string_view key) const {
  const Yaml* map = key.empty() ? yaml_ : yaml_->find(key);
  std::vector<std::pair<std::string, Node>> result;
  if (map == nullptr || map->kind == Yaml::Kind::nothing) {
    return result;
  }
  if (map->kind != Yaml::Kind::map) {
    bench_->complain(ErrorCode::wrong_type, *file_, map->line, map->describe(), "a map");
    return result;
  }
  for (const auto& [name, value] : map->map) {
    result.emplace_back(name, Node(*bench_, *file_, value));
  }
  return result;
}

std::string Node::text() const {
  if (yaml_->kind != Yaml::Kind::scalar) {
    complain(ErrorCode::wrong_type, yaml_->describe(), "a text");
    return "";
  }
  return yaml_->scalar;
}

double Node::number() const {
  double value = 0.0;
  const std::string& scalar = yaml_->scalar;
  const auto [end, error] = std::from_chars(scalar.data(), scalar.data() + scalar.size(), value);
  if (yaml_->kind != Yaml::Kind::scalar || error != std::errc() || end != scalar.data() + scalar.size() ||
      !std::isfinite(value)) {
    complain(ErrorCode::wrong_type, yaml_->describe(), "a number");
    return 0.0;
  }
  return value;
}

std::string Node::text(const std::string& key) const {
  const auto found = require(key);
  return found ? found->text() : "";
}

std::string Node::text_or(std::string_view key, std::string otherwise) const {
  const auto found = get(key);
  return found && found->yaml().kind != Yaml::Kind::nothing ? found->text() : otherwise;
}

double Node::number_or(std::string_view key, double otherwise) const {
  const auto found = get(key);
  return found ? found->number() : otherwise;
}

bool Node::flag_or(std::string_view key, bool otherwise) const {
  const auto found = get(key);
  if (!found) {
    return otherwise;
  }
  return found->choice({"false", "true"}, "true or false") == 1;
}

std::uint32_t Node::choice(const std::vector<std::string>& names, const std::string& what) const {
  const std::string name = text();
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) {
    complain(ErrorCode::unknown_id, "'" + name + "'", what, nearest_name(name, names));
    return 0;
  }
  return static_cast<std::uint32_t>(at - names.begin());
}

const StudyRecord* use_record(const Node& node, const std::string& id) {
  Workbench& bench = node.bench();
  const auto found = bench.records.find(id);
  if (found == bench.records.end()) {
    std::vector<std::string> known;
    for (const auto& [name, record] : bench.records) {
      known.push_back(name);
    }
    node.complain(ErrorCode::unknown_id, "the record '" + id + "'", "an evidence record", nearest_name(id, known));
    return nullptr;
  }
  StudyRecord& record = found->second;
  if (record.refused) {
    node.complain(ErrorCode::inconsistent, "the record '" + id + "', known from memory only",
                  "a record that somebody read");
  }
  if (!record.index) {
    record.index = static_cast<std::uint32_t>(bench.pack.records.size());
    bench.pack.records.push_back(record.record);
  }
  return &record;
}

std::vector<std::uint32_t> record_list(const Node& node) {
  std::vector<std::uint32_t> result;
  for (const Node& item : node.items("records")) {
    if (const StudyRecord* record = use_record(item, item.text())) {
      result.push_back(*record->index);
    }
  }
  return result;
}

} // namespace sura::authoring
