// text/LANGUAGE/*.yaml, and whether every text and every record has its use.
#include "authoring/compile/parts.h"

#include <map>
#include <set>

namespace sura::authoring {
namespace {

clinic::Phrase read_phrase(const Node& node) {
  if (node.yaml().kind != Yaml::Kind::map) {
    const std::string text = node.text();
    return {text, text};
  }
  node.allow({"person", "clinician"});
  const std::string person = node.text("person");
  return {person, node.text_or("clinician", person)};
}

/// Complains of each key that the pack's first language does not have.
class TextCheck {
public:
  explicit TextCheck(Workbench& bench) : bench_(bench) {
    const auto english = bench.pack.texts.find("en");
    texts_ = english == bench.pack.texts.end() ? nullptr : &english->second;
  }

  /// Each key is asked for once: several rules may share a text.
  void need(const std::string& key) {
    if (!needed_.insert(key).second) {
      return;
    }
    if (texts_ == nullptr || texts_->find(key) == texts_->end()) {
      bench_.complain(ErrorCode::missing, "text/en", 1, "no text '" + key + "'", "a text for it");
    }
  }

private:
  Workbench& bench_;
  const clinic::Texts* texts_;
  std::set<std::string> needed_;
};

/// Whether an item of a rule is one answer, whose name will do.
bool is_named_by_its_answer(const clinic::RuleItem& item) {
  using Kind = clinic::Expression::Kind;
  return item.source == clinic::RuleItem::Source::answers &&
         (item.when.kind == Kind::finding || item.when.kind == Kind::background);
}

void check_texts_of(const clinic::DecisionRule& rule, TextCheck& check) {
  const std::string key = "decision-rule." + rule.id;
  check.need(key + ".name");
  if (!rule.outcome.empty()) {
    check.need("outcome." + rule.outcome);
  }
  for (const auto* tests : {&rule.among, &rule.not_for}) {
    for (const auto& test : *tests) {
      check.need("rule-test." + test.id);
    }
  }
  for (const auto& item : rule.items) {
    if (!is_named_by_its_answer(item)) {
      check.need("rule-item." + item.id);
    }
  }
  for (const auto& stratum : rule.strata) {
    check.need(key + ".stratum." + stratum.id);
    for (const auto& step : stratum.next) {
      check.need("rule-step." + step.id);
    }
  }
}

/// The key of the question above a list that the interview may put this finding on; none where it stands on no list.
std::string list_key(const clinic::Pack& pack, std::uint32_t role, std::size_t index) {
  const clinic::Finding& finding = pack.findings[index];
  const bool is_listed = finding.ask && finding.kind != clinic::FindingKind::flag &&
                         finding.answer == clinic::AnswerKind::yes_no &&
                         static_cast<std::int64_t>(index) != pack.both_legs_finding &&
                         pack.perceptions[finding.perception].by_role[role].has_value();
  if (!is_listed) {
    return {};
  }
  return finding.parent < 0 ? "list.finding." + finding.theme
                            : "list.sides." + pack.findings[static_cast<std::size_t>(finding.parent)].id;
}

/// A list has two items or more that somebody in one role can be asked, of one theme (and of one finding's sides).
void check_texts_of_lists(const clinic::Pack& pack, TextCheck& check) {
  std::map<std::string, std::size_t> background; // items by key
  for (const auto& item : pack.background) {
    if (item.ask && !item.theme.empty() && ++background["list.background." + item.theme] == 2) {
      check.need("list.background." + item.theme);
    }
  }
  for (std::uint32_t role = 0; role < pack.roles.size(); ++role) {
    std::map<std::pair<std::string, std::string>, std::size_t> findings; // by key and theme
    for (std::size_t f = 0; f < pack.findings.size(); ++f) {
      const std::string key = list_key(pack, role, f);
      if (!key.empty() && ++findings[{key, pack.findings[f].theme}] == 2) {
        check.need(key);
      }
    }
  }
}

void check_texts(Workbench& bench) {
  const clinic::Pack& pack = bench.pack;
  TextCheck check(bench);
  for (const auto& condition : pack.conditions) {
    check.need("condition." + condition.id + ".name");
    check.need("condition." + condition.id + ".summary");
    if (!condition.group.empty()) {
      check.need("group." + condition.group);
    }
    for (const auto& step : condition.chain) {
      check.need("chain." + condition.id + "." + step.id);
    }
  }
  for (const auto& process : pack.processes) {
    check.need("process." + process.id + ".name");
  }
  for (const auto& finding : pack.findings) {
    check.need("finding." + finding.id + ".name");
    check.need("finding." + finding.id + ".question");
    if (finding.kind != clinic::FindingKind::flag && finding.ask) {
      check.need("finding." + finding.id + ".why");
    }
    for (std::size_t k = 0; finding.answer != clinic::AnswerKind::yes_no && k < finding.levels.size(); ++k) {
      check.need("level." + finding.id + "." + finding.levels[k].id);
    }
  }
  for (const auto& item : pack.background) {
    check.need("background." + item.id + ".name");
    check.need("background." + item.id + ".question");
    if (item.ask) {
      check.need("background." + item.id + ".why");
    }
  }
  for (const auto& setting : pack.settings) {
    check.need("setting." + setting.id);
  }
  for (const auto& role : pack.roles) {
    check.need("role." + role.id);
  }
  for (const auto& complaint : pack.complaints) {
    check.need("complaint." + complaint.id);
  }
  for (const auto& flag : pack.red_flags) {
    check.need("red-flag." + flag.id);
  }
  for (const auto& rule : pack.scope) {
    check.need("scope." + rule.id);
  }
  for (const auto& item : pack.care) {
    check.need("care." + item.id);
  }
  for (const auto& rule : pack.decision_rules) {
    check_texts_of(rule, check);
  }
  for (const auto& bundle : pack.bundles) {
    check.need("bundle." + bundle.id + ".name");
  }
  check_texts_of_lists(pack, check);
}

/// Every `record:` and `records:` below this, whether or not the pack uses what it belongs to.
void collect_records(const Yaml& yaml, std::set<std::string>& named) {
  for (const Yaml& item : yaml.list) {
    collect_records(item, named);
  }
  for (const auto& [key, value] : yaml.map) {
    if (key == "record") {
      named.insert(value.scalar);
    }
    for (const Yaml& item : value.list) {
      if (key == "records") {
        named.insert(item.scalar);
      }
    }
    collect_records(value, named);
  }
}

/// A pack's own records must be used by it. The common ones are there for the common population figures and emergency
/// numbers, and are judged by those alone, so that they are right or wrong for every pack alike.
void check_records(Workbench& bench, const Files& files) {
  std::set<std::string> common;
  for (const File& file : files) {
    if (file.path == "common/population.yaml" || file.path == "common/emergency-numbers.yaml") {
      collect_records(file.yaml, common);
    }
  }
  for (const auto& [id, record] : bench.records) {
    if (record.file.starts_with("common/")) {
      if (!common.contains(id)) {
        bench.complain(ErrorCode::inconsistent, record.file, record.line,
                       "the record '" + id +
                           "', which neither common/population.yaml nor common/emergency-numbers.yaml names",
                       "it in the evidence of the pack that uses it");
      }
    } else if (!record.index) {
      bench.complain(ErrorCode::inconsistent, record.file, record.line, "the record '" + id + "', which nothing names",
                     "only records that the pack uses");
    }
  }
}

} // namespace

void read_texts(Workbench& bench, const Files& files) {
  for (auto& [language, texts] : bench.pack.texts) {
    for (const File* file : in_folder(files, "text/" + language)) {
      for (const auto& [key, node] : Node(bench, file->path, file->yaml).entries("")) {
        if (!texts.emplace(key, read_phrase(node)).second) {
          node.complain(ErrorCode::duplicate, "the text '" + key + "' twice", "each text once");
        }
      }
    }
  }
}

void check_whole(Workbench& bench, const Files& files) {
  check_texts(bench);
  check_records(bench, files);
}

} // namespace sura::authoring
