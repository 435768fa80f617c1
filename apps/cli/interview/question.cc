#include "apps/cli/interview/question.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace sura::cli {
namespace {

using Kind = Reply::Kind;

constexpr std::string_view blanks = " \t\r\n";

/// Trimmed, ASCII letters small, a closing full stop or exclamation mark left out.
std::string plain(std::string_view line) {
  const auto first = line.find_first_not_of(blanks);
  if (first == std::string_view::npos)
    return "";
  const auto last = line.find_last_not_of(" \t\r\n.!");
  std::string text(line.substr(first, last == std::string_view::npos || last < first ? 0 : last - first + 1));
  for (char& letter : text)
    letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  return text;
}

bool is_one_of(const std::string& word, const std::vector<std::string>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Reply unclear(const std::string& trouble) {
  Reply reply;
  reply.trouble = trouble;
  return reply;
}

Reply of_kind(Kind kind) {
  Reply reply;
  reply.kind = kind;
  return reply;
}

std::optional<double> read_number(std::string text, const std::string& unit) {
  const std::string small_unit = plain(unit);
  if (!small_unit.empty() && text.size() > small_unit.size() && text.ends_with(small_unit))
    text = plain(text.substr(0, text.size() - small_unit.size()));
  // A decimal comma; three digits after it could be thousands.
  if (const auto comma = text.find(','); comma != std::string::npos && text.size() - comma <= 3)
    text[comma] = '.';
  double number = 0.0;
  const auto* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, number);
  if (problem != std::errc() || stop != end || !std::isfinite(number))
    return std::nullopt;
  return number;
}

/// The choice of that number (counting from 1), id or label, or the only one that begins so.
std::optional<std::size_t> find_choice(const Question& question, const std::string& text) {
  if (const auto number = read_number(text, "")) {
    const bool valid = *number >= 1 && *number <= static_cast<double>(question.choices.size());
    return valid && *number == std::floor(*number) ? std::optional(static_cast<std::size_t>(*number) - 1)
                                                   : std::nullopt;
  }
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const std::string id = plain(question.choices[i].id);
    const std::string label = plain(question.choices[i].label);
    if (id == text || label == text)
      return i;
    if (!id.starts_with(text) && !label.starts_with(text))
      continue;
    if (found)
      return std::nullopt;
    found = i;
  }
  return found;
}

Reply understand_number(const Question& question, const std::string& text) {
  const auto number = read_number(text, question.unit);
  if (!number)
    return unclear("number");
  if (*number < question.minimum || *number > question.maximum)
    return unclear("range");
  Reply reply = of_kind(Kind::answer);
  reply.number = *number;
  return reply;
}

Reply understand_one(const Question& question, const std::string& text) {
  const auto choice = find_choice(question, text);
  if (!choice)
    return unclear("one");
  Reply reply = of_kind(Kind::answer);
  reply.chosen = {*choice};
  return reply;
}

/// "2, 5" or "2 5?" or "pain and cramp".
Reply understand_several(const Question& question, const std::string& text) {
  Reply reply = of_kind(Kind::answer);
  if (const auto whole = find_choice(question, text)) {
    reply.chosen = {*whole};
    return reply;
  }
  std::size_t place = 0;
  while ((place = text.find_first_not_of(" ,;+&", place)) != std::string::npos) {
    const auto end = text.find_first_of(" ,;+&", place);
    std::string word = text.substr(place, end == std::string::npos ? end : end - place);
    place = end == std::string::npos ? text.size() : end;
    if (word == "and")
      continue;
    const bool doubtful = word.size() > 1 && word.back() == '?' && question.may_be_unsure;
    if (doubtful)
      word.pop_back();
    const auto choice = find_choice(question, word);
    if (!choice)
      return unclear("several");
    auto& list = doubtful ? reply.doubtful : reply.chosen;
    if (std::find(list.begin(), list.end(), *choice) == list.end())
      list.push_back(*choice);
  }
  return reply.chosen.empty() && reply.doubtful.empty() ? unclear("several") : reply;
}

void add_words(std::vector<std::string>& list, const clinic::Words& words, const std::string& key) {
  const std::string full_key = "interface.terminal.words." + key;
  if (!has_text(words, full_key))
    return;
  const std::string text = words.of(full_key) + ",";
  for (std::size_t place = 0, comma = 0; (comma = text.find(',', place)) != std::string::npos; place = comma + 1)
    if (auto word = plain(text.substr(place, comma - place)); !word.empty())
      list.push_back(std::move(word));
}

} // namespace

Vocabulary vocabulary(const clinic::Words& words) {
  Vocabulary known{{"y", "yes"}, {"n", "no"}, {"?"}, {"back"}, {"why"}, {"help"}, {"stop"}};
  add_words(known.yes, words, "yes");
  add_words(known.no, words, "no");
  add_words(known.unsure, words, "unsure");
  add_words(known.back, words, "back");
  add_words(known.why, words, "why");
  add_words(known.help, words, "help");
  add_words(known.stop, words, "stop");
  return known;
}

Reply understand(const Question& question, std::string_view line, const Vocabulary& known) {
  const std::string text = plain(line);
  if (text.empty())
    return unclear("empty");
  if (is_one_of(text, known.back))
    return of_kind(Kind::back);
  if (is_one_of(text, known.why))
    return of_kind(Kind::why);
  if (is_one_of(text, known.help))
    return of_kind(Kind::help);
  if (is_one_of(text, known.stop))
    return of_kind(Kind::stop);
  if (is_one_of(text, known.unsure))
    return question.may_be_unsure ? of_kind(Kind::unsure) : unclear("needed");
  switch (question.form) {
  case Question::Form::number:
    return understand_number(question, text);
  case Question::Form::one:
    return understand_one(question, text);
  case Question::Form::several:
    return question.may_be_none && is_one_of(text, known.no) ? of_kind(Kind::answer)
                                                             : understand_several(question, text);
  case Question::Form::yes_no:
    break;
  }
  if (!is_one_of(text, known.yes) && !is_one_of(text, known.no))
    return unclear("yes-no");
  Reply reply = of_kind(Kind::answer);
  reply.yes = is_one_of(text, known.yes);
  return reply;
}

} // namespace sura::cli
