// batch: the answers to many cases, a case a line in, a row a line out, in the same order.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <functional>
#include <future>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "apps/cli/batch/line_stream.h"
#include "apps/cli/batch/row.h"
#include "apps/cli/batch/row_file.h"
#include "apps/cli/commands/case_input.h"
#include "apps/cli/commands/commands.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "apps/cli/terminal/counter.h"
#include "sura/clinic/case.h"
#include "sura/parallel.h"

namespace sura::cli {
namespace {

constexpr std::size_t rows_at_once = 512; // lines and rows in memory: twice so many, whatever the size of the file

volatile std::sig_atomic_t stop_wanted = 0;

/// While it lives, Ctrl-C asks for an end after the rows at hand instead of ending the program; waiting for input ends.
class StopOnRequest {
public:
  StopOnRequest() {
    struct sigaction action = {};
    action.sa_handler = [](int) { stop_wanted = 1; };
    sigaction(SIGINT, &action, &before_);
  }
  ~StopOnRequest() { sigaction(SIGINT, &before_, nullptr); }
  StopOnRequest(const StopOnRequest&) = delete;
  StopOnRequest& operator=(const StopOnRequest&) = delete;

private:
  struct sigaction before_ = {};
};

/// The next lines that hold something and are not answered yet.
std::vector<StreamedLine> next_lines(LineStream& input, std::size_t answered) {
  std::vector<StreamedLine> lines;
  while (lines.size() < rows_at_once) {
    auto line = input.next();
    if (!line)
      break;
    if (line->number > answered && (line->is_too_long || !is_blank(line->text)))
      lines.push_back(*std::move(line));
  }
  return lines;
}

/// "1200 rows, 850 a second, 2 min left".
class Pace {
public:
  std::string text(std::size_t rows, std::uint64_t bytes_read, std::optional<std::uint64_t> bytes) const {
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - began_;
    const double seconds = std::max(spent.count(), 1e-3);
    std::string said = fmt::format("{} rows, {:.0f} a second", rows, static_cast<double>(rows) / seconds);
    if (bytes && bytes_read > first_byte_) {
      const auto done = static_cast<double>(bytes_read - first_byte_);
      const double left = seconds * static_cast<double>(*bytes - std::min(*bytes, bytes_read)) / done;
      said += left < 90.0 ? fmt::format(", {:.0f} s left", left) : fmt::format(", {:.0f} min left", left / 60.0);
    }
    return said;
  }
  /// What came before is not ours: it was passed over.
  void start_at(std::uint64_t byte) {
    began_ = std::chrono::steady_clock::now();
    first_byte_ = byte;
  }

private:
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::uint64_t first_byte_ = 0;
};

Result<RowOptions> row_options(const clinic::Pack& pack, const Options& options) {
  RowOptions how;
  how.format = options.output_file.ends_with(".csv") ? RowFormat::csv : RowFormat::ndjson;
  how.intervals = options.intervals;
  how.full = options.full;
  how.language = options.language;
  if (how.full && how.format == RowFormat::csv)
    return fail({ErrorCode::inconsistent, "--full", "a CSV file", "--full with NDJSON only", ""});
  if (options.resume && options.output_file.empty())
    return fail({ErrorCode::missing, "--resume", "no file to go on with", "--out FILE", ""});
  const auto given = given_role_and_setting(pack, options);
  if (!given)
    return fail(given.error());
  how.given = *given;
  return how;
}

struct Tally {
  std::size_t rows = 0;
  std::size_t errors = 0;
};

/// What every block of lines is answered with.
struct Desk {
  const clinic::Pack& pack;
  const RowOptions& how;
  unsigned threads;
  clinic::PriorModels models;
};

/// Answers a block and writes its rows.
Result<void> answer_block(const Desk& desk, const std::vector<StreamedLine>& lines, RowFile& output, Tally& tally,
                          const std::function<void(std::size_t)>& progress) {
  std::vector<AnswerRow> rows(lines.size());
  const auto work = [&](std::size_t i) -> Result<void> {
    rows[i] = make_row(desk.pack, desk.models, lines[i], desk.how);
    return {};
  };
  if (auto done = for_each_index(lines.size(), desk.threads, work, progress); !done)
    return done;
  std::string text;
  for (const AnswerRow& row : rows) {
    text += row.text;
    tally.errors += row.is_error ? 1 : 0;
  }
  tally.rows += rows.size();
  return output.write(text);
}

/// Block by block: while one is answered and written, the next is read.
Result<Tally> answer_all(const Desk& desk, LineStream& input, RowFile& output) {
  Tally tally;
  Counter counter("rows");
  Pace pace;
  auto lines = next_lines(input, output.answered());
  while (!lines.empty()) {
    const auto progress = [&, read = input.bytes_read(), before = tally.rows](std::size_t done) {
      counter.show(pace.text(before + done, read, input.bytes()));
    };
    auto answered = std::async(std::launch::async, [&] { return answer_block(desk, lines, output, tally, progress); });
    auto following = next_lines(input, output.answered());
    if (const auto done = answered.get(); !done)
      return fail(done.error());
    if (stop_wanted != 0)
      break;
    lines = std::move(following);
  }
  if (stop_wanted == 0 && input.has_failed())
    return fail(
        {ErrorCode::unreadable, "input", "a fault while it was read", "a file that can be read to its end", ""});
  return tally;
}

} // namespace

Result<int> batch(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const auto how = row_options(*pack, options);
  if (!how)
    return fail(how.error());
  auto input = LineStream::open(options.case_file, clinic::max_case_bytes);
  if (!input)
    return fail(input.error());
  auto output = RowFile::open(options.output_file == "-" ? "" : options.output_file, header(*pack, *how), how->format,
                              options.resume);
  if (!output)
    return fail(output.error());
  const StopOnRequest while_answering;
  const Desk desk{*pack, *how, options.threads.value_or(all_cores()), clinic::PriorModels(*pack)};
  const auto tally = answer_all(desk, *input, *output);
  if (!tally)
    return fail(tally.error());
  if (stop_wanted != 0) {
    print_error(fmt::format("sura: stopped after {} rows{}\n", tally->rows,
                            options.output_file.empty() ? "" : "; --resume goes on"));
    return interrupted;
  }
  if (tally->errors > 0)
    print_error(fmt::format("sura: {} of {} rows could not be answered; each says why\n", tally->errors, tally->rows));
  return tally->errors > 0 ? some_bad_rows : fine;
}

} // namespace sura::cli
