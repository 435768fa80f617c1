#include "apps/cli/terminal/emergency.h"

#include <gtest/gtest.h>

namespace sura::cli {
namespace {

TEST(EmergencySigns, AreReadInOrderUntilOneIsMissing) {
  clinic::Pack pack;
  for (const auto* key : {"title", "call", "sign.1", "sign.2", "sign.4"})
    pack.texts["en"]["emergency." + std::string(key)] = {key, key};
  const clinic::Words words(pack, "en", clinic::Reader::person);
  const auto emergency = emergency_signs(words);
  EXPECT_EQ(emergency.signs, (std::vector<std::string>{"sign.1", "sign.2"}));
  EXPECT_EQ(emergency_text(emergency, {}), "title\n  - sign.1\n  - sign.2\ncall\n");
  pack.texts["en"]["interface.terminal.call"] = {"Call {numbers} now.", "Call {numbers} now."};
  EXPECT_EQ(emergency_signs(words, "999 or 112").call, "Call 999 or 112 now.");
}

} // namespace
} // namespace sura::cli
