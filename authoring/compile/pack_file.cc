// pack.yaml.
#include "authoring/compile/parts.h"

#include <algorithm>

#include <fmt/format.h>

namespace sura::authoring {
namespace {

constexpr double oldest = 150.0; // years

std::optional<Node> pack_node(Workbench& bench, const Files& files) {
  const auto at = std::find_if(files.begin(), files.end(), [](const File& file) { return file.path == "pack.yaml"; });
  if (at == files.end()) {
    return std::nullopt;
  }
  return Node(bench, at->path, at->yaml);
}

std::vector<clinic::NamedId> read_ids(const Node& pack, const std::string& key) {
  std::vector<clinic::NamedId> ids;
  for (const Node& item : pack.items(key)) {
    item.allow({"id"});
    ids.push_back({item.text("id")});
    each_once(item, ids);
  }
  if (ids.empty()) {
    pack.complain(ErrorCode::missing, "no " + key, "at least one");
    ids.push_back({"none"});
  }
  return ids;
}

/// `exact`, or a number.
clinic::Number read_share(const Node& node, const std::string& key, double exact, const Purpose& purpose) {
  const auto child = node.require(key);
  if (!child || child->yaml().scalar == "exact") {
    return exact_number(node.bench(), exact, purpose);
  }
  return read_number(*child, Domain::probability, purpose);
}

void read_perception(Workbench& bench, const Node& pack) {
  for (const auto& [id, by_role] : pack.entries("perception")) {
    clinic::Perception perception;
    perception.id = id;
    perception.by_role.resize(bench.pack.roles.size());
    by_role.allow(ids_of(bench.pack.roles));
    for (const auto& [role, notice] : by_role.entries("")) {
      const auto index = clinic::find_role(bench.pack, role);
      if (!index) {
        continue; // `allow` has complained
      }
      notice.allow({"detection", "false_alarm"});
      const std::string subject = "perception/" + id;
      perception.by_role[*index] =
          clinic::Notice{read_share(notice, "detection", 1.0, {subject, role + " detection"}),
                         read_share(notice, "false_alarm", 0.0, {subject, role + " false alarm"})};
    }
    bench.pack.perceptions.push_back(std::move(perception));
  }
}

} // namespace

std::vector<clinic::Number> by_setting(const Node& node, const std::string& key, const Purpose& purpose) {
  const auto child = node.require(key);
  std::vector<clinic::Number> numbers;
  for (const clinic::NamedId& setting : node.bench().pack.settings) {
    const auto number = child ? child->require(setting.id) : std::nullopt;
    numbers.push_back(
        number ? read_number(*number, Domain::probability, {purpose.subject, purpose.quantity + " " + setting.id})
               : exact_number(node.bench(), 0.0, purpose));
  }
  if (child) {
    child->allow(ids_of(node.bench().pack.settings));
  }
  return numbers;
}

void read_pack_file(Workbench& bench, const Files& files) {
  const auto node = pack_node(bench, files);
  if (!node) {
    bench.complain(ErrorCode::missing, "pack.yaml", 1, "nothing", "a file pack.yaml");
    return;
  }
  node->allow({"id", "name", "version", "date", "languages", "common", "minimum_age", "maximum_age", "settings",
               "people", "roles", "complaints", "legs", "perception", "something_else", "unknown_pair",
               "interval_draws", "question_limit", "condition_order"});
  clinic::Pack& pack = bench.pack;
  pack.id = node->text("id");
  pack.name = node->text("name");
  pack.version = node->text("version");
  pack.date = node->text("date");
  pack.minimum_age = node->number_or("minimum_age", 16.0);
  pack.maximum_age = node->number_or("maximum_age", 110.0);
  if (pack.minimum_age < 0.0 || pack.minimum_age >= pack.maximum_age || pack.maximum_age > oldest) {
    node->complain(ErrorCode::out_of_range, fmt::format("ages {:g} to {:g}", pack.minimum_age, pack.maximum_age),
                   fmt::format("0 ≤ minimum_age < maximum_age ≤ {:g}", oldest));
    pack.minimum_age = 0.0;
    pack.maximum_age = oldest;
  }
  pack.interval_draws = static_cast<std::uint32_t>(std::clamp(node->number_or("interval_draws", 200.0), 0.0, 10000.0));
  pack.question_limit = static_cast<std::uint32_t>(std::clamp(node->number_or("question_limit", 15.0), 1.0, 100.0));
  for (const Node& language : node->items("languages")) {
    pack.texts[language.text()];
  }
  if (node->has("people")) {
    pack.people = read_bands(*node, "people", {"people", "share"});
  }
  pack.settings = read_ids(*node, "settings");
  pack.roles = read_ids(*node, "roles");
  read_perception(bench, *node);
  if (const auto unknown = node->get("unknown_pair")) {
    bench.unknown_pair_high = std::clamp(unknown->number_or("high", 0.9), 0.0, 1.0);
  }
  for (const Node& sort : node->items("something_else")) {
    sort.allow({"id", "presents", "times", "background", "odds_ratio_cap"});
    const std::string id = sort.text("id");
    clinic::SomethingElse& made = pack.something_else.emplace_back();
    made.id = id;
    made.presents = by_setting(sort, "presents", {"something-else/" + id, "presents"});
    if (sort.has("times")) {
      made.times = read_bands(sort, "times", {"something-else/" + id, "times"}, Domain::ratio);
    }
    each_once(sort, pack.something_else);
  }
  if (pack.something_else.empty()) {
    node->complain(ErrorCode::missing, "no sort of something_else", "at least one");
  }
}

void read_references_of_pack_file(Workbench& bench, const Files& files) {
  const auto node = pack_node(bench, files);
  if (!node) {
    return;
  }
  for (const Node& item : node->items("complaints")) {
    item.allow({"id", "finding"});
    const auto finding = look_up(item, bench.pack.findings, item.text("finding"), "a finding");
    if (finding && bench.pack.findings[*finding].kind == clinic::FindingKind::flag) {
      item.complain(ErrorCode::inconsistent, "'" + item.text("finding") + "', a flag", "a finding with rates");
    }
    bench.pack.complaints.push_back({item.text("id"), finding.value_or(0)});
    each_once(item, bench.pack.complaints);
  }
  if (const auto legs = node->get("legs")) {
    legs->allow({"both_finding"});
    const auto finding = look_up(*legs, bench.pack.findings, legs->text("both_finding"), "a finding");
    bench.pack.both_legs_finding = finding ? static_cast<std::int32_t>(*finding) : -1;
  }
  std::size_t index = 0;
  for (const Node& sort : node->items("something_else")) {
    if (sort.has("background")) {
      bench.pack.something_else[index].factors = read_factors(sort, "something-else/" + sort.text("id"));
    }
    ++index;
  }
}

} // namespace sura::authoring
