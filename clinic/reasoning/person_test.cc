#include "clinic/reasoning/person.h"

#include <gtest/gtest.h>

#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

TEST(Person, AnItemMattersToPriorsOrToBackgroundRates) {
  Pack pack = sample_pack();
  for (Condition& condition : pack.conditions) {
    condition.factors.list.clear();
  }
  for (SomethingElse& sort : pack.something_else) {
    sort.factors.list.clear();
  }
  for (Finding& finding : pack.findings) {
    finding.background_changes.clear();
  }
  const Case the_case = empty_case(pack, 50.0, Sex::female);
  for (std::uint32_t item = 0; item < pack.background.size(); ++item) {
    EXPECT_FALSE(Person(pack, the_case).matters(item));
  }
  pack.conditions.front().factors.list.push_back({0, {2.0, 1.5, 3.0, 0}, -1});
  EXPECT_TRUE(Person(pack, the_case).matters(0));
  pack.conditions.front().factors.list.clear();
  Expression holds;
  holds.kind = Expression::Kind::background;
  holds.subject = 0;
  Expression either; // deep inside
  either.kind = Expression::Kind::any;
  either.parts = {holds};
  pack.findings.front().background_changes.push_back({either, {2.0, 1.5, 3.0, 0}});
  EXPECT_TRUE(Person(pack, the_case).matters(0));
}

} // namespace
} // namespace sura::clinic
