// A number that grows while somebody waits. Thread-safety: one thread.
#pragma once

#include <cstddef>
#include <string>

namespace sura::cli {

/// "1234 of 20000 cases" on standard error, over and over on one line, and gone at the end. Where standard error is no
/// terminal nothing is shown.
class Counter {
public:
  explicit Counter(std::string what);
  ~Counter();
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;

  void show(std::size_t done, std::size_t all);
  /// Another text in its place, such as one with a rate.
  void show(const std::string& text);

private:
  std::string what_;
  bool is_seen_;
  std::size_t drawn_ = 0; // columns to wipe
};

} // namespace sura::cli
