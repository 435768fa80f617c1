// assess and whynot: the answer for one case.
#include "apps/cli/commands/case_input.h"
#include "apps/cli/commands/commands.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "apps/cli/terminal/style.h"
#include "sura/clinic/assessment.h"

#include <unistd.h>

namespace sura::cli {
namespace {

Result<clinic::Assessment> assessment_of(const clinic::Pack& pack, const Options& options) {
  const auto the_case = case_with_words(pack, options);
  if (!the_case)
    return fail(the_case.error());
  clinic::AssessOptions how;
  how.language = options.language;
  how.intervals = options.first_order ? clinic::Intervals::first_order : clinic::Intervals::draws;
  return clinic::assess(pack, *the_case, how);
}

Result<std::uint32_t> condition_named(const clinic::Pack& pack, const std::string& id) {
  if (const auto index = clinic::find_condition(pack, id))
    return *index;
  std::vector<std::string> ids;
  for (const auto& condition : pack.conditions)
    ids.push_back(condition.id);
  return fail(
      {ErrorCode::unknown_id, "sura whynot", id, "a condition ('sura conditions' lists them)", nearest_name(id, ids)});
}

} // namespace

Result<int> assess(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const auto assessment = assessment_of(*pack, options);
  if (!assessment)
    return fail(assessment.error());
  print(options.json ? clinic::to_json(*pack, *assessment)
                     : clinic::to_text(*pack, *assessment, style_for(options, STDOUT_FILENO)));
  return fine;
}

Result<int> whynot(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const auto condition = condition_named(*pack, options.condition);
  if (!condition)
    return fail(condition.error());
  const auto assessment = assessment_of(*pack, options);
  if (!assessment)
    return fail(assessment.error());
  print(options.json ? clinic::whynot_json(*pack, *assessment, *condition)
                     : clinic::whynot_text(*pack, *assessment, *condition, style_for(options, STDOUT_FILENO)));
  return fine;
}

} // namespace sura::cli
