#include "clinic/intake/answer.h"

#include <utility>

#include "clinic/intake/printable.h"

namespace sura::clinic::intake {
namespace {

Answer not_sure() {
  Answer answer;
  answer.sure = false;
  return answer;
}

/// "Yes" to a finding with more than two levels tells only that it is there, not how much.
Answer yes_or_no(bool yes, std::size_t levels) {
  Answer answer;
  answer.level = yes ? 1 : 0;
  answer.exact = !yes || levels == 2;
  return answer;
}

Answer measured(const Finding& finding, double number) {
  Answer answer;
  answer.number = number;
  for (std::uint32_t k = 1; k < finding.levels.size() && number >= finding.levels[k].from; ++k) {
    answer.level = k;
  }
  return answer;
}

Result<Answer> level_answer(const Finding& finding, const std::string& id, const std::string& where) {
  for (std::uint32_t k = 0; k < finding.levels.size(); ++k) {
    if (finding.levels[k].id == id) {
      Answer answer;
      answer.level = k;
      return answer;
    }
  }
  return fail({ErrorCode::unknown_id, where, in_quotes(printable(id)), accepted_answers(finding),
               nearest_name(id, ids_of(finding.levels))});
}

/// The nearest id by spelling, else the one that these words find best.
std::string nearest_id(const Pack& pack, std::string_view id) {
  std::vector<std::string> candidates = ids_of(pack.findings);
  for (const BackgroundItem& item : pack.background) {
    candidates.push_back(item.id);
  }
  std::string nearest = nearest_name(id, candidates);
  if (!nearest.empty()) {
    return nearest;
  }
  const std::vector<Match> matches = find_ids(pack, "en", id);
  const bool is_item = !matches.empty() && (matches.front().kind == "finding" || matches.front().kind == "background");
  return is_item ? matches.front().id : "";
}

} // namespace

std::string accepted_answers(const Finding& finding) {
  switch (finding.answer) {
  case AnswerKind::yes_no:
    return "true, false or null";
  case AnswerKind::levels:
    return "true, false, null or one of " + list_of_ids(finding.levels);
  case AnswerKind::number:
    return "true, false, null or a number from " + number_text(finding.minimum) + " to " +
           number_text(finding.maximum) + (finding.unit.empty() ? "" : " " + finding.unit);
  }
  return "";
}

Result<Answer> finding_answer(const Finding& finding, const Json& value, const std::string& where) {
  if (value.kind == Json::Kind::null) {
    return not_sure();
  }
  if (value.kind == Json::Kind::boolean) {
    return yes_or_no(value.boolean, finding.levels.size());
  }
  if (finding.answer == AnswerKind::levels && value.kind == Json::Kind::text) {
    return level_answer(finding, value.text, where);
  }
  if (finding.answer == AnswerKind::number && value.kind == Json::Kind::number) {
    if (value.number >= finding.minimum && value.number <= finding.maximum) {
      return measured(finding, value.number);
    }
    return fail({ErrorCode::out_of_range, where, described(value), accepted_answers(finding), ""});
  }
  return fail({ErrorCode::wrong_type, where, described(value), accepted_answers(finding), ""});
}

Result<Answer> background_answer(const Json& value, const std::string& where) {
  if (value.kind == Json::Kind::null) {
    return not_sure();
  }
  if (value.kind == Json::Kind::boolean) {
    return yes_or_no(value.boolean, 2);
  }
  return fail({ErrorCode::wrong_type, where, described(value), "true, false or null", ""});
}

Result<void> store_answer(const Pack& pack, ItemFinder& ids, Case& the_case, std::string_view id, const Json& value) {
  const auto item = ids.find(id);
  if (!item) {
    return fail({ErrorCode::unknown_id, path_of("answers", id), in_quotes(printable(id)),
                 "the id of a finding or background item", nearest_id(pack, id)});
  }
  // The place is put into words only where there is something to say about it.
  const Result<Answer> answer =
      item->is_background ? background_answer(value, "") : finding_answer(pack.findings[item->index], value, "");
  if (!answer) {
    Error error = answer.error();
    error.where = path_of("answers", id);
    return fail(std::move(error));
  }
  (item->is_background ? the_case.background : the_case.findings)[item->index] = *answer;
  return {};
}

} // namespace sura::clinic::intake
