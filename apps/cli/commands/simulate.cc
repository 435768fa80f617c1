// simulate: imagined people as cases with the truth attached, one a line.
#include <algorithm>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "apps/cli/commands/commands.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "sura/clinic/simulation.h"

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
  return object.dump() + "\n";
}

/// People `first` to `last`, by all cores.
std::vector<std::string> block(const clinic::Pack& pack, const clinic::Simulator& simulator, std::uint64_t first,
                               std::uint64_t last) {
  std::vector<std::string> lines(last - first);
  const std::uint64_t cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> workers;
  for (std::uint64_t core = 0; core < cores; ++core)
    workers.emplace_back([&, core] {
      for (std::uint64_t i = first + core; i < last; i += cores)
        lines[i - first] = line(pack, simulator.person(i), i);
    });
  for (std::thread& worker : workers)
    worker.join();
  return lines;
}

} // namespace

Result<int> simulate(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const auto role = chosen_role(*pack, options);
  if (!role)
    return fail(role.error());
  const auto setting = chosen_setting(*pack, options);
  if (!setting)
    return fail(setting.error());
  const auto simulator = clinic::Simulator::make(
      *pack, {.setting = *setting, .role = *role, .seed = options.seed, .further_answers = options.answers});
  if (!simulator)
    return fail(simulator.error());
  const bool progress = isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) == 0;
  for (std::uint64_t first = 0; first < options.people; first += people_at_once) {
    const std::uint64_t last = std::min(options.people, first + people_at_once);
    for (const std::string& text : block(*pack, *simulator, first, last))
      print(text);
    if (progress)
      print_error(fmt::format("\r{} of {} people{}", last, options.people, last == options.people ? "\n" : ""));
  }
  return fine;
}

} // namespace sura::cli
