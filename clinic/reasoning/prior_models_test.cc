// What is kept must answer exactly as what is made anew, and never be more than was said.
#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "clinic/reasoning/priors.h"
#include "sura/clinic/assessment.h"
#include "sura/clinic/simulation.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

const Pack& kept_for() {
  static const Pack pack = sample_pack();
  return pack;
}

std::vector<Case> people_of(std::uint64_t seed, std::uint64_t count) {
  const auto simulator = Simulator::make(kept_for(), {.seed = seed});
  std::vector<Case> cases;
  for (std::uint64_t i = 0; i < count; ++i) {
    cases.push_back(simulator->person(i).the_case);
    for (std::size_t b = i % 3; b < cases.back().background.size(); b += 3) {
      cases.back().background[b].reset(); // so that something is averaged out, too
    }
  }
  return cases;
}

TEST(PriorModels, KeptAndFreshGiveTheSameAssessment) {
  const PriorModels models(kept_for());
  for (const Case& the_case : people_of(5, 60)) {
    const auto fresh = assess(kept_for(), the_case, {"en", Intervals::none});
    for (int again = 0; again < 2; ++again) {
      const auto kept = assess(kept_for(), the_case, {"en", Intervals::none, &models});
      ASSERT_TRUE(fresh && kept);
      EXPECT_EQ(kept->diagnosis.log_evidence, fresh->diagnosis.log_evidence);
      EXPECT_EQ(to_json(kept_for(), *kept), to_json(kept_for(), *fresh));
    }
  }
  EXPECT_GT(models.size(), 1U);
}

TEST(PriorModels, OneForEachAgeAndSexUpToTheBound) {
  const PriorModels models(kept_for());
  EXPECT_EQ(models.of(40, Sex::female), models.of(40, Sex::female));
  EXPECT_NE(models.of(40, Sex::female), models.of(40, Sex::male));
  EXPECT_EQ(models.of(40, Sex::female), models.of(40.5, Sex::female)) << "the same bands";
  EXPECT_NE(models.of(40, Sex::female), models.of(80, Sex::female)) << "other bands";
  const auto held = models.of(40, Sex::female);
  const double prevalence = held->prevalence(0);
  for (std::size_t i = 0; i < 3 * PriorModels::most_kept; ++i) {
    models.of(20.0 + static_cast<double>(i) / 64.0, Sex::male);
    ASSERT_LE(models.size(), PriorModels::most_kept);
  }
  EXPECT_EQ(held->prevalence(0), prevalence) << "whoever holds a model may go on using it";
}

TEST(PriorModels, ManyThreadsGetTheSame) {
  const PriorModels models(kept_for());
  const std::vector<Case> cases = people_of(6, 40);
  std::vector<double> expected;
  for (const Case& the_case : cases) {
    expected.push_back(diagnose(kept_for(), the_case, {false})->log_evidence);
  }
  std::atomic<std::size_t> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto diagnosis = diagnose(kept_for(), cases[i], {false, &models});
        wrong += diagnosis && diagnosis->log_evidence == expected[i] ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(wrong, 0U);
}

} // namespace
} // namespace sura::clinic
