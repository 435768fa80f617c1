// A small JSON document as plain values. Comments (// and /* */) are allowed; everything else is strict RFC 8259, and
// more: UTF-8 only, no key twice in one object, no number that a double cannot hold.
// Thread-safety: plain values. Ownership: a value owns all below it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sura/result.h"

namespace sura::clinic::intake {

struct JsonMember;

struct Json {
  enum class Kind { null, boolean, number, text, list, object };
  Kind kind = Kind::null;
  bool boolean = false;
  double number = 0.0;
  std::string text;
  std::vector<Json> items;         // of a list
  std::vector<JsonMember> members; // of an object, as written
};

struct JsonMember {
  std::string key;
  Json value;
};

/// Parses one value. Errors: missing (nothing there), too_large (bytes or depth), syntax and out_of_range (where =
/// "line 3, column 7"), duplicate (where = the path of the key). Never throws; memory stays within a small multiple of
/// `max_bytes`.
Result<Json> parse_json(std::string_view text, std::size_t max_bytes, int max_depth);

/// What an error says was found: `"yes"`, `3.5`, `a list`; one short printable line.
std::string described(const Json& value);

/// The shortest text that reads back as `value`.
std::string number_text(double value);

/// "answers.leg-ache": a key below a path, both fit to print.
std::string path_of(std::string_view path, std::string_view key);

} // namespace sura::clinic::intake
