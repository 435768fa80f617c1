// For tests: the sample pack with the program's own words, read from packs/common/text/en/interface.yaml as it stands.
// Only the plain forms that file uses are understood (one line a text, quoted); anything else ends the test.
#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "sura/clinic/pack.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic::testing {

inline std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return file ? text.str() : "";
}

/// The quoted text after `label` in a line of YAML.
inline std::string quoted_after(const std::string& line, const std::string& label) {
  const std::size_t open = line.find('"', line.find(label) + label.size());
  const std::size_t close = line.find('"', open + 1);
  if (open == std::string::npos || close == std::string::npos) {
    throw std::runtime_error("not a plain text: " + line);
  }
  return line.substr(open + 1, close - open - 1);
}

inline Texts interface_words() {
  Texts texts;
  std::istringstream lines(file_text(std::string(SURA_ROOT) + "/packs/common/text/en/interface.yaml"));
  std::string key;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') {
      continue;
    }
    const bool is_new_key = line[0] != ' ';
    if (is_new_key) {
      key = line.substr(0, line.find(':'));
      line.erase(0, key.size() + 1);
    }
    const bool by_reader = line.find(" person: ") != std::string::npos || line.find("{person: ") != std::string::npos ||
                           line.find(" clinician: ") != std::string::npos;
    if (line.find("person: ") != std::string::npos) {
      texts[key].person = quoted_after(line, "person: ");
    }
    if (line.find("clinician: ") != std::string::npos) {
      texts[key].clinician = quoted_after(line, "clinician: ");
    }
    if (!by_reader && line.find('"') != std::string::npos) {
      texts[key] = {quoted_after(line, ""), quoted_after(line, "")};
    }
  }
  return texts;
}

inline Pack pack_with_words() {
  Pack pack = sample_pack();
  for (const auto& [key, phrase] : interface_words()) {
    pack.texts["en"][key] = phrase;
  }
  return pack;
}

} // namespace sura::clinic::testing
