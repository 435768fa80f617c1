#include "sura/engine/bif.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sura::engine {
namespace {

TEST(BifTest, WholeText) {
  const BayesNet net = {{
      {"wet-soil", 2, {}, {0.1, 0.9}},
      {"3rd side", 3, {}, {0.25, 0.25, 0.5}},
      {"so far", 2, {1, 0}, {1, 0, 0.5, 0.5, 0, 1, 0.125, 0.875, 1, 0, 0, 1}},
  }};
  EXPECT_EQ(to_bif(net), R"(network sura {
}
variable wet_soil {
  type discrete [ 2 ] { absent, present };
}
variable v3rd_side {
  type discrete [ 3 ] { level_0, level_1, level_2 };
}
variable so_far {
  type discrete [ 2 ] { absent, present };
}
probability ( wet_soil ) {
  table 0.10000000000000001, 0.90000000000000002;
}
probability ( v3rd_side ) {
  table 0.25, 0.25, 0.5;
}
probability ( so_far | v3rd_side, wet_soil ) {
  (level_0, absent) 1, 0;
  (level_0, present) 0.5, 0.5;
  (level_1, absent) 0, 1;
  (level_1, present) 0.125, 0.875;
  (level_2, absent) 1, 0;
  (level_2, present) 0, 1;
}
)");
}

TEST(BifTest, NamesAreIdentifiersAndDiffer) {
  BayesNet net;
  for (const char* name : {"", "a b", "a-b", "a_b_2", "é", "variable"}) {
    net.variables.push_back({name, 2, {}, {0.5, 0.5}});
  }
  EXPECT_EQ(bif_names(net), (std::vector<std::string>{"v", "a_b", "a_b_2", "a_b_2_3", "v__", "variable"}));
}

} // namespace
} // namespace sura::engine
