#include "apps/cli/batch/row_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>

namespace sura::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_row = std::size_t{16} << 20; // bytes; a whole Assessment has some fifty thousand

Error unwritable(const std::string& path) {
  return {ErrorCode::unreadable, path, std::strerror(errno), "a file that can be written", ""};
}

/// What is whole of a file that was begun before.
struct Begun {
  std::uintmax_t bytes = 0; // up to the end of the last whole row
  std::size_t answered = 0; // line of the input; 0: none
};

Error of_something_else(const std::string& path, std::size_t number) {
  return {ErrorCode::inconsistent, path + ", line " + std::to_string(number), "something else",
          "rows that this command wrote for the same pack and options", ""};
}

/// The file is read from its start, so that what is gone on with was certainly made by this command.
Result<Begun> begun(const std::string& path, const std::string& header, RowFormat format) {
  auto lines = LineStream::open(path, longest_row);
  if (!lines)
    return fail(lines.error());
  Begun result;
  std::uint64_t before = 0;
  while (const auto line = lines->next()) {
    const std::uint64_t after = lines->bytes_read();
    const bool is_whole = after - before == line->text.size() + 1; // with its line end
    before = after;
    if (!is_whole && !line->is_too_long)
      break;
    if (line->number == 1 && !header.empty()) {
      if (line->text + "\n" != header)
        return fail(of_something_else(path, 1));
    } else if (const auto answered = line_of_row(line->text, format); answered && *answered > result.answered) {
      result.answered = *answered;
    } else {
      return fail(of_something_else(path, line->number));
    }
    result.bytes = after;
  }
  return result;
}

} // namespace

Result<RowFile> RowFile::open(const std::string& path, const std::string& header, RowFormat format, bool resume) {
  if (path.empty()) {
    RowFile output(borrowed(stdout), "standard output", 0);
    const auto written = output.write(header);
    return written ? Result<RowFile>(std::move(output)) : fail(written.error());
  }
  std::error_code problem;
  const bool has_something =
      fs::exists(path, problem) && fs::is_regular_file(path, problem) && fs::file_size(path, problem) > 0;
  Begun so_far;
  if (has_something && !resume)
    return fail(
        {ErrorCode::inconsistent, path, "a file that is there already", "another name, or --resume to go on", ""});
  if (has_something) {
    const auto read = begun(path, header, format);
    if (!read)
      return fail(read.error());
    so_far = *read;
    fs::resize_file(path, so_far.bytes, problem);
    if (problem)
      return fail({ErrorCode::unreadable, path, problem.message(), "a file that can be written", ""});
  }
  Stream file(std::fopen(path.c_str(), "ab"), std::fclose);
  if (!file)
    return fail(unwritable(path));
  RowFile rows(std::move(file), path, so_far.answered);
  if (so_far.bytes == 0)
    if (const auto written = rows.write(header); !written)
      return fail(written.error());
  return rows;
}

Result<void> RowFile::write(std::string_view rows) {
  if (std::fwrite(rows.data(), 1, rows.size(), file_.get()) != rows.size() || std::fflush(file_.get()) != 0)
    return fail(unwritable(path_));
  return {};
}

} // namespace sura::cli
