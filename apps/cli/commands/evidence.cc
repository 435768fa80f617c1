// evidence: what the numbers of a pack rest on, weighed by what an error in them would do to people's answers.
#include <algorithm>
#include <numeric>
#include <random>

#include <unistd.h>

#include "apps/cli/commands/case_input.h"
#include "apps/cli/commands/commands.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "apps/cli/terminal/counter.h"
#include "apps/cli/terminal/style.h"
#include "authoring/authoring.h"
#include "sura/clinic/influence.h"
#include "sura/clinic/simulation.h"

namespace sura::cli {
namespace {

constexpr std::uint64_t usual_people = 200;
constexpr std::uint64_t most = 100'000; // hours, but no more memory than there is

/// So many of the cases, each as likely as any other, in their order.
std::vector<clinic::Case> some_of(const std::vector<clinic::Case>& cases, std::size_t people, std::uint64_t seed) {
  std::vector<std::size_t> order(cases.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::size_t wanted = std::min(people, cases.size());
  std::mt19937_64 random(seed); // the same on every platform, which std::shuffle is not
  for (std::size_t i = 0; wanted < cases.size() && i < wanted; ++i) {
    std::swap(order[i], order[i + random() % (order.size() - i)]);
  }
  order.resize(wanted);
  std::sort(order.begin(), order.end());
  std::vector<clinic::Case> chosen;
  for (const std::size_t index : order)
    chosen.push_back(cases[index]);
  return chosen;
}

Result<std::vector<clinic::Case>> imagined(const clinic::Pack& pack, const Options& options, std::size_t people) {
  const auto chosen = chosen_role_and_setting(pack, options);
  if (!chosen)
    return fail(chosen.error());
  const auto simulator =
      clinic::Simulator::make(pack, {.setting = chosen->setting, .role = chosen->role, .seed = options.seed});
  if (!simulator)
    return fail(simulator.error());
  std::vector<clinic::Case> cases;
  for (std::uint64_t index = 0; index < people; ++index)
    cases.push_back(simulator->person(index).the_case);
  return cases;
}

/// Those of --cases, or imagined ones.
Result<std::vector<clinic::Case>> the_people(const clinic::Pack& pack, const Options& options) {
  const std::uint64_t people = options.people_given ? options.people : usual_people;
  if (people < 1 || people > most)
    return fail({ErrorCode::out_of_range, "--people", std::to_string(people),
                 "a whole number from 1 to " + std::to_string(most), ""});
  if (options.cases_file.empty())
    return imagined(pack, options, people);
  const auto cases = read_case_lines(pack, options, options.cases_file);
  if (!cases)
    return fail(cases.error());
  return some_of(*cases, people, options.seed);
}

/// clinic::influence, counted where somebody watches.
Result<clinic::Influence> influence_on(const clinic::Pack& pack, const std::vector<clinic::Case>& people) {
  Counter counter("people");
  return clinic::influence(pack, people, [&](std::size_t done, std::size_t all) { counter.show(done, all); });
}

} // namespace

Result<int> evidence(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const auto people = the_people(*pack, options);
  if (!people)
    return fail(people.error());
  const auto influence = influence_on(*pack, *people);
  if (!influence)
    return fail(influence.error());
  print(options.json ? authoring::evidence_json(*pack, *influence)
                     : authoring::evidence_text(*pack, *influence, style_for(options, STDOUT_FILENO)));
  return fine;
}

} // namespace sura::cli
