#include "apps/cli/pack_source.h"

#include <filesystem>

#include "apps/cli/files.h"
#include "authoring/authoring.h"
#include "sura/clinic/country.h"

namespace sura::cli {
namespace {

constexpr std::size_t largest_pack = std::size_t{64} << 20;

/// Built: build/PRESET/apps/cli/sura and build/PRESET/share/. Installed: bin/sura and share/sura/.
std::filesystem::path own_pack() {
  const auto folder = program_file().parent_path();
  auto installed = folder.parent_path() / "share" / "sura" / SURA_PACK_FILE;
  std::error_code ignored;
  if (std::filesystem::exists(installed, ignored))
    return installed;
  return folder.parent_path().parent_path() / "share" / SURA_PACK_FILE;
}

Result<clinic::Pack> read_compiled(const std::string& path) {
  const auto bytes = read_file(path, largest_pack);
  if (!bytes)
    return fail(bytes.error());
  auto pack = clinic::read_pack(*bytes);
  if (!pack) {
    Error error = pack.error();
    error.where = path + ": " + error.where;
    return fail(error);
  }
  return pack;
}

Result<clinic::Pack> load(const Options& options) {
  std::error_code ignored;
  if (options.pack.empty()) {
    const auto own = own_pack();
    if (!std::filesystem::exists(own, ignored))
      return fail({ErrorCode::unreadable, own.string(), "no such file",
                   "the program's pack; build it, or name one with --pack", ""});
    return read_compiled(own.string());
  }
  if (std::filesystem::is_directory(options.pack, ignored))
    return authoring::compile_folder(options.pack);
  return read_compiled(options.pack);
}

template <class Named> std::vector<std::string> ids(const std::vector<Named>& named) {
  std::vector<std::string> result;
  for (const auto& one : named)
    result.push_back(one.id);
  return result;
}

Result<std::uint32_t> choose(const std::string& option, const std::string& id, std::optional<std::uint32_t> found,
                             const std::vector<std::string>& all) {
  if (id.empty())
    return 0U;
  if (found)
    return *found;
  std::string expected;
  for (const auto& one : all)
    expected += (expected.empty() ? "" : ", ") + one;
  return fail({ErrorCode::unknown_id, option, id, "one of " + expected, nearest_name(id, all)});
}

} // namespace

Result<clinic::Pack> load_pack(const Options& options) {
  auto pack = load(options);
  if (!pack || pack->texts.empty() || pack->texts.contains(options.language))
    return pack;
  std::vector<std::string> languages;
  std::string expected;
  for (const auto& [language, texts] : pack->texts) {
    languages.push_back(language);
    expected += (expected.empty() ? "" : ", ") + language;
  }
  return fail({ErrorCode::unknown_id, "--lang", options.language, "one of " + expected,
               nearest_name(options.language, languages)});
}

std::string folder_to_lint(const Options& options) {
  if (!options.directory.empty())
    return options.directory;
  if (!options.pack.empty())
    return options.pack;
  const auto root = program_file().parent_path() / ".." / ".." / ".." / ".."; // build/PRESET/apps/cli
  return (root / "packs" / SURA_PACK_NAME).lexically_normal().string();
}

Result<std::uint32_t> chosen_role(const clinic::Pack& pack, const Options& options) {
  return choose("--role", options.role, clinic::find_role(pack, options.role), ids(pack.roles));
}

Result<RoleAndSetting> chosen_role_and_setting(const clinic::Pack& pack, const Options& options) {
  const auto role = chosen_role(pack, options);
  if (!role)
    return fail(role.error());
  const auto setting =
      choose("--setting", options.setting, clinic::find_setting(pack, options.setting), ids(pack.settings));
  if (!setting)
    return fail(setting.error());
  if (options.country.empty())
    return RoleAndSetting{*role, *setting, ""};
  return clinic::read_country(options.country, "--country").map([&](std::string country) {
    return RoleAndSetting{*role, *setting, std::move(country)};
  });
}

Result<GivenRoleAndSetting> given_role_and_setting(const clinic::Pack& pack, const Options& options) {
  const auto chosen = chosen_role_and_setting(pack, options);
  if (!chosen)
    return fail(chosen.error());
  GivenRoleAndSetting given;
  if (!options.role.empty())
    given.role = chosen->role;
  if (!options.setting.empty())
    given.setting = chosen->setting;
  given.country = chosen->country;
  return given;
}

clinic::Reader reader_of(std::uint32_t role) {
  return role == 0 ? clinic::Reader::person : clinic::Reader::clinician;
}

} // namespace sura::cli
