// network export: what a case is reasoned with, for other programs to answer.
#include <cstddef>
#include <string>

#include <fmt/format.h>

#include "apps/cli/commands/case_input.h"
#include "apps/cli/commands/commands.h"
#include "apps/cli/files.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "sura/clinic/diagnosis.h"
#include "sura/engine/bif.h"
#include "sura/engine/general.h"
#include "sura/engine/inference.h"

namespace sura::cli {
namespace {

struct Exported {
  std::string bif;
  Json facts; // what belongs to it: pack, evidence, and Sura's own answers
};

/// For each variable that the evidence is about, 1 for every level that it allows and 0 for the others.
Json allowed_levels(const engine::Decomposition& decomposition, const std::vector<std::string>& names) {
  Json object = Json::object();
  for (const engine::LevelSet& set : decomposition.evidence) {
    Json allowed(decomposition.net.variables[set.variable].levels, 0);
    for (const std::uint32_t level : set.levels)
      allowed[level] = 1;
    object[names[set.variable]] = std::move(allowed);
  }
  return object;
}

Result<Exported> exported(const clinic::Pack& pack, const clinic::Case& the_case) {
  const auto [network, evidence] = clinic::case_network(pack, the_case);
  const auto posterior = engine::infer(network, evidence);
  if (!posterior)
    return fail(posterior.error());
  const auto decomposition = engine::decompose(network, evidence);
  if (!decomposition)
    return fail(decomposition.error());
  const std::vector<std::string> names = engine::bif_names(decomposition->net);
  Json presence = Json::object();
  for (std::size_t cause = 0; cause < network.causes.size(); ++cause)
    presence[names[decomposition->causes[cause]]] = posterior->presence[cause];
  return Exported{engine::to_bif(decomposition->net),
                  {{"pack", {{"id", pack.id}, {"version", pack.version}, {"sha256", pack.sha256}}},
                   {"evidence", allowed_levels(*decomposition, names)},
                   {"log_evidence", posterior->log_evidence},
                   {"presence", std::move(presence)}}};
}

/// BIF with the facts at its head, each as a comment on one line.
std::string with_comments(const Exported& network) {
  std::string text;
  for (const auto& [key, value] : network.facts.items())
    text += "// " + key + " " + line_document(value);
  return text + network.bif;
}

Json with_bif(Exported network) {
  network.facts["bif"] = std::move(network.bif);
  return std::move(network.facts);
}

Result<int> export_lines(const clinic::Pack& pack, const Options& options) {
  if (!options.output_file.empty())
    return fail({ErrorCode::inconsistent, "--out", "a file with a case a line",
                 "a single case (many go to standard output)", ""});
  const auto cases = read_case_lines(pack, options, options.case_file);
  if (!cases)
    return fail(cases.error());
  for (const clinic::Case& the_case : *cases) {
    auto network = exported(pack, the_case);
    if (!network)
      return fail(network.error());
    print(line_document(with_bif(*std::move(network))));
  }
  return fine;
}

} // namespace

Result<int> export_network(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  if (options.case_file.ends_with(".ndjson"))
    return export_lines(*pack, options);
  const auto the_case = read_case_file(*pack, options, options.case_file);
  if (!the_case)
    return fail(the_case.error());
  auto network = exported(*pack, *the_case);
  if (!network)
    return fail(network.error());
  if (options.output_file.empty()) {
    print(options.json ? document(with_bif(*std::move(network))) : with_comments(*network));
    return fine;
  }
  const std::string text = with_comments(*network);
  if (const auto written = replace_file(options.output_file, text, true); !written)
    return fail(written.error());
  print(options.json ? document({{"file", options.output_file}, {"bytes", text.size()}})
                     : fmt::format("{}: {} bytes\n", options.output_file, text.size()));
  return fine;
}

} // namespace sura::cli
