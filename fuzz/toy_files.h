// The toy pack as the fuzz targets see it: its own files, without those of the common folder, which no part of it needs
// and which would be parsed each time.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

#include "authoring/authoring.h"

namespace sura::fuzz {

inline authoring::Source toy_files() {
  auto source = authoring::read_folder(SURA_ROOT "/tests/packs/toy");
  if (!source) {
    std::fprintf(stderr, "%s\n", source.error().message().c_str());
    std::exit(2);
  }
  std::erase_if(*source, [](const auto& file) { return file.first.starts_with("common/"); });
  return *source;
}

} // namespace sura::fuzz
