// One line of cases in, one row of answers out. Thread-safety: functions without shared state; rows may be made at
// once.
#pragma once

#include <string>

#include "apps/cli/batch/line_stream.h"
#include "apps/cli/pack_source.h"
#include "sura/clinic/diagnosis.h"

namespace sura::cli {

enum class RowFormat : std::uint8_t { ndjson, csv };

struct RowOptions {
  RowFormat format = RowFormat::ndjson;
  bool intervals = false;      // 90 % intervals of the causes: many times the work
  bool full = false;           // NDJSON: the whole Assessment
  std::string language = "en"; // of the whole Assessment
  GivenRoleAndSetting given;   // in place of each case's own
};

struct AnswerRow {
  std::string text; // with its line end
  bool is_error = false;
};

/// The answer to the case in `line` (a case document, or an object that holds one as "case", with an "id"), or what is
/// wrong with it: {"line", "id", "urgency", "causes", "something_else"} or {"line", "id", "error"}. Never throws.
/// `models` are of this pack.
AnswerRow make_row(const clinic::Pack& pack, const clinic::PriorModels& models, const StreamedLine& line,
                   const RowOptions& options);

/// The first line of a CSV file; empty for NDJSON.
std::string header(const clinic::Pack& pack, const RowOptions& options);

/// The number of the input's line that a row answers; nothing where the text is no row.
std::optional<std::size_t> line_of_row(std::string_view row, RowFormat format);

} // namespace sura::cli
