// The evaluation as its published JSON document. docs/evaluation.md explains the fields.
#include <algorithm>

#include "clinic/evaluation/counts.h"
#include "clinic/evaluation/statistics.h"
#include "clinic/report/document.h"
#include "sura/clinic/evaluation.h"

namespace sura::clinic {
namespace evaluation {
namespace {

constexpr std::size_t shown_causes = 5; // of a case

Json as_json(const Rate& rate) {
  const Json value =
      rate.of == 0 ? Json(nullptr) : Json(rounded(static_cast<double>(rate.count) / static_cast<double>(rate.of)));
  return {{"value", value},
          {"low", rounded(rate.low)},
          {"high", rounded(rate.high)},
          {"count", rate.count},
          {"of", rate.of}};
}

Json as_json(const Score& score) {
  return {{"value", rounded(score.value)}, {"low", rounded(score.low)}, {"high", rounded(score.high)}};
}

Json as_json(const Rates& rates) {
  return {{"n", rates.n},
          {"top1", as_json(rates.top1)},
          {"top3", as_json(rates.top3)},
          {"urgency_agreement", as_json(rates.urgency_agreement)},
          {"under_triage", as_json(rates.under_triage)},
          {"over_triage", as_json(rates.over_triage)},
          {"log_score", as_json(rates.log_score)},
          {"log_score_gain", as_json(rates.log_score_gain)},
          {"brier", as_json(rates.brier)},
          {"floored", rates.floored}};
}

Json ids(const Pack& pack, const std::vector<std::uint32_t>& causes) {
  Json list = Json::array();
  for (const std::uint32_t cause : causes) {
    list.push_back(cause_id(pack, cause));
  }
  return list;
}

Json groups_json(const Evaluation& evaluation) {
  Json list = Json::array();
  for (const RatesOfGroup& group : evaluation.groups) {
    Json entry = {{"by", group.by}, {"is", group.is}};
    entry.update(as_json(group.rates));
    list.push_back(entry);
  }
  return list;
}

Json reliability_json(const Evaluation& evaluation) {
  Json list = Json::array();
  for (const ReliabilityBin& bin : evaluation.reliability) {
    list.push_back({{"from", bin.from},
                    {"to", bin.to},
                    {"predicted", rounded(bin.predicted)},
                    {"observed", as_json(bin.observed)}});
  }
  return list;
}

Json confusion_json(const Pack& pack, const Evaluation& evaluation) {
  Json list = Json::array();
  for (const ConfusionRow& row : evaluation.confusion) {
    Json first = Json::array();
    for (const auto& [cause, n] : row.first) {
      first.push_back({{"id", cause_id(pack, cause)}, {"n", n}});
    }
    list.push_back({{"expected", cause_id(pack, row.expected)}, {"n", row.n}, {"top3", row.top3}, {"first", first}});
  }
  return list;
}

Json urgency_json(const Evaluation& evaluation) {
  Json list = Json::array();
  for (std::size_t level = urgency_levels; level-- > 0;) {
    Json given;
    for (std::size_t other = urgency_levels; other-- > 0;) {
      given[std::string(name(static_cast<Urgency>(other)))] = evaluation.urgency[level][other];
    }
    list.push_back({{"expected", name(static_cast<Urgency>(level))}, {"given", given}});
  }
  return list;
}

Json case_json(const Pack& pack, const JudgedCase& one, bool tests) {
  const Verdict& verdict = one.verdict(tests);
  std::vector<std::uint32_t> first = ranked(verdict);
  first.resize(std::min(first.size(), shown_causes));
  Json probabilities = Json::array();
  for (const std::uint32_t cause : first) {
    probabilities.push_back(rounded(verdict.causes[cause]));
  }
  const auto& urgency = one.expected.urgency;
  return {{"id", one.id},
          {"role", pack.roles[one.role].id},
          {"tests", one.with_tests.has_value()},
          {"expected", cause_id(pack, one.expected.cause)},
          {"also", ids(pack, one.expected.also)},
          {"rank", rank_of_expected({&one, &verdict}) + 1},
          {"probability", rounded(verdict.causes[one.expected.cause])},
          {"prior", rounded(one.prior)},
          {"got", ids(pack, first)},
          {"probabilities", probabilities},
          {"urgency_expected", urgency ? Json(name(*urgency)) : Json(nullptr)},
          {"urgency_got", name(verdict.urgency)},
          {"in_scope", verdict.in_scope}};
}

} // namespace
} // namespace evaluation

std::string evaluation_json(const Pack& pack, const Evaluation& evaluation) {
  const EvaluationOptions& options = evaluation.options;
  Json document;
  document["schema"] = evaluation_schema_id;
  document["pack"] = {{"name", pack.name}, {"version", pack.version}, {"date", pack.date}, {"sha256", pack.sha256}};
  document["tests"] = options.tests ? "with" : "without";
  document["role"] = options.role ? Json(pack.roles[*options.role].id) : Json(nullptr);
  document["setting"] = options.setting ? Json(pack.settings[*options.setting].id) : Json(nullptr);
  document["interval_level"] = evaluation::confidence_level;
  document["log_score_floor"] = log_score_floor;
  document.update(evaluation::as_json(evaluation.all));
  document["groups"] = evaluation::groups_json(evaluation);
  document["urgency"] = evaluation::urgency_json(evaluation);
  document["confusion"] = evaluation::confusion_json(pack, evaluation);
  document["reliability"] = evaluation::reliability_json(evaluation);
  document["cases"] = Json::array();
  for (const JudgedCase& one : evaluation.cases) {
    document["cases"].push_back(evaluation::case_json(pack, one, options.tests));
  }
  return written(document);
}

} // namespace sura::clinic
