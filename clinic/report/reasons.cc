#include "clinic/report/reasons.h"

#include <array>

#include "clinic/report/frequency.h"
#include "clinic/triage/warning_signs.h"
#include "sura/clinic/country.h"

namespace sura::clinic {

std::string numbers_to_call(const Pack& pack, const Words& words, std::string_view country) {
  std::string numbers;
  for (const std::string& number : emergency_numbers(pack, country)) {
    numbers += (numbers.empty() ? "" : words.of("interface.or")) + number;
  }
  return numbers;
}

std::string urgency_sentence(const Pack& pack, const Words& words, const Assessment& assessment) {
  const Urgency level = assessment.triage.level;
  const std::string numbers = numbers_to_call(pack, words, assessment.the_case.country);
  if (level == Urgency::emergency && !numbers.empty()) {
    return words.fill("interface.urgency.emergency-call", {{"numbers", numbers}});
  }
  return words.of("interface.urgency." + std::string(name(level)));
}

std::string_view name(UrgencyReason::Kind kind) {
  switch (kind) {
  case UrgencyReason::Kind::red_flag:
    return "red-flag";
  case UrgencyReason::Kind::scope:
    return "scope";
  case UrgencyReason::Kind::condition:
    return "condition";
  case UrgencyReason::Kind::otherwise:
    return "otherwise";
  }
  return "";
}

std::string_view reason_id(const Pack& pack, const UrgencyReason& reason) {
  switch (reason.kind) {
  case UrgencyReason::Kind::red_flag:
    return pack.red_flags[reason.index].id;
  case UrgencyReason::Kind::scope:
    return pack.scope[reason.index].id;
  case UrgencyReason::Kind::condition:
    return pack.conditions[reason.index].id;
  case UrgencyReason::Kind::otherwise:
    break;
  }
  return reason.level == Urgency::self_care ? "nothing-urgent" : "something-else";
}

std::string reason_text(const Pack& pack, const Words& words, const UrgencyReason& reason, bool in_scope) {
  const std::string id(reason_id(pack, reason));
  switch (reason.kind) {
  case UrgencyReason::Kind::red_flag:
    return words.of("red-flag." + id);
  case UrgencyReason::Kind::scope:
    return words.of("scope." + id);
  case UrgencyReason::Kind::condition:
    return words.fill(in_scope ? "interface.reason.condition" : "interface.reason.condition-out-of-scope",
                      {{"condition", words.condition(reason.index)},
                       {"confidence", confidence(words, reason.probability)},
                       {"frequency", frequency(words, reason.probability)}});
  case UrgencyReason::Kind::otherwise:
    break;
  }
  return words.fill("interface.reason." + id, {{"frequency", frequency(words, reason.probability)}});
}

std::vector<std::string> limits(const Pack& pack, const Words& words, const Assessment& assessment) {
  static constexpr std::array<std::string_view, 5> always = {
      "interface.limits.intended-use", "interface.limits.not-an-examination", "interface.limits.not-every-cause",
      "interface.limits.intervals", "interface.limits.medicines"};
  std::vector<std::string> sentences;
  const std::vector<std::uint32_t> open = open_warning_signs(pack, assessment.the_case);
  if (!open.empty()) {
    sentences.push_back(words.fill("interface.limits.not-answered", {{"signs", list_of_findings(words, open)}}));
  }
  for (const std::string_view key : always) {
    sentences.push_back(words.of(key));
  }
  return sentences;
}

std::string list_of_findings(const Words& words, const std::vector<std::uint32_t>& findings) {
  std::string list;
  for (const std::uint32_t finding : findings) {
    list += (list.empty() ? "" : words.of("interface.list-separator")) + words.item(false, finding);
  }
  return list;
}

} // namespace sura::clinic
