#include "apps/cli/files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sura::cli {
namespace {

constexpr mode_t private_file = 0600;
constexpr mode_t ordinary_file = 0644;
constexpr std::size_t piece = std::size_t{1} << 16;

class Descriptor {
public:
  explicit Descriptor(int number, bool owned = true) : number_(number), owned_(owned) {}
  ~Descriptor() {
    if (owned_ && number_ >= 0)
      ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

private:
  int number_;
  bool owned_;
};

std::string shown(const std::string& path) {
  return path == "-" ? "standard input" : path;
}

Error trouble(const std::string& path, const std::string& expected) {
  return {ErrorCode::unreadable, shown(path), std::strerror(errno), expected, ""};
}

Error over(const std::string& path, std::size_t limit, const std::string& found) {
  return {ErrorCode::too_large, shown(path), found, "at most " + std::to_string(limit) + " bytes", ""};
}

Result<std::string> read_up_to(const Descriptor& file, const std::string& path, std::size_t limit) {
  std::string bytes;
  std::array<char, piece> buffer{};
  while (true) {
    const auto count = ::read(file.number(), buffer.data(), std::min(buffer.size(), limit + 1 - bytes.size()));
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return fail(trouble(path, "a file that can be read"));
    if (count == 0)
      return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
    if (bytes.size() > limit)
      return fail(over(path, limit, "more"));
  }
}

bool write_all(const Descriptor& file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(file.number(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return ::fsync(file.number()) == 0;
}

} // namespace

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  if (path == "-")
    return read_up_to(Descriptor(STDIN_FILENO, false), path, limit);
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status = {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0)
    return fail(trouble(path, "a file that can be read"));
  if (S_ISDIR(status.st_mode))
    return fail({ErrorCode::unreadable, path, "a directory", "a file", ""});
  if (S_ISREG(status.st_mode) && static_cast<std::uintmax_t>(status.st_size) > limit)
    return fail(over(path, limit, std::to_string(status.st_size) + " bytes"));
  return read_up_to(file, path, limit);
}

Result<void> replace_file(const std::string& path, std::string_view bytes, bool is_private) {
  std::string beside = path + ".XXXXXX";
  const Descriptor file(::mkstemp(beside.data()));
  if (file.number() < 0)
    return fail(trouble(path, "a place where a file can be written"));
  const bool written = ::fchmod(file.number(), is_private ? private_file : ordinary_file) == 0 &&
                       write_all(file, bytes) && std::rename(beside.c_str(), path.c_str()) == 0;
  if (written)
    return {};
  const Error error = trouble(path, "a place where a file can be written");
  ::unlink(beside.c_str());
  return fail(error);
}

Result<void> can_write(const std::string& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode))
    return fail({ErrorCode::unreadable, path, "a directory", "the name of a file", ""});
  std::string beside = path + ".XXXXXX";
  const Descriptor file(::mkstemp(beside.data()));
  if (file.number() < 0)
    return fail(trouble(path, "a place where a file can be written"));
  ::unlink(beside.c_str());
  return {};
}

Stream borrowed(std::FILE* stream) {
  return Stream(stream, [](std::FILE* /*left open*/) { return 0; });
}

std::filesystem::path program_file() {
  std::error_code problem;
  auto path = std::filesystem::read_symlink("/proc/self/exe", problem);
  return problem ? std::filesystem::path() : path;
}

} // namespace sura::cli
