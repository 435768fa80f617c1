// common/emergency-numbers.yaml, or a pack's own: what to dial for an ambulance, by country.
#include "authoring/compile/parts.h"

#include <algorithm>

#include "sura/clinic/country.h"

namespace sura::authoring {
namespace {

/// As dialled: digits only.
bool is_dialled(const std::string& number) {
  return !number.empty() && number.find_first_not_of("0123456789") == std::string::npos;
}

clinic::EmergencyNumbers read_entry(const Node& node) {
  node.allow({"country", "numbers", "records"});
  clinic::EmergencyNumbers entry;
  entry.country = node.text("country");
  if (!clinic::is_country(entry.country)) {
    node.complain(ErrorCode::unknown_id, "the country '" + entry.country + "'",
                  "a code of ISO 3166 in capital letters");
  }
  for (const Node& item : node.items("numbers")) {
    entry.numbers.push_back(item.text());
    if (!is_dialled(entry.numbers.back())) {
      item.complain(ErrorCode::wrong_type, "the number '" + entry.numbers.back() + "'", "digits, as they are dialled");
    }
  }
  if (entry.numbers.empty()) {
    node.complain(ErrorCode::missing, "no numbers for '" + entry.country + "'", "numbers: [...]");
  }
  entry.records = record_list(node);
  if (entry.records.empty()) {
    node.complain(ErrorCode::missing, "no source", "records: [...]");
  }
  return entry;
}

} // namespace

void read_emergency_numbers(Workbench& bench, const Files& files) {
  std::vector<clinic::EmergencyNumbers>& all = bench.pack.emergency_numbers;
  for (const File& file : files) {
    if (file.path != "emergency-numbers.yaml" && file.path != "common/emergency-numbers.yaml") {
      continue;
    }
    for (const Node& node : Node(bench, file.path, file.yaml).items()) {
      clinic::EmergencyNumbers entry = read_entry(node);
      if (std::any_of(all.begin(), all.end(), [&](const auto& other) { return other.country == entry.country; })) {
        node.complain(ErrorCode::duplicate, "'" + entry.country + "' twice", "each country once");
      }
      all.push_back(std::move(entry));
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.country < b.country; });
}

} // namespace sura::authoring
