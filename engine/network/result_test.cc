#include "sura/result.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace sura {
namespace {

TEST(ErrorTest, EveryCodeHasItsOwnName) {
  const std::vector<ErrorCode> codes = {ErrorCode::unreadable,   ErrorCode::syntax,     ErrorCode::too_large,
                                        ErrorCode::duplicate,    ErrorCode::unknown_id, ErrorCode::wrong_type,
                                        ErrorCode::out_of_range, ErrorCode::missing,    ErrorCode::inconsistent,
                                        ErrorCode::unsupported};
  std::set<std::string_view> names;
  for (const ErrorCode code : codes) {
    names.insert(name(code));
  }
  EXPECT_EQ(names.size(), codes.size());
  EXPECT_EQ(name(ErrorCode::unknown_id), "unknown-id");
  EXPECT_EQ(name(ErrorCode::too_large), "too-large");
}

TEST(ErrorTest, MessageSaysWhereWhatAndTheNearestName) {
  const Error full{ErrorCode::unknown_id, "case.json:3", "'hevy rain'", "a finding", "heavy-rain"};
  EXPECT_EQ(full.message(), "case.json:3: found 'hevy rain'; expected a finding (did you mean heavy-rain?)");
}

TEST(ErrorTest, MessageLeavesOutWhatIsEmpty) {
  EXPECT_EQ((Error{ErrorCode::missing, "case.json", "", "an age", ""}.message()), "case.json: expected an age");
  EXPECT_EQ((Error{ErrorCode::syntax, "", "a comma", "", ""}.message()), "found a comma");
  EXPECT_EQ((Error{ErrorCode::unreadable, "case.json", "", "", ""}.message()), "case.json: unreadable");
}

TEST(ErrorTest, MessageIsOneLine) {
  EXPECT_EQ((Error{ErrorCode::syntax, "a", "x\ny\tz", "w", ""}.message()), "a: found x y z; expected w");
  EXPECT_EQ((Error{ErrorCode::syntax, "a", "Wadenschmerz für Ärzte", "w", ""}.message()),
            "a: found Wadenschmerz für Ärzte; expected w");
}

TEST(NearestNameTest, OneOfEachEdit) {
  const std::vector<std::string> names = {"sprain", "fracture", "bruise"};
  EXPECT_EQ(nearest_name("sprains", names), "sprain");   // one more
  EXPECT_EQ(nearest_name("fractur", names), "fracture"); // one less
  EXPECT_EQ(nearest_name("bruisa", names), "bruise");    // another
  EXPECT_EQ(nearest_name("srpain", names), "sprain");    // neighbours swapped
  EXPECT_EQ(nearest_name("sprain", names), "sprain");
}

TEST(NearestNameTest, ASwapIsOneEdit) {
  EXPECT_EQ(nearest_name("abc", {"acb"}), "acb"); // three letters allow one edit
  EXPECT_EQ(nearest_name("abc", {"bca"}), "");    // two edits
}

TEST(NearestNameTest, NothingBeyondAThirdOfTheLength) {
  EXPECT_EQ(nearest_name("abcdef", {"abcdXY"}), "abcdXY");
  EXPECT_EQ(nearest_name("abcdef", {"abcXYZ"}), "");
  EXPECT_EQ(nearest_name("ab", {"ac"}), "");
  EXPECT_EQ(nearest_name("", {"", "a"}), "");
  EXPECT_EQ(nearest_name("anything", {}), "");
}

TEST(NearestNameTest, TheClosestAndOfEquallyCloseTheFirst) {
  EXPECT_EQ(nearest_name("sprain", {"strain", "sprains", "sprain-2"}), "strain");
  EXPECT_EQ(nearest_name("ankle-sprain", {"ankle-fracture", "ankle-sprains", "ankle-strain"}), "ankle-sprains");
}

TEST(NearestNameTest, AHugeUnknownNameIsHarmless) {
  EXPECT_EQ(nearest_name(std::string(10'000'000, 'a'), {"sprain", "fracture"}), "");
}

} // namespace
} // namespace sura
