// Ground → the document of docs/evidence.md.
#include <cmath>

#include <nlohmann/json.hpp>

#include "authoring/authoring.h"
#include "authoring/evidence/ground.h"

namespace sura::authoring {
namespace {

using EvidenceJson = nlohmann::ordered_json;

double to_six(double value) {
  return std::round(value * 1e6) / 1e6;
}

EvidenceJson parts_json(const std::vector<Part>& parts, const char* by) {
  auto list = EvidenceJson::array();
  for (const Part& part : parts) {
    list.push_back({{by, part.name}, {"numbers", part.numbers}, {"influence", to_six(part.influence)}});
  }
  return list;
}

EvidenceJson figure_json(const clinic::Pack& pack, const Figure& figure, const std::vector<double>& influence) {
  const clinic::Derivation& main = pack.derivations[figure.rows.front()];
  auto numbers = EvidenceJson::array();
  for (const std::uint32_t row : figure.rows) {
    const clinic::Derivation& derivation = pack.derivations[row];
    numbers.push_back({{"subject", derivation.subject},
                       {"quantity", derivation.quantity},
                       {"value", to_six(derivation.measured)},
                       {"interval", {to_six(derivation.measured_low), to_six(derivation.measured_high)}},
                       {"judged", to_six(derivation.judged)},
                       {"influence", to_six(influence[row])},
                       {"file", derivation.file},
                       {"line", derivation.line}});
  }
  EvidenceJson object{{"influence", to_six(figure.influence)},
                      {"odds_factor", to_six(std::exp(figure.influence))},
                      {"share", to_six(figure.share)}};
  const clinic::Record* record = record_behind(pack, main);
  if (record == nullptr) {
    object["reason"] = main.reason;
  } else {
    object["measure"] = main.measure;
    auto records = EvidenceJson::array();
    if (main.pool) {
      for (const clinic::Pool::Member& member : main.pool->members) {
        records.push_back(pack.records[member.record].id);
      }
    } else {
      records.push_back(record->id);
    }
    object["records"] = std::move(records);
    object["certainty"] = record->certainty;
  }
  object["numbers"] = std::move(numbers);
  return object;
}

} // namespace

std::string evidence_json(const clinic::Pack& pack, const clinic::Influence& influence) {
  const Ground it = ground(pack, influence);
  EvidenceJson document{
      {"schema", evidence_schema_id},
      {"pack", {{"name", pack.name}, {"version", pack.version}, {"date", pack.date}, {"sha256", pack.sha256}}},
      {"people", {{"counted", it.people}, {"left_out", it.left_out}}},
      {"numbers",
       {{"all", it.numbers},
        {"judgements", it.judgements},
        {"unknown_pairs", it.unknown_pairs},
        {"partly_judged", it.partly},
        {"pooled", it.pooled}}},
      {"judged", to_six(it.judged)},
      {"by_design", parts_json(it.by_design, "design")},
      {"by_certainty", parts_json(it.by_certainty, "certainty")}};
  auto figures = EvidenceJson::array();
  for (const Figure& figure : it.figures) {
    figures.push_back(figure_json(pack, figure, influence.by_number));
  }
  document["figures"] = std::move(figures);
  auto conditions = EvidenceJson::array();
  for (const ConditionGround& of : it.conditions) {
    conditions.push_back({{"id", pack.conditions[of.condition].id},
                          {"judged", to_six(of.judged)},
                          {"prevalence_studies", of.prevalence},
                          {"finding_studies", of.findings},
                          {"enough", of.enough()}});
  }
  document["conditions"] = std::move(conditions);
  return document.dump(2, ' ', false, EvidenceJson::error_handler_t::replace) + "\n";
}

} // namespace sura::authoring
