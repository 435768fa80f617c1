// lint, compile, explain: for those who write packs (evidence has a file of its own).
#include <filesystem>

#include <unistd.h>

#include "apps/cli/commands/commands.h"
#include "apps/cli/files.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "apps/cli/terminal/style.h"
#include "apps/cli/terminal/text.h"
#include "authoring/authoring.h"

namespace sura::cli {
namespace {

Result<void> must_be_folder(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    return {};
  const bool exists = std::filesystem::exists(path, ignored);
  return fail({ErrorCode::unreadable, path, exists ? "a file" : "no such folder", "a folder with a pack.yaml", ""});
}

std::string counted(std::size_t number, const std::string& noun) {
  return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

std::string summary(const clinic::Pack& pack) {
  return counted(pack.conditions.size(), "condition") + ", " + counted(pack.findings.size(), "finding") + ", " +
         counted(pack.background.size(), "background item") + ", " + counted(pack.derivations.size(), "number") + ", " +
         counted(pack.records.size(), "source");
}

} // namespace

Result<int> lint(const Options& options) {
  const std::string folder = folder_to_lint(options);
  if (const auto checked = must_be_folder(folder); !checked)
    return fail(checked.error());
  const auto source = authoring::read_folder(folder);
  if (!source)
    return fail(source.error());
  const auto problems = authoring::compile(*source).problems;
  std::size_t errors = 0;
  std::string text;
  Json objects = Json::array();
  for (const auto& problem : problems) {
    errors += problem.is_warning ? 0 : 1;
    const std::string severity = problem.is_warning ? "warning" : "error";
    text += severity + ": " + printable(problem.error.message()) + "\n";
    Json object = {{"severity", severity}};
    object.update(as_json(problem.error));
    objects.push_back(object);
  }
  const std::size_t warnings = problems.size() - errors;
  text += folder + ": " + counted(errors, "error") + ", " + counted(warnings, "warning") + "\n";
  print(options.json ? document({{"folder", folder}, {"errors", errors}, {"warnings", warnings}, {"problems", objects}})
                     : text);
  return errors == 0 ? fine : bad_input;
}

Result<int> compile(const Options& options) {
  if (const auto checked = must_be_folder(options.directory); !checked)
    return fail(checked.error());
  const auto pack = authoring::compile_folder(options.directory);
  if (!pack)
    return fail(pack.error());
  const std::string bytes = clinic::write_pack(*pack);
  if (const auto written = replace_file(options.output_file, bytes, false); !written)
    return fail(written.error());
  const Json object = {{"file", options.output_file}, {"bytes", bytes.size()},  {"id", pack->id},
                       {"version", pack->version},    {"sha256", pack->sha256}, {"contents", summary(*pack)}};
  print(options.json ? document(object)
                     : options.output_file + ": " + summary(*pack) + "; " + std::to_string(bytes.size()) + " bytes\n");
  return fine;
}

Result<int> explain(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const auto text = options.json ? authoring::explain_json(*pack, options.id)
                                 : authoring::explain_text(*pack, options.id, style_for(options, STDOUT_FILENO).width);
  if (!text)
    return fail(text.error());
  print(*text);
  return fine;
}

} // namespace sura::cli
