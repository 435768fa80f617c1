// evidence/*.yaml: the studies and what they measured.
#include <fmt/format.h>

#include "authoring/compile/parts.h"
#include "authoring/compile/quantity.h"

namespace sura::authoring {
namespace {

Measure read_measure(const Node& node) {
  const auto optional = [&](const char* key) -> std::optional<double> {
    const auto found = node.get(key);
    if (!found || found->yaml().kind == Yaml::Kind::nothing) {
      return std::nullopt;
    }
    return found->number();
  };
  Measure measure;
  measure.name = node.text("measure");
  measure.of = node.text_or("of", "");
  measure.value = optional("value");
  measure.low = optional("low");
  measure.high = optional("high");
  measure.count = optional("k");
  measure.total = optional("n");
  return measure;
}

clinic::Record read_record(const Node& node) {
  clinic::Record record;
  record.id = node.text("id");
  record.about = node.text_or("about", "");
  record.statement = node.text_or("statement", "");
  record.population = node.text_or("population", "");
  record.design = node.text_or("design", "");
  record.certainty = node.text_or("certainty", "very-low");
  record.read = node.text("read");
  if (const auto source = node.require("source")) {
    record.title = source->text("title");
    record.authors = source->text_or("authors", "");
    record.journal = source->text_or("journal", "");
    record.doi = source->text_or("doi", "");
    record.pmid = source->text_or("pmid", "");
    record.url = source->text_or("url", "");
    const auto year = source->get("year");
    const double number = year && year->yaml().kind == Yaml::Kind::scalar ? year->number() : 0.0;
    if (number < 0.0 || number > 9999.0) {
      year->complain(ErrorCode::out_of_range, "the year " + year->text(), "a year");
    } else {
      record.year = static_cast<std::int32_t>(number);
    }
  }
  return record;
}

std::vector<const Measure*> of_name(const StudyRecord& record, const std::string& name, const std::string& of) {
  std::vector<const Measure*> fitting;
  for (const Measure& measure : record.measures) {
    if (measure.name == name && (of.empty() || measure.of == of)) {
      fitting.push_back(&measure);
    }
  }
  return fitting;
}

void complain_of_measure(const Node& node, const StudyRecord& record, const std::string& name, std::size_t fitting,
                         const std::string& of, bool ambiguous) {
  std::vector<std::string> names;
  for (const Measure& measure : record.measures) {
    names.push_back(measure.name);
  }
  node.complain(ambiguous ? ErrorCode::inconsistent : ErrorCode::unknown_id,
                fmt::format("{} measures '{}'{}", fitting, name, of.empty() ? "" : " of '" + of + "'"),
                ambiguous ? "`of` or `nth` to choose one" : "a measure of the record " + record.record.id,
                nearest_name(name, names));
}

const Measure* if_possible(const Node& node, const StudyRecord& record, const Measure& measure) {
  if (possible(measure)) {
    return &measure;
  }
  node.complain(ErrorCode::out_of_range, printed(measure) + " in the record " + record.record.id,
                is_share(measure.name) ? "0 ≤ low ≤ value ≤ high ≤ 1 and k ≤ n" : "0 ≤ low ≤ value ≤ high");
  return nullptr;
}

} // namespace

const Measure* first_measure(const Node& node, const StudyRecord& record, const std::string& name) {
  const auto fitting = of_name(record, name, "");
  if (fitting.empty()) {
    complain_of_measure(node, record, name, 0, "", false);
    return nullptr;
  }
  return if_possible(node, record, *fitting.front());
}

const Measure* chosen_measure(const Node& node, const StudyRecord& record, const std::string& name) {
  const std::string of = node.text_or("of", "");
  const auto fitting = of_name(record, name, of);
  const double nth = node.number_or("nth", 1.0);
  const bool ambiguous = of.empty() && !node.has("nth") && fitting.size() > 1;
  if (fitting.empty() || nth < 1.0 || nth > static_cast<double>(fitting.size()) || ambiguous) {
    complain_of_measure(node, record, name, fitting.size(), of, ambiguous);
    return nullptr;
  }
  return if_possible(node, record, *fitting[static_cast<std::size_t>(nth) - 1]);
}

void read_records(Workbench& bench, const Files& files) {
  for (const Node& node : list_entries(bench, files, "evidence")) {
    if (node.yaml().kind != Yaml::Kind::map) {
      node.complain(ErrorCode::wrong_type, node.yaml().describe(), "an evidence record");
      continue;
    }
    StudyRecord study;
    study.file = node.file();
    study.line = node.line();
    study.record = read_record(node);
    study.refused = study.record.read == "memory";
    for (const Node& measure : node.items("measures")) {
      study.measures.push_back(read_measure(measure));
    }
    const std::string id = study.record.id;
    if (!bench.records.emplace(id, std::move(study)).second) {
      node.complain(ErrorCode::duplicate, "the record '" + id + "' twice", "each id once");
    }
  }
}

} // namespace sura::authoring
