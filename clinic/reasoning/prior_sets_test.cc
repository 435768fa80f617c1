#include "clinic/reasoning/prior_sets.h"

#include <random>

#include <gtest/gtest.h>

#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

TEST(PriorSetsTest, IsThePriorOfEachSet) {
  const Pack pack = sample_pack();
  std::mt19937 random(1);
  for (int round = 0; round < 40; ++round) {
    const PriorModel model(pack, 20 + static_cast<double>(random() % 60), Sex::female);
    BackgroundAnswers answers(pack.background.size());
    std::vector<bool> varies(answers.size());
    for (std::size_t item = 0; item < answers.size(); ++item) {
      answers[item] = static_cast<std::int8_t>(static_cast<int>(random() % 3) - 1);
      varies[item] = random() % 2 == 0;
    }
    for (std::size_t cause = 0; cause < model.causes(); ++cause) {
      PriorSets sets(model, cause, answers, varies);
      for (int set = 0; set < 6; ++set) {
        for (std::size_t item = 0; item < answers.size(); ++item) {
          if (varies[item]) {
            answers[item] = static_cast<std::int8_t>(static_cast<int>(random() % 3) - 1);
          }
        }
        const double expected = model.prior(cause, answers);
        EXPECT_NEAR(sets.prior(answers), expected, 1e-12 * expected);
      }
    }
  }
}

} // namespace
} // namespace sura::clinic
