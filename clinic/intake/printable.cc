#include "clinic/intake/printable.h"

namespace sura::clinic::intake {
namespace {

unsigned char byte(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool between(unsigned char value, unsigned char low, unsigned char high) {
  return low <= value && value <= high;
}

/// Control characters of ASCII and Latin-1, and the marks that reorder or hide what stands beside them on a terminal.
bool is_unprintable(std::string_view character) {
  const unsigned char first = byte(character, 0);
  if (character.size() == 1) {
    return first < 0x20 || first == 0x7F;
  }
  const unsigned char second = byte(character, 1);
  const unsigned char third = byte(character, 2);
  if (first == 0xC2) {
    return second < 0xA0;
  }
  if (first == 0xE2 && second == 0x80) {
    return between(third, 0x8B, 0x8F) || between(third, 0xA8, 0xAE); // U+200B–200F, U+2028–202E
  }
  return first == 0xE2 && second == 0x81 && between(third, 0xA0, 0xAF); // U+2060–206F
}

} // namespace

std::size_t character_length(std::string_view text, std::size_t at) {
  const unsigned char first = byte(text, at);
  if (first < 0x80) {
    return at < text.size() ? 1 : 0;
  }
  // The second byte's range shuts out overlong forms, surrogates and what lies beyond U+10FFFF.
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  std::size_t length = 0;
  if (between(first, 0xC2, 0xDF)) {
    length = 2;
  } else if (between(first, 0xE0, 0xEF)) {
    length = 3;
    low = first == 0xE0 ? 0xA0 : low;
    high = first == 0xED ? 0x9F : high;
  } else if (between(first, 0xF0, 0xF4)) {
    length = 4;
    low = first == 0xF0 ? 0x90 : low;
    high = first == 0xF4 ? 0x8F : high;
  } else {
    return 0;
  }
  if (!between(byte(text, at + 1), low, high)) {
    return 0;
  }
  for (std::size_t i = 2; i < length; ++i) {
    if (!between(byte(text, at + i), 0x80, 0xBF)) {
      return 0;
    }
  }
  return length;
}

std::string printable(std::string_view text) {
  std::string result;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++characters) {
    if (characters == shown_characters) {
      return result + "…";
    }
    const std::size_t length = character_length(text, at);
    const std::string_view character = text.substr(at, length);
    result += length == 0 || is_unprintable(character) ? "?" : character;
    at += length == 0 ? 1 : length;
  }
  return result;
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  result += text;
  return result += '"';
}

} // namespace sura::clinic::intake
