// The renderings; the numbers are tested beside clinic/influence/sensitivity.cc.
#include "sura/clinic/sensitivity.h"

#include <gtest/gtest.h>

#include "clinic/report/document.h"
#include "clinic/report/layout.h"
#include "clinic/report/testing/interface_words.h"
#include "clinic/report/testing/sample_cases.h"

namespace sura::clinic {
namespace {

const Pack& named_pack() {
  static const Pack pack = testing::pack_with_words();
  return pack;
}

Case clinicians() {
  return read_case(named_pack(), testing::sample_cases()[4].second).value();
}

std::vector<Tornado> shown(const Case& the_case) {
  return sensitivity(named_pack(), the_case).value();
}

TEST(SensitivityText, HasABarALineAndASourceForEachStudy) {
  for (const std::uint32_t role : {0U, 1U}) {
    Case the_case = clinicians();
    the_case.role = role;
    const auto tornados = shown(the_case);
    for (const int width : {80, 40}) {
      const std::string text = sensitivity_text(named_pack(), the_case, tornados, "en", {.width = width});
      std::size_t lines = 0;
      std::size_t marks = 0;
      for (std::size_t start = 0; start < text.size(); ++lines) {
        const std::size_t end = text.find('\n', start);
        const std::string line = text.substr(start, end - start);
        EXPECT_LE(display_width(line), static_cast<std::size_t>(width)) << line;
        marks += line.find("┃") != std::string::npos ? 1 : 0;
        start = end + 1;
      }
      std::size_t bars = 0;
      for (const Tornado& tornado : tornados) {
        bars += tornado.bars.size();
      }
      EXPECT_EQ(marks, bars);
      EXPECT_EQ(text.find("interface."), std::string::npos) << text;
    }
  }
}

TEST(SensitivityJson, HoldsWhatWasFound) {
  const Case the_case = clinicians();
  const auto tornados = shown(the_case);
  const Json document = Json::parse(sensitivity_json(named_pack(), the_case, tornados, "en"));
  EXPECT_EQ(document["schema"], "sura-sensitivity-1");
  ASSERT_EQ(document["conditions"].size(), tornados.size());
  const Json& bars = document["conditions"][0]["bars"];
  ASSERT_EQ(bars.size(), tornados[0].bars.size());
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const SensitivityBar& bar = tornados[0].bars[i];
    EXPECT_EQ(bars[i]["low"]["cause"], rounded(bar.low.cause));
    EXPECT_EQ(bars[i]["high"]["cause"], rounded(bar.high.cause));
    EXPECT_EQ(bars[i]["numbers"].size(), bar.rows.size());
    EXPECT_NE(bars[i]["records"].empty(), bars[i]["reason"].get<std::string>().empty());
    EXPECT_EQ(bars[i]["changes_urgency"],
              bar.low.urgency != tornados[0].now.urgency || bar.high.urgency != tornados[0].now.urgency);
  }
}

TEST(SensitivityWords, SayWhichEndWouldChangeWhat) {
  const Case the_case = clinicians();
  auto tornados = shown(the_case);
  for (Tornado& tornado : tornados) {
    tornado.now.first = 0;
    tornado.now.urgency = Urgency::routine;
    for (SensitivityBar& bar : tornado.bars) {
      bar.low.first = bar.high.first = 0;
      bar.low.urgency = bar.high.urgency = Urgency::routine;
    }
  }
  const std::string steady = sensitivity_text(named_pack(), the_case, tornados, "en");
  EXPECT_NE(steady.find("None of these alone"), std::string::npos);
  tornados[0].bars[0].high.first.reset();
  tornados[0].bars[0].low.urgency = Urgency::same_day;
  const std::string text = sensitivity_text(named_pack(), the_case, tornados, "en", {.width = 200});
  EXPECT_NE(text.find("At its low end: SAME DAY"), std::string::npos) << text;
  EXPECT_NE(text.find("At its high end the likeliest cause would be: something not in this list"), std::string::npos);
}

TEST(SensitivitySvg, StandsAloneInLightAndDark) {
  const Case the_case = clinicians();
  Pack pack = named_pack();
  pack.texts["en"]["condition." + pack.conditions[shown(the_case)[0].condition].id + ".name"] = {"<a & b>", "<a & b>"};
  const std::string svg = sensitivity_svg(pack, the_case, shown(the_case), "en");
  EXPECT_EQ(svg.substr(0, 5), "<svg ");
  EXPECT_NE(svg.find("prefers-color-scheme: dark"), std::string::npos);
  EXPECT_NE(svg.find("&lt;a &amp; b&gt;"), std::string::npos);
  EXPECT_EQ(svg.find("<a & b>"), std::string::npos);
  EXPECT_EQ(svg.find("href"), std::string::npos) << "nothing is fetched";
  EXPECT_EQ(svg.find("interface."), std::string::npos);
}

} // namespace
} // namespace sura::clinic
