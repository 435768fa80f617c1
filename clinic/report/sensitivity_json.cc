// Which numbers a decision hangs on, for programs. docs/what-if-and-sensitivity.md has the fields.
#include "clinic/report/document.h"
#include "clinic/report/source_words.h"
#include "sura/clinic/sensitivity.h"

namespace sura::clinic {
namespace {

Json decision_json(const Pack& pack, const Decision& decision) {
  return {{"cause", rounded(decision.cause)},
          {"first", decision.first ? pack.conditions[*decision.first].id : "something-else"},
          {"urgency", name(decision.urgency)}};
}

Json bar_json(const Pack& pack, const Words& words, const Decision& now, const SensitivityBar& bar) {
  Json numbers = Json::array();
  for (const std::uint32_t row : bar.rows) {
    const Derivation& derivation = pack.derivations[row];
    numbers.push_back({{"subject", derivation.subject},
                       {"quantity", derivation.quantity},
                       {"text", number_in_words(pack, words, row)},
                       {"measured", rounded(derivation.measured)},
                       {"interval", {rounded(derivation.measured_low), rounded(derivation.measured_high)}}});
  }
  return {{"numbers", numbers},
          {"records", records_behind(pack, bar.rows.front())},
          {"reason", pack.derivations[bar.rows.front()].reason},
          {"low", decision_json(pack, bar.low)},
          {"high", decision_json(pack, bar.high)},
          {"changes_first", bar.low.first != now.first || bar.high.first != now.first},
          {"changes_urgency", bar.low.urgency != now.urgency || bar.high.urgency != now.urgency}};
}

} // namespace

std::string sensitivity_json(const Pack& pack, const Case& the_case, const std::vector<Tornado>& tornados,
                             std::string_view language) {
  const Words words(pack, language, reader_of(the_case));
  Json document;
  document["schema"] = sensitivity_schema_id;
  document["pack"] = {{"name", pack.name}, {"version", pack.version}, {"date", pack.date}, {"sha256", pack.sha256}};
  document["case"] = Json::parse(write_case(pack, the_case), nullptr, false);
  document["interval_level"] = interval_level;
  document["conditions"] = Json::array();
  for (const Tornado& tornado : tornados) {
    Json entry = {{"id", pack.conditions[tornado.condition].id}, {"name", words.condition(tornado.condition)}};
    entry.update(decision_json(pack, tornado.now));
    entry["bars"] = Json::array();
    for (const SensitivityBar& bar : tornado.bars) {
      entry["bars"].push_back(bar_json(pack, words, tornado.now, bar));
    }
    document["conditions"].push_back(entry);
  }
  return written(document);
}

} // namespace sura::clinic
