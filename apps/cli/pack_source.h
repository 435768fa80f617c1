// Where the pack of a run comes from. Thread-safety: functions without shared state.
#pragma once

#include <cstdint>
#include <optional>
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

struct RoleAndSetting {
  std::uint32_t role = 0;
  std::uint32_t setting = 0;
  std::string country; // empty: not said
};

struct GivenRoleAndSetting {
  std::optional<std::uint32_t> role;
  std::optional<std::uint32_t> setting;
  std::string country; // empty: not given
};

/// Index of --role, or the pack's first. Errors: unknown_id with the nearest.
Result<std::uint32_t> chosen_role(const clinic::Pack& pack, const Options& options);

/// The same of --role, --setting and --country.
Result<RoleAndSetting> chosen_role_and_setting(const clinic::Pack& pack, const Options& options);

/// The same, but nothing where an option was not given.
Result<GivenRoleAndSetting> given_role_and_setting(const clinic::Pack& pack, const Options& options);

/// Whose words a role reads: the pack's first role is the person's, the others are professionals'.
clinic::Reader reader_of(std::uint32_t role);

} // namespace sura::cli
