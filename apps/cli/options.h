// What was asked for on the command line. Thread-safety: plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sura/result.h"

namespace sura::cli {

/// What the program ends with.
enum ExitCode : int {
  fine = 0,
  internal_failure = 1, // a fault of the program or of the machine
  bad_input = 2,        // a fault in the arguments or in a file
  some_bad_rows = 3,    // batch: answered, but not every row
  interrupted = 130,    // Ctrl-C
};

enum class Colour : std::uint8_t { automatic, always, never };

/// The least and most columns that `--width` accepts.
inline constexpr int narrowest = 40;
inline constexpr int widest = 200;

/// The most people that `simulate` draws in one run.
inline constexpr std::uint64_t most_people = 1'000'000'000;

/// The most findings that `simulate` asks for: all of any pack.
inline constexpr std::uint64_t most_answers = 100'000;
/// The most threads that `--threads` accepts.
inline constexpr int most_threads = 256;

struct Options {
  std::string command = "interview";

  // Of every command.
  std::string pack; // directory or compiled file; empty: the pack beside the program
  std::string language = "en";
  std::string role;    // empty: the pack's first, or the case's
  std::string setting; // the same
  std::string country; // empty: the case's, or none
  bool json = false;
  Colour colour = Colour::automatic;
  std::optional<int> width;

  // Of single commands.
  std::string condition;              // whynot
  std::vector<std::string> set;       // assess, whatif: words on top of the case, or instead of one
  std::string svg_file;               // sensitivity; empty: no picture
  std::string id;                     // explain
  std::string case_file;              // assess, whynot, whatif, sensitivity, batch, network; "-" is standard input
  std::string directory;              // compile, lint
  std::string output_file;            // compile, batch, network (empty: standard output)
  std::string document = "case";      // schema
  std::string action;                 // network
  std::string shell;                  // completion
  std::vector<std::string> words;     // find
  std::string cases_file;             // evidence; "-" is standard input; empty: imagined people
  std::string save_file, resume_file; // interview
  std::uint64_t people = 1000;        // simulate, calibrate-check, evidence, rehearse
  bool people_given = false;
  std::uint64_t seed = 1;               // simulate, calibrate-check, evidence
  std::optional<std::uint32_t> answers; // simulate, rehearse: what is asked beyond the opening list
  std::vector<std::string> paths;       // evaluate; "-" is standard input
  bool with_tests = false;              // evaluate
  std::string html_file;                // evaluate; empty: no page
  std::optional<unsigned> threads;      // evaluate, batch, calibrate-check; empty: one for each core
  bool resume = false;                  // batch: go on with the output file
  bool intervals = false;               // batch
  bool full = false;                    // batch: whole Assessments
  bool first_order = false;             // assess: intervals from the slopes, not from draws
};

/// Options to act on, or a text that is the whole answer.
struct Request {
  Options options;
  std::string text_kind; // "help", "version"; empty: act
  std::string text;
};

/// Reads the command line. Errors: unknown_id (command, option or choice, with the nearest), missing, wrong_type,
/// out_of_range, inconsistent. Never throws.
Result<Request> read_arguments(const std::vector<std::string>& arguments);

/// The completion script of "bash", "zsh" or "fish", made from the same description of the commands.
std::string completion_script(const std::string& shell);

/// "0.1.0".
std::string program_version();

} // namespace sura::cli
