// What a compilation works on: the pack as it grows, the study records with what they measured, the problems found so
// far. Not thread-safe; one per compilation.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/authoring.h"
#include "authoring/yaml/yaml.h"
#include "sura/clinic/pack.h"

namespace sura::authoring {

/// One figure of a study, as printed. Without low and high the source printed no interval.
struct Measure {
  std::string name, of;
  std::optional<double> value, low, high, count, total;
};

struct StudyRecord {
  clinic::Record record;
  std::vector<Measure> measures;
  std::string file;
  std::uint32_t line = 0;
  bool refused = false;               // read from memory only
  std::optional<std::uint32_t> index; // in Pack::records, once something has named it
};

class Workbench {
public:
  clinic::Pack pack;
  std::map<std::string, StudyRecord, std::less<>> records;
  std::vector<Problem> problems;
  double unknown_pair_high = 0.9;
  std::map<std::string, clinic::Expression, std::less<>> tests; // on a person, by the name that a file gave them
  std::vector<std::vector<clinic::Number>> other; // by finding: P(level ≥ k) in the first sort of "something else"

  void complain(ErrorCode code, const std::string& file, std::uint32_t line, std::string found, std::string expected,
                std::string nearest = "");
  void warn(const std::string& file, std::uint32_t line, std::string found, std::string expected);

  /// The number of a study (or judgement) in the draws; the same key gives the same number.
  std::uint32_t study(const std::string& key);
  /// Adds a row to the pack's derivations.
  std::uint32_t add(clinic::Derivation derivation);

private:
  std::map<std::string, std::uint32_t> studies_;
};

/// A place in a file of the pack, with somewhere to complain. Copies are cheap; it points into the parsed tree.
class Node {
public:
  Node(Workbench& bench, const std::string& file, const Yaml& yaml) : bench_(&bench), file_(&file), yaml_(&yaml) {}

  Workbench& bench() const { return *bench_; }
  const Yaml& yaml() const { return *yaml_; }
  const std::string& file() const { return *file_; }
  std::uint32_t line() const { return yaml_->line; }

  void complain(ErrorCode code, std::string found, std::string expected, std::string nearest = "") const;
  /// Complains of every key of this map that is not in the list, and if this is no map.
  void allow(const std::vector<std::string>& keys) const;

  bool has(std::string_view key) const { return yaml_->find(key) != nullptr; }
  std::optional<Node> get(std::string_view key) const;
  /// The child; where it is missing, a complaint and nothing.
  std::optional<Node> require(const std::string& key) const;

  /// The elements of the list under a key, or of this node itself where the key is empty. Missing: none.
  std::vector<Node> items(std::string_view key = "") const;
  /// The entries of the map under a key. Missing: none.
  std::vector<std::pair<std::string, Node>> entries(std::string_view key) const;

  std::string text() const; // of this scalar; a complaint and "" where it is none
  double number() const;    // a plain number (a limit, a threshold: not one of the model's numbers)
  std::string text(const std::string& key) const;                         // required
  std::string text_or(std::string_view key, std::string otherwise) const; // optional
  double number_or(std::string_view key, double otherwise) const;
  bool flag_or(std::string_view key, bool otherwise) const;

  /// This scalar as one of some names: its index, or a complaint with the nearest and 0.
  std::uint32_t choice(const std::vector<std::string>& names, const std::string& what) const;

private:
  Workbench* bench_;
  const std::string* file_;
  const Yaml* yaml_;
};

/// The ids of things that have one.
template <class T> std::vector<std::string> ids_of(const std::vector<T>& things) {
  std::vector<std::string> ids;
  for (const T& thing : things) {
    ids.push_back(thing.id);
  }
  return ids;
}

/// The record that `node` names, which thereby comes into the pack; a complaint and null where there is none.
const StudyRecord* use_record(const Node& node, const std::string& id);

/// The measure of this name that `of` or `nth` of the node chooses (the other: the first of the name); a complaint and
/// null where there is none, where the choice is open, or where the figure cannot be what its name says.
const Measure* chosen_measure(const Node& node, const StudyRecord& record, const std::string& name);
const Measure* first_measure(const Node& node, const StudyRecord& record, const std::string& name);

/// Indices in the pack of the records named under `records:`.
std::vector<std::uint32_t> record_list(const Node& node);

} // namespace sura::authoring
