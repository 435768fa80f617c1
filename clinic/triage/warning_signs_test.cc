#include "clinic/triage/warning_signs.h"

#include <gtest/gtest.h>

#include "clinic/triage/opening_list.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

std::vector<std::string> ids(const Pack& pack, const std::vector<std::uint32_t>& findings) {
  std::vector<std::string> names;
  for (const std::uint32_t finding : findings) {
    names.push_back(pack.findings[finding].id);
  }
  return names;
}

using Names = std::vector<std::string>;

/// The sample pack, whose second red flag (60 or older, puffy and hot) shows its findings too.
Pack pack_with_longer_list() {
  Pack pack = sample_pack();
  const std::uint32_t puffy = *find_finding(pack, "leg-puffiness");
  const std::uint32_t hot = *find_finding(pack, "hot-skin");
  pack.red_flags[1].show = {puffy, hot, pack.red_flags[0].show[0]};
  return pack;
}

TEST(OpeningList, HoldsWhatIsShownInOrderAndOnce) {
  const Pack pack = pack_with_longer_list();
  EXPECT_EQ(ids(pack, opening_list(pack, empty_case(pack, 70, Sex::male))),
            (Names{"short-breath", "faint", "leg-puffiness", "hot-skin"}));
}

TEST(OpeningList, LeavesOutWhatThePersonCannotHaveOrTheRoleCannotSee) {
  Pack pack = sample_pack();
  const std::uint32_t marker = *find_finding(pack, "lab-marker");
  const std::uint32_t monthly = *find_finding(pack, "monthly-swelling");
  const std::uint32_t dents = *find_finding(pack, "puffiness-dents");
  pack.red_flags[0].show = {marker, monthly, dents};
  Case the_case = empty_case(pack, 40, Sex::male);
  EXPECT_EQ(ids(pack, opening_list(pack, the_case)), (Names{"puffiness-dents"}));
  the_case.findings[*find_finding(pack, "leg-puffiness")] = Answer{true, 0, true, std::nullopt};
  EXPECT_TRUE(opening_list(pack, the_case).empty());
  the_case = empty_case(pack, 40, Sex::female);
  the_case.role = *find_role(pack, "clinician");
  EXPECT_EQ(ids(pack, opening_list(pack, the_case)), (Names{"lab-marker", "monthly-swelling", "puffiness-dents"}));
}

TEST(WarningSigns, AreThoseThatAloneWouldRaiseAFlag) {
  const Pack pack = pack_with_longer_list();
  Case the_case = empty_case(pack, 70, Sex::male);
  EXPECT_EQ(ids(pack, warning_signs(pack, the_case, Urgency::emergency)), (Names{"short-breath", "faint"}));
  EXPECT_TRUE(warning_signs(pack, the_case, Urgency::same_day).empty());
  the_case.findings[*find_finding(pack, "leg-puffiness")] = Answer{true, 1, true, std::nullopt};
  EXPECT_EQ(ids(pack, warning_signs(pack, the_case, Urgency::same_day)), (Names{"hot-skin"}));
  the_case.age = 50;
  EXPECT_TRUE(warning_signs(pack, the_case, Urgency::same_day).empty());
}

TEST(WarningSigns, OnesThatWereDeniedMayStillCome) {
  const Pack pack = sample_pack();
  Case the_case = empty_case(pack, 40, Sex::male);
  the_case.findings[*find_finding(pack, "faint")] = Answer{true, 0, true, std::nullopt};
  EXPECT_EQ(ids(pack, warning_signs(pack, the_case, Urgency::emergency)), (Names{"short-breath", "faint"}));
  EXPECT_EQ(ids(pack, open_warning_signs(pack, the_case)), (Names{"short-breath"}));
}

TEST(WarningSigns, NotSureStaysOpen) {
  const Pack pack = sample_pack();
  Case the_case = empty_case(pack, 40, Sex::male);
  the_case.findings[*find_finding(pack, "faint")] = Answer{false, 0, true, std::nullopt};
  EXPECT_EQ(ids(pack, open_warning_signs(pack, the_case)), (Names{"short-breath", "faint"}));
}

} // namespace
} // namespace sura::clinic
