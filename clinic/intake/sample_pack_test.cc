// The pack that the tests of the clinic use is itself valid and says everything.
#include <gtest/gtest.h>

#include "clinic/intake/case_test_support.h"

namespace sura::clinic::intake {
namespace {

TEST(SamplePack, IsValid) {
  const Result<void> valid = validate(pack());
  EXPECT_TRUE(valid) << valid.error().message();
}

TEST(SamplePack, HasEveryText) {
  std::vector<std::string> keys;
  const auto add = [&](const std::string& key, const std::vector<std::string>& parts) {
    for (const std::string& part : parts) {
      keys.push_back(key + part);
    }
  };
  for (const Condition& condition : pack().conditions) {
    add("condition." + condition.id, {".name", ".summary"});
    add("group." + condition.group, {""});
    for (const ChainStep& step : condition.chain) {
      add("chain." + condition.id + "." + step.id, {""});
    }
  }
  for (const Finding& finding : pack().findings) {
    add("finding." + finding.id, {".name", ".question", ".why", ".find"});
    for (std::size_t k = 0; finding.answer != AnswerKind::yes_no && k < finding.levels.size(); ++k) {
      add("level." + finding.id + "." + finding.levels[k].id, {""});
    }
  }
  for (const BackgroundItem& item : pack().background) {
    add("background." + item.id, {".name", ".question", ".why", ".find"});
  }
  const auto add_each = [&](const std::string& kind, const auto& things, const std::string& part = "") {
    for (const auto& thing : things) {
      add(kind + "." + thing.id, {part});
    }
  };
  add_each("setting", pack().settings);
  add_each("role", pack().roles);
  add_each("complaint", pack().complaints);
  add_each("red-flag", pack().red_flags);
  add_each("scope", pack().scope);
  add_each("care", pack().care);
  for (const DecisionRule& rule : pack().decision_rules) {
    add("decision-rule." + rule.id, {".name"});
    add_each("rule-test", rule.among);
    add_each("rule-test", rule.not_for);
    add_each("decision-rule." + rule.id + ".stratum", rule.strata);
    add_each("rule-step", rule.strata.front().next);
  }
  add_each("process", pack().processes, ".name");
  for (const std::string& key : keys) {
    for (const Reader reader : {Reader::person, Reader::clinician}) {
      const std::string_view words = text(pack(), "en", key, reader);
      EXPECT_TRUE(words != key && !words.empty()) << key;
    }
  }
}

} // namespace
} // namespace sura::clinic::intake
