#include <nlohmann/json.hpp>

#include "clinic/intake/answer.h"
#include "sura/clinic/case.h"

namespace sura::clinic {
namespace {

using OrderedJson = nlohmann::ordered_json; // a reader sees the order of the pack

std::string english(const Pack& pack, const std::string& key) {
  return std::string(text(pack, "en", key, Reader::person));
}

OrderedJson choices(const std::vector<std::string>& ids) {
  return {{"type", "string"}, {"enum", ids}};
}

OrderedJson finding_schema(const Pack& pack, const Finding& finding) {
  OrderedJson schema = {{"title", english(pack, "finding." + finding.id + ".question")},
                        {"description", intake::accepted_answers(finding)}};
  switch (finding.answer) {
  case AnswerKind::yes_no:
    schema["type"] = {"boolean", "null"};
    break;
  case AnswerKind::levels:
    schema["enum"] = {true, false, nullptr};
    for (const Level& level : finding.levels) {
      schema["enum"].push_back(level.id);
    }
    break;
  case AnswerKind::number:
    schema["type"] = {"number", "boolean", "null"};
    schema["minimum"] = finding.minimum;
    schema["maximum"] = finding.maximum;
    break;
  }
  return schema;
}

OrderedJson answers_schema(const Pack& pack) {
  OrderedJson properties = OrderedJson::object();
  for (const Finding& finding : pack.findings) {
    properties[finding.id] = finding_schema(pack, finding);
  }
  for (const BackgroundItem& item : pack.background) {
    properties[item.id] = {{"title", english(pack, "background." + item.id + ".question")},
                           {"description", "true, false or null"},
                           {"type", {"boolean", "null"}}};
  }
  properties["note"] = {{"description", "anything; not used"}};
  return {{"description", "left out = not asked; null = not sure"},
          {"type", "object"},
          {"properties", std::move(properties)},
          {"additionalProperties", false}};
}

OrderedJson bundles_schema(const Pack& pack) {
  OrderedJson schema = {{"description", "sets of answers, for what `answers` leaves out"}, {"type", "array"}};
  if (pack.bundles.empty()) {
    schema["maxItems"] = 0;
  } else {
    schema["items"] = choices(intake::ids_of(pack.bundles));
  }
  return schema;
}

OrderedJson top_level(const Pack& pack) {
  const OrderedJson complaint = choices(intake::ids_of(pack.complaints));
  return {
      {"$schema", {{"type", "string"}}},
      {"id", {{"description", "anything; not used"}}},
      {"note", {{"description", "anything; not used"}}},
      {"expected", {{"description", "anything; not used, except by tests of example cases"}}},
      {"age", {{"description", "years"}, {"type", "number"}, {"minimum", 0}, {"maximum", 120}}},
      {"sex", choices({"female", "male"})},
      {"setting", choices(intake::ids_of(pack.settings))},
      {"role", choices(intake::ids_of(pack.roles))},
      {"leg", choices({"left", "right", "both"})},
      {"complaint",
       {{"anyOf", {complaint, {{"type", "array"}, {"items", complaint}, {"minItems", 1}, {"uniqueItems", true}}}}}},
      {"country",
       {{"description", "ISO 3166-1 alpha-2: for the emergency number"},
        {"type", "string"},
        {"pattern", "^[A-Za-z]{2}$"}}},
      {"answers", answers_schema(pack)},
      {"bundles", bundles_schema(pack)},
  };
}

} // namespace

std::string case_schema(const Pack& pack) {
  const OrderedJson schema = {
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"title", "A case for the pack " + pack.id + " " + pack.version},
      {"type", "object"},
      {"properties", top_level(pack)},
      {"required", {"age", "sex", "complaint"}},
      {"additionalProperties", false},
  };
  constexpr int indent = 2;
  constexpr bool ascii_only = false;
  return schema.dump(indent, ' ', ascii_only, OrderedJson::error_handler_t::replace) + "\n";
}

} // namespace sura::clinic
