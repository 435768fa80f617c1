// The evaluation as one page that needs nothing else.
#include <algorithm>

#include "clinic/evaluation/counts.h"
#include "clinic/evaluation/html.h"
#include "clinic/evaluation/phrases.h"
#include "clinic/evaluation/reliability_svg.h"
#include "sura/clinic/evaluation.h"

namespace sura::clinic {
namespace evaluation {
namespace {

std::string section(const std::string& title, const std::string& body) {
  return "<h2>" + escaped(title) + "</h2>\n" + body;
}

std::string rates_table(const Evaluation& evaluation) {
  HtmlTable table{"Shares and scores with 95 % intervals", {"Measure", "All cases"}, {}};
  for (const auto& [measure, value] : measures(evaluation.all)) {
    table.rows.push_back({measure, value});
  }
  for (const RatesOfGroup& group : evaluation.groups) {
    table.columns.push_back(title(group));
    const std::vector<Measure> values = measures(group.rates);
    for (std::size_t i = 0; i < values.size(); ++i) {
      table.rows[i].push_back(values[i].value);
    }
  }
  return table.html();
}

std::string urgency_table(const Evaluation& evaluation) {
  HtmlTable table{"Cases by expected urgency (rows) and the urgency said (columns)", {"Expected"}, {}};
  for (std::size_t level = urgency_levels; level-- > 0;) {
    const std::string called(name(static_cast<Urgency>(level)));
    table.columns.push_back(called);
    table.rows.push_back({called});
    for (std::size_t other = urgency_levels; other-- > 0;) {
      table.rows.back().push_back(std::to_string(evaluation.urgency[level][other]));
    }
  }
  return table.html();
}

std::string reliability_table(const Evaluation& evaluation) {
  HtmlTable table{"Every probability said, by size", {"Said", "Mean", "True"}, {}};
  for (const ReliabilityBin& bin : evaluation.reliability) {
    table.rows.push_back({range(bin), probability(bin.predicted), in_words(bin.observed)});
  }
  return table.html();
}

std::size_t count_of(const ConfusionRow& row, std::uint32_t cause) {
  const auto found = std::find_if(row.first.begin(), row.first.end(),
                                  [&](const ConfusionRow::First& first) { return first.cause == cause; });
  return found == row.first.end() ? 0 : found->n;
}

/// Columns: whatever ranked first anywhere.
std::string confusion_table(const Pack& pack, const Evaluation& evaluation) {
  HtmlTable table{"Cases by expected cause (rows) and the cause that ranked first (columns)",
                  {"Expected", "Cases", "Among the first three"},
                  {}};
  for (const ConfusionRow& row : evaluation.confusion) {
    table.rows.push_back({std::string(cause_id(pack, row.expected)), std::to_string(row.n), std::to_string(row.top3)});
  }
  for (std::uint32_t cause = 0; cause <= something_else(pack); ++cause) {
    const auto& rows = evaluation.confusion;
    if (std::none_of(rows.begin(), rows.end(), [&](const ConfusionRow& row) { return count_of(row, cause) > 0; })) {
      continue;
    }
    table.columns.emplace_back(cause_id(pack, cause));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      table.rows[i].push_back(std::to_string(count_of(rows[i], cause)));
    }
  }
  return table.html();
}

std::vector<std::string> case_row(const Pack& pack, const JudgedCase& one, bool tests) {
  const Verdict& verdict = one.verdict(tests);
  const std::vector<std::uint32_t> order = ranked(verdict);
  std::string expected(cause_id(pack, one.expected.cause));
  for (const std::uint32_t also : one.expected.also) {
    expected += " (also ";
    expected += cause_id(pack, also);
    expected += ")";
  }
  std::string got;
  for (std::size_t i = 0; i < std::min(first_causes, order.size()); ++i) {
    got += got.empty() ? "" : ", ";
    got += cause_id(pack, order[i]);
    got += " " + probability(verdict.causes[order[i]]);
  }
  return {one.id,
          pack.roles[one.role].id,
          expected,
          std::to_string(rank_of_expected({&one, &verdict}) + 1),
          probability(verdict.causes[one.expected.cause]),
          got,
          std::string(one.expected.urgency ? name(*one.expected.urgency) : "-"),
          std::string(name(verdict.urgency)),
          urgency_outcome(one, verdict)};
}

std::string cases_table(const Pack& pack, const Evaluation& evaluation) {
  HtmlTable table{"Every case",
                  {"Case", "Role", "Expected cause", "Rank", "Probability", "First three", "Expected urgency",
                   "Urgency said", "Outcome"},
                  {}};
  for (const JudgedCase& one : evaluation.cases) {
    table.rows.push_back(case_row(pack, one, evaluation.options.tests));
  }
  return table.html();
}

} // namespace
} // namespace evaluation

std::string evaluation_html(const Pack& pack, const Evaluation& evaluation) {
  using namespace evaluation;
  std::string body = "<p>" + escaped(what_was_asked(pack, evaluation)) + "</p>\n";
  body += section("How often it was right", rates_table(evaluation));
  body += section("Urgency", urgency_table(evaluation));
  body += section("Reliability of the probabilities",
                  reliability_svg(evaluation.reliability) + reliability_table(evaluation));
  body += section("What was taken for what", confusion_table(pack, evaluation));
  body += section("Cases", cases_table(pack, evaluation));
  std::string list;
  for (const std::string& note : notes(evaluation)) {
    list += "<li>" + escaped(note) + "</li>\n";
  }
  body += section("How to read this", "<ul>\n" + list + "</ul>\n");
  return html_page("Evaluation: " + pack.name + " " + pack.version, body);
}

} // namespace sura::clinic
