// Reads answers a line at a time from a terminal or a pipe, and notices Ctrl-C between and during lines.
// Thread-safety: one reader in one thread. Ownership: does not close the stream.
#pragma once

#include <string>

namespace sura::cli {

class LineReader {
public:
  enum class Outcome { line, end, interrupted, failed };

  explicit LineReader(int stream) : stream_(stream) {}

  /// The next line without its end ("\n" or "\r\n"). A last line without an end counts. A line over 4,096 bytes is cut
  /// there.
  Outcome read(std::string& line);

private:
  Outcome fill();

  int stream_;
  std::string waiting_;
  bool ended_ = false;
};

/// From here on Ctrl-C is noted instead of ending the program, once; a second Ctrl-C ends it.
void catch_interrupts();

/// Whether Ctrl-C was noted.
bool was_interrupted();

} // namespace sura::cli
