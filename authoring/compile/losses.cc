// losses.yaml: what it costs to be seen, what it costs to be seen too late, and what it takes to find out.
#include "authoring/compile/parts.h"

#include <algorithm>

#include <fmt/format.h>

namespace sura::authoring {
namespace {

using clinic::FindingKind;
using clinic::Loss;

const std::vector<std::string>& kind_names() {
  static const std::vector<std::string> names{"symptom", "sign", "test", "flag"};
  return names;
}

/// One number for each level of urgency, with its source.
Loss read_loss(const Node& node, std::vector<std::string> further_keys = {}) {
  std::vector<std::string> keys = urgency_names();
  keys.insert(keys.end(), {"records", "reason"});
  keys.insert(keys.end(), further_keys.begin(), further_keys.end());
  node.allow(keys);
  Loss loss;
  for (std::size_t level = 0; level < loss.at.size(); ++level) {
    if (const auto number = node.require(urgency_names()[level])) {
      loss.at[level] = number->number();
      if (!(loss.at[level] >= 0.0)) {
        number->complain(ErrorCode::out_of_range, number->text(), "a loss of 0 or more");
      }
    }
  }
  loss.records = record_list(node);
  loss.reason = node.text_or("reason", "");
  if (loss.records.empty() && loss.reason.empty()) {
    node.complain(ErrorCode::missing, "no source", "records: [...] (or a reason)");
  }
  return loss;
}

/// What the delay of one cause loses, with the factor by which that may be off: least where it is seen soonest, so that
/// a likelier cause never lowers the urgency.
Loss read_delay(const Node& node) {
  Loss loss = read_loss(node, {"width"});
  loss.width = node.number_or("width", 0.0);
  if (!(loss.width >= 1.0)) {
    node.complain(node.has("width") ? ErrorCode::out_of_range : ErrorCode::missing,
                  node.has("width") ? "width: " + node.text("width") : "no width", "a factor of 1 or more");
  }
  if (!std::is_sorted(loss.at.rbegin(), loss.at.rend())) {
    node.complain(ErrorCode::inconsistent, "losses that rise with the urgency",
                  "from self-care to emergency each as large as the next or larger");
  }
  return loss;
}

void read_effort(const Node& node, std::vector<bool>& has_effort) {
  clinic::Pack& pack = node.bench().pack;
  node.allow({"id", "burden", "kinds", "findings", "records", "reason"});
  clinic::Effort effort;
  effort.id = node.text("id");
  if (const auto burden = node.require("burden")) {
    effort.burden = burden->number();
    if (!(effort.burden > 0.0)) {
      burden->complain(ErrorCode::out_of_range, burden->text(), "a burden above 0");
    }
  }
  effort.records = record_list(node);
  effort.reason = node.text_or("reason", "");
  if (effort.records.empty() && effort.reason.empty()) {
    node.complain(ErrorCode::missing, "no source", "records: [...] (or a reason)");
  }
  pack.losses.efforts.push_back(std::move(effort));
  each_once(node, pack.losses.efforts);
  const auto index = static_cast<std::uint32_t>(pack.losses.efforts.size() - 1);
  for (const Node& item : node.items("kinds")) {
    const auto kind = static_cast<FindingKind>(item.choice(kind_names(), "symptom, sign, test or flag"));
    for (std::size_t f = 0; f < pack.findings.size(); ++f) {
      if (pack.findings[f].kind == kind) {
        pack.findings[f].effort = index;
        has_effort[f] = true;
      }
    }
  }
  for (const Node& item : node.items("findings")) {
    if (const auto finding = look_up(item, pack.findings, item.text(), "a finding")) {
      pack.findings[*finding].effort = index;
      has_effort[*finding] = true;
    }
  }
}

void read_efforts(const Node& node) {
  const clinic::Pack& pack = node.bench().pack;
  std::vector<bool> has_effort(pack.findings.size(), false);
  for (const Node& item : node.items("efforts")) {
    read_effort(item, has_effort);
  }
  for (std::size_t f = 0; f < pack.findings.size(); ++f) {
    if (!has_effort[f]) {
      node.complain(ErrorCode::missing, "the finding '" + pack.findings[f].id + "' in no effort",
                    "its kind or its id in one of `efforts`");
    }
  }
}

} // namespace

void read_losses(Workbench& bench, const Files& files) {
  const auto file =
      std::find_if(files.begin(), files.end(), [](const File& candidate) { return candidate.path == "losses.yaml"; });
  if (file == files.end()) {
    bench.complain(ErrorCode::missing, "losses.yaml", 1, "no such file", "what it costs to be seen, and not to be");
    return;
  }
  const Node node(bench, file->path, file->yaml);
  node.allow({"burden", "causes", "something_else", "efforts", "knowing", "warning", "reason"});
  clinic::LossTable& table = bench.pack.losses;
  if (const auto burden = node.require("burden")) {
    table.burden = read_loss(*burden);
    if (std::adjacent_find(table.burden.at.begin(), table.burden.at.end(), [](double a, double b) { return b <= a; }) !=
        table.burden.at.end()) {
      burden->complain(ErrorCode::inconsistent, "burdens that do not rise",
                       "each level's above that of the level before");
      return;
    }
  }
  if (const auto something_else = node.require("something_else")) {
    table.something_else = read_delay(*something_else);
  }
  if (const auto causes = node.require("causes")) {
    causes->allow(ids_of(bench.pack.conditions));
    for (clinic::Condition& condition : bench.pack.conditions) {
      if (const auto loss = causes->require(condition.id)) {
        condition.delay = read_delay(*loss);
      }
    }
  }
  read_efforts(node);
  table.knowing = node.number_or("knowing", 0.0);
  table.warning = node.number_or("warning", 0.0);
  table.reason = node.text_or("reason", "");
  if (table.reason.empty()) {
    node.complain(ErrorCode::missing, "no reason", "why `knowing` and `warning` are what they are");
  }
}

} // namespace sura::authoring
