#include "sura/parallel.h"

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace sura {
namespace {

void unseen(std::size_t /*done*/) {}

Error error_of(std::size_t index) {
  return {ErrorCode::syntax, std::to_string(index), "", "", ""};
}

TEST(Parallel, EveryIndexOnceOnAnyNumberOfThreads) {
  for (const unsigned threads : {0U, 1U, 2U, 7U, 300U}) {
    std::vector<int> calls(200, 0);
    const auto work = [&](std::size_t index) -> Result<void> {
      ++calls[index];
      return {};
    };
    EXPECT_TRUE(for_each_index(calls.size(), threads, work, unseen));
    EXPECT_EQ(calls, std::vector<int>(200, 1)) << threads << " threads";
  }
}

TEST(Parallel, NothingToDo) {
  const auto work = [](std::size_t index) -> Result<void> { return fail(error_of(index)); };
  EXPECT_TRUE(for_each_index(0, 4, work, unseen));
}

TEST(Parallel, TheErrorIsOfTheSmallestIndexWhateverTheThreads) {
  for (const unsigned threads : {1U, 2U, 8U}) {
    for (int repeat = 0; repeat < 50; ++repeat) {
      const auto work = [](std::size_t index) -> Result<void> {
        if (index % 10 == 7) {
          return fail(error_of(index));
        }
        return {};
      };
      const auto result = for_each_index(1000, threads, work, unseen);
      ASSERT_FALSE(result);
      EXPECT_EQ(result.error().where, "7");
    }
  }
}

TEST(Parallel, LittleIsBegunAfterAnError) {
  std::atomic<std::size_t> begun{0};
  const auto work = [&](std::size_t index) -> Result<void> {
    ++begun;
    return fail(error_of(index));
  };
  EXPECT_FALSE(for_each_index(1000, 4, work, unseen));
  EXPECT_LE(begun, 4U);
}

TEST(Parallel, ExceptionsComeOut) {
  const auto work = [](std::size_t) -> Result<void> { throw std::runtime_error("broken"); };
  EXPECT_THROW(static_cast<void>(for_each_index(3, 2, work, unseen)), std::runtime_error);
}

TEST(Parallel, ProgressEndsWithAll) {
  std::size_t last = 0;
  const auto work = [](std::size_t) -> Result<void> { return {}; };
  EXPECT_TRUE(for_each_index(25, 3, work, [&](std::size_t done) { last = done; }));
  EXPECT_EQ(last, 25U);
}

} // namespace
} // namespace sura
