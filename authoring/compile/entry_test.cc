// Sets of answers and emergency numbers: what they become, and what is refused.
#include <gtest/gtest.h>

#include "authoring/testing/toy_pack.h"

namespace sura::authoring {
namespace {

/// The toy pack without the common numbers, and with these two files.
Source with_files(const std::string& bundles, const std::string& numbers) {
  Source source = toy_source();
  std::erase_if(source, [](const auto& file) {
    return file.first == "common/emergency-numbers.yaml" || file.first == "common/evidence/emergency-numbers.yaml";
  });
  if (!bundles.empty()) {
    source["bundles.yaml"] = bundles;
  }
  if (!numbers.empty()) {
    source["emergency-numbers.yaml"] = numbers;
  }
  return source;
}

std::string first_problem(const Source& source) {
  const Compiled compiled = compile(source);
  return compiled.problems.empty() ? "" : compiled.problems.front().error.message();
}

/// The toy pack with names for its sets of answers.
Source named(Source source) {
  source["text/en/bundles.yaml"] = "bundle.green.name: \"all leaves green\"\n";
  return source;
}

TEST(Bundles, AreFindingsByTheirPlace) {
  const Compiled compiled = compile(named(with_files("- id: green\n  absent: [leaf-fall, yellow-leaves]\n", "")));
  ASSERT_TRUE(compiled.problems.empty()) << all_problems(compiled);
  ASSERT_EQ(compiled.pack.bundles.size(), 1U);
  const auto finding = [&](std::string_view id) { return clinic::find_finding(compiled.pack, id).value(); };
  EXPECT_EQ(compiled.pack.bundles[0].absent,
            (std::vector<std::uint32_t>{finding("leaf-fall"), finding("yellow-leaves")}));
  const auto read = clinic::read_pack(clinic::write_pack(compiled.pack));
  ASSERT_TRUE(read) << read.error().message();
  EXPECT_EQ(read->bundles[0].absent, compiled.pack.bundles[0].absent);
}

TEST(Bundles, MistakesAreNamed) {
  for (const auto& [yaml, problem] :
       {std::pair{"- {id: green, absent: [yellow-leafs]}\n", "did you mean yellow-leaves?"},
        {"- {id: green, absent: [leaf-fall, leaf-fall]}\n", "found 'leaf-fall' twice"},
        {"- {id: green, absent: []}\n", "found no findings of the bundle 'green'"},
        {"- {id: leaf-fall, absent: [yellow-leaves]}\n", "found 'leaf-fall', a finding or background item"},
        {"- {id: green, absent: [leaf-fall]}\n- {id: green, absent: [leaf-fall]}\n", "found 'green' twice"},
        {"- {id: green, present: [leaf-fall]}\n", "found the key 'present'"}}) {
    EXPECT_NE(first_problem(named(with_files(yaml, ""))).find(problem), std::string::npos)
        << first_problem(named(with_files(yaml, "")));
  }
  EXPECT_NE(first_problem(with_files("- {id: green, absent: [leaf-fall]}\n", "")).find("no text 'bundle.green.name'"),
            std::string::npos);
}

TEST(EmergencyNumbers, AreKeptByCountry) {
  const Compiled compiled =
      compile(with_files("", "- {country: GB, numbers: [\"999\", \"112\"], records: [toy-guideline]}\n"
                             "- {country: AU, numbers: [\"000\"], records: [toy-guideline]}\n"));
  ASSERT_TRUE(compiled.problems.empty()) << all_problems(compiled);
  ASSERT_EQ(compiled.pack.emergency_numbers.size(), 2U);
  EXPECT_EQ(compiled.pack.emergency_numbers[0].country, "AU");
  EXPECT_EQ(compiled.pack.emergency_numbers[0].numbers.front(), "000");
  EXPECT_EQ(compiled.pack.emergency_numbers[1].numbers, (std::vector<std::string>{"999", "112"}));
}

TEST(EmergencyNumbers, MistakesAreNamed) {
  for (const auto& [yaml, problem] :
       {std::pair{"- {country: XX, numbers: [\"1\"], records: [toy-guideline]}\n", "found the country 'XX'"},
        {"- {country: gb, numbers: [\"1\"], records: [toy-guideline]}\n", "found the country 'gb'"},
        {"- {country: GB, numbers: [\"9 9 9\"], records: [toy-guideline]}\n", "found the number '9 9 9'"},
        {"- {country: GB, numbers: [], records: [toy-guideline]}\n", "found no numbers for 'GB'"},
        {"- {country: GB, numbers: [\"999\"]}\n", "found no source"},
        {"- {country: GB, numbers: [\"999\"], records: [toy-guidelin]}\n", "toy-guidelin"},
        {"- {country: GB, numbers: [\"999\"], records: [toy-guideline]}\n"
         "- {country: GB, numbers: [\"112\"], records: [toy-guideline]}\n",
         "found 'GB' twice"}}) {
    EXPECT_NE(first_problem(with_files("", yaml)).find(problem), std::string::npos)
        << first_problem(with_files("", yaml));
  }
}

TEST(EmergencyNumbers, OfTheCommonFolderAreManyAndHaveSources) {
  const Compiled compiled = compile(toy_source());
  ASSERT_TRUE(compiled.problems.empty()) << all_problems(compiled);
  EXPECT_GE(compiled.pack.emergency_numbers.size(), 40U);
  for (const clinic::EmergencyNumbers& entry : compiled.pack.emergency_numbers) {
    for (const std::uint32_t record : entry.records) {
      EXPECT_FALSE(compiled.pack.records[record].url.empty()) << entry.country;
    }
  }
}

} // namespace
} // namespace sura::authoring
