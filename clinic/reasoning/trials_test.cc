// Every trial against the whole answer for a case that has it.
#include "clinic/reasoning/trials.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "clinic/intake/askable.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

Case some_case(const Pack& pack, std::mt19937& random) {
  Case the_case =
      empty_case(pack, 16.0 + static_cast<double>(random() % 70), random() % 2 == 0 ? Sex::female : Sex::male);
  the_case.role = random() % 2;
  the_case.complaints = {static_cast<std::uint32_t>(random() % pack.complaints.size())};
  the_case.findings[pack.complaints[the_case.complaints.front()].finding] = Answer{true, 1, true, std::nullopt};
  for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
    if (!the_case.findings[f] && random() % 3 == 0 && can_have(pack, the_case, f)) {
      const std::int32_t parent = pack.findings[f].parent;
      if (parent < 0 || is_present(the_case.findings[static_cast<std::size_t>(parent)])) {
        const auto level = static_cast<std::uint32_t>(random() % pack.findings[f].levels.size());
        the_case.findings[f] = Answer{true, level, true, std::nullopt};
      }
    }
  }
  for (std::uint32_t b = 0; b < pack.background.size(); ++b) {
    if (random() % 4 == 0 && can_have_background(pack, the_case, b)) {
      the_case.background[b] = Answer{true, static_cast<std::uint32_t>(random() % 2), true, std::nullopt};
    }
  }
  return the_case;
}

TEST(Trials, AnswersAreWhatTheWholeCaseSays) {
  const Pack pack = sample_pack();
  std::mt19937 random(11);
  std::size_t tried = 0;
  for (int round = 0; round < 40; ++round) {
    const Case the_case = some_case(pack, random);
    const auto now = diagnose(pack, the_case, {false});
    if (!now || !std::isfinite(now->log_evidence)) {
      continue;
    }
    const auto result = trials(pack, the_case);
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->causes, causes_of(*now));
    for (const ItemTrial& item : result->items) {
      double sum = 0.0;
      for (const AnswerTrial& answer : item.answers) {
        Case then = the_case;
        (item.is_background ? then.background : then.findings)[item.item] =
            Answer{true, answer.level, true, std::nullopt};
        sum += answer.probability;
        if (!item.can_be_asked || answer.probability < 1e-4) {
          continue; // a side of what nobody confirmed is no case yet; a rare answer is a difference of large numbers
        }
        const auto after = diagnose(pack, then, {false});
        ASSERT_TRUE(after.has_value());
        const std::vector<double> causes = causes_of(*after);
        for (std::size_t c = 0; c < causes.size(); ++c) {
          EXPECT_NEAR(answer.causes[c], causes[c], 1e-9) << "item " << item.item << " level " << answer.level;
        }
        if (!item.is_background) {
          EXPECT_NEAR(answer.probability, std::exp(after->log_evidence - now->log_evidence), 1e-9);
        }
        ++tried;
      }
      EXPECT_NEAR(sum, 1.0, 1e-6);
    }
  }
  EXPECT_GT(tried, 500U);
}

TEST(Trials, OnlyWhatThePersonCanHaveAndTheRoleCanSee) {
  const Pack pack = sample_pack();
  Case the_case = empty_case(pack, 40, Sex::male);
  the_case.complaints = {2};
  the_case.findings[*find_finding(pack, "leg-puffiness")] = Answer{true, 1, true, std::nullopt};
  const auto result = trials(pack, the_case);
  ASSERT_TRUE(result.has_value());
  for (const ItemTrial& item : result->items) {
    const std::string& id = item.is_background ? pack.background[item.item].id : pack.findings[item.item].id;
    for (const char* impossible : {"leg-puffiness", "lab-marker", "monthly-swelling", "faint", "already-treated"}) {
      EXPECT_NE(id, impossible);
    }
    EXPECT_EQ(item.can_be_asked, id != "stiffness-mornings") << id << ": stiffness was not confirmed";
  }
}

} // namespace
} // namespace sura::clinic
