// Where rows go: standard output, or a file that is valid after every row and can be gone on with.
// Thread-safety: one thread. Ownership: closes what it opened.
#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

#include "apps/cli/batch/row.h"
#include "apps/cli/files.h"
#include "sura/result.h"

namespace sura::cli {

class RowFile {
public:
  /// An empty path is standard output. An existing file with rows is refused, unless `resume`: then what follows its
  /// last whole line is cut off, and rows are added. Errors: unreadable, inconsistent (a file of something else, or one
  /// that is there already).
  static Result<RowFile> open(const std::string& path, const std::string& header, RowFormat format, bool resume);

  /// The number of the input's last line that the file already answers; 0: none.
  std::size_t answered() const { return answered_; }

  /// Writes whole rows and hands them to the system. Errors: unreadable (a full disk).
  Result<void> write(std::string_view rows);

private:
  RowFile(Stream file, std::string path, std::size_t answered)
      : file_(std::move(file)), path_(std::move(path)), answered_(answered) {}

  Stream file_;
  std::string path_;
  std::size_t answered_;
};

} // namespace sura::cli
