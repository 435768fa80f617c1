#include "apps/cli/terminal/counter.h"

#include <algorithm>
#include <utility>

#include <unistd.h>

#include "apps/cli/print.h"

namespace sura::cli {

Counter::Counter(std::string what) : what_(std::move(what)), is_seen_(isatty(STDERR_FILENO) != 0) {}

Counter::~Counter() {
  if (drawn_ > 0)
    print_error("\r" + std::string(drawn_, ' ') + "\r"); // spaces: understood by every terminal
}

void Counter::show(std::size_t done, std::size_t all) {
  show(std::to_string(done) + " of " + std::to_string(all) + " " + what_);
}

void Counter::show(const std::string& text) {
  if (!is_seen_)
    return;
  print_error("\r" + text + std::string(drawn_ - std::min(drawn_, text.size()), ' '));
  drawn_ = std::max(drawn_, text.size());
}

} // namespace sura::cli
