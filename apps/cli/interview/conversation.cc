#include "apps/cli/interview/conversation.h"

#include <fmt/format.h>
#include <unistd.h>

namespace sura::cli {
namespace {

constexpr int patience_on_a_pipe = 3; // a script that does not fit the questions must not loop for ever
constexpr std::size_t indent = 2;

} // namespace

Conversation::Conversation(const clinic::Words& words, clinic::TextStyle style, bool on_terminal,
                           std::function<void(std::string_view)> say)
    : words_(words), known_(vocabulary(words)), style_(style), on_terminal_(on_terminal), say_(std::move(say)),
      reader_(STDIN_FILENO) {}

void Conversation::say_paragraph(const std::string& text, std::size_t before) const {
  say_(paragraph(style_, text, before));
}

std::string Conversation::hint(const Question& question) const {
  const auto count = std::to_string(question.choices.size());
  switch (question.form) {
  case Question::Form::yes_no:
    return own_text(words_, "hint.yes-no");
  case Question::Form::number: {
    const std::string range = fmt::format("{:g}–{:g}{}{}", question.minimum, question.maximum,
                                          question.unit.empty() ? "" : " ", question.unit);
    return own_text(words_, question.may_be_unsure ? "hint.number-or-unsure" : "hint.number", {{"range", range}});
  }
  case Question::Form::one:
    return own_text(words_, question.may_be_unsure ? "hint.one-or-unsure" : "hint.one", {{"count", count}});
  case Question::Form::several:
    break;
  }
  return own_text(words_, question.may_be_none ? "hint.any" : "hint.several", {{"count", count}});
}

std::string Conversation::shown(const Question& question) const {
  clinic::Page page(style_);
  page.paragraph(question.text, 0, "", Tone::strong);
  std::size_t number = 0;
  for (const auto& choice : question.choices)
    page.paragraph(choice.label, indent, fmt::format("{:>2}. ", ++number));
  std::string last = hint(question);
  if (question.left_at_most > 0)
    last += " · " + own_text(words_, "left", {{"count", std::to_string(question.left_at_most)}});
  page.paragraph(last, indent);
  return "\n" + page.finish();
}

Conversation::Heard Conversation::ask(const Question& question) {
  say_(shown(question));
  std::string line;
  for (int unclear = 0;;) {
    say_("> ");
    const auto outcome = reader_.read(line);
    if (outcome != LineReader::Outcome::line) {
      say_("\n");
      return {outcome == LineReader::Outcome::interrupted ? Heard::Kind::interrupted : Heard::Kind::end, {}};
    }
    if (!on_terminal_)
      say_(printable(line) + "\n"); // so that the output of a script reads like a conversation
    Reply reply = understand(question, line, known_);
    if (reply.kind == Reply::Kind::why) {
      say_paragraph(question.why, indent);
    } else if (reply.kind == Reply::Kind::help) {
      say_paragraph(own_text(words_, "help"), indent);
      say_paragraph(hint(question), indent);
    } else if (reply.kind != Reply::Kind::unclear) {
      return {Heard::Kind::reply, reply};
    } else if (!on_terminal_ && ++unclear == patience_on_a_pipe) {
      say_paragraph(own_text(words_, question.may_be_unsure ? "unclear.taken-as-unsure" : "unclear.given-up"), indent);
      reply.kind = Reply::Kind::unsure;
      return {question.may_be_unsure ? Heard::Kind::reply : Heard::Kind::end, reply};
    } else {
      say_paragraph(own_text(words_, "unclear." + reply.trouble), indent);
      say_paragraph(hint(question), indent);
    }
  }
}

} // namespace sura::cli
