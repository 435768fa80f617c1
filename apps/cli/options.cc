#include "apps/cli/options.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>

#include "apps/cli/command_line.h"

namespace sura::cli {
namespace {

constexpr const char* whole_line = "command line";

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* option : app.get_options())
    for (const auto& name : option->get_lnames())
      names.push_back("--" + name);
  return names;
}

/// The command that was typed, or the program itself.
const CLI::App& chosen(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? app : *commands.front();
}

Error unexpected(const CLI::App& app) {
  const auto rest = app.remaining(true);
  const std::string first = rest.empty() ? "" : rest.front();
  if (first.size() > 1 && first.front() == '-') {
    const std::string name = first.substr(0, first.find('='));
    auto names = option_names(app);
    if (&chosen(app) != &app)
      for (auto& own : option_names(chosen(app)))
        names.push_back(own);
    return {ErrorCode::unknown_id, whole_line, name, "an option (--help lists them)", nearest_name(name, names)};
  }
  if (&chosen(app) == &app)
    return {ErrorCode::unknown_id, whole_line, first, "a command (--help lists them)",
            nearest_name(first, command_names(app))};
  return {ErrorCode::inconsistent, whole_line, first, "no more words after 'sura " + chosen(app).get_name() + "'", ""};
}

Error missing_argument(const CLI::App& app, const CLI::ParseError& problem) {
  // CLI11 says "NAME is required": the name is all that is needed.
  const std::string text = problem.what();
  return {ErrorCode::missing, "sura " + chosen(app).get_name(), "", text.substr(0, text.find(' ')), ""};
}

Error one_of(const std::string& where, const std::string& found, const std::vector<std::string>& choices) {
  std::string expected;
  for (std::size_t i = 0; i < choices.size(); ++i)
    expected += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + choices[i];
  return {ErrorCode::unknown_id, where, found, expected, nearest_name(found, choices)};
}

bool among(const std::string& word, const std::vector<std::string>& choices) {
  return std::find(choices.begin(), choices.end(), word) != choices.end();
}

/// The number typed after `option`, or nothing where nothing was typed.
Result<std::optional<int>> read_number(const std::string& option, const std::string& typed, int least, int most,
                                       const std::string& unit) {
  if (typed.empty())
    return std::optional<int>{};
  const std::string expected =
      "a whole number from " + std::to_string(least) + " to " + std::to_string(most) + " " + unit;
  int number = 0;
  const auto* end = typed.data() + typed.size();
  const auto [stop, problem] = std::from_chars(typed.data(), end, number);
  if (problem == std::errc::result_out_of_range || (stop == end && (number < least || number > most)))
    return fail({ErrorCode::out_of_range, option, typed, expected, ""});
  if (problem != std::errc() || stop != end)
    return fail({ErrorCode::wrong_type, option, typed, expected, ""});
  return std::optional<int>{number};
}

/// A whole number up to `most`, or what stands there already where nothing was typed.
Result<void> read_count(const std::string& option, const std::string& typed, std::uint64_t most, std::uint64_t& into) {
  if (typed.empty())
    return {};
  std::uint64_t count = 0;
  const auto* end = typed.data() + typed.size();
  const auto [stop, problem] = std::from_chars(typed.data(), end, count);
  if (problem != std::errc() || stop != end || count > most)
    return fail({ErrorCode::out_of_range, option, typed, "a whole number from 0 to " + std::to_string(most), ""});
  into = count;
  return {};
}

/// Checks the texts that CLI11 took as they were typed.
Result<Options> check(const CLI::App& app, const Typed& typed) {
  Options options = typed.options;
  if (&chosen(app) != &app)
    options.command = chosen(app).get_name();
  const std::vector<std::string> colours = {"auto", "always", "never"};
  if (!among(typed.colour, colours))
    return fail(one_of("--color", typed.colour, colours));
  if (typed.no_colour || typed.colour == "never")
    options.colour = Colour::never;
  else if (typed.colour == "always")
    options.colour = Colour::always;
  const auto width = read_number("--width", typed.width, narrowest, widest, "columns");
  const auto threads = read_number("--threads", typed.threads, 1, most_threads, "threads");
  if (!width || !threads)
    return fail(width ? threads.error() : width.error());
  options.width = *width;
  const std::string people_option = options.command == "evidence" ? "--people" : "--n";
  if (const auto people = read_count(people_option, typed.people, most_people, options.people); !people)
    return fail(people.error());
  options.people_given = !typed.people.empty();
  std::uint64_t answers = 0;
  if (const auto read = read_count("--answers", typed.answers, most_answers, answers); !read)
    return fail(read.error());
  if (!typed.answers.empty())
    options.answers = static_cast<std::uint32_t>(answers);
  if (const auto seed = read_count("--seed", typed.seed, std::numeric_limits<std::uint64_t>::max(), options.seed);
      !seed)
    return fail(seed.error());
  if (*threads)
    options.threads = static_cast<unsigned>(**threads);
  const std::vector<std::string> tests = {"with", "without"};
  if (!among(typed.tests, tests))
    return fail(one_of("--tests", typed.tests, tests));
  options.with_tests = typed.tests == "with";
  const bool takes_words = options.command == "assess" || options.command == "sensitivity";
  if (takes_words && options.case_file.empty() && options.set.empty())
    return fail({ErrorCode::missing, "sura " + options.command, "", "CASE, or --set with a case in words", ""});
  const std::vector<std::string> documents = {"case", "assessment"};
  if (!among(options.document, documents))
    return fail(one_of("sura schema", options.document, documents));
  const std::vector<std::string> actions = {"export"};
  if (options.command == "network" && !among(options.action, actions))
    return fail(one_of("sura network", options.action, actions));
  const std::vector<std::string> shells = {"bash", "zsh", "fish"};
  if (options.command == "completion" && !among(options.shell, shells))
    return fail(one_of("sura completion", options.shell, shells));
  const bool keeps_answers = !options.save_file.empty() || !options.resume_file.empty();
  if (keeps_answers && options.command != "interview")
    return fail({ErrorCode::inconsistent, whole_line, options.save_file.empty() ? "--resume" : "--save",
                 "only with the interview, not with '" + options.command + "'", ""});
  return options;
}

} // namespace

Result<Request> read_arguments(const std::vector<std::string>& arguments) {
  Typed typed;
  const auto app = describe_commands(typed);
  try {
    // CLI11 takes the arguments last first.
    app->parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    return Request{typed.options, "help", app->help()};
  } catch (const CLI::ExtrasError&) {
    return fail(unexpected(*app));
  } catch (const CLI::RequiredError& problem) {
    if (!app->remaining(true).empty())
      return fail(unexpected(*app)); // a misspelt option explains more than what is missing because of it
    return fail(missing_argument(*app, problem));
  } catch (const CLI::ArgumentMismatch& problem) {
    const std::string text = problem.what(); // "--pack: 1 required PATH missing"
    return fail({ErrorCode::missing, text.substr(0, text.find(':')), "", "a value after it", ""});
  } catch (const CLI::ParseError& problem) {
    return fail({ErrorCode::wrong_type, whole_line, problem.what(), "the usage that --help shows", ""});
  }
  if (typed.version)
    return Request{typed.options, "version",
                   typed.options.json ? program_version() : "sura " + program_version() + "\n"};
  auto options = check(*app, typed);
  if (!options)
    return fail(options.error());
  return Request{*std::move(options), "", ""};
}

std::string program_version() {
  return SURA_VERSION;
}

} // namespace sura::cli
