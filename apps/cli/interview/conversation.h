// Puts questions to a person on a terminal, or to a program on a pipe, until each is answered.
// Thread-safety: one conversation, one thread. Ownership: refers to the words and the vocabulary, which must outlive
// it.
#pragma once

#include <functional>
#include <string>

#include "apps/cli/interview/question.h"
#include "apps/cli/terminal/line_reader.h"
#include "sura/clinic/assessment.h"

namespace sura::cli {

class Conversation {
public:
  struct Heard {
    enum class Kind : std::uint8_t { reply, end, interrupted } kind = Kind::reply;
    Reply reply; // answer, unsure, back or stop
  };

  /// `say` puts text before the person; `on_terminal`: somebody types and sees what they type.
  Conversation(const clinic::Words& words, clinic::TextStyle style, bool on_terminal,
               std::function<void(std::string_view)> say);

  /// Asks until there is an answer or a command to act on; explains (`why`, `help`) and asks again where it was
  /// unclear. On a pipe the third unclear line counts as "not sure", or as the end of input where the question needs an
  /// answer.
  Heard ask(const Question& question);

  void say(const std::string& text) const { say_(text); }

  /// A paragraph in the style's width, each line after `before` spaces.
  void say_paragraph(const std::string& text, std::size_t before = 0) const;

private:
  std::string shown(const Question& question) const;
  std::string hint(const Question& question) const;

  const clinic::Words& words_;
  Vocabulary known_;
  clinic::TextStyle style_;
  bool on_terminal_;
  std::function<void(std::string_view)> say_;
  LineReader reader_;
};

} // namespace sura::cli
