#include "apps/cli/interview/wording.h"

namespace sura::cli {
namespace {

using Stage = Turn::Stage;

constexpr double oldest = 120.0; // years; as a case file may say

Question opening_question(const clinic::Pack& pack, const clinic::Words& words, Stage stage) {
  Question question;
  const std::string key = stage == Stage::age         ? "age"
                          : stage == Stage::sex       ? "sex"
                          : stage == Stage::complaint ? "complaint"
                                                      : "leg";
  question.text = own_text(words, "ask." + key);
  question.why = own_text(words, "why." + key);
  question.form = stage == Stage::age         ? Question::Form::number
                  : stage == Stage::complaint ? Question::Form::several
                                              : Question::Form::one;
  question.maximum = oldest;
  if (stage == Stage::sex)
    for (const auto sex : sexes)
      question.choices.push_back(
          {std::string(clinic::name(sex)), own_text(words, "sex." + std::string(clinic::name(sex)))});
  if (stage == Stage::complaint)
    for (const auto& complaint : pack.complaints)
      question.choices.push_back({complaint.id, words.of("complaint." + complaint.id)});
  if (stage == Stage::leg)
    for (const auto leg : leg_ids)
      question.choices.push_back({std::string(leg), own_text(words, "leg." + std::string(leg))});
  question.may_be_unsure = stage == Stage::leg;
  return question;
}

Question red_flag_question(const clinic::Pack& pack, const clinic::Words& words, const clinic::Step& step) {
  Question question;
  question.form = Question::Form::several;
  question.text = own_text(words, "ask.red-flags");
  question.why = own_text(words, "why.red-flags");
  question.may_be_none = true;
  question.may_be_unsure = true;
  for (const auto index : step.red_flags) {
    const auto& id = pack.findings[index].id;
    question.choices.push_back({id, words.of("finding." + id + ".name")});
  }
  return question;
}

Question item_question(const clinic::Pack& pack, const clinic::Words& words, const clinic::Step& step) {
  const std::string& id = id_of(pack, step);
  const std::string key = (step.is_background ? "background." : "finding.") + id;
  Question question;
  question.text = words.of(key + ".question");
  question.why = has_text(words, key + ".why") ? words.of(key + ".why") : own_text(words, "why.none");
  question.may_be_unsure = true;
  if (step.is_background || pack.findings[step.item].answer == clinic::AnswerKind::yes_no)
    return question;
  const auto& finding = pack.findings[step.item];
  question.minimum = finding.minimum;
  question.maximum = finding.maximum;
  question.unit = finding.unit;
  question.form = finding.answer == clinic::AnswerKind::number ? Question::Form::number : Question::Form::one;
  if (finding.answer == clinic::AnswerKind::levels)
    for (const auto& level : finding.levels)
      question.choices.push_back({level.id, words.of("level." + id + "." + level.id)});
  return question;
}

} // namespace

Question question_of(const clinic::Pack& pack, const clinic::Words& words, const Turn& turn) {
  if (turn.stage != Stage::step)
    return opening_question(pack, words, turn.stage);
  Question question = turn.step.kind == clinic::Step::Kind::red_flags ? red_flag_question(pack, words, turn.step)
                                                                      : item_question(pack, words, turn.step);
  question.left_at_most = turn.step.left_at_most;
  return question;
}

} // namespace sura::cli
