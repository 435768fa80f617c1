#include "sura/clinic/rehearsal.h"

#include <limits>

#include <gtest/gtest.h>

#include "sura/clinic/diagnosis.h"
#include "sura/clinic/triage.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

Case known_person(const Pack& pack, std::uint64_t index) {
  const auto simulator =
      Simulator::make(pack, {.seed = 9, .further_answers = std::numeric_limits<std::uint32_t>::max()});
  return simulator->person(index).the_case;
}

TEST(Rehearsal, WithoutALimitEverythingThatIsWorthAskingIsFound) {
  Pack pack = sample_pack();
  pack.question_limit = 100;
  for (Effort& effort : pack.losses.efforts) {
    effort.burden = 1e-9; // everything is worth asking
  }
  pack.losses.warning = 1.0;
  for (std::uint64_t index = 0; index < 30; ++index) {
    const auto result = rehearse(pack, known_person(pack, index), 100);
    ASSERT_TRUE(result && *result) << index;
    EXPECT_EQ((*result)->asked, (*result)->known) << index;
  }
}

TEST(Rehearsal, WithoutQuestionsOnlyTheOpeningCounts) {
  const Pack pack = sample_pack();
  for (std::uint64_t index = 0; index < 10; ++index) {
    const Case person = known_person(pack, index);
    const auto result = rehearse(pack, person, 0);
    ASSERT_TRUE(result && *result);
    EXPECT_EQ((*result)->questions, 0U);
    const Diagnosis diagnosis = diagnose(pack, person, {false}).value();
    EXPECT_EQ((*result)->known, triage(pack, person, diagnosis).level);
  }
}

TEST(Rehearsal, SumsAreThoseOfItsPeople) {
  const Pack pack = sample_pack();
  RehearsalOptions options;
  options.seed = 9;
  const Rehearsal sum = rehearse(pack, 20, options).value();
  Rehearsal counted;
  for (std::uint64_t index = 0; index < 20; ++index) {
    const Rehearsed one = rehearse(pack, known_person(pack, index), options.questions).value().value();
    ++counted.people;
    counted.same += one.asked == one.known ? 1 : 0;
    counted.lower += one.asked < one.known ? 1 : 0;
    counted.higher += one.asked > one.known ? 1 : 0;
    counted.questions += one.questions;
    counted.present += one.present;
    counted.found += one.found;
  }
  EXPECT_EQ(sum.people, counted.people);
  EXPECT_EQ(sum.same, counted.same);
  EXPECT_EQ(sum.lower, counted.lower);
  EXPECT_EQ(sum.higher, counted.higher);
  EXPECT_EQ(sum.questions, counted.questions);
  EXPECT_EQ(sum.present, counted.present);
  EXPECT_EQ(sum.found, counted.found);
  EXPECT_LE(sum.found, sum.present);
}

} // namespace
} // namespace sura::clinic
