#include "apps/cli/print.h"

#include <cstdio>

#include "apps/cli/terminal/text.h"

namespace sura::cli {

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void print_error(std::string_view text) {
  std::fflush(stdout); // so that the two streams read in order on one terminal
  std::fwrite(text.data(), 1, text.size(), stderr);
}

bool flush_output() {
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

std::string document(const Json& json) {
  constexpr int indent = 2;
  return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string line_document(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json as_json(const Error& error) {
  return {{"code", name(error.code)},   {"where", error.where},     {"found", error.found},
          {"expected", error.expected}, {"nearest", error.nearest}, {"message", error.message()}};
}

void report(const Error& error, bool json) {
  if (json)
    print(document({{"error", as_json(error)}}));
  else
    print_error("sura: " + printable(error.message()) + "\n");
}

} // namespace sura::cli
