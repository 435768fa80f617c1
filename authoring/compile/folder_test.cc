// Packs on disk: which files belong, and what is said where there is none.
#include <fstream>

#include <gtest/gtest.h>

#include "authoring/testing/toy_pack.h"

namespace sura::authoring {
namespace {

namespace fs = std::filesystem;

/// A folder that goes away with the test.
class Folder : public testing::Test {
protected:
  void SetUp() override {
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& bytes) const {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << bytes;
  }
  const fs::path& root() const { return root_; }

private:
  static std::string name() { return testing::UnitTest::GetInstance()->current_test_info()->name(); }
  const fs::path root_ = fs::path(testing::TempDir()) / ("sura-folder-" + name());
};

TEST_F(Folder, TakesYamlFilesOfThePackAndOfTheCommonFolder) {
  write("packs/mine/pack.yaml", "id: mine\ncommon: ../shared\n");
  write("packs/mine/findings/a.yaml", "[]");
  write("packs/mine/findings/notes.txt", "not of the pack");
  write("packs/mine/cases/one.yaml", "a worked case");
  write("packs/shared/population.yaml", "[]");
  write("packs/common/population.yaml", "another");
  const auto source = read_folder(root() / "packs/mine");
  ASSERT_TRUE(source) << source.error().message();
  EXPECT_EQ(*source, (Source{{"pack.yaml", "id: mine\ncommon: ../shared\n"},
                             {"findings/a.yaml", "[]"},
                             {"common/population.yaml", "[]"}}));
}

TEST_F(Folder, FindsTheCommonFolderBesideThePack) {
  write("packs/mine/pack.yaml", "id: mine\n");
  write("packs/common/population.yaml", "[]");
  const auto source = read_folder(root() / "packs/mine");
  ASSERT_TRUE(source);
  EXPECT_TRUE(source->contains("common/population.yaml"));
}

TEST_F(Folder, NeedsAFolderWithAPackFile) {
  const auto none = read_folder(root() / "nowhere");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::unreadable);
  EXPECT_EQ(none.error().expected, "a folder with a pack.yaml");
  const auto empty = read_folder(root());
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().code, ErrorCode::missing);
  EXPECT_EQ(empty.error().found, "no pack.yaml");
}

TEST_F(Folder, RefusesAFileTooLarge) {
  write("pack.yaml", std::string(max_file_bytes + 1, '#'));
  const auto source = read_folder(root());
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::too_large);
}

TEST_F(Folder, CompilesToItsFirstError) {
  write("pack.yaml", "id: mine\n");
  const auto pack = compile_folder(root());
  ASSERT_FALSE(pack);
  EXPECT_EQ(pack.error().where, "pack.yaml:1");
  const auto nowhere = compile_folder(root() / "nowhere");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, ErrorCode::unreadable);
}

TEST_F(Folder, CompilesTheToyPack) {
  const auto pack = compile_folder(SURA_ROOT "/tests/packs/toy");
  ASSERT_TRUE(pack) << pack.error().message();
  EXPECT_EQ(pack->sha256, compile(toy_source()).pack.sha256);
}

} // namespace
} // namespace sura::authoring
