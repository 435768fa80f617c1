#include "sura/clinic/interview.h"

#include <algorithm>
#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "sura/clinic/next_steps.h"
#include "sura/clinic/triage.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

constexpr int far_too_many = 200;

using Choose = std::function<std::string(const Step&, std::uint32_t item, bool is_background)>; // a JSON scalar

/// A case with its complaint, as a caller has it before the first step.
Case opened(const Pack& pack, double age, Sex sex, const char* complaint, const char* role) {
  const std::string json = R"({"age": )" + std::to_string(age) + R"(, "sex": ")" + std::string(name(sex)) +
                           R"(", "role": ")" + role + R"(", "leg": "left", "complaint": [")" + complaint + R"("]})";
  return read_case(pack, json).value();
}

void answer(const Pack& pack, Case& the_case, bool is_background, std::uint32_t item, const std::string& value) {
  const std::string& id = is_background ? pack.background[item].id : pack.findings[item].id;
  // A list may hold a facet and its parent: what no longer fits is left "not sure".
  if (!set_answer(pack, the_case, id, value)) {
    ASSERT_TRUE(set_answer(pack, the_case, id, "null")) << id;
  }
}

struct Course {
  std::vector<Step> steps; // the last one is a stop
  Case the_case;
};

Course run(const Pack& pack, Case the_case, const Choose& choose) {
  Course course;
  for (int count = 0; count < far_too_many; ++count) {
    const Step step = next(pack, the_case).value();
    course.steps.push_back(step);
    if (step.kind == Step::Kind::stop) {
      break;
    }
    for (const std::uint32_t item : step.items) {
      answer(pack, the_case, step.is_background, item, choose(step, item, step.is_background));
    }
  }
  course.the_case = the_case;
  return course;
}

Choose always(const std::string& value) {
  return [value](const Step&, std::uint32_t, bool) { return value; };
}

/// "No" to scope and warning signs, then what is given: the long way through.
Choose after_the_flags(const Choose& then) {
  return [then](const Step& step, std::uint32_t item, bool is_background) {
    return step.kind == Step::Kind::question ? then(step, item, is_background) : std::string("false");
  };
}

Choose at_random(std::uint32_t seed) {
  return [random = std::mt19937(seed)](const Step&, std::uint32_t, bool) mutable {
    const auto draw = random() % 3;
    return std::string(draw == 0 ? "true" : draw == 1 ? "false" : "null");
  };
}

std::vector<std::pair<std::string, Choose>> strategies() {
  std::vector<std::pair<std::string, Choose>> all = {
      {"yes", always("true")}, {"no", always("false")}, {"not sure", always("null")}};
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    all.emplace_back("random " + std::to_string(seed), at_random(seed));
  }
  const std::size_t plain = all.size();
  for (std::size_t strategy = 0; strategy < plain; ++strategy) {
    all.emplace_back(all[strategy].first + " after the flags", after_the_flags(all[strategy].second));
  }
  return all;
}

std::uint32_t count(const Course& course, Step::Kind kind) {
  return static_cast<std::uint32_t>(
      std::count_if(course.steps.begin(), course.steps.end(), [&](const Step& step) { return step.kind == kind; }));
}

/// The sample pack with a limit that bites, and one that does not.
std::vector<Pack> packs() {
  std::vector<Pack> all = {sample_pack(), sample_pack(), sample_pack()};
  all[1].question_limit = 2;
  all[2].question_limit = 100;
  return all;
}

void expect_a_good_course(const Pack& pack, const Course& course) {
  EXPECT_EQ(course.steps.back().kind, Step::Kind::stop);
  EXPECT_NE(course.steps.back().stop, Step::Stop::none);
  EXPECT_LE(count(course, Step::Kind::question), pack.question_limit);
  EXPECT_LE(count(course, Step::Kind::red_flags), 1U);
  for (std::size_t at = 0; at + 1 < course.steps.size(); ++at) {
    const Step& step = course.steps[at];
    const Step& after = course.steps[at + 1];
    EXPECT_GE(step.left_at_most, course.steps.size() - 1 - at) << "step " << at;
    EXPECT_GT(step.left_at_most, after.left_at_most) << "step " << at;
    EXPECT_LE(static_cast<int>(step.kind), static_cast<int>(after.kind)) << "scope, then flags, then questions";
  }
}

TEST(Interview, EndsWithinTheLimitForEveryWayOfAnswering) {
  for (const Pack& pack : packs()) {
    for (const auto& [called, choose] : strategies()) {
      for (const char* complaint : {"ache", "spasm", "puffiness"}) {
        for (const char* role : {"person", "clinician"}) {
          SCOPED_TRACE(called + ", " + complaint + ", " + role + ", limit " + std::to_string(pack.question_limit));
          expect_a_good_course(pack, run(pack, opened(pack, 30, Sex::female, complaint, role), choose));
        }
      }
    }
  }
}

TEST(Interview, StopsAtTheLimitExactly) {
  Pack pack = sample_pack();
  pack.question_limit = 2;
  const Course course = run(pack, opened(pack, 30, Sex::female, "ache", "person"), after_the_flags(always("null")));
  EXPECT_EQ(course.steps.back().stop, Step::Stop::limit);
  EXPECT_EQ(count(course, Step::Kind::question), 2U);
  EXPECT_EQ(questions_asked(pack, course.the_case), 2U);
}

TEST(Interview, AsksForWhatAComplaintWouldStateAndCountsIt) {
  Pack pack = sample_pack();
  pack.question_limit = 100;
  const Course course = run(pack, opened(pack, 30, Sex::female, "ache", "person"), after_the_flags(always("null")));
  const std::uint32_t puffy = *find_finding(pack, "leg-puffiness");
  EXPECT_TRUE(std::any_of(course.steps.begin(), course.steps.end(), [&](const Step& step) {
    return step.kind == Step::Kind::question && !step.is_background &&
           std::find(step.items.begin(), step.items.end(), puffy) != step.items.end();
  }));
  EXPECT_EQ(questions_asked(pack, course.the_case), count(course, Step::Kind::question));
}

TEST(Interview, CountsItsOwnQuestionsOnly) {
  const Pack pack = sample_pack();
  Case the_case = opened(pack, 30, Sex::female, "ache", "person");
  EXPECT_EQ(questions_asked(pack, the_case), 0U);
  for (int done = 0; done < far_too_many; ++done) {
    const Step step = next(pack, the_case).value();
    if (step.kind == Step::Kind::stop) {
      break;
    }
    const std::uint32_t before = questions_asked(pack, the_case);
    for (const std::uint32_t item : step.items) {
      answer(pack, the_case, step.is_background, item, step.kind == Step::Kind::red_flags ? "false" : "null");
    }
    EXPECT_EQ(questions_asked(pack, the_case), before + (step.kind == Step::Kind::question ? 1 : 0));
  }
  EXPECT_GT(questions_asked(pack, the_case), 0U);
}

TEST(Interview, StartsWithScopeThenTheFlags) {
  const Pack pack = sample_pack();
  Case the_case = opened(pack, 30, Sex::female, "ache", "person");
  Step step = next(pack, the_case).value();
  EXPECT_EQ(step.kind, Step::Kind::scope);
  EXPECT_TRUE(step.is_background);
  EXPECT_EQ(pack.background[step.items.at(0)].id, "already-treated");
  answer(pack, the_case, true, step.items.at(0), "false");
  step = next(pack, the_case).value();
  EXPECT_EQ(step.kind, Step::Kind::red_flags);
  EXPECT_EQ(step.items, pack.red_flags[0].show);
  answer(pack, the_case, false, step.items[0], "false");
  const Step rest = next(pack, the_case).value();
  EXPECT_EQ(rest.kind, Step::Kind::red_flags);
  EXPECT_EQ(rest.items, (std::vector<std::uint32_t>{step.items[1]}));
}

TEST(Interview, StopsAtAnEmergencyAtOnce) {
  const Pack pack = sample_pack();
  Case the_case = opened(pack, 30, Sex::female, "ache", "person");
  answer(pack, the_case, false, *find_finding(pack, "short-breath"), "true");
  EXPECT_EQ(next(pack, the_case).value().stop, Step::Stop::emergency);
}

TEST(Interview, OutOfScopeStillAsksForTheFlagsAndNothingElse) {
  const Pack pack = sample_pack();
  for (const char* flag : {"true", "false"}) {
    Case the_case = opened(pack, 30, Sex::female, "ache", "person");
    answer(pack, the_case, true, *find_background(pack, "already-treated"), "true");
    Course course = run(pack, the_case, always(flag));
    ASSERT_EQ(course.steps.size(), 2U);
    EXPECT_EQ(course.steps[0].kind, Step::Kind::red_flags);
    EXPECT_EQ(course.steps[0].left_at_most, 1U);
    EXPECT_EQ(course.steps[1].stop, std::string(flag) == "true" ? Step::Stop::emergency : Step::Stop::out_of_scope);
  }
}

/// The worth and the largest burden of the items of one question.
struct Value {
  double worth = 0.0;
  double burden = 0.0;
};

Value value_of(const Pack& pack, const std::vector<NextStep>& steps, const Step& asked) {
  Value value;
  for (const NextStep& step : steps) {
    if (step.is_background == asked.is_background &&
        std::find(asked.items.begin(), asked.items.end(), step.item) != asked.items.end()) {
      value.worth += step.worth;
      value.burden = std::max(value.burden, pack.losses.efforts[step.effort].burden);
    }
  }
  return value;
}

TEST(Interview, AsksWhatIsWorthMostAndNothingThatIsNotWorthIt) {
  Pack pack = sample_pack();
  pack.question_limit = 100;
  Case the_case = opened(pack, 30, Sex::female, "ache", "person");
  for (int count = 0; count < far_too_many; ++count) {
    const Step step = next(pack, the_case).value();
    const std::vector<NextStep> steps = next_steps(pack, the_case).value();
    if (step.kind == Step::Kind::stop) {
      EXPECT_EQ(step.stop, Step::Stop::enough);
      for (const NextStep& left : steps) {
        const bool is_stated = !left.is_background && pack.findings[left.item].id == "both-legs";
        EXPECT_TRUE(is_stated || !is_worth_it(pack, left)) << left.item;
      }
      return;
    }
    if (step.kind == Step::Kind::question) {
      const Value value = value_of(pack, steps, step);
      EXPECT_DOUBLE_EQ(step.worth, value.worth);
      EXPECT_GE(value.worth, value.burden);
      EXPECT_TRUE(std::find(step.items.begin(), step.items.end(), step.leading) != step.items.end());
    }
    for (const std::uint32_t item : step.items) {
      answer(pack, the_case, step.is_background, item, "false");
    }
  }
  FAIL() << "the interview does not end";
}

TEST(Interview, AListHoldsYesNoItemsOfOneTopic) {
  Pack pack = sample_pack();
  pack.question_limit = 100;
  std::size_t lists = 0;
  for (const auto& [called, choose] : strategies()) {
    const Course course = run(pack, opened(pack, 30, Sex::female, "ache", "person"), after_the_flags(choose));
    for (const Step& step : course.steps) {
      if (step.kind != Step::Kind::question || step.items.size() == 1) {
        continue;
      }
      ++lists;
      EXPECT_LE(step.items.size(), most_listed_together);
      EXPECT_TRUE(std::is_sorted(step.items.begin(), step.items.end()));
      for (const std::uint32_t item : step.items) {
        if (step.is_background) {
          EXPECT_EQ(pack.background[item].theme, pack.background[step.leading].theme);
        } else {
          EXPECT_EQ(pack.findings[item].answer, AnswerKind::yes_no);
          EXPECT_EQ(pack.findings[item].parent, pack.findings[step.leading].parent);
          EXPECT_EQ(pack.findings[item].theme, pack.findings[step.leading].theme);
        }
      }
    }
  }
  EXPECT_GT(lists, 0U);
}

TEST(Interview, NeverAsksTwiceNorWhatThePersonCannotHave) {
  Pack pack = sample_pack();
  pack.question_limit = 100;
  const Course course = run(pack, opened(pack, 30, Sex::male, "ache", "person"), after_the_flags(always("false")));
  std::vector<std::string> asked;
  for (const Step& step : course.steps) {
    if (step.kind == Step::Kind::question || step.kind == Step::Kind::scope) {
      for (const std::uint32_t item : step.items) {
        asked.push_back(step.is_background ? pack.background[item].id : pack.findings[item].id);
      }
    }
  }
  for (const char* impossible : {"monthly-swelling", "expecting", "lab-marker", "puffiness-dents", "both-legs"}) {
    EXPECT_EQ(std::count(asked.begin(), asked.end(), impossible), 0) << impossible;
  }
  std::sort(asked.begin(), asked.end());
  EXPECT_EQ(std::adjacent_find(asked.begin(), asked.end()), asked.end());
}

} // namespace
} // namespace sura::clinic
