#include "apps/cli/batch/line_stream.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace sura::cli {
Result<LineStream> LineStream::open(const std::string& path, std::size_t longest_line) {
  if (path == "-")
    return LineStream(borrowed(stdin), longest_line);
  std::error_code problem;
  const bool is_folder = std::filesystem::is_directory(path, problem);
  Stream file(is_folder ? nullptr : std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file)
    return fail(
        {ErrorCode::unreadable, path, is_folder ? "a folder" : std::strerror(errno), "a file that can be read", ""});
  LineStream stream(std::move(file), longest_line);
  const auto size = std::filesystem::file_size(path, problem);
  if (!problem)
    stream.bytes_ = size;
  return stream;
}

std::optional<StreamedLine> LineStream::next() {
  StreamedLine line;
  int byte = getc_unlocked(file_.get()); // the stream is this thread's alone
  if (byte == EOF)
    return std::nullopt;
  line.number = ++number_;
  for (; byte != EOF && byte != '\n'; byte = getc_unlocked(file_.get())) {
    ++bytes_read_;
    line.is_too_long = line.is_too_long || line.text.size() == longest_line_;
    if (!line.is_too_long)
      line.text.push_back(static_cast<char>(byte));
  }
  if (has_failed())
    return std::nullopt; // the rest of the line is missing
  bytes_read_ += byte == '\n' ? 1 : 0;
  if (line.is_too_long)
    line.text.clear();
  return line;
}

} // namespace sura::cli
