// Every number of one part of the pack: what was measured, what was solved from it, where it comes from.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "authoring/authoring.h"

namespace sura::authoring {
namespace {

using clinic::Derivation;
using clinic::Pack;
using clinic::Record;

std::vector<std::string> subjects(const Pack& pack) {
  std::vector<std::string> result;
  for (const Derivation& derivation : pack.derivations) {
    if (std::find(result.begin(), result.end(), derivation.subject) == result.end()) {
      result.push_back(derivation.subject);
    }
  }
  return result;
}

/// "conditions/cellulitis" is asked for as "cellulitis".
std::string id_of(const std::string& subject) {
  return subject.substr(subject.rfind('/') + 1);
}

Result<std::vector<const Derivation*>> rows(const Pack& pack, std::string_view id) {
  std::vector<const Derivation*> result;
  for (const Derivation& derivation : pack.derivations) {
    if (id_of(derivation.subject) == id) {
      result.push_back(&derivation);
    }
  }
  if (result.empty()) {
    std::vector<std::string> ids;
    for (const std::string& subject : subjects(pack)) {
      ids.push_back(id_of(subject));
    }
    return fail({ErrorCode::unknown_id, "explain", "'" + std::string(id) + "'",
                 "a condition, finding, process, background item or class of perception that has numbers",
                 nearest_name(id, ids)});
  }
  return result;
}

const Record* record_of(const Pack& pack, const Derivation& derivation) {
  const auto at = std::find_if(pack.records.begin(), pack.records.end(),
                               [&](const Record& record) { return record.id == derivation.record; });
  return at == pack.records.end() ? nullptr : &*at;
}

std::string citation(const Record& record) {
  std::string text = record.authors.empty() ? "" : record.authors + ". ";
  text += record.title + ".";
  if (!record.journal.empty()) {
    text += " " + record.journal;
  }
  if (record.year != 0) {
    text += fmt::format(" {}", record.year);
  }
  if (!record.doi.empty()) {
    text += "; doi:" + record.doi;
  } else if (!record.pmid.empty()) {
    text += "; PMID " + record.pmid;
  } else if (!record.url.empty()) {
    text += "; " + record.url;
  }
  return text;
}

std::string value(double number) {
  return number != 0.0 && number < 0.001 ? fmt::format("{:.2e}", number) : fmt::format("{:.4g}", number);
}

/// Appends a text wrapped to the width, every line indented.
void wrap(std::string& into, const std::string& text, std::size_t indent, int width) {
  const std::size_t room = static_cast<std::size_t>(std::max(width, 40)) - indent;
  std::string line;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    const std::string word = text.substr(start, end - start);
    if (!line.empty() && line.size() + 1 + word.size() > room) {
      into += std::string(indent, ' ') + line + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
    start = end + 1;
  }
  if (!line.empty()) {
    into += std::string(indent, ' ') + line + "\n";
  }
}

std::string heading(const Derivation& derivation) {
  std::string text = fmt::format("{} = {} ({} to {})", derivation.quantity, value(derivation.measured),
                                 value(derivation.measured_low), value(derivation.measured_high));
  if (derivation.solved != derivation.measured) {
    text += fmt::format("  →  link {}", value(derivation.solved));
  }
  return text;
}

std::string percent(double share) {
  return fmt::format("{:.0f} %", 100.0 * share);
}

std::string described(const Record& record) {
  return fmt::format("{}; {} certainty; {}", record.design, record.certainty, record.population);
}

/// The mean over studies and, below it, every study.
void write_pool(std::string& text, const Pack& pack, const Derivation& derivation, int width) {
  const clinic::Pool& pool = *derivation.pool;
  wrap(text, fmt::format("{}, by {}", derivation.measure, derivation.transform), 6, width);
  wrap(text,
       fmt::format("random effects; tau² {}, I² {}; the interval is that of the mean, not of what a next study would "
                   "find",
                   value(pool.tau_squared), percent(pool.i_squared)),
       6, width);
  for (const clinic::Pool::Member& member : pool.members) {
    const Record& record = pack.records[member.record];
    wrap(text,
         fmt::format("- {} of the weight: {}, taken as {} ({} to {}): {}", percent(member.weight), member.measure,
                     value(member.value), value(member.low), value(member.high), record.id),
         6, width);
    wrap(text, citation(record), 8, width);
    wrap(text, described(record), 8, width);
  }
}

nlohmann::ordered_json as_json(const Pack& pack, const clinic::Pool& pool) {
  auto members = nlohmann::ordered_json::array();
  for (const clinic::Pool::Member& member : pool.members) {
    const Record& record = pack.records[member.record];
    members.push_back({{"record", record.id},
                       {"measure", member.measure},
                       {"value", member.value},
                       {"interval", {member.low, member.high}},
                       {"weight", member.weight},
                       {"citation", citation(record)},
                       {"certainty", record.certainty}});
  }
  return {{"value", pool.value},         {"interval", {pool.low, pool.high}},
          {"interval_of", "mean"},       {"tau_squared", pool.tau_squared},
          {"i_squared", pool.i_squared}, {"members", std::move(members)}};
}

} // namespace

Result<std::string> explain_text(const Pack& pack, std::string_view id, int width) {
  const auto found = rows(pack, id);
  if (!found) {
    return tl::unexpected(found.error());
  }
  std::string text;
  std::string subject;
  for (const Derivation* derivation : *found) {
    if (derivation->subject != subject) {
      subject = derivation->subject;
      text += subject + "\n";
    }
    wrap(text, heading(*derivation), 2, width);
    if (const Record* record = record_of(pack, *derivation)) {
      wrap(text, fmt::format("{}, by {}: {}", derivation->measure, derivation->transform, derivation->record), 6,
           width);
      wrap(text, citation(*record), 6, width);
      wrap(text, described(*record), 6, width);
    } else if (derivation->pool) {
      write_pool(text, pack, *derivation, width);
    } else {
      wrap(text, derivation->transform + ": " + derivation->reason, 6, width);
    }
    if (derivation->judged > 0.0 && derivation->judged < 1.0) {
      wrap(text, percent(derivation->judged) + " of its uncertainty is judgement", 6, width);
    }
  }
  return text;
}

Result<std::string> explain_json(const Pack& pack, std::string_view id) {
  const auto found = rows(pack, id);
  if (!found) {
    return tl::unexpected(found.error());
  }
  auto numbers = nlohmann::ordered_json::array();
  for (const Derivation* derivation : *found) {
    nlohmann::ordered_json row{
        {"subject", derivation->subject},   {"quantity", derivation->quantity},
        {"measured", derivation->measured}, {"interval", {derivation->measured_low, derivation->measured_high}},
        {"solved", derivation->solved},     {"transform", derivation->transform},
        {"judged", derivation->judged},     {"file", derivation->file},
        {"line", derivation->line}};
    if (const Record* record = record_of(pack, *derivation)) {
      row["measure"] = derivation->measure;
      row["record"] = record->id;
      row["citation"] = citation(*record);
      row["certainty"] = record->certainty;
    } else if (derivation->pool) {
      row["measure"] = derivation->measure;
      row["pool"] = as_json(pack, *derivation->pool);
    } else {
      row["reason"] = derivation->reason;
    }
    numbers.push_back(std::move(row));
  }
  nlohmann::ordered_json document{{"id", id}, {"numbers", std::move(numbers)}};
  return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace sura::authoring
