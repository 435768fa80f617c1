// calibrate-check: what the model predicts against what was published.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "apps/cli/commands/commands.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "apps/cli/terminal/counter.h"
#include "authoring/authoring.h"
#include "sura/parallel.h"

namespace sura::cli {
namespace {

using authoring::CalibrationLine;
using authoring::CalibrationResult;

/// How well one half of the list came out.
struct Summary {
  std::size_t lines = 0;
  double mean_error = 0.0;   // mean absolute log-odds error
  double inside = 0.0;       // share of published values inside the predicted interval
  double median_width = 0.0; // odds at the upper end over odds at the lower
};

double odds(double p) {
  return p / std::max(1e-12, 1.0 - p);
}

Summary summarise(const std::vector<CalibrationLine>& lines, const std::vector<CalibrationResult>& results, bool fit) {
  Summary summary;
  std::vector<double> widths;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].fit != fit || results[i].people == 0)
      continue;
    ++summary.lines;
    summary.mean_error += std::abs(results[i].log_odds_error);
    summary.inside += results[i].published_inside ? 1.0 : 0.0;
    widths.push_back(odds(results[i].high) / std::max(1e-12, odds(results[i].low)));
  }
  if (summary.lines == 0)
    return summary;
  summary.mean_error /= static_cast<double>(summary.lines);
  summary.inside /= static_cast<double>(summary.lines);
  std::nth_element(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2), widths.end());
  summary.median_width = widths[widths.size() / 2];
  return summary;
}

const char* split_name(bool fit) {
  return fit ? "fit" : "validation";
}

Json as_json(const Summary& summary) {
  return {{"lines", summary.lines},
          {"mean_absolute_log_odds_error", summary.mean_error},
          {"published_inside", summary.inside},
          {"median_width_in_odds", summary.median_width}};
}

std::string percent(double share) {
  return fmt::format("{:.{}f} %", 100.0 * share, share < 0.095 ? 1 : 0);
}

std::string range(double low, double high) {
  return fmt::format("({} to {})", percent(low), percent(high));
}

std::string table(const std::vector<CalibrationLine>& lines, const std::vector<CalibrationResult>& results) {
  std::string text;
  for (const bool fit : {true, false}) {
    text += fmt::format("{}\n", fit ? "Fit: figures that numbers of the pack may have been set by"
                                    : "Validation: figures that nothing was set by");
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].fit != fit)
        continue;
      const CalibrationResult& result = results[i];
      text += fmt::format("- {}\n", lines[i].id);
      if (result.people == 0) {
        text += "    nobody among the imagined people\n";
        continue;
      }
      text += fmt::format("    predicted {} {}, published {} {}, error {:+.2f}{}\n", percent(result.predicted),
                          range(result.low, result.high), percent(lines[i].published.value),
                          range(lines[i].published.low, lines[i].published.high), result.log_odds_error,
                          result.published_inside ? "" : "  outside");
    }
    const Summary summary = summarise(lines, results, fit);
    text += fmt::format("{} lines: mean absolute log-odds error {:.2f}, {} inside, median width {:.1f} in odds\n\n",
                        summary.lines, summary.mean_error, percent(summary.inside), summary.median_width);
  }
  return text;
}

Json rows(const std::vector<CalibrationLine>& lines, const std::vector<CalibrationResult>& results) {
  Json list = Json::array();
  for (std::size_t i = 0; i < lines.size(); ++i)
    list.push_back(
        {{"id", lines[i].id},
         {"split", split_name(lines[i].fit)},
         {"people", results[i].people},
         {"predicted", {{"value", results[i].predicted}, {"low", results[i].low}, {"high", results[i].high}}},
         {"published",
          {{"value", lines[i].published.value},
           {"low", lines[i].published.low},
           {"high", lines[i].published.high},
           {"record", lines[i].record}}},
         {"log_odds_error", results[i].log_odds_error},
         {"published_inside", results[i].published_inside},
         {"note", lines[i].note}});
  return list;
}

/// check_calibration, counted where somebody watches.
Result<std::vector<CalibrationResult>> calibrate(const authoring::Compiled& compiled,
                                                 authoring::CalibrationOptions how) {
  Counter counter("groups of people");
  how.progress = [&](std::size_t done, std::size_t all) { counter.show(done, all); };
  return authoring::check_calibration(compiled.pack, compiled.calibration, how);
}

} // namespace

Result<int> calibrate_check(const Options& options) {
  const std::string folder = folder_to_lint(options);
  const auto source = authoring::read_folder(folder);
  if (!source)
    return fail(source.error());
  const authoring::Compiled compiled = authoring::compile(*source);
  if (!compiled.problems.empty() && !compiled.problems.front().is_warning)
    return fail(compiled.problems.front().error);
  if (compiled.calibration.empty())
    return fail({ErrorCode::missing, folder, "no calibration.yaml", "a list of published figures", ""});
  authoring::CalibrationOptions how;
  how.seed = options.seed;
  if (options.people_given)
    how.people = options.people;
  how.people_a_draw = std::max<std::uint64_t>(1, how.people / 20);
  how.threads = options.threads.value_or(all_cores());
  const auto results = calibrate(compiled, std::move(how));
  if (!results)
    return fail(results.error());
  print(options.json ? document({{"schema", "sura-calibration-1"},
                                 {"fit", as_json(summarise(compiled.calibration, *results, true))},
                                 {"validation", as_json(summarise(compiled.calibration, *results, false))},
                                 {"lines", rows(compiled.calibration, *results)}})
                     : table(compiled.calibration, *results));
  return fine;
}

} // namespace sura::cli
