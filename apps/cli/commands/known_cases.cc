#include "apps/cli/commands/known_cases.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "apps/cli/commands/case_input.h"
#include "apps/cli/files.h"
#include "sura/clinic/case.h"

namespace sura::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_batch = std::size_t{1} << 30; // bytes of one file with a case a line

bool is_comment(const std::string& line) {
  return line.compare(line.find_first_not_of(" \t\r"), 2, "//") == 0;
}

Result<void> add_lines(const std::string& path, std::vector<KnownCaseText>& cases) {
  auto lines = filled_lines(path, largest_batch);
  if (!lines)
    return fail(lines.error());
  const std::string name = path == "-" ? "line" : fs::path(path).filename().string();
  for (auto& [line, number] : *lines)
    if (!is_comment(line))
      cases.push_back({std::move(line), file_name(path), number, name + ":" + std::to_string(number)});
  return {};
}

Result<void> add_file(const std::string& path, std::vector<KnownCaseText>& cases) {
  auto bytes = read_file(path, clinic::max_case_bytes);
  if (!bytes)
    return fail(bytes.error());
  cases.push_back({*std::move(bytes), path, 0, fs::path(path).stem().string()});
  return {};
}

Result<void> add_folder(const std::string& path, std::vector<KnownCaseText>& cases) {
  std::vector<std::string> files;
  std::error_code problem;
  for (fs::recursive_directory_iterator at(path, problem), end; !problem && at != end; at.increment(problem))
    if (at->path().extension() == ".json")
      files.push_back(at->path().string());
  if (problem)
    return fail({ErrorCode::unreadable, path, problem.message(), "a folder that can be read", ""});
  std::sort(files.begin(), files.end());
  Result<void> done;
  for (auto file = files.begin(); done && file != files.end(); ++file)
    done = add_file(*file, cases);
  return done;
}

Result<void> add(const std::string& path, std::vector<KnownCaseText>& cases) {
  std::error_code ignored;
  const auto extension = fs::path(path).extension();
  if (fs::is_directory(path, ignored))
    return add_folder(path, cases);
  if (path == "-" || extension == ".ndjson")
    return add_lines(path, cases);
  if (extension == ".json" || !fs::exists(path, ignored)) // a file that is not there is said by reading it
    return add_file(path, cases);
  return fail({ErrorCode::unsupported, path, "a file of another kind",
               "a .json file, an .ndjson file, a folder, or - for standard input", ""});
}

} // namespace

Error KnownCaseText::placed(Error error) const {
  constexpr std::string_view own_line = "line 1, "; // of a text that is one line
  if (line > 0) {
    const std::string number = "line " + std::to_string(line);
    error.where = error.where.starts_with(own_line) ? number + ", " + error.where.substr(own_line.size())
                  : error.where.empty()             ? number
                                                    : number + ": " + error.where;
  }
  return in_place(std::move(error), file);
}

Result<std::vector<KnownCaseText>> known_case_texts(const std::vector<std::string>& paths) {
  std::vector<KnownCaseText> cases;
  for (const auto& path : paths) {
    const std::size_t before = cases.size();
    if (const auto added = add(path, cases); !added)
      return fail(added.error());
    if (cases.size() == before)
      return fail(
          {ErrorCode::missing, file_name(path), "no case", "at least one (a folder: files that end in .json)", ""});
  }
  return cases;
}

} // namespace sura::cli
