// The command line `sura`: reads the arguments, runs one command, reports the one error.
#include <algorithm>
#include <exception>
#include <functional>
#include <map>

#include "apps/cli/commands/commands.h"
#include "apps/cli/print.h"

namespace sura::cli {
namespace {

using Command = std::function<Result<int>(const Options&)>;

const std::map<std::string, Command>& commands() {
  static const std::map<std::string, Command> table = {
      {"assess", assess},
      {"background", list_background},
      {"batch", batch},
      {"bundles", list_bundles},
      {"calibrate-check", calibrate_check},
      {"compile", compile},
      {"completion", show_completion},
      {"conditions", list_conditions},
      {"cramp", cramp},
      {"evaluate", evaluate},
      {"evidence", evidence},
      {"explain", explain},
      {"find", find},
      {"findings", list_findings},
      {"interview", interview},
      {"lint", lint},
      {"network", export_network},
      {"schema", show_schema},
      {"sensitivity", sensitivity},
      {"simulate", simulate},
      {"rehearse", rehearse},
      {"template", show_template},
      {"whatif", what_if},
      {"whynot", whynot},
  };
  return table;
}

int run(const std::vector<std::string>& arguments, bool json) {
  const auto request = read_arguments(arguments);
  if (!request) {
    report(request.error(), json);
    return bad_input;
  }
  if (!request->text_kind.empty()) {
    print(json ? document({{request->text_kind, request->text}}) : request->text);
    return fine;
  }
  const auto code = commands().at(request->options.command)(request->options);
  if (!code) {
    report(code.error(), json);
    return bad_input;
  }
  return *code;
}

int report_failure(const char* what, bool json) {
  if (json)
    print(document({{"error", {{"code", "internal"}, {"message", what}}}}));
  else
    print_error("sura: internal failure: " + std::string(what) + "\n");
  return internal_failure;
}

} // namespace
} // namespace sura::cli

int main(int count, char** values) {
  using namespace sura::cli;
  bool json = false;
  int code = internal_failure;
  try {
    const std::vector<std::string> arguments(values + std::min(count, 1), values + count);
    // Looked for by hand, because a command line that cannot be read has to be answered in JSON too.
    json = std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
    code = run(arguments, json);
  } catch (const std::exception& problem) {
    code = report_failure(problem.what(), json);
  }
  return flush_output() ? code : report_failure("the output could not be written", false);
}
