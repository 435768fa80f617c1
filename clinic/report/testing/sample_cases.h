// For tests: people with the sample pack's troubles, and their assessments.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sura/clinic/assessment.h"

namespace sura::clinic::testing {

/// (name, case document)
inline std::vector<std::pair<std::string, std::string>> sample_cases() {
  return {
      {"puffy-leg", R"({"age": 68, "sex": "female", "setting": "home", "role": "person", "leg": "left",
        "complaint": ["ache", "puffiness"], "answers": {"long-sitting": true, "already-treated": false,
        "short-breath": false, "faint": null, "puffiness-extra-cm": 3.5, "puffiness-dents": true, "hot-skin": false,
        "leg-spasm": false, "start-speed": "quick", "stiffness": "none"}})"},
      {"spasm", R"({"age": 30, "sex": "male", "setting": "home", "role": "person", "leg": "right",
        "complaint": ["spasm"], "answers": {"already-treated": false, "short-breath": false, "faint": false,
        "start-speed": "sudden", "leg-puffiness": false, "stiffness": "much", "hot-skin": false}})"},
      {"emergency", R"({"age": 45, "sex": "male", "setting": "home", "role": "person", "leg": "right",
        "complaint": ["ache"], "answers": {"short-breath": true, "leg-puffiness": true}})"},
      {"out-of-scope", R"({"age": 50, "sex": "female", "setting": "home", "role": "person", "leg": "both",
        "complaint": ["ache"], "answers": {"already-treated": true}})"},
      {"clinician", R"({"age": 70, "sex": "male", "setting": "practice", "role": "clinician", "leg": "left",
        "complaint": ["ache"], "answers": {"leg-puffiness": true, "hot-skin": true, "lab-marker": true,
        "days-of-trouble": 20, "smoker": true, "short-breath": false, "faint": false, "already-treated": false}})"},
      {"nothing-said", R"({"age": 40, "sex": "female", "complaint": ["ache"]})"},
  };
}

inline Assessment assessment_of(const Pack& pack, const std::string& case_document) {
  return assess(pack, read_case(pack, case_document).value()).value();
}

} // namespace sura::clinic::testing
