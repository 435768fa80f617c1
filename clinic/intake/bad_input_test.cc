// Bad input gets one clear error: where, what was found, what was expected, the nearest name. Nothing may crash.
#include <random>

#include <gtest/gtest.h>

#include "clinic/intake/case_test_support.h"
#include "clinic/intake/printable.h"

namespace sura::clinic::intake {
namespace {

Error error_of(const std::string& json) {
  const Result<Case> result = read_case(pack(), json);
  return result ? Error{ErrorCode::syntax, "no error", "", "", ""} : result.error();
}

TEST(BadCase, EmptyInputSaysSo) {
  for (const char* nothing : {"", "  \n\t "}) {
    const Error error = error_of(nothing);
    EXPECT_EQ(error.code, ErrorCode::missing);
    EXPECT_EQ(error.message(), "the document: found nothing, it is empty; expected a case in JSON");
  }
  EXPECT_EQ(error_of("// only a comment\n").message(),
            "line 2, column 1: found the end of the input; expected a value");
}

TEST(BadCase, SyntaxErrorsNameLineAndColumn) {
  EXPECT_EQ(error_of("{\n  \"age\": 50,\n  \"sex\": femal\n}").message(),
            "line 3, column 10: found femal; expected valid JSON (invalid literal)");
  EXPECT_EQ(error_of("{\"age\": 50,}").message(),
            "line 1, column 12: found }; expected one more entry, or no comma after the last one");
  EXPECT_EQ(error_of("{\"age\": 50\n \"sex\": \"male\"}").message(),
            "line 2, column 2: found \"sex\"; expected a comma or '}'");
  EXPECT_EQ(error_of("{age: 50}").message(), "line 1, column 2: found age; expected a key in double quotes");
  EXPECT_EQ(error_of("{\"age\": 50").message(),
            "line 1, column 11: found the end of the input; expected a comma or '}'");
  // Columns count characters, not bytes.
  EXPECT_EQ(error_of("{\"note\": \"über\" 5}").where, "line 1, column 17");
}

TEST(BadCase, TrailingGarbageIsRefused) {
  EXPECT_EQ(error_of(woman("") + "\n{}").message(), "line 2, column 1: found {; expected nothing more");
}

TEST(BadCase, NumbersThatNoDoubleHoldsAreRefused) {
  EXPECT_EQ(error_of("{\"age\": 1e999}").message(), "line 1, column 9: found 1e999; expected a number below 1.8e308");
  EXPECT_EQ(reading("{\"age\": -1e999}"), "out-of-range at line 1, column 9");
  EXPECT_EQ(reading("{\"age\": " + std::string(400, '9') + "}"), "out-of-range at line 1, column 9");
  EXPECT_EQ(reading("{\"age\": NaN}"), "syntax at line 1, column 9");
}

TEST(BadCase, DuplicateKeysAreRefusedAtEveryLevel) {
  EXPECT_EQ(reading(R"({"age": 50, "age": 51})"), "duplicate at age");
  EXPECT_EQ(reading(R"({"age": 50, "\u0061ge": 51})"), "duplicate at age");
  EXPECT_EQ(reading(woman(R"("leg-ache": true, "smoker": true, "leg-ache": true)")), "duplicate at answers.leg-ache");
  EXPECT_EQ(reading(R"({"expected": {"cause": 1, "cause": 1}})"), "duplicate at expected.cause");
}

TEST(BadCase, InvalidUtf8IsRefusedEverywhere) {
  EXPECT_EQ(reading("{\"age\": 50, \"not\xE9\": 1}"), "syntax at line 1, column 17");
  EXPECT_EQ(reading("// caf\xE9\n{}"), "syntax at line 1, column 7");
  for (const char* bytes : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xFF", "\x80"}) {
    EXPECT_EQ(error_of("{\"note\": \"" + std::string(bytes) + "\"}").expected, "text in UTF-8");
  }
  EXPECT_EQ(error_of("{\"note\": \"\\ud800\"}").code, ErrorCode::syntax); // half of a surrogate pair
}

// The JSON parser takes a zero byte for the end of its input: what followed it would not have been read.
TEST(BadCase, ZeroBytesAreRefused) {
  const std::string hidden = woman("") + std::string(1, '\0') + "garbage";
  EXPECT_EQ(error_of(hidden).found, "a zero byte");
  EXPECT_EQ(error_of(std::string("{\0\"\0a\0", 6)).expected, "text in UTF-8"); // UTF-16
}

TEST(BadCase, DeepNestingIsRefused) {
  EXPECT_EQ(error_of(std::string(100000, '[')).code, ErrorCode::too_large);
  std::string deep;
  for (int i = 0; i < 100000; ++i) {
    deep += "{\"a\":";
  }
  EXPECT_EQ(reading(deep), "too-large at a.a.a.a.a.a.a.a");
  EXPECT_EQ(error_of(deep).expected, "at most 8");
  EXPECT_EQ(reading(woman("", R"(, "expected": {"a":[[[[[[1]]]]]]})")), "ok");
  EXPECT_EQ(reading(woman("", R"(, "expected": {"a":[[[[[[[1]]]]]]]})")), "too-large at expected.a[0][0][0][0][0][0]");
}

TEST(BadCase, AHundredMegabytesAreRefusedBySize) {
  std::string huge = "\"";
  huge.append(100'000'000, 'a');
  huge += '"';
  EXPECT_EQ(error_of(huge).message(), "the document: found 100000002 bytes; expected at most 1048576");
  std::string largest = woman("", ", \"note\": \"\"");
  largest.insert(largest.size() - 2, std::string(max_case_bytes - largest.size(), 'a'));
  EXPECT_EQ(reading(largest), "ok");
  EXPECT_EQ(reading(largest + " "), "too-large at the document");
}

TEST(BadCase, UnknownNamesGetTheNearest) {
  EXPECT_EQ(reading(R"({"agee": 50})"), "unknown-id at agee → age");
  EXPECT_EQ(reading(R"({"": 50})"), "unknown-id at \"\"");
  EXPECT_EQ(reading(woman(R"("leg-pufiness": true)")), "unknown-id at answers.leg-pufiness → leg-puffiness");
  EXPECT_EQ(reading(woman(R"("smokr": true)")), "unknown-id at answers.smokr → smoker");
  // No id is spelt like it, but the texts know the word.
  EXPECT_EQ(reading(woman(R"("swollen": true)")), "unknown-id at answers.swollen → leg-puffiness");
  // A condition is no answer.
  EXPECT_EQ(reading(woman(R"("thing-a": true)")), "unknown-id at answers.thing-a");
  EXPECT_EQ(reading(R"({"age": 50, "sex": "femal"})"), "unknown-id at sex → female");
  EXPECT_EQ(reading(woman("", R"(, "setting": "practise")")), "unknown-id at setting → practice");
  EXPECT_EQ(reading(woman("", R"(, "role": "doctor")")), "unknown-id at role");
  EXPECT_EQ(reading(woman("", R"(, "leg": "Left")")), "unknown-id at leg → left");
  EXPECT_EQ(reading(R"({"age": 50, "sex": "male", "complaint": ["ache", "spasn"]})"),
            "unknown-id at complaint[1] → spasm");
  EXPECT_EQ(reading(woman(R"("stiffness": "muhc")")), "unknown-id at answers.stiffness → much");
}

TEST(BadCase, WrongTypes) {
  EXPECT_EQ(reading("5"), "wrong-type at the document");
  EXPECT_EQ(reading("[]"), "wrong-type at the document");
  EXPECT_EQ(reading(R"({"age": "50"})"), "wrong-type at age");
  EXPECT_EQ(reading(R"({"age": null})"), "wrong-type at age");
  EXPECT_EQ(reading(R"({"age": 50, "sex": true})"), "wrong-type at sex");
  EXPECT_EQ(reading(woman("", R"(, "setting": 1)")), "wrong-type at setting");
  EXPECT_EQ(reading(woman("", R"(, "role": null)")), "wrong-type at role");
  EXPECT_EQ(reading(woman("", R"(, "leg": ["left"])")), "wrong-type at leg");
  EXPECT_EQ(reading(R"({"age": 50, "sex": "male", "complaint": 3})"), "wrong-type at complaint");
  EXPECT_EQ(reading(R"({"age": 50, "sex": "male", "complaint": ["ache", null]})"), "wrong-type at complaint[1]");
  EXPECT_EQ(reading(R"({"age": 50, "sex": "male", "complaint": "ache", "answers": []})"), "wrong-type at answers");
  EXPECT_EQ(reading(woman(R"("leg-puffiness": "yes")")), "wrong-type at answers.leg-puffiness");
  EXPECT_EQ(reading(woman(R"("leg-puffiness": 1)")), "wrong-type at answers.leg-puffiness");
  EXPECT_EQ(reading(woman(R"("stiffness": 2)")), "wrong-type at answers.stiffness");
  EXPECT_EQ(reading(woman(R"("puffiness-extra-cm": "3")")), "wrong-type at answers.puffiness-extra-cm");
  EXPECT_EQ(reading(woman(R"("smoker": 20)")), "wrong-type at answers.smoker");
  EXPECT_EQ(reading(woman(R"("smoker": {"a": 1})")), "wrong-type at answers.smoker");
}

TEST(BadCase, MissingFields) {
  EXPECT_EQ(reading("{}"), "missing at age");
  EXPECT_EQ(reading(R"({"age": 50})"), "missing at sex");
  EXPECT_EQ(reading(R"({"age": 50, "sex": "male"})"), "missing at complaint");
  EXPECT_EQ(reading(R"({"age": 50, "sex": "male", "complaint": []})"), "missing at complaint");
}

TEST(BadCase, ImpossibleAgesAndNumbersOutOfRange) {
  const auto aged = [](const std::string& age) {
    return reading(R"({"sex": "male", "complaint": "ache", "age": )" + age + "}");
  };
  EXPECT_EQ(aged("0"), "ok"); // a child is a case: the scope rules see to it
  EXPECT_EQ(aged("15.5"), "ok");
  EXPECT_EQ(aged("120"), "ok");
  EXPECT_EQ(aged("-1"), "out-of-range at age");
  EXPECT_EQ(aged("120.5"), "out-of-range at age");
  EXPECT_EQ(aged("430"), "out-of-range at age");
  EXPECT_EQ(reading(woman(R"("puffiness-extra-cm": 30)")), "ok");
  EXPECT_EQ(reading(woman(R"("puffiness-extra-cm": 30.1)")), "out-of-range at answers.puffiness-extra-cm");
  EXPECT_EQ(reading(woman(R"("puffiness-extra-cm": -0.1)")), "out-of-range at answers.puffiness-extra-cm");
  EXPECT_EQ(error_of(woman(R"("puffiness-extra-cm": 31)")).expected, "true, false, null or a number from 0 to 30 cm");
}

TEST(BadCase, DuplicateComplaints) {
  EXPECT_EQ(reading(R"({"age": 50, "sex": "male", "complaint": ["ache", "spasm", "ache"]})"),
            "duplicate at complaint[2]");
}

TEST(BadCase, WhatIsShownIsShortAndPrintable) {
  const Error error = error_of(woman("\"\\u001b[31m" + std::string(100'000, 'x') + "\": true"));
  EXPECT_EQ(error.code, ErrorCode::unknown_id);
  EXPECT_LT(error.message().size(), 400U);
  EXPECT_EQ(error.message().find('\x1b'), std::string::npos);
  EXPECT_EQ(printable("a\nb\x7F\xC2\x85\xE2\x80\xAE\xFFü"), "a?b????ü");
  EXPECT_EQ(printable(std::string(61, 'x')), std::string(60, 'x') + "…");
}

// Every prefix and many mutations of a good case: an error or a case, never a crash, and no endless message.
TEST(BadCase, BrokenCasesNeverCrash) {
  const std::string good = woman(R"("puffiness-extra-cm": 3.5, "stiffness": "much", "smoker": null // note)"
                                 "\n");
  ASSERT_EQ(reading(good), "ok");
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_NE(reading(good.substr(0, length)), "ok") << length;
  }
  std::mt19937 random(20240131);
  for (int round = 0; round < 20000; ++round) {
    std::string broken = good;
    for (int change = 0; change < 3; ++change) {
      broken[random() % broken.size()] = static_cast<char>(random() % 256);
    }
    if (const Result<Case> read = read_case(pack(), broken); !read) {
      ASSERT_LT(read.error().message().size(), 600U) << broken;
      ASSERT_FALSE(read.error().where.empty()) << broken;
    }
  }
}

} // namespace
} // namespace sura::clinic::intake
