// The Assessment as its published JSON document. The field names are explained in docs/assessment.md.
#include <algorithm>
#include <cstddef>

#include "clinic/report/document.h"
#include "clinic/report/frequency.h"
#include "clinic/report/next_text.h"
#include "clinic/report/reasons.h"
#include "clinic/report/source_words.h"
#include "sura/clinic/assessment.h"
#include "sura/clinic/country.h"

namespace sura::clinic {

namespace {

constexpr double smallest_share = 0.0000005; // shares that print as 0

class Document {
public:
  Document(const Pack& pack, const Assessment& assessment)
      : pack_(pack), assessment_(assessment), words_(pack, assessment.language, reader_of(assessment.the_case)) {}

  Json make() {
    const Case& the_case = assessment_.the_case;
    Json document;
    document["schema"] = assessment_schema_id;
    document["pack"] = {
        {"name", pack_.name}, {"version", pack_.version}, {"date", pack_.date}, {"sha256", pack_.sha256}};
    document["case"] = Json::parse(write_case(pack_, the_case), nullptr, false);
    document["role"] = pack_.roles[the_case.role].id;
    document["language"] = assessment_.language;
    document["setting"] = pack_.settings[the_case.setting].id;
    document["complaint"] = Json::array();
    for (const std::uint32_t complaint : the_case.complaints) {
      document["complaint"].push_back(pack_.complaints[complaint].id);
    }
    document["scope"] = scope();
    document["urgency"] = urgency();
    document["conditions"] = conditions();
    document["why"] = why();
    document["unexplained"] = rounded(assessment_.diagnosis.unexplained);
    document["attribution"] = attribution();
    document["next"] = next_steps();
    document["rules"] = rules_json(pack_, words_, citations_, assessment_);
    document["care"] = care();
    document["alerts"] = Json::array();
    document["sources"] = sources_json(pack_, citations_);
    document["limits"] = limits(pack_, words_, assessment_);
    return document;
  }

private:
  Json cited(const std::vector<std::uint32_t>& records) { return ids_of_records(pack_, citations_, records); }

  Json scope() {
    Json because = Json::array();
    for (const std::uint32_t rule : assessment_.triage.out_of_scope) {
      because.push_back({{"id", pack_.scope[rule].id},
                         {"text", words_.of("scope." + pack_.scope[rule].id)},
                         {"sources", cited(pack_.scope[rule].records)}});
    }
    return {{"ok", assessment_.triage.in_scope}, {"because", because}};
  }

  Json urgency() {
    Json because = Json::array();
    for (const UrgencyReason& reason : assessment_.triage.because) {
      Json entry = {{"kind", name(reason.kind)},
                    {"level", name(reason.level)},
                    {"id", reason_id(pack_, reason)},
                    {"text", reason_text(pack_, words_, reason, assessment_.triage.in_scope)}};
      if (reason.probability > 0.0) {
        entry["probability"] = rounded(reason.probability);
      }
      entry["sources"] = cited(reason.records);
      because.push_back(entry);
    }
    const Urgency level = assessment_.triage.level;
    Json urgency = {
        {"level", name(level)}, {"label", urgency_sentence(pack_, words_, assessment_)}, {"because", because}};
    const std::vector<std::string> numbers = emergency_numbers(pack_, assessment_.the_case.country);
    if (!numbers.empty()) {
      urgency["numbers"] = numbers;
    }
    if (assessment_.triage.in_scope) {
      urgency["expected_loss"] = by_level(assessment_.triage.expected_loss);
      urgency["sways"] = sways();
      if (!assessment_.diagnosis.drawn.empty()) {
        urgency["over_draws"] = by_level(assessment_.triage.over_draws);
      }
    }
    return urgency;
  }

  static Json by_level(const ByUrgency& values) {
    Json object;
    for (std::size_t level = 0; level < values.size(); ++level) {
      object[std::string(name(static_cast<Urgency>(level)))] = rounded(values[level]);
    }
    return object;
  }

  Json sways() {
    Json list = Json::array();
    for (const Sway& sway : assessment_.triage.sways) {
      list.push_back({{"condition", pack_.conditions[sway.condition].id},
                      {"cause", rounded(sway.cause)},
                      {"level", name(sway.level)}});
    }
    return list;
  }

  Json interval_from(std::uint32_t condition) {
    Json list = Json::array();
    if (assessment_.interval_from.empty()) {
      return list;
    }
    for (const StudyShare& part : assessment_.interval_from[condition]) {
      const std::uint32_t row = first_row_of(pack_, part.study);
      list.push_back({{"number", number_in_words(pack_, words_, row)},
                      {"records", records_behind(pack_, row)},
                      {"share", rounded(part.share)}});
    }
    return list;
  }

  Json chain(const Condition& condition) {
    Json steps = Json::array();
    for (const ChainStep& step : condition.chain) {
      steps.push_back({{"id", step.id},
                       {"text", words_.of("chain." + condition.id + "." + step.id)},
                       {"standing", name(step.standing)},
                       {"sources", cited(step.records)}});
    }
    return steps;
  }

  Json conditions() {
    Json list = Json::array();
    for (const std::uint32_t index : assessment_.order) {
      const ConditionResult& result = assessment_.diagnosis.conditions[index];
      list.push_back({{"id", pack_.conditions[index].id},
                      {"name", words_.condition(index)},
                      {"cause", rounded(result.cause)},
                      {"presence", rounded(result.presence)},
                      {"interval", {rounded(result.low), rounded(result.high)}},
                      {"interval_level", interval_level},
                      {"interval_from", interval_from(index)},
                      {"frequency", frequency(words_, result.cause)},
                      {"for", arguments_json(pack_, words_, assessment_, arguments_for(assessment_, index))},
                      {"against", arguments_json(pack_, words_, assessment_, arguments_against(assessment_, index))},
                      {"chain", chain(pack_.conditions[index])}});
    }
    return list;
  }

  Json answer_of(bool is_background, std::uint32_t item, const Answer& answer) const {
    return {{"id", is_background ? pack_.background[item].id : pack_.findings[item].id},
            {"text", words_.item(is_background, item)},
            {"answer", answer_value(pack_, is_background, item, answer)}};
  }

  Json why() const {
    Json result = Json::object();
    if (assessment_.pivot) {
      const Pivot& pivot = *assessment_.pivot;
      Json& json = result["pivot"] = answer_of(pivot.is_background, pivot.item, pivot.flipped);
      json["change"] = rounded(pivot.change);
      json["leads"] = pivot.leads ? pack_.conditions[*pivot.leads].id : "something-else";
    }
    result["overtaking"] = overtaking();
    return result;
  }

  Json overtaking() const {
    Json list = Json::array();
    for (const Overtaking& way : assessment_.overtaking) {
      Json answers = Json::array();
      for (const Overtaking::Part& part : way.parts) {
        answers.push_back(answer_of(part.is_background, part.item, part.answer));
      }
      list.push_back({{"answers", answers},
                      {"probability", rounded(way.probability)},
                      {"first", {{"id", pack_.conditions[assessment_.order[0]].id}, {"cause", rounded(way.first)}}},
                      {"second", {{"id", pack_.conditions[assessment_.order[1]].id}, {"cause", rounded(way.second)}}}});
    }
    return list;
  }

  Json shares(const FindingAttribution& finding) {
    Json list = Json::array();
    const auto add = [&](std::string_view id, const std::string& called, double share) {
      if (share > smallest_share) {
        list.push_back({{"id", id}, {"name", called}, {"share", rounded(share)}});
      }
    };
    for (std::uint32_t condition = 0; condition < finding.conditions.size(); ++condition) {
      add(pack_.conditions[condition].id, words_.condition(condition), finding.conditions[condition]);
    }
    add("something-else", words_.of("interface.origin.something-else"), finding.something_else);
    add("background", words_.of("interface.origin.background"), finding.background);
    std::stable_sort(list.begin(), list.end(),
                     [](const Json& a, const Json& b) { return a["share"].get<double>() > b["share"].get<double>(); });
    return list;
  }

  Json attribution() {
    Json list = Json::array();
    for (const FindingAttribution& finding : assessment_.diagnosis.attribution) {
      list.push_back({{"finding", pack_.findings[finding.finding].id},
                      {"name", words_.item(false, finding.finding)},
                      {"shares", shares(finding)}});
    }
    return list;
  }

  Json outcomes(const NextStep& step) {
    const std::uint32_t condition = most_moved(assessment_, step);
    Json list = Json::array();
    for (const StepOutcome& outcome : step.outcomes) {
      const Answer answer{true, outcome.level, true, std::nullopt};
      list.push_back({{"answer", answer_value(pack_, step.is_background, step.item, answer)},
                      {"probability", rounded(outcome.probability)},
                      {"condition", pack_.conditions[condition].id},
                      {"cause", rounded(outcome.causes[condition])},
                      {"urgency", name(outcome.urgency)}});
    }
    return list;
  }

  Json next_steps() {
    Json list = Json::array();
    for (const NextStep& step : assessment_.next) {
      list.push_back({{"id", step.is_background ? pack_.background[step.item].id : pack_.findings[step.item].id},
                      {"question", words_.question(step.is_background, step.item)},
                      {"why", words_.why(step.is_background, step.item)},
                      {"effort", pack_.losses.efforts[step.effort].id},
                      {"worth", rounded(step.worth)},
                      {"deciding", rounded(step.deciding)},
                      {"acting", rounded(step.acting)},
                      {"knowing", rounded(step.knowing)},
                      {"warning", rounded(step.warning)},
                      {"gain", rounded(step.gain)},
                      {"outcomes", outcomes(step)}});
    }
    return list;
  }

  Json care() {
    Json sections;
    for (const CareSection section :
         {CareSection::now, CareSection::self_care, CareSection::clinician, CareSection::medicines, CareSection::avoid,
          CareSection::prevention, CareSection::safety_net}) {
      sections[std::string(name(section))] = Json::array();
    }
    for (const std::uint32_t index : assessment_.care.items) {
      const CareItem& item = pack_.care[index];
      Json entry = {{"id", item.id}, {"text", words_.of("care." + item.id)}, {"standing", name(item.standing)}};
      if (!item.reason.empty()) {
        entry["reason"] = item.reason;
      }
      entry["sources"] = cited(item.records);
      sections[std::string(name(item.section))].push_back(entry);
    }
    return sections;
  }

  const Pack& pack_;
  const Assessment& assessment_;
  Words words_;
  Citations citations_;
};

} // namespace

std::string to_json(const Pack& pack, const Assessment& assessment) {
  return written(Document(pack, assessment).make());
}

} // namespace sura::clinic
