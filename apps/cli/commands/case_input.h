// Cases from a file or standard input ("-"). Thread-safety: functions without shared state.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "apps/cli/options.h"
#include "apps/cli/pack_source.h"
#include "clinic/intake/json.h"
#include "sura/clinic/case.h"

namespace sura::cli {

/// What an error calls the file: its path, or "standard input".
std::string file_name(const std::string& path);

/// The error with `place` put in front of its own.
Error in_place(Error error, const std::string& place);

/// The role, setting and country that were given, in place of the case's own.
void put_into(clinic::Case& the_case, const GivenRoleAndSetting& given);

/// A case document, parsed, and its id where the line says one.
struct CaseDocument {
  clinic::intake::Json json;
  std::string id;
};

/// What a line holds: a case document, or an object that holds one as "case" (and perhaps an "id"). Errors: as
/// clinic::read_case for text that is no JSON.
Result<CaseDocument> case_in(const std::string& line);

/// Nothing but spaces, tabs and the rest of a line end.
bool is_blank(const std::string& line);

struct Line {
  std::string text;
  std::size_t number = 0; // from 1
};

/// The lines that are not blank. Errors: as read_file.
Result<std::vector<Line>> filled_lines(const std::string& path, std::size_t limit);

/// One case, with --role and --setting applied. Errors: as read_file and clinic::read_case, the file's name put before
/// the place; unknown_id for --role and --setting.
Result<clinic::Case> read_case_file(const clinic::Pack& pack, const Options& options, const std::string& path);

/// The case of --set, on top of the file where one is named. Errors: as read_case_file and clinic::read_words, "--set"
/// put before the place.
Result<clinic::Case> case_with_words(const clinic::Pack& pack, const Options& options);

/// The words of --set on top of a case. Errors: as clinic::read_words.
Result<clinic::Case> with_words(const clinic::Pack& pack, const Options& options,
                                const std::optional<clinic::Case>& onto);

/// The same, a case a line: each a case document, or an object that holds one as "case". Errors: as above, with the
/// number of the line; missing where there is none.
Result<std::vector<clinic::Case>> read_case_lines(const clinic::Pack& pack, const Options& options,
                                                  const std::string& path);

} // namespace sura::cli
