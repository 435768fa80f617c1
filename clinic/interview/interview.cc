#include "sura/clinic/interview.h"

#include <algorithm>

#include "clinic/interview/open_items.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/triage.h"

namespace sura::clinic {

namespace {

Step stop(Step::Stop why) {
  Step step;
  step.stop = why;
  return step;
}

bool emergency_holds(const Pack& pack, const Case& the_case) {
  const std::vector<std::uint32_t> flags = red_flags(pack, the_case);
  return std::any_of(flags.begin(), flags.end(),
                     [&](std::uint32_t flag) { return pack.red_flags[flag].urgency == Urgency::emergency; });
}

std::uint32_t questions_left(const Pack& pack, const Case& the_case) {
  const std::uint32_t asked = questions_asked(pack, the_case);
  const std::uint32_t limit = pack.question_limit;
  const auto open = static_cast<std::uint32_t>(open_questions(pack, the_case).size());
  return std::min(open, limit > asked ? limit - asked : 0);
}

Result<Step> best_question(const Pack& pack, const Case& the_case, std::uint32_t left) {
  if (left == 0) {
    const bool limited = questions_asked(pack, the_case) >= pack.question_limit;
    return stop(limited ? Step::Stop::limit : Step::Stop::enough);
  }
  const Result<std::vector<Candidate>> ranked = candidates(pack, the_case);
  if (!ranked) {
    return fail(ranked.error());
  }
  const std::vector<Item> open = open_questions(pack, the_case);
  for (const Candidate& candidate : *ranked) {
    if (candidate.gain < worth_asking) {
      break; // they come by falling gain
    }
    const bool is_open = std::any_of(open.begin(), open.end(), [&](const Item& item) {
      return item.is_background == candidate.is_background && item.item == candidate.item;
    });
    if (is_open) {
      Step step;
      step.kind = Step::Kind::question;
      step.is_background = candidate.is_background;
      step.item = candidate.item;
      step.gain = candidate.gain;
      step.left_at_most = left;
      return step;
    }
  }
  return stop(Step::Stop::enough);
}

} // namespace

std::uint32_t questions_asked(const Pack& pack, const Case& the_case) {
  return answered_questions(pack, the_case);
}

Result<Step> next(const Pack& pack, const Case& the_case) {
  if (emergency_holds(pack, the_case)) {
    return stop(Step::Stop::emergency);
  }
  const bool in_scope = out_of_scope(pack, the_case).empty();
  const std::vector<std::uint32_t> scope = in_scope ? open_scope_items(pack, the_case) : std::vector<std::uint32_t>{};
  const std::vector<std::uint32_t> flags = open_opening_list(pack, the_case);
  const std::uint32_t questions = in_scope ? questions_left(pack, the_case) : 0;
  const std::uint32_t list = flags.empty() ? 0 : 1;
  Step step;
  if (!scope.empty()) {
    step.kind = Step::Kind::scope;
    step.is_background = true;
    step.item = scope.front();
    step.left_at_most = static_cast<std::uint32_t>(scope.size()) + list + questions;
    return step;
  }
  if (!flags.empty()) {
    step.kind = Step::Kind::red_flags;
    step.red_flags = flags;
    step.left_at_most = list + questions;
    return step;
  }
  return in_scope ? best_question(pack, the_case, questions) : stop(Step::Stop::out_of_scope);
}

} // namespace sura::clinic
