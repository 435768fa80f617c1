// Comparison of posteriors. Tests only.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sura/engine/inference.h"

namespace sura::engine::testing {

inline constexpr double tolerance = 1e-12;

/// Equal to `tolerance`, relative where numbers are above 1 and absolute below.
inline bool same(double left, double right) {
  return left == right || std::abs(left - right) <= tolerance * std::max({1.0, std::abs(left), std::abs(right)});
}

inline void expect_same_events(double leak, const std::vector<double>& events, double expected_leak,
                               const std::vector<double>& expected_events) {
  EXPECT_PRED2(same, leak, expected_leak) << "leak";
  ASSERT_EQ(events.size(), expected_events.size());
  for (std::size_t event = 0; event < events.size(); ++event) {
    EXPECT_PRED2(same, events[event], expected_events[event]) << "link or parent " << event;
  }
}

/// Of whatever has these two.
template <class Answer>
void expect_same_presence(const Answer& actual, double log_evidence, const std::vector<double>& presence) {
  EXPECT_PRED2(same, actual.log_evidence, log_evidence);
  ASSERT_EQ(actual.presence.size(), presence.size());
  for (std::size_t cause = 0; cause < presence.size(); ++cause) {
    EXPECT_PRED2(same, actual.presence[cause], presence[cause]) << "presence of cause " << cause;
  }
}

inline void expect_same(const Posterior& actual, const Posterior& expected) {
  expect_same_presence(actual, expected.log_evidence, expected.presence);
  ASSERT_EQ(actual.attributions.size(), expected.attributions.size());
  for (std::size_t i = 0; i < expected.attributions.size(); ++i) {
    const Attribution& left = actual.attributions[i];
    const Attribution& right = expected.attributions[i];
    SCOPED_TRACE("attribution of finding " + std::to_string(right.finding));
    ASSERT_EQ(left.finding, right.finding);
    expect_same_events(left.leak, left.links, right.leak, right.links);
  }
  ASSERT_EQ(actual.origins.size(), expected.origins.size());
  for (std::size_t i = 0; i < expected.origins.size(); ++i) {
    const Origin& left = actual.origins[i];
    const Origin& right = expected.origins[i];
    SCOPED_TRACE("origin of cause " + std::to_string(right.cause));
    ASSERT_EQ(left.cause, right.cause);
    expect_same_events(left.leak, left.parents, right.leak, right.parents);
  }
}

} // namespace sura::engine::testing
