// A written case is valid, stable and reads back as the same case; single answers are set as a document's are.
#include <random>

#include <gtest/gtest.h>

#include "clinic/intake/case_test_support.h"

namespace sura::clinic::intake {
namespace {

TEST(WriteCase, OneAnswerALineInTheOrderOfThePack) {
  const Result<Case> read =
      read_case(pack(), R"({"complaint": "ache", "age": 0.1, "sex": "male", "leg": "right", "answers": {
      "smoker": null, "stiffness-mornings": true, "puffiness-extra-cm": 3.50, "start-speed": "quick", "bed-days": false}})");
  ASSERT_TRUE(read) << read.error().message();
  EXPECT_EQ(write_case(pack(), *read), R"({
  "age": 0.1,
  "sex": "male",
  "setting": "home",
  "role": "person",
  "leg": "right",
  "complaint": ["ache"],
  "answers": {
    "leg-ache": true,
    "leg-puffiness": true,
    "puffiness-extra-cm": 3.5,
    "stiffness": true,
    "stiffness-mornings": true,
    "start-speed": "quick",
    "both-legs": false,
    "bed-days": false,
    "smoker": null
  }
}
)");
}

TEST(WriteCase, NothingAnswered) {
  EXPECT_EQ(write_case(pack(), empty_case(pack(), 16, Sex::female)), R"({
  "age": 16,
  "sex": "female",
  "setting": "home",
  "role": "person",
  "complaint": [],
  "answers": {}
}
)");
}

// Random answers of every kind to every question: whatever is accepted is written, read back as equal and written the
// same.
TEST(WriteCase, RoundTrip) {
  std::mt19937 random(7);
  const auto pick = [&](const std::vector<std::string>& options) { return options[random() % options.size()]; };
  int accepted = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string answers;
    const auto add = [&](const std::string& id, const std::string& value) {
      answers += answers.empty() ? "" : ", ";
      answers.append("\"").append(id).append("\": ").append(value);
    };
    for (const Finding& finding : pack().findings) {
      std::vector<std::string> options = {"", "", "", "true", "false", "null"};
      for (const Level& level : finding.levels) {
        if (finding.answer == AnswerKind::levels) {
          options.push_back("\"" + level.id + "\"");
        } else if (finding.answer == AnswerKind::number) {
          options.push_back(std::to_string(level.from + static_cast<double>(random() % 1000) / 977.0));
        }
      }
      if (const std::string value = pick(options); !value.empty()) {
        add(finding.id, value);
      }
    }
    for (const BackgroundItem& item : pack().background) {
      if (const std::string value = pick({"", "true", "false", "null"}); !value.empty()) {
        add(item.id, value);
      }
    }
    const Result<Case> read = read_case(
        pack(), R"({"age": )" + std::to_string(random() % 121) + R"(, "sex": )" + pick({"\"female\"", "\"male\""}) +
                    pick({"", R"(, "leg": "left")", R"(, "leg": "both")"}) + R"(, "complaint": )" +
                    pick({"\"ache\"", R"(["spasm", "puffiness"])"}) + ", \"answers\": {" + answers + "}}");
    if (!read) {
      ASSERT_EQ(read.error().code, ErrorCode::inconsistent) << read.error().message();
      continue;
    }
    ++accepted;
    const std::string written = write_case(pack(), *read);
    const Result<Case> again = read_case(pack(), written);
    ASSERT_TRUE(again) << again.error().message() << "\n" << written;
    ASSERT_EQ(*again, *read) << written;
    ASSERT_EQ(write_case(pack(), *again), written);
  }
  EXPECT_GT(accepted, 300);
}

TEST(SetAnswer, DoesWhatTheDocumentDoes) {
  Case the_case = read_case(pack(), woman("")).value();
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "puffiness-extra-cm", "3.5")), "ok");
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "stiffness", "\"much\"")), "ok");
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "start-speed", "sudden")),
            "ok"); // a level id may stand without quotes
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "smoker", "true")), "ok");
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "bed-days", "null")), "ok");
  EXPECT_EQ(the_case,
            read_case(pack(), woman(R"("puffiness-extra-cm": 3.5, "stiffness": "much", "start-speed": "sudden",
                                                 "smoker": true, "bed-days": null)"))
                .value());
}

TEST(SetAnswer, ReplacesAnEarlierAnswer) {
  Case the_case = read_case(pack(), woman("\"smoker\": true")).value();
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "smoker", "false")), "ok");
  EXPECT_EQ(answer(the_case, "smoker"), "false");
}

TEST(SetAnswer, AnErrorChangesNothing) {
  Case the_case = read_case(pack(), woman("\"leg-puffiness\": false")).value();
  const Case before = the_case;
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "puffiness-dents", "true")),
            "inconsistent at answers.puffiness-dents");
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "leg-ache", "false")), "inconsistent at complaint");
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "leg-spasms", "true")),
            "unknown-id at answers.leg-spasms → leg-spasm");
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "leg-spasm", "yes")), "wrong-type at answers.leg-spasm");
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "leg-spasm", "")), "wrong-type at answers.leg-spasm");
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "leg-spasm", "[true]")), "wrong-type at answers.leg-spasm");
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "days-of-trouble", "-1")), "out-of-range at answers.days-of-trouble");
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "days-of-trouble", "1e999")), "wrong-type at answers.days-of-trouble");
  EXPECT_EQ(outcome(set_answer(pack(), the_case, "leg\xFF", "true")), "unknown-id at answers.leg? → leg-ache");
  EXPECT_EQ(the_case, before);
}

} // namespace
} // namespace sura::clinic::intake
