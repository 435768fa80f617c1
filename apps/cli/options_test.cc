#include "apps/cli/options.h"

#include <gtest/gtest.h>

#include "apps/cli/command_line.h"

namespace sura::cli {
namespace {

Options read(const std::vector<std::string>& arguments) {
  const auto request = read_arguments(arguments);
  EXPECT_TRUE(request) << (request ? "" : request.error().message());
  return request ? request->options : Options{};
}

Error refused(const std::vector<std::string>& arguments) {
  const auto request = read_arguments(arguments);
  EXPECT_FALSE(request);
  return request ? Error{} : request.error();
}

TEST(ReadArguments, NothingMeansTheInterview) {
  EXPECT_EQ(read({}).command, "interview");
  EXPECT_EQ(read({"--save", "f"}).save_file, "f");
  EXPECT_EQ(read({"interview", "--resume", "f"}).resume_file, "f");
}

TEST(ReadArguments, GlobalOptionsStandAnywhere) {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"--pack", "p", "--json", "assess", "c"},
                                                    {"assess", "--pack", "p", "c", "--json"},
                                                    {"assess", "c", "--json", "--pack=p"}}) {
    const Options options = read(arguments);
    EXPECT_EQ(options.command, "assess");
    EXPECT_EQ(options.case_file, "c");
    EXPECT_EQ(options.pack, "p");
    EXPECT_TRUE(options.json);
  }
}

TEST(ReadArguments, StandardInputIsAnArgument) {
  EXPECT_EQ(read({"assess", "-"}).case_file, "-");
}

TEST(ReadArguments, WordsMayBeCommands) {
  const std::vector<std::string> words = {"cramp", "help", "explain"};
  EXPECT_EQ(read({"find", "cramp", "help", "explain"}).words, words);
}

TEST(ReadArguments, Evaluate) {
  const Options options = read({"evaluate", "cases", "-", "--tests", "with", "--threads", "3", "--html", "page.html"});
  EXPECT_EQ(options.paths, (std::vector<std::string>{"cases", "-"}));
  EXPECT_TRUE(options.with_tests);
  EXPECT_EQ(options.threads, 3U);
  EXPECT_EQ(options.html_file, "page.html");
  EXPECT_FALSE(read({"evaluate", "a"}).with_tests);
  EXPECT_EQ(read({"evaluate", "a"}).threads, std::nullopt);
  EXPECT_EQ(refused({"evaluate"}).code, ErrorCode::missing);
  EXPECT_EQ(refused({"evaluate", "a", "--tests", "wth"}).nearest, "with");
  EXPECT_EQ(refused({"evaluate", "a", "--threads", "0"}).code, ErrorCode::out_of_range);
  EXPECT_EQ(refused({"evaluate", "a", "--threads", "two"}).code, ErrorCode::wrong_type);
  EXPECT_EQ(refused({"assess", "a", "--tests", "with"}).code, ErrorCode::unknown_id) << "only of this command";
}

TEST(ReadArguments, Colour) {
  EXPECT_EQ(read({}).colour, Colour::automatic);
  EXPECT_EQ(read({"--color", "always"}).colour, Colour::always);
  EXPECT_EQ(read({"--colour", "never"}).colour, Colour::never);
  EXPECT_EQ(read({"--color", "always", "--no-color"}).colour, Colour::never);
  EXPECT_EQ(refused({"--color", "alway"}).nearest, "always");
}

TEST(ReadArguments, Width) {
  EXPECT_EQ(read({}).width, std::nullopt);
  EXPECT_EQ(read({"--width", "40"}).width, 40);
  EXPECT_EQ(read({"--width", "200"}).width, 200);
  for (const auto* width : {"39", "201", "0", "-5", "99999999999999"})
    EXPECT_EQ(refused({"--width", width}).code, ErrorCode::out_of_range) << width;
  for (const auto* width : {"wide", "80x", "8.5"})
    EXPECT_EQ(refused({"--width", width}).code, ErrorCode::wrong_type) << width;
}

TEST(ReadArguments, PeopleOfTheEvidenceReport) {
  EXPECT_FALSE(read({"evidence"}).people_given);
  EXPECT_EQ(read({"evidence", "--people", "7", "--seed", "3"}).people, 7U);
  EXPECT_TRUE(read({"evidence", "--people", "7"}).people_given);
  EXPECT_EQ(read({"evidence", "--cases", "f"}).cases_file, "f");
  EXPECT_EQ(refused({"evidence", "--people", "many"}).where, "--people");
  EXPECT_EQ(refused({"assess", "c", "--people", "7"}).code, ErrorCode::unknown_id);
}

TEST(ReadArguments, NearestCommandAndOption) {
  EXPECT_EQ(refused({"asess", "c"}).nearest, "assess");
  EXPECT_EQ(refused({"--jsn"}).nearest, "--json");
  EXPECT_EQ(refused({"compile", "d", "--outptu", "f"}).nearest, "--output");
  EXPECT_EQ(refused({"cramp", "now"}).code, ErrorCode::inconsistent);
}

TEST(ReadArguments, MissingArguments) {
  EXPECT_EQ(refused({"assess"}).expected, "CASE, or --set with a case in words");
  EXPECT_EQ(refused({"compile", "d"}).code, ErrorCode::missing);
  EXPECT_EQ(refused({"assess", "c", "--pack"}).where, "--pack");
}

TEST(ReadArguments, HelpAndVersionAreTexts) {
  EXPECT_EQ(read_arguments({"--help"})->text_kind, "help");
  EXPECT_NE(read_arguments({"assess", "--help"})->text.find("CASE"), std::string::npos);
  EXPECT_EQ(read_arguments({"--version"})->text, "sura " + program_version() + "\n");
}

TEST(ReadArguments, SavingIsForTheInterview) {
  EXPECT_EQ(refused({"cramp", "--save", "f"}).code, ErrorCode::inconsistent);
  EXPECT_EQ(refused({"assess", "c", "--resume", "f"}).found, "--resume");
}

TEST(DescribeCommands, NoMeaningBreaksTheQuotesOfCompletion) {
  Typed typed;
  const auto app = describe_commands(typed);
  for (const auto* command : app->get_subcommands([](const CLI::App*) { return true; })) {
    EXPECT_EQ(command->get_description().find('\''), std::string::npos) << command->get_name();
    for (const auto* option : command->get_options())
      EXPECT_EQ(option->get_description().find('\''), std::string::npos) << option->get_name();
  }
}

} // namespace
} // namespace sura::cli
