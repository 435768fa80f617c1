// The parts of a pack, each read from its own files. They are read in the order of this list; each may use what was
// read before it. All complain to the workbench and go on, so that one run shows every mistake.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "authoring/calibration/calibration.h"
#include "authoring/compile/numbers.h"
#include "authoring/compile/workbench.h"

namespace sura::authoring {

/// One parsed file of the pack.
struct File {
  std::string path;
  Yaml yaml;
};

/// Every file, parsed, by path.
using Files = std::vector<File>;

/// The files of one folder of the pack and of the common folder, in order.
std::vector<const File*> in_folder(const Files& files, const std::string& folder);
/// The entries of all lists in a folder, each with its file.
std::vector<Node> list_entries(Workbench& bench, const Files& files, const std::string& folder);

void read_records(Workbench& bench, const Files& files);
/// Ids and settings of pack.yaml; everything that others refer to.
void read_pack_file(Workbench& bench, const Files& files);
void read_background(Workbench& bench, const Files& files);
void read_findings(Workbench& bench, const Files& files);
/// What in pack.yaml refers to findings and background: complaints, legs, factors of "something else".
void read_references_of_pack_file(Workbench& bench, const Files& files);
void read_population(Workbench& bench, const Files& files);
void read_processes(Workbench& bench, const Files& files);
void read_conditions(Workbench& bench, const Files& files);
/// losses.yaml: delays of conditions and of something else, and the effort of each finding.
void read_losses(Workbench& bench, const Files& files);
void read_rules(Workbench& bench, const Files& files);
void read_care(Workbench& bench, const Files& files);
void read_decision_rules(Workbench& bench, const Files& files);
/// Whether an entry of the folder "rules" is a decision rule.
bool is_of_decision_rules(const Node& node);
/// bundles.yaml and emergency-numbers.yaml, where there are any.
void read_bundles(Workbench& bench, const Files& files);
void read_emergency_numbers(Workbench& bench, const Files& files);
void read_texts(Workbench& bench, const Files& files);
/// calibration.yaml, where there is one.
std::vector<CalibrationLine> read_calibration(Workbench& bench, const Files& files);
/// Records that nothing uses, and texts that are missing.
void check_whole(Workbench& bench, const Files& files);

/// Numbers by age band and sex; every age of the pack must be covered once.
std::vector<clinic::AgeBand> read_bands(const Node& node, std::string_view key, const Purpose& purpose,
                                        Domain domain = Domain::probability);

/// What `background:` of a condition or of a sort of "something else" says, and its `odds_ratio_cap`.
clinic::Factors read_factors(const Node& node, const std::string& subject);

/// One probability for each setting of the pack, from the map under `key`.
std::vector<clinic::Number> by_setting(const Node& node, const std::string& key, const Purpose& purpose);

/// P(level ≥ k), k = 1…, of a finding: one number, or `at_least` with one for each level above the first.
std::vector<clinic::Number> read_levels(const Node& node, const clinic::Finding& finding, const Purpose& purpose);

/// The links of `findings:`; sensitivities solved against each finding's background, facets as they are.
std::vector<clinic::FindingLink> read_links(const Node& node, const Purpose& purpose);
clinic::FindingLink make_link(Workbench& bench, std::uint32_t finding, std::vector<clinic::Number> sensitivity);

/// The index of the thing with this id, or a complaint with the nearest and nothing.
template <class T>
std::optional<std::uint32_t> look_up(const Node& node, const std::vector<T>& things, const std::string& id,
                                     const std::string& what) {
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (things[i].id == id) {
      return static_cast<std::uint32_t>(i);
    }
  }
  node.complain(ErrorCode::unknown_id, "'" + id + "'", what, nearest_name(id, ids_of(things)));
  return std::nullopt;
}

/// Complains of a second thing with an id of the list.
template <class T> void each_once(const Node& node, const std::vector<T>& things) {
  const auto same = [&](const T& thing) { return &thing != &things.back() && thing.id == things.back().id; };
  if (std::any_of(things.begin(), things.end(), same)) {
    node.complain(ErrorCode::duplicate, "'" + things.back().id + "' twice", "each id once");
  }
}

/// A test on a person (docs/authoring.md, "Conditions on a person").
clinic::Expression read_expression(const Node& node);

const std::vector<std::string>& urgency_names();
const std::vector<std::string>& standing_names();

} // namespace sura::authoring
