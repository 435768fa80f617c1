// The files of a pack on disk.
#include <fstream>
#include <iterator>
#include <system_error>

#include "authoring/authoring.h"
#include "authoring/yaml/yaml.h"

namespace sura::authoring {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> unreadable(const fs::path& path, const std::string& expected) {
  return fail({ErrorCode::unreadable, path.string(), "nothing that can be read", expected, ""});
}

Result<std::string> read_file(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error) {
    return unreadable(path, "a readable file");
  }
  if (size > max_file_bytes) {
    return fail({ErrorCode::too_large, path.string(), std::to_string(size) + " bytes",
                 "at most " + std::to_string(max_file_bytes), ""});
  }
  std::ifstream stream(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream.good() && !stream.eof()) {
    return unreadable(path, "a readable file");
  }
  return bytes;
}

/// Adds every .yaml file below `folder`, its path relative to it after `prefix`.
Result<void> add_folder(const fs::path& folder, const std::string& prefix, Source& source) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const fs::path& path = at->path();
    const std::string relative = fs::relative(path, folder, error).generic_string();
    // Worked cases live in the pack's folder but are no part of the pack.
    if (!at->is_regular_file(error) || path.extension() != ".yaml" || relative.starts_with("cases/")) {
      continue;
    }
    if (source.size() >= max_files) {
      return fail({ErrorCode::too_large, folder.string(), "more than " + std::to_string(max_files) + " files",
                   "a smaller pack", ""});
    }
    auto bytes = read_file(path);
    if (!bytes) {
      return tl::unexpected(bytes.error());
    }
    source[prefix + relative] = std::move(*bytes);
  }
  return {};
}

/// Where the common folder is, as pack.yaml says; "../common" if it says nothing.
fs::path common_folder(const fs::path& folder, const Source& source) {
  const auto pack = source.find("pack.yaml");
  const auto yaml = pack == source.end() ? Result<Yaml>(Yaml()) : parse_yaml(pack->second, "pack.yaml");
  const Yaml* common = yaml ? yaml->find("common") : nullptr;
  return folder / (common != nullptr && common->kind == Yaml::Kind::scalar ? common->scalar : "../common");
}

} // namespace

Result<Source> read_folder(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return unreadable(folder, "a folder with a pack.yaml");
  }
  Source source;
  if (auto added = add_folder(folder, "", source); !added) {
    return tl::unexpected(added.error());
  }
  if (!source.contains("pack.yaml")) {
    return fail({ErrorCode::missing, folder.string(), "no pack.yaml", "a folder with a pack.yaml", ""});
  }
  const fs::path common = common_folder(folder, source);
  if (fs::is_directory(common, error)) {
    if (auto added = add_folder(common, "common/", source); !added) {
      return tl::unexpected(added.error());
    }
  }
  return source;
}

Result<clinic::Pack> compile_folder(const fs::path& folder) {
  auto source = read_folder(folder);
  if (!source) {
    return tl::unexpected(source.error());
  }
  Compiled compiled = compile(*source);
  if (!compiled.problems.empty() && !compiled.problems.front().is_warning) {
    return fail(compiled.problems.front().error);
  }
  return std::move(compiled.pack);
}

} // namespace sura::authoring
