// Everything that the program prints on its output, and how it says what went wrong.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "sura/result.h"

namespace sura::cli {

using Json = nlohmann::ordered_json;

/// Writes to standard output. A full disk is found by `flush_output`.
void print(std::string_view text);

/// Writes to standard error at once.
void print_error(std::string_view text);

/// Whether all that was printed has arrived.
bool flush_output();

/// Indented JSON with a newline; bytes that are not UTF-8 become "?" marks.
std::string document(const Json& json);
/// The same on one line.
std::string line_document(const Json& json);

/// {"code", "where", "found", "expected", "nearest", "message"}.
Json as_json(const Error& error);

/// One line on standard error, or with `json` the object {"error": …} on standard output.
void report(const Error& error, bool json);

} // namespace sura::cli
