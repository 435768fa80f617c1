// evidence/*.yaml: the studies and what they measured.
#include "authoring/compile/parts.h"

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

} // namespace

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
