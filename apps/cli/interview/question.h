// One question as a terminal asks it, and what was meant by the line that came back. Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/terminal/text.h"

namespace sura::cli {

struct Choice {
  std::string id;    // as in a case file; may be typed
  std::string label; // as shown
};

struct Question {
  enum class Form : std::uint8_t {
    yes_no,
    number,
    one,     // one of the choices
    several, // any of the choices
  };
  Form form = Form::yes_no;
  std::string text;
  std::string why;
  std::vector<Choice> choices;
  bool may_be_none = false;   // several: "none of these" is an answer
  bool may_be_unsure = false; // "?" is an answer
  double minimum = 0.0;       // number, both ends inclusive
  double maximum = 0.0;
  std::string unit;
  std::uint32_t left_at_most = 0; // questions that may still come, this one included; 0 = not said
};

/// The words that count as an answer or a command besides the ids and numbers of a question.
struct Vocabulary {
  std::vector<std::string> yes, no, unsure, back, why, help, stop;
};

/// y, n, ?, back, why, help, stop in every language, and the words that the texts "interface.terminal.words.…" add.
Vocabulary vocabulary(const clinic::Words& words);

struct Reply {
  enum class Kind : std::uint8_t { answer, unsure, back, why, help, stop, unclear };
  Kind kind = Kind::unclear;
  bool yes = false;                  // yes_no
  double number = 0.0;               // number
  std::vector<std::size_t> chosen;   // one (exactly one), several: indices of the choices
  std::vector<std::size_t> doubtful; // several: choices typed with a "?" after them
  std::string trouble;               // unclear: which text "interface.terminal.unclear.…" helps
};

/// What a typed line means. Case and blanks do not matter; "38,5" is 38.5; the start of a choice is enough where only
/// one begins so.
Reply understand(const Question& question, std::string_view line, const Vocabulary& known);

} // namespace sura::cli
