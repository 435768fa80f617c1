#include "apps/cli/terminal/line_reader.h"

#include <array>

#include <gtest/gtest.h>
#include <unistd.h>

namespace sura::cli {
namespace {

using Outcome = LineReader::Outcome;

/// All lines of what a pipe holds.
std::vector<std::string> lines_of(const std::string& bytes) {
  std::array<int, 2> ends{};
  EXPECT_EQ(::pipe(ends.data()), 0);
  EXPECT_EQ(::write(ends[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  ::close(ends[1]);
  LineReader reader(ends[0]);
  std::vector<std::string> lines;
  std::string line;
  while (reader.read(line) == Outcome::line)
    lines.push_back(line);
  EXPECT_EQ(reader.read(line), Outcome::end) << "the end stays the end";
  ::close(ends[0]);
  return lines;
}

using Lines = std::vector<std::string>;

TEST(LineReader, LinesWithEitherEnd) {
  EXPECT_EQ(lines_of("a\nb\r\n\nc\n"), (Lines{"a", "b", "", "c"}));
}

TEST(LineReader, LastLineWithoutAnEnd) {
  EXPECT_EQ(lines_of("a\nb"), (Lines{"a", "b"}));
  EXPECT_EQ(lines_of(""), Lines{});
}

TEST(LineReader, LongLineIsCutAndTheNextIsWhole) {
  const auto lines = lines_of(std::string(10'000, 'x') + "\nnext\n");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], std::string(4096, 'x'));
  EXPECT_EQ(lines[1], "next");
}

TEST(LineReader, WhatCannotBeRead) {
  LineReader reader(-1);
  std::string line;
  EXPECT_EQ(reader.read(line), Outcome::failed);
}

} // namespace
} // namespace sura::cli
