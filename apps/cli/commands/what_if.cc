// whatif: the answer to a case, and to the same case with other answers.
#include "apps/cli/commands/case_input.h"
#include "apps/cli/commands/commands.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "apps/cli/terminal/style.h"
#include "sura/clinic/comparison.h"

#include <unistd.h>

namespace sura::cli {

Result<int> what_if(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const auto now = read_case_file(*pack, options, options.case_file);
  if (!now)
    return fail(now.error());
  const auto then = with_words(*pack, options, *now);
  if (!then)
    return fail(then.error());
  const clinic::PriorModels models(*pack);
  const clinic::AssessOptions how{
      .language = options.language, .intervals = clinic::Intervals::none, .models = &models};
  const auto before = clinic::assess(*pack, *now, how);
  if (!before)
    return fail(before.error());
  const auto after = clinic::assess(*pack, *then, how);
  if (!after)
    return fail(after.error());
  print(options.json ? clinic::comparison_json(*pack, *before, *after)
                     : clinic::comparison_text(*pack, *before, *after, style_for(options, STDOUT_FILENO)));
  return fine;
}

} // namespace sura::cli
