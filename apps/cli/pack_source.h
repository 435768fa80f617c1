// Where the pack of a run comes from. Thread-safety: functions without shared state.
#pragma once

#include <string>

#include "apps/cli/options.h"
#include "sura/clinic/pack.h"
#include "sura/result.h"

namespace sura::cli {

/// The pack of --pack (a folder is compiled now, a file is read), else the one beside the program. Also checks --lang.
/// Errors: unreadable, too_large, unknown_id (language), as authoring::compile or clinic::read_pack.
Result<clinic::Pack> load_pack(const Options& options);

/// The folder to lint: the argument, else --pack, else the source of the program's own pack.
std::string folder_to_lint(const Options& options);

/// Index of --role (--setting), or the pack's first. Errors: unknown_id with the nearest.
Result<std::uint32_t> chosen_role(const clinic::Pack& pack, const Options& options);
Result<std::uint32_t> chosen_setting(const clinic::Pack& pack, const Options& options);

/// Whose words a role reads: the pack's first role is the person's, the others are professionals'.
clinic::Reader reader_of(std::uint32_t role);

} // namespace sura::cli
