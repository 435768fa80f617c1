#include "clinic/report/document.h"

#include <cmath>

#include "clinic/intake/json.h"

namespace sura::clinic {

double rounded(double value) {
  const double result = std::round(value * 1e6) / 1e6;
  return result == 0.0 ? 0.0 : result; // no "-0.0"
}

Json answer_value(const Pack& pack, bool is_background, std::uint32_t item, const Answer& answer) {
  if (!answer.sure) {
    return nullptr;
  }
  if (is_background) {
    return answer.level > 0;
  }
  const Finding& finding = pack.findings[item];
  if (answer.number) {
    return Json::parse(intake::number_text(*answer.number), nullptr, false);
  }
  if (finding.answer == AnswerKind::yes_no || !answer.exact) {
    return answer.level > 0;
  }
  return finding.levels[answer.level].id;
}

Json arguments_json(const Pack& pack, const Words& words, const Assessment& assessment,
                    const std::vector<Argument>& arguments) {
  Json list = Json::array();
  for (const Argument& argument : arguments) {
    const std::string& id =
        argument.is_background ? pack.background[argument.item].id : pack.findings[argument.item].id;
    const Answer& answer = answer_to(assessment, argument);
    list.push_back({{"id", id},
                    {"text", words.item(argument.is_background, argument.item)},
                    {"answer", answer_value(pack, argument.is_background, argument.item, answer)},
                    {"decibans", rounded(argument.decibans)}});
    if (argument.error > 0.0) {
      list.back()["error"] = rounded(argument.error);
    }
  }
  return list;
}

Json ids_of_records(const Pack& pack, Citations& citations, const std::vector<std::uint32_t>& records) {
  Json ids = Json::array();
  for (const std::uint32_t record : records) {
    citations.cite(record);
    ids.push_back(pack.records[record].id);
  }
  return ids;
}

Json sources_json(const Pack& pack, const Citations& citations) {
  Json list = Json::array();
  for (const std::uint32_t index : citations.records()) {
    const Record& record = pack.records[index];
    list.push_back({{"id", record.id},
                    {"title", record.title},
                    {"authors", record.authors},
                    {"year", record.year == 0 ? Json(nullptr) : Json(record.year)},
                    {"journal", record.journal},
                    {"doi", record.doi},
                    {"pmid", record.pmid},
                    {"url", record.url},
                    {"certainty", record.certainty},
                    {"about", record.about}});
  }
  return list;
}

std::string written(const Json& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace sura::clinic
