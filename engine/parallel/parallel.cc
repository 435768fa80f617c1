#include "sura/parallel.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace sura {
namespace {

constexpr std::chrono::milliseconds between_looks{100};

/// What the threads share. Indices are handed out in order and every one that was handed out is finished, so that the
/// smallest failing one is always among them.
struct Shared {
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> done{0};
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::size_t failed_at = 0;
  std::optional<Error> error;

  void fail_at(std::size_t index, const Error& problem) {
    const std::lock_guard lock(mutex);
    if (!error || index < failed_at) {
      failed_at = index;
      error = problem;
    }
    stop = true;
  }
};

void take_turns(Shared& shared, std::size_t count, const std::function<Result<void>(std::size_t)>& work) {
  while (!shared.stop) {
    const std::size_t index = shared.next++;
    if (index >= count) {
      return;
    }
    if (const auto result = work(index); !result) {
      shared.fail_at(index, result.error());
    }
    ++shared.done;
  }
}

} // namespace

unsigned all_cores() {
  return std::max(1U, std::thread::hardware_concurrency());
}

Result<void> for_each_index(std::size_t count, unsigned threads, const std::function<Result<void>(std::size_t)>& work,
                            const std::function<void(std::size_t)>& progress) {
  Shared shared;
  std::vector<std::future<void>> running;
  const std::size_t wanted = std::min<std::size_t>(std::max(1U, threads), count);
  for (std::size_t i = 0; i < wanted; ++i) {
    running.push_back(std::async(std::launch::async, [&] { take_turns(shared, count, work); }));
  }
  for (auto& one : running) {
    while (one.wait_for(between_looks) != std::future_status::ready) {
      progress(shared.done);
    }
  }
  for (auto& one : running) {
    one.get();
  }
  progress(shared.done);
  if (shared.error) {
    return fail(*shared.error);
  }
  return {};
}

} // namespace sura
