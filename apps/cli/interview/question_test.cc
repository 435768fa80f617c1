#include "apps/cli/interview/question.h"

#include <gtest/gtest.h>

namespace sura::cli {
namespace {

using Kind = Reply::Kind;

Vocabulary english() {
  return {{"y", "yes"}, {"n", "no", "none"}, {"?", "not sure"}, {"back"}, {"why", "why?"}, {"help"}, {"stop"}};
}

Reply read(const Question& question, std::string_view line) {
  return understand(question, line, english());
}

Question yes_no() {
  Question question;
  question.may_be_unsure = true;
  return question;
}

Question centimetres() {
  Question question;
  question.form = Question::Form::number;
  question.maximum = 30;
  question.unit = "cm";
  question.may_be_unsure = true;
  return question;
}

Question pace(Question::Form form) {
  Question question;
  question.form = form;
  question.choices = {{"slow", "Over days"}, {"quick", "Over hours"}, {"sudden", "All at once"}};
  question.may_be_unsure = true;
  return question;
}

TEST(Understand, YesAndNoInAnyCaseWithBlanksAndFullStop) {
  for (const auto* line : {"y", "Yes", " YES. ", "yes!", "y\r"}) {
    EXPECT_EQ(read(yes_no(), line).kind, Kind::answer) << line;
    EXPECT_TRUE(read(yes_no(), line).yes) << line;
  }
  EXPECT_EQ(read(yes_no(), "no").kind, Kind::answer);
  EXPECT_FALSE(read(yes_no(), "no").yes);
}

TEST(Understand, NotSureOnlyWhereItIsAnAnswer) {
  EXPECT_EQ(read(yes_no(), "?").kind, Kind::unsure);
  EXPECT_EQ(read(yes_no(), "Not sure").kind, Kind::unsure);
  Question needed = yes_no();
  needed.may_be_unsure = false;
  EXPECT_EQ(read(needed, "?").kind, Kind::unclear);
  EXPECT_EQ(read(needed, "?").trouble, "needed");
}

TEST(Understand, CommandsBeforeAnswers) {
  EXPECT_EQ(read(yes_no(), "back").kind, Kind::back);
  EXPECT_EQ(read(centimetres(), "Why?").kind, Kind::why);
  EXPECT_EQ(read(pace(Question::Form::one), "HELP").kind, Kind::help);
  EXPECT_EQ(read(pace(Question::Form::several), "stop").kind, Kind::stop);
}

TEST(Understand, UnclearLines) {
  EXPECT_EQ(read(yes_no(), "").trouble, "empty");
  EXPECT_EQ(read(yes_no(), " \t ").trouble, "empty");
  EXPECT_EQ(read(yes_no(), "...").trouble, "empty");
  EXPECT_EQ(read(yes_no(), "maybe").trouble, "yes-no");
  EXPECT_EQ(read(yes_no(), "1").trouble, "yes-no");
  EXPECT_EQ(read(centimetres(), "much").trouble, "number");
  EXPECT_EQ(read(centimetres(), "31").trouble, "range");
  EXPECT_EQ(read(centimetres(), "-1").trouble, "range");
  EXPECT_EQ(read(pace(Question::Form::one), "4").trouble, "one");
  EXPECT_EQ(read(pace(Question::Form::one), "0").trouble, "one");
  EXPECT_EQ(read(pace(Question::Form::one), "1.5").trouble, "one");
  EXPECT_EQ(read(pace(Question::Form::several), "1, 7").trouble, "several");
}

TEST(Understand, NumbersWithUnitAndDecimalComma) {
  for (const auto* line : {"3.5", "3,5", "3.5 cm", "3,5cm", "3.50 CM"}) {
    EXPECT_EQ(read(centimetres(), line).kind, Kind::answer) << line;
    EXPECT_DOUBLE_EQ(read(centimetres(), line).number, 3.5) << line;
  }
  EXPECT_DOUBLE_EQ(read(centimetres(), "0").number, 0.0);
  EXPECT_DOUBLE_EQ(read(centimetres(), "30").number, 30.0);
}

TEST(Understand, NumbersThatAreNone) {
  // "1,000" could be a thousand or one: asked again. What is infinite or no number never becomes an answer.
  for (const auto* line : {"1,000", "1e999", "nan", "inf", "3 cm 4", "cm", "0x10", "3.5.1"})
    EXPECT_EQ(read(centimetres(), line).trouble, "number") << line;
}

TEST(Understand, ChoicesByNumberIdLabelOrBeginning) {
  const Question question = pace(Question::Form::one);
  for (const auto* line : {"3", "sudden", "All at once", "su", "all"})
    EXPECT_EQ(read(question, line).chosen, std::vector<std::size_t>{2}) << line;
  EXPECT_EQ(read(question, "over").trouble, "one") << "two labels begin so";
  EXPECT_EQ(read(question, "over days").chosen, std::vector<std::size_t>{0});
}

TEST(Understand, ChoiceThatIsTheBeginningOfAnother) {
  Question question = pace(Question::Form::one);
  question.choices = {{"leg", "Leg"}, {"legs", "Legs"}};
  EXPECT_EQ(read(question, "leg").chosen, std::vector<std::size_t>{0});
  EXPECT_EQ(read(question, "legs").chosen, std::vector<std::size_t>{1});
}

TEST(Understand, SeveralChoices) {
  const Question question = pace(Question::Form::several);
  const std::vector<std::size_t> first_and_third = {0, 2};
  for (const auto* line : {"1, 3", "1 3", "1,3", "1; 3", "slow and sudden", "1 + 3", "1, 3, 1", "slow & 3."})
    EXPECT_EQ(read(question, line).chosen, first_and_third) << line;
  EXPECT_EQ(read(question, "2").chosen, std::vector<std::size_t>{1});
  EXPECT_EQ(read(question, "Over hours").chosen, std::vector<std::size_t>{1});
  EXPECT_EQ(read(question, ",").trouble, "several");
}

TEST(Understand, SeveralWithDoubt) {
  const Reply reply = read(pace(Question::Form::several), "1, 3?");
  EXPECT_EQ(reply.chosen, std::vector<std::size_t>{0});
  EXPECT_EQ(reply.doubtful, std::vector<std::size_t>{2});
}

TEST(Understand, NoneOfSeveralOnlyWhereThatIsAnAnswer) {
  Question question = pace(Question::Form::several);
  EXPECT_EQ(read(question, "n").kind, Kind::unclear);
  question.may_be_none = true;
  EXPECT_EQ(read(question, "n").kind, Kind::answer);
  EXPECT_TRUE(read(question, "None").chosen.empty());
  EXPECT_EQ(read(question, "y").trouble, "several") << "yes to a list does not say to what";
}

TEST(Vocabulary, BasicWordsCountWithoutAnyTexts) {
  const clinic::Pack pack;
  const auto known = vocabulary(clinic::Words(pack, "en", clinic::Reader::person));
  EXPECT_EQ(understand(yes_no(), "y", known).kind, Kind::answer);
  EXPECT_EQ(understand(yes_no(), "back", known).kind, Kind::back);
}

TEST(Vocabulary, TextsAddWords) {
  clinic::Pack pack;
  pack.texts["en"]["interface.terminal.words.yes"] = {"Yep, for sure", "Yep"};
  const auto known = vocabulary(clinic::Words(pack, "en", clinic::Reader::person));
  EXPECT_TRUE(understand(yes_no(), "for sure", known).yes);
  EXPECT_TRUE(understand(yes_no(), "yep", known).yes);
  EXPECT_EQ(understand(yes_no(), "for", known).kind, Kind::unclear);
}

} // namespace
} // namespace sura::cli
