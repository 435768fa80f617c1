// Helpers of intake's tests: a pack to read against, short cases, and errors in one comparable line.
#pragma once

#include <string>

#include "sura/clinic/case.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic::intake {

inline const Pack& pack() {
  static const Pack one = sample_pack();
  return one;
}

/// A woman of 50 with an aching leg and these answers; `more` adds top-level members (", \"leg\": \"left\"").
inline std::string woman(const std::string& answers, const std::string& more = "") {
  return R"({"age": 50, "sex": "female", "complaint": ["ache"], "answers": {)" + answers + "}" + more + "}";
}
inline std::string man(const std::string& answers) {
  return R"({"age": 50, "sex": "male", "complaint": ["ache"], "answers": {)" + answers + "}}";
}

/// "ok", or "CODE at WHERE" with " → NEAREST" where there is one.
template <class T> std::string outcome(const Result<T>& result) {
  if (result) {
    return "ok";
  }
  const Error& error = result.error();
  std::string line(name(error.code));
  line += " at " + error.where;
  return error.nearest.empty() ? line : line + " → " + error.nearest;
}
inline std::string reading(const std::string& json) {
  return outcome(read_case(pack(), json));
}

/// The answer of a finding or background item as write_case shows it; "unanswered" where there is none.
inline std::string answer(const Result<Case>& read, const std::string& id) {
  if (!read) {
    return outcome(read);
  }
  const std::string json = write_case(pack(), *read);
  const std::string key = "    \"" + id + "\": ";
  const std::size_t at = json.find(key);
  if (at == std::string::npos) {
    return "unanswered";
  }
  const std::size_t start = at + key.size();
  return json.substr(start, json.find_first_of(",\n", start) - start);
}

} // namespace sura::clinic::intake
