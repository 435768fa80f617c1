// Cases from a file or standard input ("-"). Thread-safety: functions without shared state.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "apps/cli/options.h"
#include "sura/clinic/case.h"

namespace sura::cli {

/// What an error calls the file: its path, or "standard input".
std::string file_name(const std::string& path);

/// The error with `place` put in front of its own.
Error in_place(Error error, const std::string& place);

struct Line {
  std::string text;
  std::size_t number = 0; // from 1
};

/// The lines that are not blank. Errors: as read_file.
Result<std::vector<Line>> filled_lines(const std::string& path, std::size_t limit);

/// One case, with --role and --setting applied. Errors: as read_file and clinic::read_case, the file's name put before
/// the place; unknown_id for --role and --setting.
Result<clinic::Case> read_case_file(const clinic::Pack& pack, const Options& options, const std::string& path);

/// The same, a case a line: each a case document, or an object that holds one as "case". Errors: as above, with the
/// number of the line; missing where there is none.
Result<std::vector<clinic::Case>> read_case_lines(const clinic::Pack& pack, const Options& options,
                                                  const std::string& path);

} // namespace sura::cli
