// findings/*.yaml (but processes.yaml): what can be asked, seen or measured.
#include "authoring/compile/parts.h"

#include <algorithm>
#include <set>

namespace sura::authoring {
namespace {

using clinic::AnswerKind;
using clinic::Finding;
using clinic::FindingKind;

const std::string processes_path = "findings/processes.yaml";

std::vector<Node> finding_nodes(Workbench& bench, const Files& files) {
  std::vector<Node> nodes = list_entries(bench, files, "findings");
  std::erase_if(nodes, [](const Node& node) { return node.file() == processes_path; });
  return nodes;
}

void read_answer(const Node& node, Finding& finding) {
  const auto answer = node.require("answer");
  finding.answer =
      answer ? static_cast<AnswerKind>(answer->choice({"yes-no", "levels", "number"}, "yes-no, levels or number"))
             : AnswerKind::yes_no;
  for (const Node& level : node.items("levels")) {
    level.allow({"id", "from"});
    finding.levels.push_back({level.text("id"), level.number_or("from", 0.0)});
  }
  if (finding.answer == AnswerKind::yes_no) {
    if (!finding.levels.empty()) {
      node.complain(ErrorCode::inconsistent, "levels of a yes-no finding", "answer: levels");
    }
    finding.levels = {{"no", 0.0}, {"yes", 1.0}};
  }
  if (finding.levels.size() < 2) {
    node.complain(ErrorCode::missing, std::to_string(finding.levels.size()) + " levels", "at least two");
    finding.levels.resize(2);
  }
  if (finding.answer == AnswerKind::number) {
    finding.unit = node.text("unit");
    finding.minimum = node.number_or("minimum", 0.0);
    finding.maximum = node.number_or("maximum", 0.0);
    if (finding.minimum >= finding.maximum) {
      node.complain(ErrorCode::out_of_range, "minimum not below maximum", "limits of a possible answer");
    }
    for (std::size_t k = 1; k < finding.levels.size(); ++k) {
      if (finding.levels[k].from <= (k == 1 ? finding.minimum : finding.levels[k - 1].from) ||
          finding.levels[k].from > finding.maximum) {
        node.complain(ErrorCode::out_of_range, "level bounds out of order", "rising `from` within minimum and maximum");
      }
    }
  }
}

Finding read_one(const Node& node) {
  node.allow({"id", "facet_of", "kind", "answer", "levels", "unit", "minimum", "maximum", "perceived", "background",
              "other", "background_changes", "sex", "minimum_age", "ask", "told", "codes"});
  Finding finding;
  finding.id = node.text("id");
  const std::string& file = node.file();
  finding.theme = file.substr(file.find('/') + 1, file.rfind('.') - file.find('/') - 1);
  if (const auto kind = node.require("kind")) {
    finding.kind =
        static_cast<FindingKind>(kind->choice({"symptom", "sign", "test", "flag"}, "symptom, sign, test or flag"));
  }
  read_answer(node, finding);
  if (const auto sex = node.get("sex")) {
    finding.sex = sex->choice({"female", "male"}, "female or male") == 0 ? clinic::Sex::female : clinic::Sex::male;
  }
  finding.minimum_age = node.number_or("minimum_age", 0.0);
  finding.ask = node.flag_or("ask", true);
  finding.told = node.flag_or("told", false);
  return finding;
}

/// `other`: one rate for every sort of "something else", or one for each.
void read_other(const Node& node, std::uint32_t index) {
  Workbench& bench = node.bench();
  const Finding& finding = bench.pack.findings[index];
  const bool by_sort = std::any_of(bench.pack.something_else.begin(), bench.pack.something_else.end(),
                                   [&](const clinic::SomethingElse& sort) { return node.has(sort.id); });
  if (by_sort) {
    node.allow(ids_of(bench.pack.something_else));
  }
  std::vector<clinic::Number> shared;
  for (clinic::SomethingElse& sort : bench.pack.something_else) {
    std::vector<clinic::Number> rates = shared;
    if (by_sort) {
      const auto child = node.require(sort.id);
      rates = child ? read_levels(*child, finding, {"findings/" + finding.id, "other " + sort.id}) : finding.background;
    } else if (shared.empty()) {
      rates = shared = read_levels(node, finding, {"findings/" + finding.id, "other"});
    }
    if (bench.other[index].empty()) {
      bench.other[index] = rates;
    }
    sort.findings.push_back(make_link(bench, index, std::move(rates)));
  }
}

void read_rates(const Node& node, std::uint32_t index) {
  Finding& finding = node.bench().pack.findings[index];
  const std::string subject = "findings/" + finding.id;
  if (finding.kind == FindingKind::flag) {
    return;
  }
  if (const auto perceived = node.require("perceived")) {
    const auto perception =
        look_up(*perceived, node.bench().pack.perceptions, perceived->text(), "a class of perception");
    finding.perception = perception.value_or(0);
  }
  if (const auto background = node.require("background")) {
    finding.background = read_levels(*background, finding, {subject, "background"});
  }
  if (const auto other = node.require("other"); other && !finding.background.empty()) {
    read_other(*other, index);
  }
  for (const Node& change : node.items("background_changes")) {
    change.allow({"when", "odds_ratio"});
    const auto when = change.require("when");
    const auto ratio = change.require("odds_ratio");
    if (when && ratio) {
      finding.background_changes.push_back(
          {read_expression(*when), read_number(*ratio, Domain::ratio, {subject, "background change"})});
    }
  }
}

} // namespace

std::vector<clinic::Number> read_levels(const Node& node, const Finding& finding, const Purpose& purpose) {
  const std::size_t count = finding.levels.size() - 1;
  std::vector<clinic::Number> numbers;
  if (node.has("at_least")) {
    node.allow({"at_least"});
    const auto items = node.items("at_least");
    for (std::size_t k = 0; k < items.size(); ++k) {
      const std::string level = k + 1 < finding.levels.size() ? finding.levels[k + 1].id : "?";
      numbers.push_back(
          read_number(items[k], Domain::probability, {purpose.subject, purpose.quantity + " ≥ " + level}));
    }
  } else {
    numbers.push_back(read_number(node, Domain::probability, purpose));
  }
  if (numbers.size() != count) {
    node.complain(ErrorCode::missing, std::to_string(numbers.size()) + " numbers",
                  std::to_string(count) + " (one for each level after the first) for '" + finding.id + "'");
    numbers.resize(count, exact_number(node.bench(), 0.0, purpose));
  }
  for (std::size_t k = 1; k < numbers.size(); ++k) {
    if (numbers[k].value > numbers[k - 1].value) {
      node.complain(ErrorCode::inconsistent, "a higher level likelier than a lower one", "falling `at_least`");
      numbers[k].value = numbers[k].low = numbers[k].high = numbers[k - 1].value;
    }
  }
  return numbers;
}

void read_findings(Workbench& bench, const Files& files) {
  std::vector<std::pair<Node, Finding>> read;
  std::set<std::string> seen;
  for (const clinic::BackgroundItem& item : bench.pack.background) {
    seen.insert(item.id);
  }
  for (const Node& node : finding_nodes(bench, files)) {
    Finding finding = read_one(node);
    if (!seen.insert(finding.id).second) {
      node.complain(ErrorCode::duplicate, "the id '" + finding.id + "' twice",
                    "each id once, background items included");
      continue;
    }
    read.emplace_back(node, std::move(finding));
  }
  // Parents first, so that a facet's parent has an index.
  std::stable_partition(read.begin(), read.end(), [](const auto& entry) { return !entry.first.has("facet_of"); });
  for (auto& [node, finding] : read) {
    bench.pack.findings.push_back(finding);
  }
  bench.other.resize(read.size());
  for (std::uint32_t i = 0; i < read.size(); ++i) {
    const Node& node = read[i].first;
    Finding& finding = bench.pack.findings[i];
    if (const auto parent = node.get("facet_of")) {
      const auto index = look_up(*parent, bench.pack.findings, parent->text(), "a finding");
      if (index && (bench.pack.findings[*index].parent >= 0 || *index >= i ||
                    bench.pack.findings[*index].kind == FindingKind::flag)) {
        parent->complain(ErrorCode::inconsistent, "'" + parent->text() + "', itself a facet or a flag",
                         "a finding with rates");
      } else if (index) {
        finding.parent = static_cast<std::int32_t>(*index);
      }
    }
    read_rates(node, i);
  }
}

} // namespace sura::authoring
