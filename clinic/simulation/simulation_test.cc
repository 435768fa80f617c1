// Imagined people against what the pack's own numbers say, worked out another way.
#include "sura/clinic/simulation.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "clinic/reasoning/priors.h"
#include "sura/clinic/diagnosis.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

constexpr std::uint64_t people = 3000;

const Pack& drawn_from() {
  static const Pack pack = sample_pack();
  return pack;
}

const std::vector<SimulatedPerson>& crowd() {
  static const std::vector<SimulatedPerson> drawn = [] {
    const auto simulator = Simulator::make(drawn_from(), {.seed = 11});
    std::vector<SimulatedPerson> list;
    for (std::uint64_t i = 0; i < people; ++i) {
      list.push_back(simulator->person(i));
    }
    return list;
  }();
  return drawn;
}

TEST(Simulation, TheSamePersonForTheSameIndex) {
  const auto again = Simulator::make(drawn_from(), {.seed = 11});
  const auto other = Simulator::make(drawn_from(), {.seed = 12});
  std::size_t different = 0;
  for (const std::uint64_t index : {17ULL, 3ULL, 2999ULL, 400ULL}) {
    EXPECT_EQ(again->person(index).the_case, crowd()[index].the_case);
    EXPECT_EQ(again->person(index).causes, crowd()[index].causes);
    different += other->person(index).the_case == crowd()[index].the_case ? 0 : 1;
  }
  EXPECT_GT(different, 0U);
}

TEST(Simulation, EveryCaseReadsBackAndHasAComplaint) {
  for (std::uint64_t i = 0; i < 300; ++i) {
    const Case& the_case = crowd()[i].the_case;
    ASSERT_FALSE(the_case.complaints.empty());
    const auto read = read_case(drawn_from(), write_case(drawn_from(), the_case));
    ASSERT_TRUE(read) << read.error().where << ": " << read.error().found;
    EXPECT_EQ(*read, the_case);
  }
}

/// Answered "yes" without having been stated: it is there all the same, by background or false alarm. The model does
/// not know that its cause would have been told, and so takes a cause for as likely to have produced it as anywhere.
bool has_untold_complaint(const Case& the_case) {
  const auto& complaints = drawn_from().complaints;
  return std::any_of(complaints.begin(), complaints.end(), [&](const Complaint& complaint) {
    const auto index = static_cast<std::uint32_t>(&complaint - complaints.data());
    const auto& answer = the_case.findings[complaint.finding];
    return answer && answer->level > 0 &&
           std::count(the_case.complaints.begin(), the_case.complaints.end(), index) == 0;
  });
}

/// What the model says of a person from age, sex, setting, background and complaint, summed over the crowd, is what the
/// crowd has.
TEST(Simulation, CausesAreAsOftenThereAsTheModelSays) {
  std::vector<double> expected(drawn_from().conditions.size(), 0.0);
  std::vector<double> variance(expected.size(), 0.0);
  std::vector<double> drawn(expected.size(), 0.0);
  const auto simulator = Simulator::make(drawn_from(), {.seed = 5, .further_answers = 0});
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const SimulatedPerson person = simulator->person(i);
    if (has_untold_complaint(person.the_case)) {
      continue;
    }
    Case bare = empty_case(drawn_from(), person.the_case.age, person.the_case.sex);
    bare.setting = person.the_case.setting;
    bare.complaints = person.the_case.complaints;
    bare.background = person.the_case.background;
    for (const std::uint32_t complaint : bare.complaints) {
      const std::uint32_t finding = drawn_from().complaints[complaint].finding;
      bare.findings[finding] = person.the_case.findings[finding];
    }
    for (const Complaint& complaint : drawn_from().complaints) { // what was not brought is known too
      bare.findings[complaint.finding] = person.the_case.findings[complaint.finding];
    }
    const auto diagnosis = diagnose(drawn_from(), bare, {false});
    ASSERT_TRUE(diagnosis);
    for (std::size_t c = 0; c < expected.size(); ++c) {
      const double p = diagnosis->conditions[c].cause;
      expected[c] += p;
      variance[c] += p * (1.0 - p);
      drawn[c] += std::count(person.causes.begin(), person.causes.end(), c) > 0 ? 1.0 : 0.0;
    }
  }
  for (std::size_t c = 0; c < expected.size(); ++c) {
    EXPECT_NEAR(drawn[c], expected[c], 4.0 * std::sqrt(variance[c]) + 1.0) << drawn_from().conditions[c].id;
  }
}

TEST(Simulation, AFactorIsCommonerWhereItsConditionIsTheCause) {
  for (std::uint32_t c = 0; c < drawn_from().conditions.size(); ++c) {
    for (const Factor& factor : drawn_from().conditions[c].factors.list) {
      if (factor.odds_ratio.value < 3.0) {
        continue;
      }
      double with = 0.0;
      double held = 0.0;
      double usual = 0.0;
      for (const SimulatedPerson& person : crowd()) {
        if (!person.causes.empty() && person.causes.front() == c) {
          with += 1.0;
          const auto& answer = person.the_case.background[factor.item];
          held += answer && answer->level == 1 ? 1.0 : 0.0;
          usual += background_rate(drawn_from(), empty_case(drawn_from(), person.the_case.age, person.the_case.sex),
                                   factor.item);
        }
      }
      if (with >= 100.0) {
        EXPECT_GT(held, usual) << drawn_from().conditions[c].id << " " << drawn_from().background[factor.item].id;
      }
    }
  }
}

TEST(Simulation, FewerAnswersWhereFewerAreAskedFor) {
  const auto few = Simulator::make(drawn_from(), {.seed = 11, .further_answers = 1});
  const auto all = Simulator::make(drawn_from(), {.seed = 11, .further_answers = 1000});
  const auto count = [](const Simulator& simulator) {
    std::ptrdiff_t answered = 0;
    for (std::uint64_t i = 0; i < 50; ++i) {
      const auto findings = simulator.person(i).the_case.findings;
      answered +=
          std::count_if(findings.begin(), findings.end(), [](const auto& answer) { return answer.has_value(); });
    }
    return answered;
  };
  EXPECT_LT(count(*few), count(*all));
}

TEST(Simulation, NobodyComesWhereThePackSaysNothingOfPeople) {
  Pack silent = drawn_from();
  silent.people.clear();
  const auto simulator = Simulator::make(silent, {});
  ASSERT_FALSE(simulator);
  EXPECT_EQ(simulator.error().where, "people");
}

} // namespace
} // namespace sura::clinic
