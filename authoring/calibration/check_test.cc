// Predictions of the toy pack against the same shares counted by hand, and what must not matter.
#include "authoring/calibration/calibration.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "authoring/authoring.h"
#include "sura/clinic/case.h"
#include "sura/clinic/simulation.h"

namespace sura::authoring {
namespace {

const Compiled& toy_compiled() {
  static const Compiled compiled = compile(*read_folder(SURA_ROOT "/tests/packs/toy"));
  return compiled;
}

std::vector<CalibrationResult> results(unsigned threads, std::uint32_t draws = 6) {
  return *check_calibration(toy_compiled().pack, toy_compiled().calibration,
                            {.people = 1500, .draws = draws, .people_a_draw = 300, .seed = 3, .threads = threads});
}

TEST(Calibration, PredictsTheShareAmongImaginedPeople) {
  const auto& lines = toy_compiled().calibration;
  const auto line = std::find_if(lines.begin(), lines.end(),
                                 [](const CalibrationLine& l) { return l.id == "mites-there-in-warm-rooms"; });
  ASSERT_NE(line, lines.end());
  const auto simulator = clinic::Simulator::make(
      toy_compiled().pack, {.setting = line->setting, .role = line->role, .seed = 3, .further_answers = 1000});
  double group = 0.0;
  double there = 0.0;
  for (std::uint64_t i = 0; i < 1500; ++i) {
    const auto person = simulator->person(i);
    if (clinic::evaluate(line->among, person.the_case) == clinic::Truth::yes) {
      group += 1.0;
      there += std::find(person.present.begin(), person.present.end(), line->present.front()) != person.present.end();
    }
  }
  const CalibrationResult result = results(1)[static_cast<std::size_t>(line - lines.begin())];
  EXPECT_EQ(static_cast<double>(result.people), group);
  EXPECT_LT(group, 1500.0);
  EXPECT_NEAR(result.predicted, (there + 0.5) / (group + 1.0), 1e-12);
}

TEST(Calibration, ThreadsChangeNothing) {
  const auto one = results(1);
  const auto three = results(3);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].predicted, three[i].predicted);
    EXPECT_EQ(one[i].low, three[i].low);
    EXPECT_EQ(one[i].high, three[i].high);
  }
}

TEST(Calibration, DrawsOfTheStudiesMakeTheInterval) {
  for (const CalibrationResult& result : results(2, 20)) {
    EXPECT_LE(result.low, result.predicted);
    EXPECT_GE(result.high, result.predicted);
  }
  const auto wide = results(2, 20);
  EXPECT_TRUE(std::any_of(wide.begin(), wide.end(),
                          [](const CalibrationResult& result) { return result.high > 1.2 * result.low; }));
  for (const CalibrationResult& result : results(2, 0)) {
    EXPECT_EQ(result.low, result.high);
  }
}

TEST(Calibration, ErrorIsInLogOddsOfThePublishedFigure) {
  const auto& lines = toy_compiled().calibration;
  const auto made = results(1, 0);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double predicted = made[i].predicted;
    const double published = lines[i].published.value;
    EXPECT_NEAR(std::exp(made[i].log_odds_error), predicted / (1.0 - predicted) * (1.0 - published) / published, 1e-9);
  }
}

TEST(Calibration, LeavesNothingInThePack) {
  Source source = *read_folder(SURA_ROOT "/tests/packs/toy");
  const Compiled with = compile(source);
  source.erase("calibration.yaml");
  const Compiled without = compile(source);
  ASSERT_FALSE(with.calibration.empty());
  EXPECT_TRUE(without.calibration.empty());
  EXPECT_EQ(with.pack.sha256, without.pack.sha256);
}

TEST(Calibration, AValidationFigureMayHaveSetNothing) {
  Source source = *read_folder(SURA_ROOT "/tests/packs/toy");
  std::string& list = source["calibration.yaml"];
  ASSERT_TRUE(compile(source).problems.empty());
  const Compiled toy = compile(source);
  const auto used = std::find_if(toy.pack.derivations.begin(), toy.pack.derivations.end(),
                                 [](const auto& number) { return !number.record.empty(); });
  ASSERT_NE(used, toy.pack.derivations.end());
  const std::string measure = used->measure.substr(0, used->measure.find(' '));
  list += "- id: circular\n  split: validation\n  setting: " + toy.pack.settings.front().id +
          "\n  share: {cause: [something-else]}\n  published: {record: " + used->record + ", measure: " + measure +
          ", nth: 1}\n";
  const auto problems = compile(source).problems;
  ASSERT_FALSE(problems.empty());
  EXPECT_NE(problems.front().error.message().find("which sets " + used->subject), std::string::npos)
      << problems.front().error.message();
}

TEST(Calibration, AMistakeInTheListIsNamed) {
  Source source = *read_folder(SURA_ROOT "/tests/packs/toy");
  source["calibration.yaml"] = "- id: a\n  split: both\n  setting: windowsil\n  share: {}\n";
  const auto problems = compile(source).problems;
  const auto has = [&](const std::string& text) {
    return std::any_of(problems.begin(), problems.end(),
                       [&](const Problem& problem) { return problem.error.message().find(text) != std::string::npos; });
  };
  EXPECT_TRUE(has("calibration.yaml:2"));
  EXPECT_TRUE(has("windowsill"));
  EXPECT_TRUE(has("one of cause, present and when"));
  EXPECT_TRUE(has("published"));
}

} // namespace
} // namespace sura::authoring
