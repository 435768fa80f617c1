// conditions, findings, background, bundles, find: ids with their names.
#include <algorithm>

#include <unistd.h>

#include "apps/cli/commands/commands.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "apps/cli/terminal/style.h"
#include "apps/cli/terminal/text.h"
#include "sura/clinic/case.h"

namespace sura::cli {
namespace {

using Row = std::pair<std::string, std::string>; // id, name

constexpr std::size_t gap = 2;
constexpr std::size_t least_name = 30; // columns that a name gets beside its id; else it goes below

std::string table(const std::vector<Row>& rows, const clinic::TextStyle& style) {
  std::size_t widest_id = 0;
  for (const auto& [id, name] : rows)
    widest_id = std::max(widest_id, id.size());
  clinic::Page page(style);
  const bool beside = widest_id + gap + least_name <= page.width();
  for (const auto& [id, name] : rows) {
    if (!beside)
      page.paragraph(id);
    page.paragraph(name, beside ? 0 : 2 * gap, beside ? id + std::string(widest_id + gap - id.size(), ' ') : "");
  }
  return page.finish();
}

/// The name in the words of --role, which is "" where the pack has no such text.
struct Namer {
  const clinic::Pack& pack;
  const Options& options;
  clinic::Reader reader;
  std::string operator()(const std::string& kind, const std::string& id) const {
    return std::string(clinic::text(pack, options.language, kind + "." + id + ".name", reader));
  }
};

/// Loads the pack and shows what `fill` finds in it: rows for people, objects for programs.
template <class Fill> Result<int> show(const Options& options, const std::string& heading, Fill fill) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const auto role = chosen_role(*pack, options);
  if (!role)
    return fail(role.error());
  std::vector<Row> rows;
  Json objects = Json::array();
  fill(*pack, Namer{*pack, options, reader_of(*role)}, rows, objects);
  print(options.json ? document({{heading, objects}}) : table(rows, style_for(options, STDOUT_FILENO)));
  return fine;
}

const char* name(clinic::AnswerKind kind) {
  return kind == clinic::AnswerKind::yes_no ? "yes-no" : kind == clinic::AnswerKind::levels ? "levels" : "number";
}

/// What to write in a case: "levels mild, moderate, severe", "number, cm, 0 to 30".
std::string answers(const clinic::Finding& finding) {
  if (finding.answer == clinic::AnswerKind::yes_no)
    return "";
  std::string text;
  if (finding.answer == clinic::AnswerKind::levels)
    for (const auto& level : finding.levels)
      text += (text.empty() ? "" : ", ") + level.id;
  else
    text = "number, " + finding.unit;
  return " (" + text + ")";
}

} // namespace

Result<int> list_conditions(const Options& options) {
  return show(options, "conditions", [](const auto& pack, const Namer& name_of, auto& rows, Json& objects) {
    for (const auto& condition : pack.conditions) {
      const std::string text = name_of("condition", condition.id);
      rows.emplace_back(condition.id, text);
      objects.push_back({{"id", condition.id}, {"name", text}, {"group", condition.group}});
    }
  });
}

Result<int> list_findings(const Options& options) {
  return show(options, "findings", [](const auto& pack, const Namer& name_of, auto& rows, Json& objects) {
    for (const auto& finding : pack.findings) {
      const std::string text = name_of("finding", finding.id);
      rows.emplace_back(finding.id, text + answers(finding));
      Json object = {{"id", finding.id}, {"name", text}, {"answer", name(finding.answer)}};
      for (const auto& level : finding.levels)
        if (finding.answer == clinic::AnswerKind::levels)
          object["levels"].push_back(level.id);
      if (finding.answer == clinic::AnswerKind::number)
        object.update({{"unit", finding.unit}, {"minimum", finding.minimum}, {"maximum", finding.maximum}});
      if (finding.parent >= 0)
        object["facet_of"] = pack.findings[static_cast<std::size_t>(finding.parent)].id;
      objects.push_back(object);
    }
  });
}

Result<int> list_background(const Options& options) {
  return show(options, "background", [](const auto& pack, const Namer& name_of, auto& rows, Json& objects) {
    for (const auto& item : pack.background) {
      const std::string text = name_of("background", item.id);
      rows.emplace_back(item.id, text);
      objects.push_back({{"id", item.id}, {"name", text}, {"theme", item.theme}});
    }
  });
}

Result<int> list_bundles(const Options& options) {
  return show(options, "bundles", [](const auto& pack, const Namer& name_of, auto& rows, Json& objects) {
    for (const auto& bundle : pack.bundles) {
      const std::string text = name_of("bundle", bundle.id);
      rows.emplace_back(bundle.id, text);
      Json object = {{"id", bundle.id}, {"name", text}, {"absent", Json::array()}};
      for (const auto finding : bundle.absent)
        object["absent"].push_back(pack.findings[finding].id);
      objects.push_back(object);
    }
  });
}

Result<int> find(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  std::string query;
  for (const auto& word : options.words)
    query += (query.empty() ? "" : " ") + word;
  const auto matches = clinic::find_ids(*pack, options.language, query);
  if (options.json) {
    Json objects = Json::array();
    for (const auto& match : matches)
      objects.push_back({{"id", match.id}, {"kind", match.kind}, {"name", match.name}});
    print(document({{"query", query}, {"matches", objects}}));
    return fine;
  }
  const auto style = style_for(options, STDOUT_FILENO);
  std::vector<Row> rows;
  for (const auto& match : matches)
    rows.emplace_back(match.id, match.name + " (" + match.kind + ")");
  print(rows.empty() ? paragraph(style, "Nothing in the pack matches '" + printable(query) + "'. Try one plain word.")
                     : table(rows, style));
  return fine;
}

} // namespace sura::cli
