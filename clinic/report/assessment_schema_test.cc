// Every document fits the published schema, and the schema notices what does not. The checker below knows only the
// words of JSON Schema that this schema uses and fails on any other.
#include <algorithm>

#include <gtest/gtest.h>

#include "clinic/report/document.h"
#include "clinic/report/testing/interface_words.h"
#include "clinic/report/testing/sample_cases.h"

namespace sura::clinic {
namespace {

bool has_type(const Json& value, const std::string& type) {
  return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
         (type == "string" && value.is_string()) || (type == "number" && value.is_number()) ||
         (type == "integer" && value.is_number_integer()) || (type == "boolean" && value.is_boolean()) ||
         (type == "null" && value.is_null());
}

/// The only pattern of the schema: kebab-case.
constexpr std::string_view id_pattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

bool is_id(const std::string& text) {
  const bool letters = std::all_of(text.begin(), text.end(),
                                   [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
  return letters && !text.empty() && text.front() != '-' && text.back() != '-' && text.find("--") == std::string::npos;
}

bool has_one_type(const Json& value, const Json& types) {
  if (types.is_string()) {
    return has_type(value, types.get<std::string>());
  }
  return std::any_of(types.begin(), types.end(),
                     [&](const Json& type) { return has_type(value, type.get<std::string>()); });
}

class Checker {
public:
  explicit Checker(Json schema) : schema_(std::move(schema)) {}

  std::vector<std::string> problems(const Json& document) {
    problems_.clear();
    check(document, schema_, "");
    return problems_;
  }

private:
  void expect(bool holds, const std::string& at, const std::string& what) {
    if (!holds) {
      problems_.push_back(at + ": " + what);
    }
  }

  void check_object(const Json& value, const Json& schema, const std::string& at) {
    for (const auto& [key, member] : value.items()) {
      const bool known = schema.contains("properties") && schema["properties"].contains(key);
      if (known) {
        check(member, schema["properties"][key], at + "/" + key);
      } else {
        expect(schema.value("additionalProperties", true), at, "additional " + key);
      }
    }
  }

  void check(const Json& value, const Json& schema, const std::string& at) {
    for (const auto& [word, rule] : schema.items()) {
      if (word == "$ref") {
        check(value, schema_.at(Json::json_pointer(rule.get<std::string>().substr(1))), at);
      } else if (word == "type") {
        expect(has_one_type(value, rule), at, "type");
      } else if (word == "const") {
        expect(value == rule, at, "const");
      } else if (word == "enum") {
        expect(std::find(rule.begin(), rule.end(), value) != rule.end(), at, "enum");
      } else if (word == "pattern") {
        ASSERT_EQ(rule, id_pattern) << "a pattern that this checker does not know";
        expect(value.is_string() && is_id(value.get<std::string>()), at, "pattern");
      } else if (word == "minimum") {
        expect(value.is_number() && value.get<double>() >= rule.get<double>(), at, "minimum");
      } else if (word == "maximum") {
        expect(value.is_number() && value.get<double>() <= rule.get<double>(), at, "maximum");
      } else if (word == "minItems") {
        expect(value.size() >= rule.get<std::size_t>(), at, "minItems");
      } else if (word == "maxItems") {
        expect(value.size() <= rule.get<std::size_t>(), at, "maxItems");
      } else if (word == "required") {
        for (const Json& key : rule) {
          expect(!value.is_object() || value.contains(key.get<std::string>()), at, "missing " + key.get<std::string>());
        }
      } else if (word == "items") {
        for (std::size_t item = 0; item < value.size(); ++item) {
          check(value[item], rule, at + "/" + std::to_string(item));
        }
      } else if (word == "properties") {
        check_object(value, schema, at);
      } else {
        static const std::vector<std::string> silent = {"$schema", "$id",         "$defs",
                                                        "title",   "description", "additionalProperties"};
        ASSERT_NE(std::find(silent.begin(), silent.end(), word), silent.end()) << "unknown word " << word;
      }
    }
  }

  Json schema_;
  std::vector<std::string> problems_;
};

TEST(AssessmentSchema, EveryDocumentFits) {
  const Pack pack = testing::pack_with_words();
  Checker checker(Json::parse(assessment_schema()));
  for (const auto& [called, document] : testing::sample_cases()) {
    const Json made = Json::parse(to_json(pack, testing::assessment_of(pack, document)));
    EXPECT_EQ(checker.problems(made), std::vector<std::string>{}) << called;
  }
}

TEST(AssessmentSchema, NoticesWhatDoesNotFit) {
  const Pack pack = testing::pack_with_words();
  Checker checker(Json::parse(assessment_schema()));
  const Json good = Json::parse(to_json(pack, testing::assessment_of(pack, testing::sample_cases()[0].second)));
  Json bad = good;
  bad["more"] = 1;
  EXPECT_FALSE(checker.problems(bad).empty());
  bad = good;
  bad.erase("limits");
  EXPECT_FALSE(checker.problems(bad).empty());
  bad = good;
  bad["conditions"][0]["cause"] = 1.5;
  EXPECT_FALSE(checker.problems(bad).empty());
  bad = good;
  bad["urgency"]["level"] = "soon";
  EXPECT_FALSE(checker.problems(bad).empty());
}

TEST(AssessmentSchema, NamesItsVersion) {
  const Json schema = Json::parse(assessment_schema());
  EXPECT_EQ(schema["properties"]["schema"]["const"], assessment_schema_id);
  EXPECT_EQ(schema["$id"], assessment_schema_id);
}

} // namespace
} // namespace sura::clinic
