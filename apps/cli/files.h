// Files of the command line: read with a limit, written whole or not at all. Thread-safety: functions without shared
// state.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "sura/result.h"

namespace sura::cli {

/// The bytes of a file, or of standard input for "-". A regular file over `limit` is refused before it is read,
/// anything else as soon as it passes the limit. Errors: unreadable, too_large.
Result<std::string> read_file(const std::string& path, std::size_t limit);

/// Puts `bytes` in place of the file in one step (a new file beside it, then a rename), readable by its owner only
/// where `is_private`. Errors: unreadable, and the old file is untouched.
Result<void> replace_file(const std::string& path, std::string_view bytes, bool is_private);

/// A C stream that closes itself, unless it is the program's own (`borrowed`).
using Stream = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
Stream borrowed(std::FILE* stream);

/// Whether a file can be made there. Errors: unreadable.
Result<void> can_write(const std::string& path);

/// The running program's own file.
std::filesystem::path program_file();

} // namespace sura::cli
