// template and schema: the formats, for those who write cases and programs; completion, for shells.
#include "apps/cli/commands/commands.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "sura/clinic/assessment.h"
#include "sura/clinic/case.h"

namespace sura::cli {

Result<int> show_template(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const std::string text = clinic::case_template(*pack, options.language);
  // The template explains itself in comments, which JSON does not have: programs get it as one string.
  print(options.json ? document({{"template", text}}) : text);
  return fine;
}

Result<int> show_schema(const Options& options) {
  if (options.document == "assessment") {
    print(clinic::assessment_schema());
    return fine;
  }
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  print(clinic::case_schema(*pack));
  return fine;
}

Result<int> show_completion(const Options& options) {
  const std::string script = completion_script(options.shell);
  print(options.json ? document({{"shell", options.shell}, {"script", script}}) : script);
  return fine;
}

} // namespace sura::cli
