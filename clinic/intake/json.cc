#include "clinic/intake/json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "clinic/intake/plain_json.h"
#include "clinic/intake/printable.h"

namespace sura::clinic::intake {
namespace {

std::string place(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const std::size_t line_start = before.rfind('\n') + 1; // npos + 1 = 0: the first line
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto column = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start), before.end(),
                                    [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }) +
                      1;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  const std::size_t first = text.find_first_not_of(spaces);
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

/// The part of `text` after `start` (all of it without a `start`) and before `end`.
std::string_view between(std::string_view text, std::string_view start, std::string_view end) {
  const std::size_t at = text.find(start);
  text.remove_prefix(at == std::string_view::npos ? 0 : at + start.size());
  return text.substr(0, text.find(end));
}

/// The word around `offset`, or the one character there. After an unexpected bracket or comma the word before it is no
/// part of the mistake; after a broken literal ("tru}") it is all of it.
std::string_view word_at(std::string_view text, std::size_t offset, bool unexpected) {
  constexpr std::string_view delimiters = " \t\r\n,:[]{}";
  const auto delimits = [&](std::size_t at) { return delimiters.find(text[at]) != std::string_view::npos; };
  std::size_t start = offset;
  std::size_t end = offset;
  if (!unexpected || !delimits(offset)) {
    while (start > 0 && !delimits(start - 1)) {
      --start;
    }
    while (end < text.size() && !delimits(end)) {
      ++end;
    }
  }
  return start == end ? text.substr(offset, 1) : text.substr(start, end - start);
}

/// The parser's words for what it expected, in words that a reader of JSON for the first time understands.
std::string plain_words(std::string_view expected) {
  if (expected == "string literal") {
    return "a key in double quotes";
  }
  if (expected == "'[', '{', or a literal") {
    return "a value";
  }
  if (expected == "'}'" || expected == "']'") {
    return "a comma or " + std::string(expected);
  }
  return expected == "end of input" ? "nothing more" : printable(expected);
}

/// The parser's message, "… - unexpected '}'; expected string literal", taken apart into an error.
Error syntax_error(std::string_view text, std::size_t position, const nlohmann::detail::exception& problem) {
  constexpr int number_overflow = 406;
  const std::string_view what = problem.what();
  const std::size_t offset = position == 0 ? 0 : position - 1; // the parser counts what it has read
  const std::string_view before = trimmed(text.substr(0, std::min(offset, text.size())));
  Error error;
  error.where = place(text, offset);
  error.found = "the end of the input";
  if (offset < text.size()) {
    const std::string_view word = word_at(text, offset, what.find(" unexpected ") != std::string_view::npos);
    error.where = place(text, static_cast<std::size_t>(word.data() - text.data()));
    error.found = printable(word);
  }
  if (problem.id == number_overflow) {
    error.code = ErrorCode::out_of_range;
    error.expected = "a number below 1.8e308";
  } else if (before.ends_with(',') && (error.found == "}" || error.found == "]")) {
    error.expected = "one more entry, or no comma after the last one";
  } else if (what.find("; expected ") != std::string_view::npos) {
    error.expected = plain_words(between(what, "; expected ", "; last read"));
  } else {
    error.expected = "valid JSON (" + printable(between(what, " - ", "; last read")) + ")";
  }
  return error;
}

/// Receives the parser's events and builds the value; stops at the first mistake.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
  Builder(std::string_view text, int max_depth) : text_(text), max_depth_(max_depth) {}

  Result<Json> finish() {
    if (failed_) {
      return fail(error_);
    }
    return std::move(root_);
  }

  bool null() override { return add(Json{}); }
  bool boolean(bool value) override {
    Json json;
    json.kind = Json::Kind::boolean;
    json.boolean = value;
    return add(std::move(json));
  }
  bool number_integer(number_integer_t value) override { return add_number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add_number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t&) override { return add_number(value); }
  bool string(string_t& value) override {
    Json json;
    json.kind = Json::Kind::text;
    json.text = std::move(value);
    return add(std::move(json));
  }
  bool binary(binary_t&) override { return false; } // JSON text has none
  bool start_object(std::size_t) override { return open(Json::Kind::object); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json::Kind::list); }
  bool end_array() override { return close(); }
  bool key(string_t& key) override {
    if (!open_.back().keys.insert(key).second) {
      return stop({ErrorCode::duplicate, path_of(open_.back().path, key), "the same key twice", "each key once", ""});
    }
    open_.back().json->members.push_back({std::move(key), Json{}});
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& problem) override {
    return stop(syntax_error(text_, position, problem));
  }

private:
  struct Open {
    Json* json = nullptr; // stays valid: only the innermost open value grows
    std::string path;
    std::set<std::string> keys;
  };

  bool stop(Error error) {
    failed_ = true;
    error_ = std::move(error);
    return false;
  }

  Json& slot() {
    if (open_.empty()) {
      return root_;
    }
    Json& parent = *open_.back().json;
    return parent.kind == Json::Kind::object ? parent.members.back().value : parent.items.emplace_back();
  }

  bool add(Json json) {
    slot() = std::move(json);
    return true;
  }

  bool add_number(double value) {
    Json json;
    json.kind = Json::Kind::number;
    json.number = value + 0.0; // −0 is written and read as 0
    return add(std::move(json));
  }

  bool open(Json::Kind kind) {
    std::string path = path_of_next();
    if (static_cast<int>(open_.size()) == max_depth_) {
      return stop({ErrorCode::too_large, std::move(path),
                   "more than " + std::to_string(max_depth_) + " levels of nesting",
                   "at most " + std::to_string(max_depth_), ""});
    }
    Json& json = slot();
    json.kind = kind;
    open_.push_back({&json, std::move(path), {}});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::string path_of_next() const {
    if (open_.empty()) {
      return "";
    }
    const Open& parent = open_.back();
    if (parent.json->kind == Json::Kind::object) {
      return path_of(parent.path, parent.json->members.back().key);
    }
    return parent.path + "[" + std::to_string(parent.json->items.size()) + "]";
  }

  std::string_view text_;
  int max_depth_ = 0;
  Json root_;
  std::vector<Open> open_;
  bool failed_ = false;
  Error error_;
};

/// Zero bytes are refused too: the parser takes one for the end of the text.
Result<void> check_encoding(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    if (length == 0 || text[at] == '\0') {
      return fail({ErrorCode::syntax, place(text, at), length == 0 ? "a byte that is not UTF-8" : "a zero byte",
                   "text in UTF-8", ""});
    }
    at += length;
  }
  return {};
}

} // namespace

Result<Json> parse_json(std::string_view text, std::size_t max_bytes, int max_depth) {
  if (text.size() > max_bytes) {
    return fail({ErrorCode::too_large, "the document", std::to_string(text.size()) + " bytes",
                 "at most " + std::to_string(max_bytes), ""});
  }
  if (std::optional<Json> plain = parse_plain_json(text, max_depth)) {
    return *std::move(plain);
  }
  if (trimmed(text).empty()) {
    return fail({ErrorCode::missing, "the document", "nothing, it is empty", "a case in JSON", ""});
  }
  if (const Result<void> encoding = check_encoding(text); !encoding) {
    return fail(encoding.error());
  }
  Builder builder(text, max_depth);
  constexpr bool strict = true;
  constexpr bool ignore_comments = true;
  nlohmann::json::sax_parse(text.begin(), text.end(), &builder, nlohmann::json::input_format_t::json, strict,
                            ignore_comments);
  return builder.finish();
}

std::string described(const Json& value) {
  switch (value.kind) {
  case Json::Kind::null:
    return "null";
  case Json::Kind::boolean:
    return value.boolean ? "true" : "false";
  case Json::Kind::number:
    return number_text(value.number);
  case Json::Kind::text:
    return in_quotes(printable(value.text));
  case Json::Kind::list:
    return "a list";
  case Json::Kind::object:
    return "an object";
  }
  return "";
}

std::string number_text(double value) {
  std::array<char, 32> digits{}; // the longest double, -2.2250738585072014e-308, has 24
  const auto [end, problem] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return problem == std::errc() ? std::string(digits.data(), end) : "0";
}

std::string path_of(std::string_view path, std::string_view key) {
  return path.empty() ? printable(key) : std::string(path) + "." + printable(key);
}

} // namespace sura::clinic::intake
