// The same work for many things, on several threads, with a number to look at. Thread-safety: call from one thread.
#pragma once

#include <cstddef>
#include <functional>

#include "sura/result.h"

namespace sura {

/// As many threads as the machine runs at once, at least one.
unsigned all_cores();

/// Calls `work(i)` once for each i below `count`, on `threads` threads; `work` must allow that. Where some fail, the
/// error is that of the smallest i, whatever the threads, and little is begun after it. `progress(done)` is called
/// about ten times a second from the calling thread. Exceptions of `work` are thrown again here.
Result<void> for_each_index(std::size_t count, unsigned threads, const std::function<Result<void>(std::size_t)>& work,
                            const std::function<void(std::size_t)>& progress);

} // namespace sura
