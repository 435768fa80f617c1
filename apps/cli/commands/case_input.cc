#include "apps/cli/commands/case_input.h"

#include "apps/cli/files.h"
#include "apps/cli/pack_source.h"

namespace sura::cli {

Result<clinic::Case> read_case_file(const clinic::Pack& pack, const Options& options, const std::string& path) {
  const auto role = chosen_role(pack, options);
  const auto setting = chosen_setting(pack, options);
  if (!role || !setting)
    return fail(role ? setting.error() : role.error());
  const auto bytes = read_file(path, clinic::max_case_bytes);
  if (!bytes)
    return fail(bytes.error());
  auto the_case = clinic::read_case(pack, *bytes);
  if (!the_case) {
    Error error = the_case.error();
    const std::string file = path == "-" ? "standard input" : path;
    error.where = error.where.empty() ? file : file + ": " + error.where;
    return fail(error);
  }
  if (!options.role.empty())
    the_case->role = *role;
  if (!options.setting.empty())
    the_case->setting = *setting;
  return the_case;
}

} // namespace sura::cli
