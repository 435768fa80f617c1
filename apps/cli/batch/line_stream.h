// A file or standard input, line by line, in bounded memory. Thread-safety: one thread. Ownership: closes what it
// opened.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>

#include "apps/cli/files.h"
#include "sura/result.h"

namespace sura::cli {

struct StreamedLine {
  std::string text;       // without its end; empty where it was too long
  std::size_t number = 0; // from 1
  bool is_too_long = false;
};

class LineStream {
public:
  /// "-" is standard input. Errors: unreadable.
  static Result<LineStream> open(const std::string& path, std::size_t longest_line);

  /// The next line; nothing at the end. A longer line than was allowed is passed over and marked.
  std::optional<StreamedLine> next();

  /// Bytes read so far, and in all where that is known (a regular file).
  std::uint64_t bytes_read() const { return bytes_read_; }
  std::optional<std::uint64_t> bytes() const { return bytes_; }
  /// Whether reading stopped at a fault of the machine, or at a signal, instead of the end.
  bool has_failed() const { return std::ferror(file_.get()) != 0; }

private:
  LineStream(Stream file, std::size_t longest_line) : file_(std::move(file)), longest_line_(longest_line) {}

  Stream file_;
  std::size_t longest_line_;
  std::size_t number_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::optional<std::uint64_t> bytes_;
};

} // namespace sura::cli
