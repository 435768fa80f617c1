#include "sura/clinic/interview.h"

#include <algorithm>

#include "clinic/interview/open_items.h"
#include "sura/clinic/next_steps.h"
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
  const std::uint32_t open = count_questions(pack, open_questions(pack, the_case));
  return std::min(open, limit > asked ? limit - asked : 0);
}

/// Items that can be asked together, best first.
struct Question {
  Item leading;
  std::vector<std::uint32_t> items;
  double worth = 0.0;
  double burden = 0.0; // the largest of the items'
};

/// Every question that these steps make. They come by falling worth, so that the first of a topic leads its list.
std::vector<Question> questions_of(const Pack& pack, const std::vector<NextStep>& steps,
                                   const std::vector<Item>& open) {
  std::vector<Question> questions;
  for (const NextStep& step : steps) {
    const bool is_open = std::any_of(open.begin(), open.end(), [&](const Item& item) {
      return item.is_background == step.is_background && item.item == step.item;
    });
    if (!is_open) {
      continue;
    }
    const Item item{step.is_background, step.item};
    auto question = std::find_if(questions.begin(), questions.end(), [&](const Question& other) {
      return other.items.size() < most_listed_together && same_topic(pack, other.leading, item);
    });
    if (question == questions.end()) {
      question = questions.insert(questions.end(), Question{item, {}, 0.0, 0.0});
    }
    question->items.push_back(step.item);
    question->worth += step.worth;
    question->burden = std::max(question->burden, pack.losses.efforts[step.effort].burden);
  }
  return questions;
}

Result<Step> best_question(const Pack& pack, const Case& the_case, std::uint32_t left, const PriorModels* models) {
  if (left == 0) {
    const bool limited = questions_asked(pack, the_case) >= pack.question_limit;
    return stop(limited ? Step::Stop::limit : Step::Stop::enough);
  }
  const Result<std::vector<NextStep>> steps = next_steps(pack, the_case, models);
  if (!steps) {
    return fail(steps.error());
  }
  const std::vector<Question> questions = questions_of(pack, *steps, open_questions(pack, the_case));
  const auto best = std::max_element(questions.begin(), questions.end(), [](const Question& a, const Question& b) {
    return a.worth * b.burden < b.worth * a.burden;
  });
  if (best == questions.end() || best->worth < best->burden) {
    return stop(Step::Stop::enough);
  }
  Step step;
  step.kind = Step::Kind::question;
  step.is_background = best->leading.is_background;
  step.items = best->items;
  std::sort(step.items.begin(), step.items.end());
  step.leading = best->leading.item;
  step.worth = best->worth;
  step.left_at_most = left;
  return step;
}

} // namespace

std::uint32_t questions_asked(const Pack& pack, const Case& the_case) {
  return answered_questions(pack, the_case);
}

Result<Step> next(const Pack& pack, const Case& the_case, const PriorModels* models) {
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
    step.items = {scope.front()};
    step.leading = scope.front();
    step.left_at_most = static_cast<std::uint32_t>(scope.size()) + list + questions;
    return step;
  }
  if (!flags.empty()) {
    step.kind = Step::Kind::red_flags;
    step.items = flags;
    step.left_at_most = list + questions;
    return step;
  }
  return in_scope ? best_question(pack, the_case, questions, models) : stop(Step::Stop::out_of_scope);
}

} // namespace sura::clinic
