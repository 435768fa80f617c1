// The first-order intervals against those of many draws.
#include <algorithm>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "clinic/reasoning/logistic.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/influence.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

std::vector<std::uint32_t> all_conditions(const Pack& pack) {
  std::vector<std::uint32_t> conditions(pack.conditions.size());
  std::iota(conditions.begin(), conditions.end(), 0U);
  return conditions;
}

/// Each complaint alone, and with another finding.
std::vector<Case> cases(const Pack& pack) {
  std::vector<Case> result;
  for (std::uint32_t complaint = 0; complaint < pack.complaints.size(); ++complaint) {
    for (const bool more : {false, true}) {
      Case the_case = empty_case(pack, more ? 70.0 : 40.0, more ? Sex::male : Sex::female);
      the_case.complaints = {complaint};
      the_case.findings[pack.complaints[complaint].finding] = Answer{true, 1, false, std::nullopt};
      for (std::uint32_t f = 0; more && f < pack.findings.size(); ++f) {
        if (pack.findings[f].id == "hot-skin") {
          the_case.findings[f] = Answer{true, 1, true, std::nullopt};
        }
      }
      result.push_back(std::move(the_case));
    }
  }
  return result;
}

double width(const DeltaInterval& interval) {
  return log_odds(interval.high) - log_odds(interval.low);
}

TEST(DeltaIntervals, AreAboutAsWideAsThoseOfTheDraws) {
  Pack pack = sample_pack();
  pack.interval_draws = 2000;
  int compared = 0;
  for (const Case& the_case : cases(pack)) {
    const auto drawn = diagnose(pack, the_case, {.intervals = true});
    const auto intervals = delta_intervals(pack, the_case, all_conditions(pack));
    ASSERT_TRUE(drawn);
    ASSERT_TRUE(intervals) << intervals.error().message();
    for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
      const ConditionResult& by_draws = drawn->conditions[c];
      const DeltaInterval& delta = (*intervals)[c];
      EXPECT_LE(delta.low, by_draws.cause);
      EXPECT_GE(delta.high, by_draws.cause);
      if (by_draws.cause < 1e-6 || by_draws.cause > 1.0 - 1e-6) {
        continue;
      }
      const double ratio = width(delta) / (log_odds(by_draws.high) - log_odds(by_draws.low));
      EXPECT_GT(ratio, 0.7) << pack.conditions[c].id;
      EXPECT_LT(ratio, 1.4) << pack.conditions[c].id;
      ++compared;
    }
  }
  EXPECT_GE(compared, 4);
}

TEST(DeltaIntervals, AWiderNumberWidensThem) {
  const Pack pack = sample_pack();
  Pack unsure = pack;
  for (SomethingElse& sort : unsure.something_else) {
    for (Number& presents : sort.presents) {
      presents.low /= 10.0;
      presents.high = std::min(0.999, presents.high * 10.0);
    }
  }
  int wider = 0;
  for (const Case& the_case : cases(pack)) {
    const auto before = delta_intervals(pack, the_case, all_conditions(pack));
    const auto after = delta_intervals(unsure, the_case, all_conditions(pack));
    ASSERT_TRUE(before && after);
    for (std::size_t c = 0; c < pack.conditions.size(); ++c) {
      EXPECT_GE((*after)[c].high, (*before)[c].high - 1e-12);
      EXPECT_LE((*after)[c].low, (*before)[c].low + 1e-12);
      wider += width((*after)[c]) > width((*before)[c]) * 1.01 ? 1 : 0;
    }
  }
  EXPECT_GE(wider, 3);
}

} // namespace
} // namespace sura::clinic
