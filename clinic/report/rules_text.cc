// The part of a clinician's text that fills in decision rules. A person is shown none: a score invites to be read as an
// answer, and its items are a clinician's findings.
#include <algorithm>

#include "clinic/report/frequency.h"
#include "clinic/report/rules.h"
#include "clinic/report/writer.h"

namespace sura::clinic {

namespace {

bool is_told(const Writer& writer, const RuleResult& result) {
  const Assessment& assessment = writer.assessment;
  const std::vector<std::uint32_t>& roles = writer.pack.decision_rules[result.rule].roles;
  const bool for_role = roles.empty() || std::find(roles.begin(), roles.end(), assessment.the_case.role) != roles.end();
  return for_role && is_relevant(writer.pack, assessment.diagnosis, result);
}

std::string joined(const Words& words, const std::vector<std::string>& parts) {
  std::string list;
  for (const std::string& part : parts) {
    list += (list.empty() ? "" : words.of("interface.list-separator")) + part;
  }
  return list;
}

/// "Score of two signs: 3 – likely [1]. In the study about 28 in 100 such people had it. [2]"
std::string summary(Writer& writer, const DecisionRule& rule, const RuleResult& result) {
  const Words& words = writer.words;
  std::string text = words.fill("interface.rule.score", {{"rule", words.of("decision-rule." + rule.id + ".name")},
                                                         {"score", score_text(words, result.possible.score)},
                                                         {"stratum", strata_text(words, rule, result.possible)},
                                                         {"sources", writer.cited(rule.records)}});
  for (const std::uint32_t index : result.published) {
    const PublishedShare& share = rule.strata[result.possible.strata.front()].published[index];
    text += " " + words.fill("interface.rule.published", {{"frequency", frequency(words, share.value)}}) +
            writer.cited({share.record});
  }
  return text;
}

/// One line: whether it applies has to be found out first.
void write_open_rule(Writer& writer, const DecisionRule& rule, const RuleResult& result) {
  const Words& words = writer.words;
  std::vector<std::string> open;
  for (const RuleTestRef& ref : result.open) {
    open.push_back(words.of("rule-test." + test_of(rule, ref).id));
  }
  writer.item(words.fill("interface.rule.open", {{"rule", words.of("decision-rule." + rule.id + ".name")},
                                                 {"score", score_text(words, result.possible.score)},
                                                 {"sources", writer.cited(rule.records)},
                                                 {"tests", joined(words, open)}}));
}

void write_unknown_items(Writer& writer, const DecisionRule& rule, const RuleResult& result) {
  const Words& words = writer.words;
  std::vector<std::string> unknown;
  for (std::size_t i = 0; i < result.items.size(); ++i) {
    if (result.items[i].holds == Truth::unknown) {
      const bool decides = std::find(result.deciding.begin(), result.deciding.end(), i) != result.deciding.end();
      unknown.push_back(words.fill(decides ? "interface.rule.unknown-deciding" : "interface.rule.unknown-item",
                                   {{"item", rule_item_name(words, rule.items[i])}}));
    }
  }
  if (!unknown.empty()) {
    writer.page.paragraph(
        words.fill(result.deciding.empty() ? "interface.rule.unknown-harmless" : "interface.rule.unknown",
                   {{"items", joined(words, unknown)}}),
        2);
  }
}

void write_rule(Writer& writer, const DecisionRule& rule, const RuleResult& result) {
  const Words& words = writer.words;
  writer.item(summary(writer, rule, result));
  write_unknown_items(writer, rule, result);
  for (std::size_t i = 0; i < result.items.size(); ++i) {
    if (result.items[i].computed && result.items[i].points != 0.0) {
      writer.page.paragraph(
          words.fill("interface.rule.computed", {{"item", rule_item_name(words, rule.items[i])},
                                                 {"score", score_text(words, result.without_computed.score)},
                                                 {"stratum", strata_text(words, rule, result.without_computed)}}),
          2);
    }
  }
  for (const std::uint32_t index : result.next) {
    const RuleStep& step = rule.strata[result.possible.strata.front()].next[index];
    writer.page.paragraph(step_text(words, step, writer.assessment.the_case.age) + writer.cited(step.records), 2, "→ ");
  }
}

} // namespace

void write_rules(Writer& writer) {
  if (writer.words.reader() == Reader::person) {
    return;
  }
  bool any = false;
  for (const Truth applies : {Truth::yes, Truth::unknown}) {
    for (const RuleResult& result : writer.assessment.rules) {
      if (result.applies != applies || !is_told(writer, result)) {
        continue;
      }
      if (!any) {
        writer.heading("interface.heading.rules");
        any = true;
      }
      const DecisionRule& rule = writer.pack.decision_rules[result.rule];
      applies == Truth::yes ? write_rule(writer, rule, result) : write_open_rule(writer, rule, result);
    }
  }
}

} // namespace sura::clinic
