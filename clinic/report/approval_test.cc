// The whole documents, as people and programs get them. After a change that is meant: SURA_APPROVE=1 in the environment
// writes the files anew, and the difference is read before it is committed.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "clinic/report/testing/interface_words.h"
#include "clinic/report/testing/sample_cases.h"

namespace sura::clinic {
namespace {

/// Where two documents part, as a sentence; empty where they are the same.
std::string first_difference(const std::string& made, const std::string& approved) {
  std::istringstream made_lines(made);
  std::istringstream approved_lines(approved);
  for (int number = 1;; ++number) {
    std::string made_line;
    std::string approved_line;
    const bool more = static_cast<bool>(std::getline(made_lines, made_line));
    const bool more_approved = static_cast<bool>(std::getline(approved_lines, approved_line));
    if (!more && !more_approved) {
      return made == approved ? "" : "the last newline differs";
    }
    if (more != more_approved || made_line != approved_line) {
      return "line " + std::to_string(number) + ":\n  made     " + made_line + "\n  approved " + approved_line;
    }
  }
}

void expect_approved(const std::string& file, const std::string& document) {
  const std::string path = std::string(SURA_ROOT) + "/clinic/report/testdata/" + file;
  if (std::getenv("SURA_APPROVE") != nullptr) {
    std::ofstream(path, std::ios::binary) << document;
  }
  EXPECT_EQ(first_difference(document, testing::file_text(path)), "") << file;
}

TEST(Approval, EveryDocumentIsAsApproved) {
  const Pack pack = testing::pack_with_words();
  for (const auto& [called, document] : testing::sample_cases()) {
    const Assessment assessment = testing::assessment_of(pack, document);
    expect_approved(called + ".json", to_json(pack, assessment));
    expect_approved(called + ".txt", to_text(pack, assessment));
  }
}

TEST(Approval, ColourAndNarrowPage) {
  const Pack pack = testing::pack_with_words();
  const std::string emergency = testing::sample_cases()[2].second;
  expect_approved("emergency-colour-40.txt", to_text(pack, testing::assessment_of(pack, emergency), {40, true, false}));
}

TEST(Approval, WhyNot) {
  const Pack pack = testing::pack_with_words();
  const Assessment assessment = testing::assessment_of(pack, testing::sample_cases()[1].second);
  const std::uint32_t condition = *find_condition(pack, "thing-a");
  expect_approved("whynot-thing-a.txt", whynot_text(pack, assessment, condition));
  expect_approved("whynot-thing-a.json", whynot_json(pack, assessment, condition));
}

} // namespace
} // namespace sura::clinic
