// A YAML document as a plain tree that remembers its lines. Anchors, aliases, duplicate keys and deep nesting are
// refused, so that a file means what it looks like and no input can exhaust the machine. Thread-safety: values. Cost:
// O(bytes).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sura/result.h"

namespace sura::authoring {

inline constexpr int max_yaml_depth = 32;

struct YamlEntry;

struct Yaml {
  enum class Kind { nothing, scalar, list, map };
  Kind kind = Kind::nothing;
  std::uint32_t line = 0; // from 1
  bool quoted = false;
  std::string scalar;
  std::vector<Yaml> list;
  std::vector<YamlEntry> map; // in the order of the file

  /// The value of a key of a map, or null.
  const Yaml* find(std::string_view key) const;
  /// What this is, for error messages: "a list", "a map", "the text 'x'", "nothing".
  std::string describe() const;
};

struct YamlEntry {
  std::string key;
  Yaml value;
};

/// Parses one document; an empty one is Kind::nothing. `name` is used in errors ("findings/pain.yaml").
Result<Yaml> parse_yaml(std::string_view bytes, const std::string& name);

} // namespace sura::authoring
