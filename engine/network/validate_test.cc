// Every kind of mistake in a network or its evidence is refused, with a message that names the place.
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sura/engine/network.h"

namespace sura::engine {
namespace {

Network valid_network() {
  Network network;
  network.causes = {{"rust", 0.1, {}}, {"leak", 0.0, {{0, 0.5}}}};
  network.findings = {{"stain",
                       3,
                       {0.9, 0.05, 0.05},
                       {{"brown", 2}},
                       {{0.5, 0.5}},
                       {{0, {0.2, 0.3, 0.5}, {{0.1, 0.9}}}, {1, {0.5, 0.5, 0.0}, {{0.7, 0.3}}}}},
                      {"drip", 2, {0.99, 0.01}, {}, {}, {{1, {0.1, 0.9}, {}}}}};
  return network;
}

TEST(ValidateNetworkTest, AcceptsAValidNetwork) {
  EXPECT_TRUE(validate(valid_network()));
  EXPECT_TRUE(validate(Network{}));
}

struct Mistake {
  std::function<void(Network&)> make;
  ErrorCode code;
  std::vector<std::string> named; // what the message must say
};

TEST(ValidateNetworkTest, RefusesEveryMistakeAndNamesItsPlace) {
  const double not_a_number = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Mistake> mistakes = {
      {[](Network& n) { n.causes[0].leak = 1.5; }, ErrorCode::out_of_range, {"'rust'", "leak", "1.5"}},
      {[](Network& n) { n.causes[0].leak = -0.1; }, ErrorCode::out_of_range, {"'rust'", "-0.1"}},
      {[=](Network& n) { n.causes[1].leak = not_a_number; }, ErrorCode::out_of_range, {"'leak'", "nan"}},
      {[](Network& n) { n.causes[1].parents[0].probability = 2.0; }, ErrorCode::out_of_range, {"'leak'", "parent 0"}},
      {[](Network& n) { n.causes[1].parents[0].cause = 1; }, ErrorCode::out_of_range, {"'leak'", "an earlier cause"}},
      {[](Network& n) { n.causes[1].parents[0].cause = 99; }, ErrorCode::out_of_range, {"'leak'", "cause 99"}},
      {[](Network& n) {
         n.causes[1].parents.push_back({0, 0.1});
       },
       ErrorCode::duplicate,
       {"'leak'", "parent 1"}},
      {[](Network& n) { n.findings[1].levels = 1; }, ErrorCode::out_of_range, {"'drip'", "1 levels"}},
      {[](Network& n) { n.findings[0].facets[0].levels = 0; }, ErrorCode::out_of_range, {"'stain'", "'brown'"}},
      {[](Network& n) { n.findings[0].leak.pop_back(); }, ErrorCode::inconsistent, {"'stain'", "leak", "2 levels"}},
      {[](Network& n) { n.findings[0].leak[0] = 0.8; }, ErrorCode::inconsistent, {"'stain'", "leak", "sum to 0.9"}},
      {[](Network& n) {
         n.findings[0].leak = {1.1, -0.1, 0.0};
       },
       ErrorCode::out_of_range,
       {"'stain'", "level 0"}},
      {[](Network& n) { n.findings[0].leak_facets.clear(); }, ErrorCode::inconsistent, {"'stain'", "0 facets"}},
      {[](Network& n) { n.findings[0].leak_facets[0] = {1.0}; }, ErrorCode::inconsistent, {"'stain'", "'brown'"}},
      {[](Network& n) { n.findings[0].links[1].cause = 2; }, ErrorCode::unknown_id, {"'stain'", "link 1", "cause 2"}},
      {[](Network& n) { n.findings[0].links[1].cause = 0; }, ErrorCode::duplicate, {"'stain'", "link 1", "'rust'"}},
      {[](Network& n) {
         n.findings[0].links[1].levels = {0.5, 0.5};
       },
       ErrorCode::inconsistent,
       {"'stain'", "link 1"}},
      {[](Network& n) { n.findings[0].links[1].levels[0] = 0.6; }, ErrorCode::inconsistent, {"link 1", "sum to 1.1"}},
      {[](Network& n) { n.findings[0].links[0].facets.clear(); }, ErrorCode::inconsistent, {"link 0", "0 facets"}},
      {[](Network& n) {
         n.findings[0].links[0].facets[0] = {0.1, 0.8};
       },
       ErrorCode::inconsistent,
       {"'brown'", "0.9"}},
      {[](Network& n) { n.findings[1].links[0].facets.push_back({1.0}); }, ErrorCode::inconsistent, {"'drip'"}}};
  for (std::size_t i = 0; i < mistakes.size(); ++i) {
    SCOPED_TRACE(i);
    Network network = valid_network();
    mistakes[i].make(network);
    const auto result = validate(network);
    ASSERT_FALSE(result);
    EXPECT_EQ(name(result.error().code), name(mistakes[i].code));
    for (const std::string& text : mistakes[i].named) {
      EXPECT_NE(result.error().message().find(text), std::string::npos)
          << result.error().message() << " lacks " << text;
    }
  }
}

TEST(ValidateNetworkTest, SumsMayDifferFromOneByRounding) {
  Network network = valid_network();
  network.findings[1].leak = {0.99, 0.01 + 1e-10};
  EXPECT_TRUE(validate(network));
  network.findings[1].leak = {0.99, 0.01 + 1e-8};
  EXPECT_FALSE(validate(network));
}

TEST(ValidateEvidenceTest, AcceptsOneObservationAVariable) {
  EXPECT_TRUE(validate(valid_network(), {}));
  EXPECT_TRUE(validate(valid_network(), {{0, 0, 1, 1}, {1, -1, 0, 0}, {0, -1, 1, 2}}));
}

TEST(ValidateEvidenceTest, RefusesEveryMistakeAndNamesItsPlace) {
  struct Case {
    Evidence evidence;
    ErrorCode code;
    std::string named;
  };
  const std::vector<Case> cases = {
      {{{2, -1, 0, 0}}, ErrorCode::unknown_id, "observation 0 (finding 2)"},
      {{{1, -1, 0, 0}, {0, 1, 0, 0}}, ErrorCode::unknown_id, "observation 1 (finding 0, facet 1)"},
      {{{0, -1, 0, 3}}, ErrorCode::out_of_range, "levels 0..3"},
      {{{0, -1, 2, 1}}, ErrorCode::out_of_range, "levels 2..1"},
      {{{0, 0, 0, 2}}, ErrorCode::out_of_range, "facet 0"},
      {{{0, -1, 1, 2}, {1, -1, 0, 0}, {0, -1, 1, 2}}, ErrorCode::duplicate, "observation 2"},
      {{{0, 0, 1, 1}, {0, 0, 0, 0}}, ErrorCode::duplicate, "observation 1 (finding 0, facet 0)"},
      {{{0, -1, 1, 2}, {0, -2, 1, 2}}, ErrorCode::duplicate, "observation 1"}};
  for (const Case& wrong : cases) {
    const auto result = validate(valid_network(), wrong.evidence);
    ASSERT_FALSE(result) << wrong.named;
    EXPECT_EQ(name(result.error().code), name(wrong.code));
    EXPECT_NE(result.error().message().find(wrong.named), std::string::npos) << result.error().message();
  }
}

} // namespace
} // namespace sura::engine
