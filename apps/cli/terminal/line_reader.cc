#include "apps/cli/terminal/line_reader.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <poll.h>
#include <unistd.h>

namespace sura::cli {
namespace {

constexpr std::size_t longest_line = 4096;

volatile std::sig_atomic_t interrupts = 0;

void note_interrupt(int /*signal*/) {
  interrupts = 1;
}

/// Waits until there is something to read (or nothing ever will be). Ctrl-C ends the wait even where it comes between
/// the look at `interrupts` and the wait: until then it is held back.
bool wait_for_input(int stream) {
  if (stream < 0)
    return true; // poll would wait for ever where read says what is wrong
  sigset_t held;
  sigset_t before;
  sigemptyset(&held);
  sigaddset(&held, SIGINT);
  sigprocmask(SIG_BLOCK, &held, &before);
  pollfd waiting{stream, POLLIN, 0};
  const bool ready = interrupts == 0 && ppoll(&waiting, 1, nullptr, &before) > 0;
  sigprocmask(SIG_SETMASK, &before, nullptr);
  return ready;
}

} // namespace

void catch_interrupts() {
  struct sigaction action = {};
  action.sa_handler = note_interrupt;
  // Without SA_RESTART a waiting read() comes back at once; with SA_RESETHAND a second Ctrl-C always ends the program.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
}

bool was_interrupted() {
  return interrupts != 0;
}

LineReader::Outcome LineReader::fill() {
  std::array<char, longest_line> bytes{};
  while (true) {
    const bool ready = wait_for_input(stream_);
    if (was_interrupted())
      return Outcome::interrupted;
    if (!ready)
      continue;
    const auto count = ::read(stream_, bytes.data(), bytes.size());
    if (count > 0) {
      waiting_.append(bytes.data(), static_cast<std::size_t>(count));
      return Outcome::line;
    }
    if (count == 0)
      return was_interrupted() ? Outcome::interrupted : Outcome::end;
    if (errno != EINTR)
      return Outcome::failed;
  }
}

LineReader::Outcome LineReader::read(std::string& line) {
  line.clear();
  bool any = false;
  while (true) {
    const auto end = waiting_.find('\n');
    any = any || !waiting_.empty();
    if (line.size() < longest_line)
      line.append(waiting_, 0, std::min(end, longest_line - line.size()));
    if (end != std::string::npos) {
      waiting_.erase(0, end + 1);
      break;
    }
    waiting_.clear();
    const Outcome outcome = ended_ ? Outcome::end : fill();
    if (outcome == Outcome::end && !ended_) {
      ended_ = true;
      if (any)
        break;
    }
    if (outcome != Outcome::line)
      return outcome;
  }
  if (!line.empty() && line.back() == '\r')
    line.pop_back();
  return Outcome::line;
}

} // namespace sura::cli
