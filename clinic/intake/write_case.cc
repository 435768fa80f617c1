#include "clinic/intake/json.h"
#include "clinic/intake/printable.h"
#include "sura/clinic/case.h"

// Ids are kebab-case, which the pack's compiler checks, so they need no escapes.
namespace sura::clinic {
namespace {

using intake::in_quotes;

std::string value_of(const Answer& answer, const Finding* finding) {
  if (!answer.sure) {
    return "null";
  }
  if (answer.number) {
    return intake::number_text(*answer.number);
  }
  if (finding == nullptr || finding->answer != AnswerKind::levels || !answer.exact) {
    return answer.level == 0 ? "false" : "true";
  }
  return in_quotes(finding->levels[answer.level].id);
}

std::string_view leg_id(Leg leg) {
  return leg == Leg::left ? "left" : leg == Leg::right ? "right" : "both";
}

} // namespace

std::string write_case(const Pack& pack, const Case& the_case) {
  std::string json = "{\n  \"age\": " + intake::number_text(the_case.age);
  const auto field = [&](std::string_view key, const std::string& value) {
    json += ",\n  " + in_quotes(key) + ": " + value;
  };
  field("sex", in_quotes(name(the_case.sex)));
  field("setting", in_quotes(pack.settings[the_case.setting].id));
  field("role", in_quotes(pack.roles[the_case.role].id));
  if (the_case.leg != Leg::unstated) {
    field("leg", in_quotes(leg_id(the_case.leg)));
  }
  if (!the_case.country.empty()) {
    field("country", in_quotes(the_case.country));
  }
  std::string complaints;
  for (const std::uint32_t complaint : the_case.complaints) {
    complaints += (complaints.empty() ? "" : ", ") + in_quotes(pack.complaints[complaint].id);
  }
  field("complaint", "[" + complaints + "]");

  std::string answers;
  const auto line = [&](const std::string& id, const std::string& value) {
    answers += (answers.empty() ? "\n    " : ",\n    ") + in_quotes(id) + ": " + value;
  };
  for (std::size_t i = 0; i < pack.findings.size(); ++i) {
    if (the_case.findings[i]) {
      line(pack.findings[i].id, value_of(*the_case.findings[i], &pack.findings[i]));
    }
  }
  for (std::size_t i = 0; i < pack.background.size(); ++i) {
    if (the_case.background[i]) {
      line(pack.background[i].id, value_of(*the_case.background[i], nullptr));
    }
  }
  field("answers", answers.empty() ? "{}" : "{" + answers + "\n  }");
  return json + "\n}\n";
}

} // namespace sura::clinic
