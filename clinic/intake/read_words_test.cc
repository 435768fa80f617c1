#include <gtest/gtest.h>

#include "clinic/intake/case_test_support.h"

namespace sura::clinic::intake {
namespace {

/// The sample pack with two sets of answers.
const Pack& with_bundles() {
  static const Pack one = [] {
    Pack made = sample_pack();
    const auto finding = [&](std::string_view id) { return find_finding(made, id).value(); };
    made.bundles = {{"nothing-else",
                     {finding("puffiness-dents"), finding("leg-puffiness"), finding("hot-skin"), finding("stiffness"),
                      finding("days-of-trouble")}},
                    {"no-alarm", {finding("short-breath"), finding("faint")}}};
    return made;
  }();
  return one;
}

Result<Case> words(std::string_view text, const std::optional<Case>& onto = std::nullopt) {
  return read_words(with_bundles(), text, onto);
}

Case document(const std::string& json) {
  return read_case(with_bundles(), json).value();
}

TEST(ReadWords, AreTheCaseThatADocumentWouldBe) {
  const auto read =
      words("age=52 female left ache, leg-puffiness puffiness-extra-cm=3.5 no hot-skin -stiffness "
            "start-speed=sudden unsure both-legs lab-marker=? smoker bed-days=no setting=practice country=gb");
  // "unsure" does not undo what the leg states.
  ASSERT_TRUE(read) << read.error().message();
  EXPECT_EQ(*read, document(R"({"age": 52, "sex": "female", "leg": "left", "complaint": ["ache"], "setting": "practice",
      "role": "clinician", "country": "GB", "answers": {"leg-puffiness": true, "puffiness-extra-cm": 3.5,
      "hot-skin": false, "stiffness": false, "start-speed": "sudden", "lab-marker": null, "smoker": true,
      "bed-days": false}})"));
}

TEST(ReadWords, EveryWayToSayAnAnswer) {
  for (const auto& [said, value] : {std::pair{"hot-skin", "true"},
                                    {"hot-skin=yes", "true"},
                                    {"hot-skin=true", "true"},
                                    {"no hot-skin", "false"},
                                    {"-hot-skin", "false"},
                                    {"hot-skin=no", "false"},
                                    {"hot-skin=false", "false"},
                                    {"unsure hot-skin", "null"},
                                    {"hot-skin=?", "null"},
                                    {"hot-skin=unsure", "null"},
                                    {"hot-skin=null", "null"},
                                    {"stiffness=much", "\"much\""},
                                    {"stiffness=none", "\"none\""},
                                    {"stiffness", "true"},
                                    {"puffiness-extra-cm=2.5", "2.5"}}) {
    const std::string text = said;
    const std::string id = text.find("stiff") != std::string::npos   ? "stiffness"
                           : text.find("extra") != std::string::npos ? "puffiness-extra-cm"
                                                                     : "hot-skin";
    EXPECT_EQ(answer(words("50y male ache " + text), id), value) << text;
  }
}

TEST(ReadWords, TheComplaintIsNamedOrFound) {
  EXPECT_EQ(words("30y male spasm")->complaints, (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(words("30y male leg-spasm leg-ache")->complaints, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(words("30y male spasm leg-ache")->complaints, (std::vector<std::uint32_t>{1})) << "named: not looked for";
  const auto none = words("30y male hot-skin no leg-ache");
  EXPECT_EQ(outcome(none), "missing at complaint");
  EXPECT_EQ(none.error().expected, "ache, spasm or puffiness");
}

TEST(ReadWords, RoleIsTheSecondUnlessSaid) {
  EXPECT_EQ(words("30y male ache")->role, 1U);
  EXPECT_EQ(words("30y male ache role=person")->role, 0U);
  EXPECT_EQ(words("hot-skin", document(woman("")))->role, 0U) << "a case keeps its own";
}

TEST(ReadWords, OnTopOfACaseReplaceItsAnswers) {
  const Case before = document(woman(R"("hot-skin": false, "stiffness": "some")", R"(, "leg": "both")"));
  const auto after = words("hot-skin right age=70 expecting=no", before);
  ASSERT_TRUE(after) << after.error().message();
  EXPECT_EQ(*after, document(R"({"age": 70, "sex": "female", "leg": "right", "complaint": ["ache"],
                               "answers": {"hot-skin": true, "stiffness": "some"}})"))
      << "and what no longer fits the age is gone";
  EXPECT_EQ(words("", before), before);
}

TEST(ReadWords, BundlesAnswerWhatIsOpen) {
  const auto read = words("nothing-else 50y male ache no-alarm stiffness=some unsure days-of-trouble faint");
  EXPECT_EQ(answer(read, "stiffness"), "\"some\"");
  EXPECT_EQ(answer(read, "days-of-trouble"), "null") << "not sure is an answer";
  EXPECT_EQ(answer(read, "hot-skin"), "false");
  EXPECT_EQ(answer(read, "leg-puffiness"), "false");
  EXPECT_EQ(answer(read, "puffiness-dents"), "unanswered") << "a side of what is absent";
  EXPECT_EQ(answer(read, "short-breath"), "false");
  EXPECT_EQ(answer(read, "faint"), "true");
  EXPECT_EQ(answer(words("nothing-else 50y male puffiness"), "puffiness-dents"), "false") << "a side of what is there";
  EXPECT_EQ(answer(words("nothing-else 50y male ache puffiness-extra-cm=3"), "leg-puffiness"), "true")
      << "what another answer states comes first";
  EXPECT_EQ(answer(words("nothing-else 50y male ache unsure leg-puffiness"), "puffiness-dents"), "unanswered");
}

TEST(ReadWords, BundlesStandInACaseDocumentToo) {
  const auto read = read_case(with_bundles(), woman(R"("stiffness": "much")", R"(, "bundles": ["nothing-else"])"));
  EXPECT_EQ(answer(read, "stiffness"), "\"much\"");
  EXPECT_EQ(answer(read, "hot-skin"), "false");
  EXPECT_EQ(read_case(with_bundles(), write_case(with_bundles(), *read)), *read) << "written out, answer by answer";
  EXPECT_EQ(outcome(read_case(with_bundles(), woman("", R"(, "bundles": ["nothing-els"])"))),
            "unknown-id at bundles[0] → nothing-else");
  EXPECT_EQ(outcome(read_case(with_bundles(), woman("", R"(, "bundles": "nothing-else")"))), "wrong-type at bundles");
  EXPECT_EQ(outcome(read_case(with_bundles(), woman("", R"(, "bundles": [3])"))), "wrong-type at bundles[0]");
}

TEST(ReadWords, ErrorsNameTheWord) {
  for (const auto& [said, expected] :
       {std::pair{"50y male ache hot-skn", "unknown-id at word 4, column 15 → hot-skin"},
        {"50y male ache no hot-skn", "unknown-id at word 5, column 18 → hot-skin"},
        {"50y male ache hot-skn=yes", "unknown-id at word 4, column 15 → hot-skin"},
        {"50y femal ache", "unknown-id at word 2, column 5 → female"},
        {"50y male  ache,nothing-esle", "unknown-id at word 4, column 16 → nothing-else"},
        {"50y male ache no", "missing at word 4, column 15"},
        {"50y male ache hot-skin no hot-skin", "duplicate at word 6, column 27"},
        {"50y male ache 51y", "duplicate at word 4, column 15"},
        {"age=old male ache", "wrong-type at word 1, column 1"},
        {"age=500 male ache", "out-of-range at word 1, column 1"},
        {"50y male ache puffiness-extra-cm=99", "out-of-range at word 4, column 15: puffiness-extra-cm"},
        {"50y male ache puffiness-extra-cm=wide", "wrong-type at word 4, column 15: puffiness-extra-cm"},
        {"50y male ache stiffness=muhc", "unknown-id at word 4, column 15: stiffness → much"},
        {"50y male ache smoker=3", "wrong-type at word 4, column 15: smoker"},
        {"50y male ache setting=practise", "unknown-id at word 4, column 15 → practice"},
        {"50y male ache country=X1", "unknown-id at word 4, column 15"},
        {"50y male ache leg-spasm=no spasm", "inconsistent at complaint"},
        {"50y male ache expecting", "inconsistent at answers.expecting"},
        {"\xC3\xA9\xC3\xA9 \xFF\x01 male", "unknown-id at word 1, column 1"},
        {"male ache", "missing at age"},
        {"50y ache", "missing at sex"},
        {"", "missing at age"}}) {
    const std::string got = outcome(words(said));
    EXPECT_EQ(got.substr(0, std::string_view(expected).size()), expected) << said;
  }
  EXPECT_EQ(outcome(words("50y male ache é é hot-skn")).substr(0, 30), "unknown-id at word 4, column 1");
  EXPECT_EQ(outcome(words(std::string(max_case_bytes + 1, 'a'))), "too-large at the words");
}

} // namespace
} // namespace sura::clinic::intake
