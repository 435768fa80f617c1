// The part of the text that answers "what shall I do?", and the list of sources.
#include "clinic/report/reasons.h"
#include "clinic/report/writer.h"
#include "clinic/triage/warning_signs.h"

namespace sura::clinic {

std::string Writer::with_standing(const std::string& text, Standing standing,
                                  const std::vector<std::uint32_t>& records) {
  if (standing == Standing::supported) {
    return text + cited(records);
  }
  return words.fill("interface.standing." + std::string(name(standing)), {{"text", text}}) + cited(records);
}

bool write_care(Writer& writer, CareSection section) {
  return write_care(writer, section, "interface.care." + std::string(name(section)));
}

bool write_care(Writer& writer, CareSection section, std::string_view heading) {
  bool any = false;
  for (const std::uint32_t index : writer.assessment.care.items) {
    const CareItem& item = writer.pack.care[index];
    if (item.section != section) {
      continue;
    }
    if (!any) {
      writer.heading(heading);
      any = true;
    }
    writer.item(writer.with_standing(writer.words.of("care." + item.id), item.standing, item.records));
  }
  return any;
}

void write_safety_net(Writer& writer) {
  const std::string_view heading = writer.assessment.triage.level == Urgency::emergency ? "interface.heading.meanwhile"
                                                                                        : "interface.care.safety_net";
  bool any = write_care(writer, CareSection::safety_net, heading);
  for (const Urgency level : {Urgency::emergency, Urgency::same_day, Urgency::routine}) {
    if (level <= writer.assessment.triage.level) {
      break;
    }
    const std::vector<std::uint32_t> signs = warning_signs(writer.pack, writer.assessment.the_case, level);
    if (signs.empty()) {
      continue;
    }
    if (!any) {
      writer.heading(heading);
      any = true;
    }
    const std::string list = list_of_findings(writer.words, signs);
    const std::string numbers = numbers_to_call(writer.pack, writer.words, writer.assessment.the_case.country);
    const bool call = level == Urgency::emergency && !numbers.empty();
    writer.item(call ? writer.words.fill("interface.watch.emergency-call", {{"numbers", numbers}, {"signs", list}})
                     : writer.words.fill("interface.watch." + std::string(name(level)), {{"signs", list}}));
  }
}

void write_sources(Writer& writer) {
  if (writer.citations.records().empty()) {
    return;
  }
  writer.heading("interface.heading.sources");
  std::size_t number = 0;
  for (const std::uint32_t index : writer.citations.records()) {
    const Record& record = writer.pack.records[index];
    std::string line;
    const auto add = [&](const std::string& part) {
      if (!part.empty()) {
        line += line.empty() ? "" : " ";
        line += part;
        line += part.back() == '.' || part.back() == '?' ? "" : ".";
      }
    };
    std::string published = record.journal;
    if (record.year != 0) {
      published += published.empty() ? "" : " ";
      published += std::to_string(record.year);
    }
    add(record.authors);
    add(record.title);
    add(published);
    const std::string certainty = writer.words.of("interface.certainty." + record.certainty);
    add(writer.words.fill("interface.certainty", {{"certainty", certainty}}));
    if (!record.doi.empty()) {
      line += " https://doi.org/";
      line += record.doi;
    } else if (!record.url.empty()) {
      line += " ";
      line += record.url;
    }
    std::string marker = "[";
    marker += std::to_string(++number);
    marker += "] ";
    writer.page.paragraph(line, 0, marker);
  }
}

} // namespace sura::clinic
