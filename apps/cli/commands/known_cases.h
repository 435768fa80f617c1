// The cases to evaluate, from files, folders and standard input. Thread-safety: values and functions without shared
// state.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sura/result.h"

namespace sura::cli {

/// The text of one case and where it stands.
struct KnownCaseText {
  std::string text;
  std::string file;     // "cases/a.json", "standard input"
  std::size_t line = 0; // of a file with a case a line; 0: the whole file
  std::string id;       // its name where the text gives none: "a", "cases.ndjson:12"

  /// Puts file and line in front of an error's place.
  Error placed(Error error) const;
};

/// Each path is a .json file (one case), an .ndjson file (a case a line; empty lines and lines of a // comment are
/// passed over), a folder (every .json file in it and below, by name) or "-" (standard input, a case a line). Errors:
/// unreadable, too_large, missing (a path without any case), unsupported (another kind of file).
Result<std::vector<KnownCaseText>> known_case_texts(const std::vector<std::string>& paths);

} // namespace sura::cli
