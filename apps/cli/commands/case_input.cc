#include "apps/cli/commands/case_input.h"

#include <algorithm>
#include <utility>

#include "apps/cli/files.h"
#include "apps/cli/pack_source.h"
#include "clinic/intake/case_document.h"

namespace sura::cli {
namespace {

constexpr std::size_t largest_list = std::size_t{256} << 20;

} // namespace

void put_into(clinic::Case& the_case, const GivenRoleAndSetting& given) {
  the_case.role = given.role.value_or(the_case.role);
  the_case.setting = given.setting.value_or(the_case.setting);
  if (!given.country.empty())
    the_case.country = given.country;
}

Result<CaseDocument> case_in(const std::string& line) {
  using clinic::intake::JsonMember;
  constexpr auto read = clinic::intake::parse_json;
  auto parsed = read(line, clinic::max_case_bytes, clinic::max_case_depth + 1);
  if (!parsed)
    return fail(parsed.error());
  std::vector<JsonMember>& members = parsed->members;
  const auto find = [&](std::string_view key) {
    return std::find_if(members.begin(), members.end(), [&](const JsonMember& member) { return member.key == key; });
  };
  const auto the_case = find("case");
  if (the_case == members.end()) // a case document, which may not be as deep
    return read(line, clinic::max_case_bytes, clinic::max_case_depth).map([](clinic::intake::Json json) {
      return CaseDocument{std::move(json), ""};
    });
  const auto id = find("id");
  return CaseDocument{std::move(the_case->value), id == members.end() ? "" : std::move(id->value.text)};
}

std::string file_name(const std::string& path) {
  return path == "-" ? "standard input" : path;
}

bool is_blank(const std::string& line) {
  return line.find_first_not_of(" \t\r") == std::string::npos;
}

Error in_place(Error error, const std::string& place) {
  error.where = error.where.empty() ? place : place + ": " + error.where;
  return error;
}

Result<std::vector<Line>> filled_lines(const std::string& path, std::size_t limit) {
  const auto bytes = read_file(path, limit);
  if (!bytes)
    return fail(bytes.error());
  std::vector<Line> lines;
  std::size_t number = 0;
  for (std::size_t start = 0; start < bytes->size();) {
    const std::size_t end = std::min(bytes->find('\n', start), bytes->size());
    Line line{bytes->substr(start, end - start), ++number};
    start = end + 1;
    if (!is_blank(line.text))
      lines.push_back(std::move(line));
  }
  return lines;
}

Result<clinic::Case> read_case_file(const clinic::Pack& pack, const Options& options, const std::string& path) {
  const auto given = given_role_and_setting(pack, options);
  if (!given)
    return fail(given.error());
  const auto bytes = read_file(path, clinic::max_case_bytes);
  if (!bytes)
    return fail(bytes.error());
  auto the_case = clinic::read_case(pack, *bytes);
  if (!the_case)
    return fail(in_place(the_case.error(), file_name(path)));
  put_into(*the_case, *given);
  return the_case;
}

Result<clinic::Case> with_words(const clinic::Pack& pack, const Options& options,
                                const std::optional<clinic::Case>& onto) {
  std::string words;
  for (const auto& text : options.set)
    words += (words.empty() ? "" : " ") + text;
  auto the_case = clinic::read_words(pack, words, onto);
  if (!the_case)
    return fail(in_place(the_case.error(), "--set"));
  return the_case;
}

Result<clinic::Case> case_with_words(const clinic::Pack& pack, const Options& options) {
  if (!options.case_file.empty()) {
    auto the_case = read_case_file(pack, options, options.case_file);
    return options.set.empty() || !the_case ? the_case : with_words(pack, options, *the_case);
  }
  const auto given = given_role_and_setting(pack, options);
  if (!given)
    return fail(given.error());
  auto the_case = with_words(pack, options, std::nullopt);
  if (the_case)
    put_into(*the_case, *given);
  return the_case;
}

Result<std::vector<clinic::Case>> read_case_lines(const clinic::Pack& pack, const Options& options,
                                                  const std::string& path) {
  const auto given = given_role_and_setting(pack, options);
  if (!given)
    return fail(given.error());
  const auto lines = filled_lines(path, largest_list);
  if (!lines)
    return fail(lines.error());
  std::vector<clinic::Case> cases;
  for (const auto& [line, number] : *lines) {
    auto the_case =
        case_in(line).and_then([&](const auto& found) { return clinic::intake::case_of(pack, found.json); });
    if (!the_case)
      return fail(in_place(the_case.error(), file_name(path) + ", line " + std::to_string(number)));
    put_into(*the_case, *given);
    cases.push_back(*std::move(the_case));
  }
  if (cases.empty())
    return fail({ErrorCode::missing, file_name(path), "no case", "one case a line", ""});
  return cases;
}

} // namespace sura::cli
