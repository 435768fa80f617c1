// For those who write packs: YAML in, a checked pack out, every number explained.
// Thread-safety: functions without shared state. Errors name file, line, what was found, what was expected, the nearest
// id.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/calibration/calibration.h"
#include "sura/clinic/assessment.h"
#include "sura/clinic/influence.h"
#include "sura/clinic/pack.h"
#include "sura/result.h"

namespace sura::authoring {

/// The files of a pack, by path relative to its folder; those of the common folder begin with "common/".
using Source = std::map<std::string, std::string>;

/// Largest file and number of files of a pack.
inline constexpr std::size_t max_file_bytes = 4 << 20;
inline constexpr std::size_t max_files = 2000;

/// One thing that lint says. A pack with an error does not compile; a warning is worth a look.
struct Problem {
  Error error;
  bool is_warning = false;
};

/// Reads the YAML files of a pack folder and of its common folder (pack.yaml's `common`, default "../common").
Result<Source> read_folder(const std::filesystem::path& folder);

struct Compiled {
  std::vector<CalibrationLine> calibration;
  clinic::Pack pack;             // usable only where no problem is an error
  std::vector<Problem> problems; // errors first, each by file and line
};

/// Parses, checks, solves. Never throws. O(size of the pack).
Compiled compile(const Source& source);

/// The pack of a folder, or its first error.
Result<clinic::Pack> compile_folder(const std::filesystem::path& folder);

/// Every number of one condition, finding, process, background item or setting-wide cause: the study's measure, the
/// transform, the parameter solved from it, the citation. `id` must exist in the pack (unknown_id with the nearest).
Result<std::string> explain_text(const clinic::Pack& pack, std::string_view id, int width);
Result<std::string> explain_json(const clinic::Pack& pack, std::string_view id);

inline constexpr std::string_view evidence_schema_id = "sura-evidence-1";

/// What the numbers of a pack rest on, weighed by their influence on decisions: by design and certainty, the judged
/// share, the figures whose error would move decisions most, the ground of each condition (docs/evidence.md).
std::string evidence_text(const clinic::Pack& pack, const clinic::Influence& influence,
                          const clinic::TextStyle& style = {});
std::string evidence_json(const clinic::Pack& pack, const clinic::Influence& influence);

} // namespace sura::authoring
