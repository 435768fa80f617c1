// All parts in order: YAML files → checked pack.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "authoring/compile/parts.h"

namespace sura::authoring {
namespace {

const std::string common = "common/";

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    text += fmt::format("{:02x}", digest[i]);
  }
  return text;
}

Files parse_all(Workbench& bench, const Source& source) {
  Files files;
  for (const auto& [path, bytes] : source) {
    if (bytes.size() > max_file_bytes) {
      bench.complain(ErrorCode::too_large, path, 1, std::to_string(bytes.size()) + " bytes",
                     "at most " + std::to_string(max_file_bytes));
      continue;
    }
    auto yaml = parse_yaml(bytes, path);
    if (!yaml) {
      bench.problems.push_back({yaml.error(), false});
      continue;
    }
    files.push_back({path, std::move(*yaml)});
  }
  return files;
}

/// Complains of files that no part is read from: one in the wrong folder would be lost without a word.
void complain_of_strangers(Workbench& bench, const Files& files) {
  std::vector<std::string> folders{"conditions", "findings", "background", "rules", "care", "evidence"};
  for (const auto& [language, texts] : bench.pack.texts) {
    folders.push_back("text/" + language);
  }
  for (const File& file : files) {
    const std::string path = file.path.starts_with(common) ? file.path.substr(common.size()) : file.path;
    const std::string folder = path.substr(0, path.rfind('/') == std::string::npos ? 0 : path.rfind('/'));
    if (std::none_of(folders.begin(), folders.end(),
                     [&](const std::string& known) { return path.starts_with(known + "/"); }) &&
        file.path != "pack.yaml" && file.path != "losses.yaml" && path != "population.yaml" &&
        path != "calibration.yaml" && file.path != "bundles.yaml" && path != "emergency-numbers.yaml") {
      bench.complain(ErrorCode::unknown_id, file.path, 1, "a file that nothing is read from",
                     "it in one of the folders of docs/authoring.md", nearest_name(folder, folders));
    }
  }
}

} // namespace

std::vector<const File*> in_folder(const Files& files, const std::string& folder) {
  std::vector<const File*> found;
  for (const std::string& prefix : {folder + "/", common + folder + "/"}) {
    for (const File& file : files) {
      if (file.path.starts_with(prefix)) {
        found.push_back(&file);
      }
    }
  }
  return found;
}

std::vector<Node> list_entries(Workbench& bench, const Files& files, const std::string& folder) {
  std::vector<Node> entries;
  for (const File* file : in_folder(files, folder)) {
    const auto items = Node(bench, file->path, file->yaml).items();
    entries.insert(entries.end(), items.begin(), items.end());
  }
  return entries;
}

Compiled compile(const Source& source) {
  Workbench bench;
  const Files files = parse_all(bench, source);
  read_records(bench, files);
  read_pack_file(bench, files);
  read_background(bench, files);
  read_findings(bench, files);
  read_references_of_pack_file(bench, files);
  read_population(bench, files);
  read_processes(bench, files);
  read_conditions(bench, files);
  read_losses(bench, files);
  read_rules(bench, files);
  read_care(bench, files);
  read_decision_rules(bench, files);
  read_bundles(bench, files);
  read_emergency_numbers(bench, files);
  read_texts(bench, files);
  complain_of_strangers(bench, files);
  // The published figures are no part of the model: they leave nothing in the pack.
  const std::size_t derivations = bench.pack.derivations.size();
  const std::size_t records = bench.pack.records.size();
  const std::uint32_t studies = bench.pack.studies;
  std::vector<CalibrationLine> calibration = read_calibration(bench, files);
  check_whole(bench, files);
  bench.pack.derivations.resize(derivations);
  bench.pack.records.resize(records);
  bench.pack.studies = studies;

  const auto is_error = [](const Problem& problem) { return !problem.is_warning; };
  if (std::none_of(bench.problems.begin(), bench.problems.end(), is_error)) {
    if (auto valid = clinic::validate(bench.pack); !valid) {
      bench.problems.push_back({valid.error(), false});
    }
    bench.pack.sha256 = sha256(clinic::write_pack(bench.pack));
  }
  std::stable_partition(bench.problems.begin(), bench.problems.end(), is_error);
  return {std::move(calibration), std::move(bench.pack), std::move(bench.problems)};
}

} // namespace sura::authoring
