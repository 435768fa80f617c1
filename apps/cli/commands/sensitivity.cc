// sensitivity: which numbers the answer to a case hangs on.
#include "sura/clinic/sensitivity.h"

#include <unistd.h>

#include "apps/cli/commands/case_input.h"
#include "apps/cli/commands/commands.h"
#include "apps/cli/files.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "apps/cli/terminal/style.h"
#include "sura/clinic/triage.h"

namespace sura::cli {

Result<int> sensitivity(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const auto the_case = case_with_words(*pack, options);
  if (!the_case)
    return fail(the_case.error());
  if (const auto rules = clinic::out_of_scope(*pack, *the_case); !rules.empty())
    return fail({ErrorCode::unsupported, "sura sensitivity",
                 "a person for whom the pack is not meant (" + pack->scope[rules.front()].id + ")",
                 "a case in scope: the numbers were made for other people", ""});
  if (!options.svg_file.empty())
    if (const auto writable = can_write(options.svg_file); !writable)
      return fail(writable.error());
  const auto tornados = clinic::sensitivity(*pack, *the_case);
  if (!tornados)
    return fail(tornados.error());
  if (!options.svg_file.empty()) {
    const auto written =
        replace_file(options.svg_file, clinic::sensitivity_svg(*pack, *the_case, *tornados, options.language), true);
    if (!written)
      return fail(written.error());
  }
  print(options.json ? clinic::sensitivity_json(*pack, *the_case, *tornados, options.language)
                     : clinic::sensitivity_text(*pack, *the_case, *tornados, options.language,
                                                style_for(options, STDOUT_FILENO)));
  return fine;
}

} // namespace sura::cli
