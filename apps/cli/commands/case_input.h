// A case from a file or standard input, with --role and --setting applied.
#pragma once

#include <string>
#include <vector>

#include "apps/cli/options.h"
#include "sura/clinic/case.h"

namespace sura::cli {

/// Errors: as read_file and clinic::read_case, the file's name put before the place; unknown_id for --role and
/// --setting.
Result<clinic::Case> read_case_file(const clinic::Pack& pack, const Options& options, const std::string& path);

/// Cases one a line: each a case document, or an object that holds one as "case". Blank lines are passed over. Errors:
/// as above, with the number of the line; missing where there is none.
Result<std::vector<clinic::Case>> read_case_lines(const clinic::Pack& pack, const Options& options,
                                                  const std::string& path);

} // namespace sura::cli
