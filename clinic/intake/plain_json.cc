#include "clinic/intake/plain_json.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace sura::clinic::intake {
namespace {

/// Every function returns false where the text is to be left to parse_json.
class PlainReader {
public:
  PlainReader(std::string_view text, int max_depth) : text_(text), max_depth_(max_depth) {}

  bool document(Json& into) {
    if (!value(into, 0)) {
      return false;
    }
    skip_spaces();
    return at_ == text_.size();
  }

private:
  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_spaces() {
    while (here() == ' ' || here() == '\n' || here() == '\t' || here() == '\r') {
      ++at_;
    }
  }

  /// Spaces, and then this character.
  bool accept(char wanted) {
    skip_spaces();
    if (here() != wanted) {
      return false;
    }
    ++at_;
    return true;
  }

  bool word(std::string_view wanted) {
    if (text_.substr(at_, wanted.size()) != wanted) {
      return false;
    }
    at_ += wanted.size();
    return true;
  }

  bool value(Json& into, int depth) {
    skip_spaces();
    switch (here()) {
    case '{':
      into.kind = Json::Kind::object;
      return depth < max_depth_ && object(into, depth + 1);
    case '[':
      into.kind = Json::Kind::list;
      return depth < max_depth_ && list(into, depth + 1);
    case '"': {
      into.kind = Json::Kind::text;
      std::string_view found;
      const bool plain = string(found);
      into.text = found;
      return plain;
    }
    case 't':
    case 'f':
      into.kind = Json::Kind::boolean;
      into.boolean = here() == 't';
      return word(into.boolean ? "true" : "false");
    case 'n':
      return word("null");
    default:
      into.kind = Json::Kind::number;
      return number(into.number);
    }
  }

  bool object(Json& into, int depth) {
    ++at_;
    std::vector<std::string_view> keys;
    if (accept('}')) {
      return true;
    }
    do {
      skip_spaces();
      std::string_view key;
      if (!string(key) || !accept(':')) {
        return false;
      }
      keys.push_back(key);
      JsonMember& member = into.members.emplace_back();
      member.key = key;
      if (!value(member.value, depth)) {
        return false;
      }
    } while (accept(','));
    return accept('}') && all_differ(keys);
  }

  static bool all_differ(std::vector<std::string_view>& keys) {
    std::sort(keys.begin(), keys.end(), [](std::string_view a, std::string_view b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
  }

  bool list(Json& into, int depth) {
    ++at_;
    if (accept(']')) {
      return true;
    }
    do {
      if (!value(into.items.emplace_back(), depth)) {
        return false;
      }
    } while (accept(','));
    return accept(']');
  }

  /// Printable ASCII without escapes.
  bool string(std::string_view& found) {
    if (here() != '"') {
      return false;
    }
    const std::size_t start = ++at_;
    while (here() != '"') {
      if (here() < ' ' || here() > '~' || here() == '\\') { // the end, too
        return false;
      }
      ++at_;
    }
    found = text_.substr(start, at_++ - start);
    return true;
  }

  bool is_digit() const { return here() >= '0' && here() <= '9'; }

  /// At most 15 digits in all: both sides of the division are exact, and so its result is the nearest double.
  bool number(double& into) {
    constexpr std::size_t most_digits = 15;
    const bool negative = here() == '-';
    at_ += negative ? 1 : 0;
    const std::size_t start = at_;
    std::uint64_t digits = 0;
    for (; is_digit() && at_ - start <= most_digits; ++at_) {
      digits = 10 * digits + static_cast<std::uint64_t>(here() - '0');
    }
    std::size_t count = at_ - start;
    if (count == 0 || (count > 1 && text_[start] == '0')) {
      return false;
    }
    double divisor = 1.0;
    if (here() == '.') {
      const std::size_t point = ++at_;
      for (; is_digit() && count <= most_digits; ++at_, ++count) {
        digits = 10 * digits + static_cast<std::uint64_t>(here() - '0');
        divisor *= 10.0;
      }
      if (at_ == point) {
        return false;
      }
    }
    const double size = static_cast<double>(digits) / divisor;
    into = (negative ? -size : size) + 0.0; // −0 is read as 0
    return count <= most_digits && here() != 'e' && here() != 'E';
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int max_depth_ = 0;
};

} // namespace

std::optional<Json> parse_plain_json(std::string_view text, int max_depth) {
  Json value;
  if (!PlainReader(text, max_depth).document(value)) {
    return std::nullopt;
  }
  return value;
}

} // namespace sura::clinic::intake
