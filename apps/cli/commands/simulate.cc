// simulate: imagined people as cases with the truth attached, one a line.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "apps/cli/commands/commands.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "apps/cli/terminal/counter.h"
#include "sura/clinic/simulation.h"
#include "sura/parallel.h"

namespace sura::cli {
namespace {

constexpr std::uint64_t people_at_once = 2000; // a block is drawn by all cores, then printed in order

Json ids(const clinic::Pack& pack, const std::vector<std::uint32_t>& conditions) {
  Json list = Json::array();
  for (const std::uint32_t condition : conditions)
    list.push_back(pack.conditions[condition].id);
  return list;
}

std::string line(const clinic::Pack& pack, const clinic::SimulatedPerson& person, std::uint64_t index) {
  const Json causes = ids(pack, person.causes);
  Json also = causes;
  if (!also.empty())
    also.erase(0);
  const Json object = {
      {"id", fmt::format("simulated-{}", index + 1)},
      {"expected", {{"cause", causes.empty() ? Json("something-else") : causes.front()}, {"also", also}}},
      {"notes", {{"present", ids(pack, person.present)}}},
      {"case", Json::parse(clinic::write_case(pack, person.the_case))}};
  return line_document(object);
}

/// Draws and prints everybody, in order.
Result<void> print_people(const clinic::Pack& pack, const clinic::Simulator& simulator, std::uint64_t people) {
  Counter counter("people");
  const bool is_counted = isatty(STDOUT_FILENO) == 0; // else the people themselves are seen
  for (std::uint64_t first = 0; first < people; first += people_at_once) {
    std::vector<std::string> lines(std::min(people_at_once, people - first));
    const auto work = [&](std::size_t i) -> Result<void> {
      lines[i] = line(pack, simulator.person(first + i), first + i);
      return {};
    };
    const auto progress = [&](std::size_t done) {
      if (is_counted)
        counter.show(first + done, people);
    };
    if (const auto drawn = for_each_index(lines.size(), all_cores(), work, progress); !drawn)
      return fail(drawn.error());
    for (const std::string& text : lines)
      print(text);
  }
  return {};
}

} // namespace

Result<int> simulate(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const auto chosen = chosen_role_and_setting(*pack, options);
  if (!chosen)
    return fail(chosen.error());
  const auto simulator = clinic::Simulator::make(
      *pack,
      {.setting = chosen->setting, .role = chosen->role, .seed = options.seed, .further_answers = options.answers});
  if (!simulator)
    return fail(simulator.error());
  if (const auto printed = print_people(*pack, *simulator, options.people); !printed)
    return fail(printed.error());
  return fine;
}

} // namespace sura::cli
