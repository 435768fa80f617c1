#include "apps/cli/files.h"

#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace sura::cli {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
public:
  Files() {
    std::string pattern = (fs::temp_directory_path() / "sura-files-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~Files() override { fs::remove_all(folder_); }

protected:
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  std::size_t count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(Files, WhatIsWrittenIsRead) {
  const std::string bytes("a\0b\xff\n", 5);
  ASSERT_TRUE(replace_file(path("f"), bytes, false));
  EXPECT_EQ(read_file(path("f"), 5).value(), bytes);
  EXPECT_EQ(count(), 1U) << "nothing else is left beside it";
}

TEST_F(Files, LimitIsIncluded) {
  ASSERT_TRUE(replace_file(path("f"), "12345", false));
  EXPECT_EQ(read_file(path("f"), 4).error().code, ErrorCode::too_large);
  EXPECT_EQ(read_file("/dev/zero", 4).error().code, ErrorCode::too_large);
  EXPECT_EQ(read_file("/dev/null", 0).value(), "");
}

TEST_F(Files, WhatCannotBeRead) {
  EXPECT_EQ(read_file(path("none"), 9).error().code, ErrorCode::unreadable);
  EXPECT_EQ(read_file(folder_.string(), 9).error().found, "a directory");
}

TEST_F(Files, ReplacingKeepsTheOldFileOnFailure) {
  ASSERT_TRUE(replace_file(path("f"), "old", false));
  EXPECT_FALSE(replace_file(path("none/f"), "new", false));
  fs::create_directory(path("d"));
  EXPECT_EQ(replace_file(path("d"), "new", false).error().code, ErrorCode::unreadable);
  EXPECT_EQ(read_file(path("f"), 9).value(), "old");
  EXPECT_EQ(count(), 2U) << "a failed write leaves nothing behind";
}

TEST_F(Files, PrivateFilesAreForTheirOwner) {
  ASSERT_TRUE(replace_file(path("f"), "answers", true));
  EXPECT_EQ(fs::status(path("f")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Files, CanWriteLeavesNothing) {
  EXPECT_TRUE(can_write(path("f")));
  EXPECT_FALSE(can_write(path("none/f")));
  EXPECT_FALSE(can_write(folder_.string()));
  EXPECT_EQ(count(), 0U);
}

TEST_F(Files, ProgramFileIsThisProgram) {
  EXPECT_TRUE(fs::exists(program_file()));
}

} // namespace
} // namespace sura::cli
