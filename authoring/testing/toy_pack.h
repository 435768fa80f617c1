// The toy pack's files in memory, for tests that make one mistake in them.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "authoring/authoring.h"

namespace sura::authoring {

inline const Source& toy_source() {
  static const Source source = [] {
    auto read = read_folder(SURA_ROOT "/tests/packs/toy");
    EXPECT_TRUE(read) << read.error().message();
    return read ? *read : Source();
  }();
  return source;
}

/// The toy pack with one passage of one file replaced; the passage must stand there exactly once.
inline Source toy_with(const std::string& file, const std::string& passage, const std::string& replacement) {
  Source source = toy_source();
  std::string& text = source[file];
  const std::size_t at = text.find(passage);
  EXPECT_NE(at, std::string::npos) << file << " has no: " << passage;
  EXPECT_EQ(text.find(passage, at + 1), std::string::npos) << file << " has more than one: " << passage;
  if (at != std::string::npos) {
    text.replace(at, passage.size(), replacement);
  }
  return source;
}

/// The line on which a passage begins; 0 where it does not stand in the text.
inline std::size_t line_of(const std::string& text, const std::string& passage) {
  const std::size_t at = text.find(passage);
  if (at == std::string::npos) {
    return 0;
  }
  std::size_t line = 1;
  for (std::size_t i = 0; i < at; ++i) {
    line += text[i] == '\n' ? 1 : 0;
  }
  return line;
}

/// Every problem, one a line, for failure messages.
inline std::string all_problems(const Compiled& compiled) {
  std::string text;
  for (const Problem& problem : compiled.problems) {
    text += (problem.is_warning ? "warning: " : "error: ") + problem.error.message() + "\n";
  }
  return text;
}

} // namespace sura::authoring
