#include "sura/result.h"

#include <algorithm>
#include <cctype>
#include <cstddef>

namespace sura {

namespace {

/// `text` on one line: whoever reads the message sees one line an error, whatever was found.
std::string one_line(const std::string& text) {
  std::string line = text;
  std::replace_if(
      line.begin(), line.end(), [](unsigned char character) { return std::iscntrl(character) != 0; }, ' ');
  return line;
}

/// Damerau–Levenshtein distance in its restricted form: no part of a swapped pair is edited again.
std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> before_previous(right.size() + 1);
  std::vector<std::size_t> previous(right.size() + 1);
  std::vector<std::size_t> current(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) {
    current[j] = j;
  }
  for (std::size_t i = 1; i <= left.size(); ++i) {
    before_previous.swap(previous);
    previous.swap(current);
    current[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      current[j] = std::min({replaced, previous[j] + 1, current[j - 1] + 1});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
        current[j] = std::min(current[j], before_previous[j - 2] + 1);
      }
    }
  }
  return current[right.size()];
}

} // namespace

std::string_view name(ErrorCode code) {
  switch (code) {
  case ErrorCode::unreadable:
    return "unreadable";
  case ErrorCode::syntax:
    return "syntax";
  case ErrorCode::too_large:
    return "too-large";
  case ErrorCode::duplicate:
    return "duplicate";
  case ErrorCode::unknown_id:
    return "unknown-id";
  case ErrorCode::wrong_type:
    return "wrong-type";
  case ErrorCode::out_of_range:
    return "out-of-range";
  case ErrorCode::missing:
    return "missing";
  case ErrorCode::inconsistent:
    return "inconsistent";
  case ErrorCode::unsupported:
    return "unsupported";
  }
  return "unknown";
}

std::string Error::message() const {
  std::string what;
  if (!found.empty()) {
    what = "found " + found;
  }
  if (!expected.empty()) {
    what += (what.empty() ? "expected " : "; expected ") + expected;
  }
  if (what.empty()) {
    what = name(code);
  }
  if (!nearest.empty()) {
    what += " (did you mean " + nearest + "?)";
  }
  return one_line(where.empty() ? what : where + ": " + what);
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  const std::size_t limit = name.size() / 3;
  std::size_t best = limit + 1;
  std::string nearest;
  for (const std::string& candidate : candidates) {
    // The distance is at least the difference in length: a huge unknown name costs nothing.
    if (candidate.size() > name.size() + limit || candidate.size() + limit < name.size()) {
      continue;
    }
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

} // namespace sura
