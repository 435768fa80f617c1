// rehearse: the interview with imagined people, beside the same people with every answer known.
#include <fmt/format.h>

#include "apps/cli/commands/commands.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "apps/cli/terminal/counter.h"
#include "sura/clinic/rehearsal.h"
#include "sura/parallel.h"

namespace sura::cli {
namespace {

constexpr std::uint64_t default_people = 300;

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

Json as_json(const clinic::Rehearsal& sum) {
  return {{"schema", "sura-rehearsal-1"},
          {"people", sum.people},
          {"left_out", sum.left_out},
          {"same_urgency", share(sum.same, sum.people)},
          {"less_urgent", share(sum.lower, sum.people)},
          {"more_urgent", share(sum.higher, sum.people)},
          {"questions", share(sum.questions, sum.people)},
          {"present", share(sum.present, sum.people)},
          {"found", share(sum.found, sum.present)}};
}

std::string as_text(const clinic::Rehearsal& sum) {
  return fmt::format("{} imagined people, interviewed, beside the same people with every answer known:\n"
                     "  the same urgency           {:.1f} %\n"
                     "  less urgent                {:.1f} %\n"
                     "  more urgent                {:.1f} %\n"
                     "  questions after the list   {:.1f}\n"
                     "  findings that are there    {:.1f}, of which told {:.0f} %\n"
                     "  left out (too wide)        {}\n",
                     sum.people, 100.0 * share(sum.same, sum.people), 100.0 * share(sum.lower, sum.people),
                     100.0 * share(sum.higher, sum.people), share(sum.questions, sum.people),
                     share(sum.present, sum.people), 100.0 * share(sum.found, sum.present), sum.left_out);
}

} // namespace

Result<int> rehearse(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const auto chosen = chosen_role_and_setting(*pack, options);
  if (!chosen)
    return fail(chosen.error());
  const std::uint64_t people = options.people_given ? options.people : default_people;
  clinic::RehearsalOptions with;
  with.setting = chosen->setting;
  with.role = chosen->role;
  with.seed = options.seed;
  with.threads = options.threads.value_or(all_cores());
  if (options.answers)
    with.questions = *options.answers;
  Counter counter("people");
  const auto sum = clinic::rehearse(*pack, people, with, [&](std::size_t done) { counter.show(done, people); });
  if (!sum)
    return fail(sum.error());
  print(options.json ? document(as_json(*sum)) : as_text(*sum));
  return fine;
}

} // namespace sura::cli
