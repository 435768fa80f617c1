#include "apps/cli/command_line.h"

#include <string>

namespace sura::cli {
namespace {

constexpr std::size_t help_column = 27; // option names to the left, their meaning to the right, 80 columns in all

constexpr const char* about = "What causes this calf pain or cramp? Sura asks, reasons and explains.\n"
                              "Not for emergencies: with chest pain, breathlessness or a cold, pale leg,\n"
                              "call the emergency number first.\n";

constexpr const char* examples = "Without a command the interview starts.\n\n"
                                 "Examples:\n"
                                 "  sura                                   ask me\n"
                                 "  sura assess case.json                  the answer for one case\n"
                                 "  sura assess --set 'age=52 female left ID no ID'         in words\n"
                                 "  sura whynot CONDITION case.json        why not that cause?\n"
                                 "  sura find swollen                      ids for a case file\n\n"
                                 "Ends with 0 when all is well, 2 for bad input or usage, 3 where some rows of a\n"
                                 "batch could not be answered, 1 for a fault of the program, 130 after Ctrl-C.";

void add_global_options(CLI::App& app, Typed& typed) {
  app.set_help_flag("-h,--help", "Show this help");
  app.add_flag("-V,--version", typed.version, "Show the version");
  app.add_option("--pack", typed.options.pack, "A pack: folder of YAML, or compiled file")->type_name("PATH");
  app.add_option("--lang", typed.options.language, "Language of the texts, such as en")->type_name("CODE");
  app.add_option("--role", typed.options.role, "Who answers: person, clinician, ...")->type_name("ID");
  app.add_option("--setting", typed.options.setting, "Where the person is seen: home, ...")->type_name("ID");
  app.add_option("--country", typed.options.country, "Two letters: for the emergency number")->type_name("CODE");
  app.add_flag("--json", typed.options.json, "Print JSON (errors too)");
  app.add_option("--color,--colour", typed.colour, "auto, always or never")->type_name("WHEN");
  app.add_flag("--no-color,--no-colour", typed.no_colour, "The same as --color never");
  app.add_option("--width", typed.width, "Columns (40 to 200)")->type_name("N");
}

void add_saving(CLI::App& app, Typed& typed, const std::string& group) {
  app.add_option("--save", typed.options.save_file, "Keep the answers in a new file, after each")
      ->type_name("FILE")
      ->group(group);
  app.add_option("--resume", typed.options.resume_file, "Go on from a file that --save wrote")
      ->type_name("FILE")
      ->group(group);
}

CLI::App& add_command(CLI::App& app, const char* group, const char* name, const char* meaning) {
  auto* command = app.add_subcommand(name, meaning);
  command->group(group);
  command->footer("Options of every command (--pack, --json, --width, ...): sura --help");
  return *command;
}

CLI::Option& add_argument(CLI::App& command, const char* name, std::string& value, const char* meaning) {
  return *command.add_option(name, value, meaning)->type_name(" "); // not CLI11's "TEXT", which says nothing
}

/// May be given several times, with one text each.
CLI::Option& add_words(CLI::App& command, Options& options) {
  return *command.add_option("--set", options.set, "A case in words: age=52 female ID no ID")
              ->allow_extra_args(false)
              ->type_name("WORDS");
}

void add_case_commands(CLI::App& app, Typed& typed) {
  constexpr const char* group = "For a person with a sore calf";
  constexpr const char* case_file = "Case file, or - for standard input";
  Options& options = typed.options;
  add_saving(add_command(app, group, "interview", "Ask, then answer (the default)"), typed, "Options");
  auto& assess = add_command(app, group, "assess", "The assessment of one case");
  add_argument(assess, "CASE", options.case_file, "Case file, or - for standard input; or --set alone");
  add_words(assess, options);
  assess.add_flag("--first-order", options.first_order, "Ranges from slopes instead of 1,000 draws (faster)");
  auto& whynot = add_command(app, group, "whynot", "What speaks for and against one condition");
  add_argument(whynot, "CONDITION", options.condition, "Its id (sura conditions)").required();
  add_argument(whynot, "CASE", options.case_file, case_file).required();
  auto& whatif = add_command(app, group, "whatif", "The answer as it is and as it would be");
  add_argument(whatif, "CASE", options.case_file, case_file).required();
  add_words(whatif, options).required();
  auto& sensitivity = add_command(app, group, "sensitivity", "Which numbers the answer hangs on");
  add_argument(sensitivity, "CASE", options.case_file, "Case file, or - for standard input; or --set alone");
  add_words(sensitivity, options);
  sensitivity.add_option("--svg", options.svg_file, "Write a picture as well")->type_name("FILE");
  add_command(app, group, "cramp", "What to do about a cramp this very minute");
}

constexpr const char* for_cases = "For writing cases";

void add_batch(CLI::App& app, Typed& typed, const char* group) {
  auto& batch = add_command(app, group, "batch", "The answers to many cases, a case a line");
  add_argument(batch, "CASES", typed.options.case_file, "File with a case a line, or - for standard input").required();
  batch.add_option("-o,--out", typed.options.output_file, ".ndjson or .csv file (default: standard output)")
      ->type_name("FILE");
  batch.add_flag("--resume", typed.options.resume, "Go on with the file of --out");
  batch.add_flag("--intervals", typed.options.intervals, "With 90 % intervals (much slower)");
  batch.add_flag("--full", typed.options.full, "Whole assessments");
  batch.add_option("--threads", typed.threads, "How many at once (default: every core)")->type_name("N");
}

void add_look_up_commands(CLI::App& app, Typed& typed) {
  constexpr const char* group = for_cases;
  auto& find = add_command(app, group, "find", "Find ids by plain words");
  find.add_option("WORDS", typed.options.words, "Words to look for")->type_name(" ")->required();
  add_command(app, group, "template", "A case file to fill in, with comments");
  auto& schema = add_command(app, group, "schema", "The JSON Schema of a case or an assessment");
  add_argument(schema, "DOCUMENT", typed.options.document, "case (the default) or assessment");
  add_command(app, group, "conditions", "List the conditions of the pack");
  add_command(app, group, "findings", "List what can be asked, seen or measured");
  add_command(app, group, "background", "List history, medicines and exposures");
  add_command(app, group, "bundles", "List named sets of answers");
  add_batch(app, typed, group);
}

void add_evaluate(CLI::App& app, Typed& typed, const char* group) {
  auto& evaluate = add_command(app, group, "evaluate", "How often the answers are right, on known cases");
  evaluate.add_option("PATH", typed.options.paths, ".json or .ndjson files, folders, or - for input")
      ->required()
      ->type_name(" ");
  evaluate.add_option("--tests", typed.tests, "Results of tests: with, or without (default)")->type_name("WHICH");
  evaluate.add_option("--html", typed.options.html_file, "Write a page with every case")->type_name("FILE");
  evaluate.add_option("--threads", typed.threads, "How many at once (default: every core)")->type_name("N");
}

void add_author_commands(CLI::App& app, Typed& typed) {
  constexpr const char* group = "For writing packs";
  auto& explain = add_command(app, group, "explain", "Every number about an id, down to its study");
  add_argument(explain, "ID", typed.options.id, "A condition, finding or background item").required();
  add_evaluate(app, typed, group);
  auto& lint = add_command(app, group, "lint", "Check a pack folder");
  add_argument(lint, "DIR", typed.options.directory, "The folder (default: the one of the program)");
  auto& compile = add_command(app, group, "compile", "Compile a pack folder into one file");
  add_argument(compile, "DIR", typed.options.directory, "The folder").required();
  compile.add_option("-o,--output", typed.options.output_file, "The file to write")->required()->type_name("FILE");
  auto& calibrate = add_command(app, group, "calibrate-check", "Predictions beside published figures");
  add_argument(calibrate, "DIR", typed.options.directory, "The folder (default: the one of the program)");
  calibrate.add_option("-n,--n", typed.people, "Imagined people of each setting (20000)")->type_name("N");
  calibrate.add_option("--seed", typed.seed, "Another seed, other people (1)")->type_name("N");
  calibrate.add_option("--threads", typed.threads, "How many (default: one for each core)")->type_name("N");
  auto& simulate = add_command(app, group, "simulate", "Imagined people with the truth, a case a line");
  simulate.add_option("-n,--n", typed.people, "How many (1000)")->type_name("N");
  simulate.add_option("--answers", typed.answers, "Findings asked beyond the first (as many as the interview asks)")
      ->type_name("N");
  simulate.add_option("--seed", typed.seed, "Another seed, other people (1)")->type_name("N");
  auto& rehearse = add_command(app, group, "rehearse", "The interview with imagined people, against all known");
  rehearse.add_option("-n,--n", typed.people, "How many people (300)")->type_name("N");
  rehearse.add_option("--answers", typed.answers, "Questions after the opening list (12)")->type_name("N");
  rehearse.add_option("--seed", typed.seed, "Another seed, other people (1)")->type_name("N");
  rehearse.add_option("--threads", typed.threads, "How many (default: one for each core)")->type_name("N");
  auto& evidence = add_command(app, group, "evidence", "What the numbers of the pack rest on");
  evidence.add_option("--cases", typed.options.cases_file, "People instead of imagined ones, a case a line")
      ->type_name("FILE");
  evidence.add_option("--people", typed.people, "How many people (200)")->type_name("N");
  evidence.add_option("--seed", typed.seed, "Another seed, other people (1)")->type_name("S");
  auto& network = add_command(app, group, "network", "The network of a case, as BIF for other programs");
  add_argument(network, "ACTION", typed.options.action, "export").required();
  add_argument(network, "CASE", typed.options.case_file, "Case file, - for input, or .ndjson with a case a line")
      .required();
  network.add_option("-o,--out", typed.options.output_file, "The file to write (default: standard output)")
      ->type_name("FILE");
  auto& completion = add_command(app, group, "completion", "Print the completion script of a shell");
  add_argument(completion, "SHELL", typed.options.shell, "bash, zsh or fish").required();
}

} // namespace

std::unique_ptr<CLI::App> describe_commands(Typed& typed) {
  auto app = std::make_unique<CLI::App>(about, "sura");
  app->get_formatter()->column_width(help_column);
  app->get_formatter()->label("REQUIRED", "");
  app->get_formatter()->label("SUBCOMMAND", "COMMAND");
  app->fallthrough();
  app->require_subcommand(0, 1);
  app->footer(examples);
  add_global_options(*app, typed);
  add_saving(*app, typed, ""); // hidden: so that `sura --save FILE` works without naming the interview
  add_case_commands(*app, typed);
  add_look_up_commands(*app, typed);
  add_author_commands(*app, typed);
  return app;
}

} // namespace sura::cli
