#include "apps/cli/terminal/style.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace sura::cli {
namespace {

constexpr int default_width = 80;
constexpr int comfortable_width = 100; // longer lines are hard to read

int terminal_width(int stream) {
  winsize size{};
  if (isatty(stream) == 0 || ioctl(stream, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return default_width;
  return std::clamp(static_cast<int>(size.ws_col), narrowest, comfortable_width);
}

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool terminal_shows_colour(int stream) {
  const char* kind = std::getenv("TERM");
  return isatty(stream) != 0 && !is_set("NO_COLOR") && kind != nullptr && std::string_view(kind) != "dumb";
}

} // namespace

clinic::TextStyle style_for(const Options& options, int stream) {
  clinic::TextStyle style;
  style.width = options.width.value_or(terminal_width(stream));
  style.colour =
      options.colour == Colour::always || (options.colour == Colour::automatic && terminal_shows_colour(stream));
  return style;
}

} // namespace sura::cli
