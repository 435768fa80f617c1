#include "apps/cli/terminal/text.h"

#include <gtest/gtest.h>

namespace sura::cli {
namespace {

TEST(Printable, KeepsTextWhole) {
  EXPECT_EQ(printable(""), "");
  EXPECT_EQ(printable("Wade — 小腿 36.5 °C"), "Wade — 小腿 36.5 °C");
  EXPECT_EQ(printable(std::string(500, 'a')), std::string(500, 'a'));
}

TEST(Printable, TakesOutWhatSteersATerminal) {
  EXPECT_EQ(printable("\x1b[2Jgone\x07\n"), "?[2Jgone??");
  EXPECT_EQ(printable("a\xff\xc3z"), "a??z");
  EXPECT_EQ(printable(std::string_view("a\0b", 3)), "a?b");
}

TEST(OwnText, FillsNames) {
  clinic::Pack pack;
  pack.texts["en"]["interface.terminal.saved"] = {"It is in {file}.", "In {file}."};
  const clinic::Words words(pack, "en", clinic::Reader::person);
  EXPECT_EQ(own_text(words, "saved", {{"file", "x {file}"}}), "It is in x {file}.");
  EXPECT_TRUE(has_text(words, "interface.terminal.saved"));
  EXPECT_FALSE(has_text(words, "interface.terminal.none"));
}

} // namespace
} // namespace sura::cli
