#include "authoring/yaml/yaml.h"

#include <gtest/gtest.h>

namespace sura::authoring {
namespace {

Yaml parsed(const std::string& text) {
  auto yaml = parse_yaml(text, "f.yaml");
  EXPECT_TRUE(yaml) << yaml.error().message();
  return yaml ? *yaml : Yaml();
}

Error refused(const std::string& text) {
  const auto yaml = parse_yaml(text, "f.yaml");
  EXPECT_FALSE(yaml) << text;
  return yaml ? Error{} : yaml.error();
}

TEST(Yaml, KeepsValuesOrderAndLines) {
  const Yaml yaml = parsed("b: 1\na:\n  - x\n  - {k: v}\n");
  ASSERT_EQ(yaml.kind, Yaml::Kind::map);
  ASSERT_EQ(yaml.map.size(), 2U);
  EXPECT_EQ(yaml.map[0].key, "b");
  EXPECT_EQ(yaml.map[0].value.scalar, "1");
  EXPECT_EQ(yaml.map[0].value.line, 1U);
  const Yaml* list = yaml.find("a");
  ASSERT_NE(list, nullptr);
  ASSERT_EQ(list->list.size(), 2U);
  EXPECT_EQ(list->list[0].scalar, "x");
  EXPECT_EQ(list->list[0].line, 3U);
  EXPECT_EQ(list->list[1].find("k")->scalar, "v");
  EXPECT_EQ(list->list[1].line, 4U);
  EXPECT_EQ(yaml.find("c"), nullptr);
}

TEST(Yaml, EmptyFilesAndNullsAreNothing) {
  EXPECT_EQ(parsed("").kind, Yaml::Kind::nothing);
  EXPECT_EQ(parsed("# only a comment\n").kind, Yaml::Kind::nothing);
  EXPECT_EQ(parsed("a: null\n").find("a")->kind, Yaml::Kind::nothing);
  EXPECT_EQ(parsed("a:\n").find("a")->kind, Yaml::Kind::nothing);
}

TEST(Yaml, KnowsWhatWasQuoted) {
  const Yaml yaml = parsed("a: 'yes'\nb: yes\n");
  EXPECT_TRUE(yaml.find("a")->quoted);
  EXPECT_FALSE(yaml.find("b")->quoted);
}

TEST(Yaml, DescribesItselfForErrors) {
  EXPECT_EQ(parsed("").describe(), "nothing");
  EXPECT_EQ(parsed("x").describe(), "'x'");
  EXPECT_EQ(parsed("[x]").describe(), "a list");
  EXPECT_EQ(parsed("{a: x}").describe(), "a map");
  EXPECT_EQ(parsed(std::string(1000, 'x')).describe().size(), 62U);
}

TEST(Yaml, RefusesADuplicateKeyWithItsLine) {
  const Error error = refused("a: 1\nb: 2\na: 3\n");
  EXPECT_EQ(error.code, ErrorCode::duplicate);
  EXPECT_EQ(error.where, "f.yaml:3");
  EXPECT_EQ(error.found, "the key 'a' twice");
}

TEST(Yaml, RefusesWhatDoesNotMeanWhatItLooksLike) {
  EXPECT_EQ(refused("a: &x 1\n").found, "an anchor (&name)");
  EXPECT_EQ(refused("a: &x 1\nb: *x\n").where, "f.yaml:1");
  EXPECT_EQ(refused("[a, b]: 1\n").found, "a list or map as a key");
  EXPECT_EQ(refused("a: 1\n---\nb: 2\n").found, "a second document (---)");
}

TEST(Yaml, RefusesAnAliasOfNothing) {
  EXPECT_EQ(refused("b: *x\n").code, ErrorCode::syntax);
}

TEST(Yaml, NamesTheLineOfBrokenSyntax) {
  const Error error = refused("a: 1\nb: [1, 2\n");
  EXPECT_EQ(error.code, ErrorCode::syntax);
  EXPECT_EQ(error.where.substr(0, 7), "f.yaml:");
  EXPECT_EQ(refused("a: 1\n\tb: 2\n").where, "f.yaml:2");
}

TEST(Yaml, AcceptsTheDeepestNestingAndRefusesOneMore) {
  const auto nested = [](int depth) {
    const auto count = static_cast<std::size_t>(depth);
    return std::string(count, '[') + std::string(count, ']');
  };
  EXPECT_TRUE(parse_yaml(nested(max_yaml_depth), "f.yaml"));
  EXPECT_EQ(refused(nested(max_yaml_depth + 1)).code, ErrorCode::too_large);
}

TEST(Yaml, NoNestingExhaustsTheStack) {
  for (const std::string open : {"[", "{", "{a: ", "- ", "? ", "[{"}) {
    std::string text;
    for (int i = 0; i < 100000; ++i) {
      text += open;
    }
    EXPECT_FALSE(parse_yaml(text, "f.yaml")) << open;
  }
}

TEST(Yaml, ManyKeysAreNotQuadratic) {
  std::string text;
  for (int i = 0; i < 100000; ++i) {
    text += "key" + std::to_string(i) + ": 1\n";
  }
  EXPECT_EQ(parsed(text).map.size(), 100000U);
}

} // namespace
} // namespace sura::authoring
