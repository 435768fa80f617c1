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

/// The text of a list: its topic's own, or one that fits any.
std::string list_text(const clinic::Pack& pack, const clinic::Words& words, const clinic::Step& step) {
  if (step.kind == clinic::Step::Kind::red_flags)
    return own_text(words, "ask.red-flags");
  const std::string& theme =
      step.is_background ? pack.background[step.leading].theme : pack.findings[step.leading].theme;
  const std::int32_t parent = step.is_background ? -1 : pack.findings[step.leading].parent;
  const std::string key = step.is_background ? "list.background." + theme
                          : parent < 0       ? "list.finding." + theme
                                             : "list.sides." + pack.findings[static_cast<std::size_t>(parent)].id;
  return has_text(words, key) ? words.of(key) : own_text(words, "ask.list");
}

std::string why_text(const clinic::Words& words, const std::string& key) {
  return has_text(words, key + ".why") ? words.of(key + ".why") : own_text(words, "why.none");
}

Question list_question(const clinic::Pack& pack, const clinic::Words& words, const clinic::Step& step) {
  const std::string kind = step.is_background ? "background." : "finding.";
  const bool is_opening = step.kind == clinic::Step::Kind::red_flags;
  Question question;
  question.form = Question::Form::several;
  question.text = list_text(pack, words, step);
  question.why =
      is_opening ? own_text(words, "why.red-flags") : why_text(words, kind + id_of(pack, step, step.leading));
  question.may_be_none = true;
  question.may_be_unsure = true;
  for (const auto index : step.items) {
    const auto& id = id_of(pack, step, index);
    question.choices.push_back({id, words.of(kind + id + ".name")});
  }
  return question;
}

Question item_question(const clinic::Pack& pack, const clinic::Words& words, const clinic::Step& step) {
  const std::string& id = id_of(pack, step, step.leading);
  const std::string key = (step.is_background ? "background." : "finding.") + id;
  Question question;
  question.text = words.of(key + ".question");
  question.why = why_text(words, key);
  question.may_be_unsure = true;
  if (step.is_background || pack.findings[step.leading].answer == clinic::AnswerKind::yes_no)
    return question;
  const auto& finding = pack.findings[step.leading];
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
  Question question =
      is_list(turn.step) ? list_question(pack, words, turn.step) : item_question(pack, words, turn.step);
  question.left_at_most = turn.step.left_at_most;
  return question;
}

} // namespace sura::cli
