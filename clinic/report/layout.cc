#include "clinic/report/layout.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sura::clinic {

namespace {

constexpr std::size_t narrowest = 20; // below this no sentence can be read

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;
};

/// The code point at the front. A byte that is no UTF-8 counts as one character.
CodePoint front(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t bytes = lead >= 0xF0 ? 4U : lead >= 0xE0 ? 3U : lead >= 0xC0 ? 2U : 1U;
  if (bytes == 1 || bytes > text.size()) {
    return {lead, 1};
  }
  char32_t value = lead & (0xFFU >> (bytes + 1));
  for (std::size_t index = 1; index < bytes; ++index) {
    value = (value << 6U) | (static_cast<unsigned char>(text[index]) & 0x3FU);
  }
  return {value, bytes};
}

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD);
}

/// Wide punctuation that must not start a line: 、。〉》」』】〕！），：；？］
bool closes(char32_t c) {
  static constexpr std::array<char32_t, 16> marks = {0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015,
                                                     0xFF01, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF05};
  return std::find(marks.begin(), marks.end(), c) != marks.end();
}

/// What may not be broken, and whether a space stood before it.
struct Piece {
  std::string text;
  bool after_space = false;
};

std::vector<Piece> pieces(std::string_view text) {
  std::vector<Piece> result;
  bool after_space = false;
  bool may_join = false; // whether the next character belongs to the last piece
  bool last_wide = false;
  while (!text.empty()) {
    const CodePoint point = front(text);
    if (point.value == ' ' || point.value == '\n' || point.value == '\t') {
      after_space = true;
      may_join = false;
    } else {
      const bool wide = is_wide(point.value);
      const bool join = may_join && (closes(point.value) || (!wide && !last_wide));
      if (!join) {
        result.push_back({"", after_space});
      }
      result.back().text += text.substr(0, point.bytes);
      after_space = false;
      may_join = true;
      last_wide = wide;
    }
    text.remove_prefix(point.bytes);
  }
  return result;
}

bool is_address(std::string_view word) {
  return word.find("://") != std::string_view::npos;
}

/// As much of the front as fits the width, at least one character.
std::string cut(std::string& word, std::size_t width) {
  std::size_t bytes = 0;
  const std::string_view all = word;
  while (bytes < word.size()) {
    const std::size_t more = front(all.substr(bytes)).bytes;
    if (bytes > 0 && display_width(all.substr(0, bytes + more)) > width) {
      break;
    }
    bytes += more;
  }
  std::string head = word.substr(0, bytes);
  word.erase(0, bytes);
  return head;
}

} // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const CodePoint point = front(text);
    width += is_wide(point.value) ? 2 : 1;
    text.remove_prefix(point.bytes);
  }
  return width;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t used = 0;
  for (Piece& piece : pieces(text)) {
    std::size_t needed = display_width(piece.text);
    const std::size_t space = piece.after_space && used > 0 ? 1 : 0;
    if (used > 0 && used + space + needed > width) {
      lines.push_back(line);
      line.clear();
      used = 0;
    } else {
      line.append(space, ' ');
      used += space;
    }
    while (needed > width && !is_address(piece.text)) {
      lines.push_back(cut(piece.text, width));
      needed = display_width(piece.text);
    }
    line += piece.text;
    used += needed;
  }
  if (!line.empty()) {
    lines.push_back(line);
  }
  return lines;
}

Page::Page(const TextStyle& style)
    : width_(std::max(narrowest, static_cast<std::size_t>(std::max(style.width, 0)))), colour_(style.colour) {}

void Page::line(std::string_view text, Tone tone) {
  if (!colour_ || tone == Tone::plain) {
    text_ += text;
  } else {
    text_ += tone == Tone::alarm ? "\x1b[1;31m" : "\x1b[1m";
    text_ += text;
    text_ += "\x1b[0m";
  }
  text_ += '\n';
}

void Page::blank() {
  if (!text_.empty()) {
    text_ += '\n';
  }
}

void Page::heading(std::string_view text) {
  blank();
  std::size_t longest = 0;
  for (const std::string& part : wrap(text, width_)) {
    line(part, Tone::strong);
    longest = std::max(longest, display_width(part));
  }
  line(std::string(longest, '-'), Tone::plain);
}

void Page::paragraph(std::string_view text, std::size_t indent, std::string_view marker, Tone tone) {
  const std::string first = std::string(indent, ' ') + std::string(marker);
  const std::size_t hanging = display_width(first);
  std::string start = first;
  for (const std::string& part : wrap(text, width_ - std::min(hanging, width_ - 1))) {
    line(start + part, tone);
    start.assign(hanging, ' ');
  }
}

std::string bar(double probability, std::size_t cells) {
  static constexpr std::array<std::string_view, 8> eighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const double filled = std::clamp(probability, 0.0, 1.0) * static_cast<double>(cells) * 8.0;
  auto parts = static_cast<std::size_t>(std::lround(filled));
  if (probability > 0.0) {
    parts = std::max<std::size_t>(parts, 1); // possible is never shown as impossible
  }
  std::string drawn;
  for (std::size_t cell = 0; cell < parts / 8; ++cell) {
    drawn += "█";
  }
  drawn += eighths[parts % 8];
  for (std::size_t cell = (parts + 7) / 8; cell < cells; ++cell) {
    drawn += "░";
  }
  return drawn;
}

} // namespace sura::clinic
