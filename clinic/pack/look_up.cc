// Names of the pack's enumerations, ids to indices, keys to texts.
#include <algorithm>

#include "sura/clinic/pack.h"

namespace sura::clinic {
namespace {

template <class T> std::optional<std::uint32_t> index_of(const std::vector<T>& things, std::string_view id) {
  const auto at = std::find_if(things.begin(), things.end(), [&](const T& thing) { return thing.id == id; });
  if (at == things.end()) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(at - things.begin());
}

const Phrase* phrase(const Pack& pack, std::string_view language, std::string_view key) {
  const auto texts = pack.texts.find(language);
  if (texts == pack.texts.end()) {
    return nullptr;
  }
  const auto at = texts->second.find(key);
  return at == texts->second.end() ? nullptr : &at->second;
}

} // namespace

std::string_view name(Urgency urgency) {
  switch (urgency) {
  case Urgency::self_care:
    return "self-care";
  case Urgency::routine:
    return "routine";
  case Urgency::same_day:
    return "same-day";
  case Urgency::emergency:
    return "emergency";
  }
  return "";
}

std::string_view name(Sex sex) {
  return sex == Sex::female ? "female" : "male";
}

std::string_view name(Standing standing) {
  switch (standing) {
  case Standing::supported:
    return "supported";
  case Standing::debated:
    return "debated";
  case Standing::contradicted:
    return "contradicted";
  case Standing::good_practice:
    return "good-practice";
  }
  return "";
}

std::string_view name(CareSection section) {
  switch (section) {
  case CareSection::now:
    return "now";
  case CareSection::self_care:
    return "self_care";
  case CareSection::clinician:
    return "clinician";
  case CareSection::medicines:
    return "medicines";
  case CareSection::avoid:
    return "avoid";
  case CareSection::prevention:
    return "prevention";
  case CareSection::safety_net:
    return "safety_net";
  }
  return "";
}

std::optional<std::uint32_t> find_setting(const Pack& pack, std::string_view id) {
  return index_of(pack.settings, id);
}
std::optional<std::uint32_t> find_role(const Pack& pack, std::string_view id) {
  return index_of(pack.roles, id);
}
std::optional<std::uint32_t> find_condition(const Pack& pack, std::string_view id) {
  return index_of(pack.conditions, id);
}
std::optional<std::uint32_t> find_finding(const Pack& pack, std::string_view id) {
  return index_of(pack.findings, id);
}
std::optional<std::uint32_t> find_background(const Pack& pack, std::string_view id) {
  return index_of(pack.background, id);
}
std::optional<std::uint32_t> find_bundle(const Pack& pack, std::string_view id) {
  return index_of(pack.bundles, id);
}

std::string_view text(const Pack& pack, std::string_view language, std::string_view key, Reader reader) {
  const Phrase* found = phrase(pack, language, key);
  if (found == nullptr) {
    found = phrase(pack, "en", key);
  }
  if (found == nullptr) {
    return key;
  }
  return reader == Reader::person ? found->person : found->clinician;
}

} // namespace sura::clinic
