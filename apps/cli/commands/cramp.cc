// cramp: what to do in the next minute, no questions.
#include <unistd.h>

#include "apps/cli/commands/commands.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "apps/cli/terminal/emergency.h"
#include "apps/cli/terminal/style.h"
#include "apps/cli/terminal/text.h"
#include "clinic/report/reasons.h"
#include "sura/clinic/care.h"

namespace sura::cli {
namespace {

Json as_json(const clinic::Pack& pack, const clinic::Words& words, const EmergencySigns& emergency) {
  Json steps = Json::array();
  for (const auto index : clinic::cramp_steps(pack)) {
    const auto& item = pack.care[index];
    Json step = {{"id", item.id}, {"text", words.of("care." + item.id)}, {"standing", clinic::name(item.standing)}};
    step["sources"] = Json::array();
    for (const auto record : item.records)
      step["sources"].push_back(pack.records[record].id);
    steps.push_back(step);
  }
  return {{"steps", steps},
          {"emergency", {{"title", emergency.title}, {"signs", emergency.signs}, {"call", emergency.call}}}};
}

std::string as_text(const clinic::Pack& pack, const clinic::Words& words, const EmergencySigns& emergency,
                    const clinic::TextStyle& style) {
  clinic::Page page(style);
  page.heading(own_text(words, "cramp.title"));
  int number = 0;
  for (const auto index : clinic::cramp_steps(pack))
    page.paragraph(words.of("care." + pack.care[index].id), 1, std::to_string(++number) + ". ");
  page.blank();
  return page.finish() + emergency_text(emergency, style);
}

} // namespace

Result<int> cramp(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const auto chosen = chosen_role_and_setting(*pack, options);
  if (!chosen)
    return fail(chosen.error());
  const clinic::Words words(*pack, options.language, reader_of(chosen->role));
  const auto emergency = emergency_signs(words, clinic::numbers_to_call(*pack, words, chosen->country));
  print(options.json ? document(as_json(*pack, words, emergency))
                     : as_text(*pack, words, emergency, style_for(options, STDOUT_FILENO)));
  return fine;
}

} // namespace sura::cli
