#include "apps/cli/batch/row.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "apps/cli/commands/case_input.h"
#include "apps/cli/print.h"
#include "clinic/intake/case_document.h"
#include "sura/clinic/assessment.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/triage.h"

namespace sura::cli {
namespace {

/// What a row says, before it is written in one format or the other.
struct Answer {
  std::string urgency;
  clinic::Diagnosis diagnosis;
  std::string assessment; // JSON, where it was asked for
};

Result<Answer> answer(const clinic::Pack& pack, const clinic::PriorModels& models, const clinic::Case& the_case,
                      const RowOptions& options) {
  Answer result;
  if (options.full) {
    clinic::AssessOptions how;
    how.language = options.language;
    how.intervals = options.intervals ? clinic::Intervals::draws : clinic::Intervals::none;
    how.models = &models;
    const auto assessment = clinic::assess(pack, the_case, how);
    if (!assessment)
      return fail(assessment.error());
    result.assessment = clinic::to_json(pack, *assessment);
    return result;
  }
  auto diagnosis = clinic::diagnose(pack, the_case, {options.intervals, &models});
  if (!diagnosis)
    return fail(diagnosis.error());
  result.urgency = name(clinic::triage(pack, the_case, *diagnosis).level);
  result.diagnosis = *std::move(diagnosis);
  return result;
}

Result<Answer> answer_line(const clinic::Pack& pack, const clinic::PriorModels& models, const StreamedLine& line,
                           const RowOptions& options, std::string& id) {
  if (line.is_too_long)
    return fail({ErrorCode::too_large, "", "a line of more than " + std::to_string(clinic::max_case_bytes) + " bytes",
                 "a case in less", ""});
  const auto document = case_in(line.text);
  if (!document)
    return fail(document.error());
  id = document->id;
  auto the_case = clinic::intake::case_of(pack, document->json);
  if (!the_case)
    return fail(the_case.error());
  put_into(*the_case, options.given);
  return answer(pack, models, *the_case, options);
}

double rounded(double probability) {
  constexpr double million = 1e6;
  return std::round(probability * million) / million;
}

/// The same JSON without the spaces between its parts.
std::string on_one_line(const std::string& document) {
  std::string line;
  line.reserve(document.size());
  bool in_text = false;
  for (std::size_t at = 0; at < document.size(); ++at) {
    const char letter = document[at];
    if (in_text && letter == '\\') {
      line += letter;
      line += document[++at]; // what is escaped ends nothing
      continue;
    }
    in_text = in_text != (letter == '"');
    if (in_text || (letter != ' ' && letter != '\n'))
      line += letter;
  }
  return line;
}

std::string ndjson(const clinic::Pack& pack, const Answer& answer, Json row, const RowOptions& options) {
  if (options.full) {
    std::string text = line_document(row);
    text.resize(text.rfind('}'));
    return text + ",\"assessment\":" + on_one_line(answer.assessment) + "}\n";
  }
  row["urgency"] = answer.urgency;
  row["causes"] = Json::object();
  for (std::size_t c = 0; c < pack.conditions.size(); ++c)
    row["causes"][pack.conditions[c].id] = rounded(answer.diagnosis.conditions[c].cause);
  row["something_else"] = rounded(answer.diagnosis.unexplained);
  for (std::size_t c = 0; options.intervals && c < pack.conditions.size(); ++c) {
    const clinic::ConditionResult& result = answer.diagnosis.conditions[c];
    row["intervals"][pack.conditions[c].id] = {rounded(result.low), rounded(result.high)};
  }
  return line_document(row);
}

/// As RFC 4180 has it.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos)
    return text;
  std::string quoted = "\"";
  for (const char letter : text)
    quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter == '\n' || letter == '\r' ? ' ' : letter);
  return quoted + "\"";
}

std::string csv(const Answer& answer, std::size_t line, const std::string& id, const RowOptions& options) {
  std::string text = fmt::format("{},{},{}", line, field(id), answer.urgency);
  for (const clinic::ConditionResult& result : answer.diagnosis.conditions) {
    text += fmt::format(",{:.6f}", result.cause);
    if (options.intervals)
      text += fmt::format(",{:.6f},{:.6f}", result.low, result.high);
  }
  return text + fmt::format(",{:.6f},\n", answer.diagnosis.unexplained);
}

std::string csv(const clinic::Pack& pack, const Error& error, std::size_t line, const std::string& id,
                const RowOptions& options) {
  const std::size_t columns = pack.conditions.size() * (options.intervals ? 3 : 1) + 1;
  return fmt::format("{},{},{},{}\n", line, field(id), std::string(columns, ','), field(error.message()));
}

} // namespace

AnswerRow make_row(const clinic::Pack& pack, const clinic::PriorModels& models, const StreamedLine& line,
                   const RowOptions& options) {
  std::string id;
  const auto answered = answer_line(pack, models, line, options, id);
  if (options.format == RowFormat::csv)
    return {answered ? csv(*answered, line.number, id, options) : csv(pack, answered.error(), line.number, id, options),
            !answered};
  Json row = {{"line", line.number}};
  if (!id.empty())
    row["id"] = id;
  if (answered)
    return {ndjson(pack, *answered, std::move(row), options), false};
  row["error"] = as_json(answered.error());
  return {line_document(row), true};
}

std::string header(const clinic::Pack& pack, const RowOptions& options) {
  if (options.format == RowFormat::ndjson)
    return "";
  std::string text = "line,id,urgency";
  for (const auto& condition : pack.conditions) {
    text += "," + condition.id;
    if (options.intervals)
      text += "," + condition.id + " low," + condition.id + " high";
  }
  return text + ",something-else,error\n";
}

std::optional<std::size_t> line_of_row(std::string_view row, RowFormat format) {
  constexpr std::string_view key = "{\"line\":";
  if (format == RowFormat::ndjson) {
    if (!row.starts_with(key))
      return std::nullopt;
    row.remove_prefix(key.size());
  }
  std::size_t line = 0;
  const auto [end, problem] = std::from_chars(row.data(), row.data() + row.size(), line);
  if (problem != std::errc() || end == row.data() + row.size() || *end != ',')
    return std::nullopt;
  return line;
}

} // namespace sura::cli
