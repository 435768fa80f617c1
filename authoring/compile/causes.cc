// findings/processes.yaml and conditions/*.yaml: what produces the findings.
#include "authoring/compile/parts.h"

#include <algorithm>
#include <set>

namespace sura::authoring {
namespace {

using clinic::Condition;
using clinic::Finding;
using clinic::FindingKind;

/// A pair nobody has studied: from the background rate to the pack's `unknown_pair`, its middle at the rate of other
/// causes.
std::vector<clinic::Number> unknown_sensitivity(Workbench& bench, std::uint32_t index, const Purpose& purpose) {
  const Finding& finding = bench.pack.findings[index];
  const std::vector<clinic::Number>& other = bench.other[index].empty() ? finding.background : bench.other[index];
  std::vector<clinic::Number> numbers;
  for (std::size_t k = 0; k < finding.background.size(); ++k) {
    const double low = finding.parent >= 0 ? 0.1 * finding.background[k].value : finding.background[k].value;
    const double value = std::max(low, other[k].value);
    clinic::Derivation derivation;
    derivation.subject = purpose.subject;
    derivation.quantity = purpose.quantity + (finding.background.size() > 1 ? " ≥ " + finding.levels[k + 1].id : "");
    derivation.transform = "unknown";
    derivation.reason = "nobody has studied this pair";
    derivation.measured = derivation.solved = value;
    derivation.measured_low = low;
    derivation.measured_high = std::max(value, bench.unknown_pair_high);
    derivation.judged = 1.0;
    derivation.study = bench.study(derivation.subject + "/" + derivation.quantity);
    const double high = derivation.measured_high;
    numbers.push_back({value, low, high, bench.add(std::move(derivation))});
  }
  return numbers;
}

/// Which findings a condition names, where; complains of pairs named twice or not at all.
class Pairs {
public:
  explicit Pairs(const Node& condition)
      : condition_(condition), named_(condition.bench().pack.findings.size(), false) {}

  std::optional<std::uint32_t> name(const Node& node, const std::string& id) {
    const auto index = look_up(node, findings(), id, "a finding");
    if (!index) {
      return std::nullopt;
    }
    if (findings()[*index].kind == FindingKind::flag) {
      node.complain(ErrorCode::inconsistent, "'" + id + "', a flag", "a finding with rates");
      return std::nullopt;
    }
    if (named_[*index]) {
      node.complain(ErrorCode::duplicate, "'" + id + "' named twice", "each finding once");
      return std::nullopt;
    }
    named_[*index] = true;
    return index;
  }

  /// Facets of a parent at the background go with it.
  void at_background(std::uint32_t finding) {
    for (std::size_t f = 0; f < named_.size(); ++f) {
      if (findings()[f].parent == static_cast<std::int32_t>(finding)) {
        named_[f] = true;
      }
    }
  }

  void complain_of_silence() const {
    for (std::size_t f = 0; f < named_.size(); ++f) {
      if (!named_[f] && findings()[f].kind != FindingKind::flag) {
        condition_.complain(ErrorCode::missing, "nothing about '" + findings()[f].id + "'",
                            "it in findings, at_background or unknown");
      }
    }
  }

private:
  const std::vector<Finding>& findings() const { return condition_.bench().pack.findings; }

  const Node& condition_;
  std::vector<bool> named_;
};

/// A side of a finding is produced only together with it.
void complain_of_lone_sides(const Node& node, const std::vector<clinic::FindingLink>& links) {
  const std::vector<Finding>& findings = node.bench().pack.findings;
  for (const clinic::FindingLink& link : links) {
    const std::int32_t parent = findings[link.finding].parent;
    if (parent >= 0 && std::none_of(links.begin(), links.end(), [&](const clinic::FindingLink& other) {
          return static_cast<std::int32_t>(other.finding) == parent;
        })) {
      const std::string& id = findings[static_cast<std::size_t>(parent)].id;
      node.complain(ErrorCode::inconsistent, "'" + findings[link.finding].id + "', a side of '" + id + "', without it",
                    "'" + id + "' in the same list, or neither");
    }
  }
}

void read_pairs(const Node& node, Condition& condition) {
  Workbench& bench = node.bench();
  Pairs pairs(node);
  const std::string subject = "conditions/" + condition.id;
  for (const auto& [id, child] : node.entries("findings")) {
    if (const auto index = pairs.name(child, id)) {
      const Finding& finding = bench.pack.findings[*index];
      condition.findings.push_back(make_link(bench, *index, read_levels(child, finding, {subject, "findings/" + id})));
      const auto& link = condition.findings.back();
      if (finding.parent < 0 && link.at_least.front().value <= 0.0) {
        bench.warn(child.file(), child.line(), "'" + id + "' no likelier than its background",
                   "no link, or a higher rate");
      }
    }
  }
  for (const Node& child : node.items("unknown")) {
    if (const auto index = pairs.name(child, child.text())) {
      const Finding& finding = bench.pack.findings[*index];
      condition.findings.push_back(
          make_link(bench, *index, unknown_sensitivity(bench, *index, {subject, "findings/" + finding.id})));
    }
  }
  for (const Node& child : node.items("at_background")) {
    if (const auto index = pairs.name(child, child.text())) {
      pairs.at_background(*index);
    }
  }
  pairs.complain_of_silence();
  complain_of_lone_sides(node, condition.findings);
}

void read_chain(const Node& node, Condition& condition) {
  for (const Node& child : node.items("chain")) {
    child.allow({"id", "standing", "records"});
    clinic::ChainStep step;
    step.id = child.text("id");
    if (const auto standing = child.require("standing")) {
      step.standing = static_cast<clinic::Standing>(standing->choice(standing_names(), "a standing"));
    }
    step.records = record_list(child);
    if (step.records.empty()) {
      child.complain(ErrorCode::missing, "a step without records", "records: [...]");
    }
    condition.chain.push_back(std::move(step));
  }
}

Condition read_condition(const Node& node) {
  node.allow({"id", "group", "prevalence", "presents", "background", "odds_ratio_cap", "findings", "processes",
              "leads_to", "at_background", "unknown", "chain", "codes"});
  Condition condition;
  condition.id = node.text("id");
  condition.group = node.text_or("group", "");
  const std::string subject = "conditions/" + condition.id;
  condition.prevalence = read_bands(node, "prevalence", {subject, "prevalence"});
  condition.presents = by_setting(node, "presents", {subject, "presents"});
  condition.factors = read_factors(node, subject);
  read_pairs(node, condition);
  for (const auto& [id, child] : node.entries("processes")) {
    if (const auto index = look_up(child, node.bench().pack.processes, id, "a process")) {
      condition.processes.push_back({*index, read_number(child, Domain::probability, {subject, "processes/" + id})});
    }
  }
  read_chain(node, condition);
  return condition;
}

/// Order of pack.yaml, then causal order: what leads to another stands before it.
std::vector<std::size_t> causal_order(const std::vector<std::vector<std::string>>& leads_to,
                                      const std::vector<Condition>& conditions, const std::vector<std::string>& wanted,
                                      Workbench& bench) {
  std::vector<std::size_t> waiting;
  for (const std::string& id : wanted) {
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (conditions[i].id == id) {
        waiting.push_back(i);
      }
    }
  }
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    if (std::find(waiting.begin(), waiting.end(), i) == waiting.end()) {
      waiting.push_back(i);
    }
  }
  std::vector<std::size_t> order;
  while (!waiting.empty()) {
    const auto ready = std::find_if(waiting.begin(), waiting.end(), [&](std::size_t i) {
      return std::none_of(waiting.begin(), waiting.end(), [&](std::size_t other) {
        const auto& targets = leads_to[other];
        return other != i && std::find(targets.begin(), targets.end(), conditions[i].id) != targets.end();
      });
    });
    if (ready == waiting.end()) {
      bench.complain(ErrorCode::inconsistent, "conditions", 1, "conditions that lead to each other in a circle",
                     "leads_to in one direction");
      order.insert(order.end(), waiting.begin(), waiting.end());
      break;
    }
    order.push_back(*ready);
    waiting.erase(ready);
  }
  return order;
}

} // namespace

clinic::FindingLink make_link(Workbench& bench, std::uint32_t finding, std::vector<clinic::Number> sensitivity) {
  const Finding& f = bench.pack.findings[finding];
  clinic::FindingLink link{finding, sensitivity, std::move(sensitivity)};
  for (std::size_t k = 0; f.parent < 0 && k < link.at_least.size() && k < f.background.size(); ++k) {
    link.at_least[k] = solve_link(bench, link.sensitivity[k], f.background[k]);
    if (k > 0 && link.at_least[k].value > link.at_least[k - 1].value) { // a rare level cannot outrun the level below it
      link.at_least[k].value = link.at_least[k - 1].value;
      link.at_least[k].low = std::min(link.at_least[k].low, link.at_least[k].value);
      link.at_least[k].high = std::max(link.at_least[k].high, link.at_least[k].value);
    }
  }
  return link;
}

std::vector<clinic::FindingLink> read_links(const Node& node, const Purpose& purpose) {
  std::vector<clinic::FindingLink> links;
  for (const auto& [id, child] : node.entries("findings")) {
    const auto index = look_up(child, node.bench().pack.findings, id, "a finding");
    if (index && node.bench().pack.findings[*index].kind == FindingKind::flag) {
      child.complain(ErrorCode::inconsistent, "'" + id + "', a flag", "a finding with rates");
    } else if (index) {
      links.push_back(make_link(
          node.bench(), *index,
          read_levels(child, node.bench().pack.findings[*index], {purpose.subject, purpose.quantity + "/" + id})));
    }
  }
  complain_of_lone_sides(node, links);
  return links;
}

void read_processes(Workbench& bench, const Files& files) {
  for (const Node& node : list_entries(bench, files, "findings")) {
    if (node.file() != "findings/processes.yaml") {
      continue;
    }
    node.allow({"id", "background", "findings"});
    clinic::Process process;
    process.id = node.text("id");
    const std::string subject = "processes/" + process.id;
    if (const auto background = node.require("background")) {
      process.background = read_number(*background, Domain::probability, {subject, "background"});
    }
    process.findings = read_links(node, {subject, "findings"});
    bench.pack.processes.push_back(std::move(process));
    each_once(node, bench.pack.processes);
  }
}

void read_conditions(Workbench& bench, const Files& files) {
  std::vector<Condition> read;
  std::vector<Node> nodes;
  std::vector<std::vector<std::string>> leads_to;
  for (const File* file : in_folder(files, "conditions")) {
    const Node node(bench, file->path, file->yaml);
    Condition condition = read_condition(node);
    if (std::any_of(read.begin(), read.end(), [&](const Condition& other) { return other.id == condition.id; })) {
      node.complain(ErrorCode::duplicate, "the condition '" + condition.id + "' twice", "each id once");
      continue;
    }
    auto& targets = leads_to.emplace_back();
    for (const Node& child : node.items("leads_to")) {
      targets.push_back(child.text("condition"));
    }
    read.push_back(std::move(condition));
    nodes.push_back(node);
  }
  std::vector<std::string> wanted;
  for (const File& file : files) {
    if (file.path == "pack.yaml") {
      for (const Node& item : Node(bench, file.path, file.yaml).items("condition_order")) {
        wanted.push_back(item.text());
        look_up(item, read, wanted.back(), "a condition");
      }
    }
  }
  const std::vector<std::size_t> order = causal_order(leads_to, read, wanted, bench);
  for (const std::size_t i : order) {
    bench.pack.conditions.push_back(read[i]);
  }
  for (std::size_t place = 0; place < order.size(); ++place) {
    for (const Node& child : nodes[order[place]].items("leads_to")) {
      child.allow({"condition", "probability"});
      const auto target = look_up(child, bench.pack.conditions, child.text("condition"), "a condition");
      const auto probability = child.require("probability");
      if (target && probability && *target > place) {
        Condition& condition = bench.pack.conditions[place];
        condition.leads_to.push_back(
            {*target, read_number(*probability, Domain::probability,
                                  {"conditions/" + condition.id, "leads to " + child.text("condition")})});
      }
    }
  }
}

} // namespace sura::authoring
