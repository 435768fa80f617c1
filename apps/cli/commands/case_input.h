// A case from a file or standard input, with --role and --setting applied.
#pragma once

#include <string>

#include "apps/cli/options.h"
#include "sura/clinic/case.h"

namespace sura::cli {

/// Errors: as read_file and clinic::read_case, the file's name put before the place; unknown_id for --role and
/// --setting.
Result<clinic::Case> read_case_file(const clinic::Pack& pack, const Options& options, const std::string& path);

} // namespace sura::cli
