#include "clinic/report/source_words.h"

#include <algorithm>

namespace sura::clinic {
namespace {

/// "conditions/ID rest" → the name of what the id names, and the rest. Ids that name nothing with a text stay.
std::string named(const Pack& pack, const Words& words, const std::string& path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string::npos) {
    return path;
  }
  const std::string kind = path.substr(0, slash);
  const std::size_t end = std::min(path.find(' ', slash), path.size());
  const std::string id = path.substr(slash + 1, end - slash - 1);
  const std::string rest = path.substr(end);
  if (const auto condition = find_condition(pack, id); condition && kind == "conditions") {
    return words.condition(*condition) + rest;
  }
  if (const auto finding = find_finding(pack, id); finding && kind == "findings") {
    return words.item(false, *finding) + rest;
  }
  if (const auto item = find_background(pack, id); item && kind == "background") {
    return words.item(true, *item) + rest;
  }
  return id + rest;
}

} // namespace

std::string number_in_words(const Pack& pack, const Words& words, std::uint32_t row) {
  const Derivation& derivation = pack.derivations[row];
  return words.fill("interface.sensitivity.number", {{"subject", named(pack, words, derivation.subject)},
                                                     {"quantity", named(pack, words, derivation.quantity)}});
}

std::uint32_t first_row_of(const Pack& pack, std::uint32_t study) {
  const auto row = std::find_if(pack.derivations.begin(), pack.derivations.end(),
                                [&](const Derivation& derivation) { return derivation.study == study; });
  return static_cast<std::uint32_t>(row - pack.derivations.begin());
}

std::vector<std::string> records_behind(const Pack& pack, std::uint32_t row) {
  const Derivation& derivation = pack.derivations[row];
  std::vector<std::string> ids;
  if (derivation.pool) {
    for (const Pool::Member& member : derivation.pool->members) {
      ids.push_back(pack.records[member.record].id);
    }
  } else if (!derivation.record.empty()) {
    ids.push_back(derivation.record);
  }
  return ids;
}

std::string source_in_words(const Pack& pack, const Words& words, std::uint32_t row) {
  const std::vector<std::string> ids = records_behind(pack, row);
  if (ids.empty()) {
    std::string_view reason = pack.derivations[row].reason;
    reason = reason.substr(0, reason.find_last_not_of('.') + 1); // the sentence around it ends it
    return words.fill("interface.sensitivity.judgement", {{"reason", reason}});
  }
  std::string list;
  for (const std::string& id : ids) {
    list += (list.empty() ? "" : ", ") + id;
  }
  return words.fill("interface.sensitivity.record", {{"records", list}});
}

} // namespace sura::clinic
