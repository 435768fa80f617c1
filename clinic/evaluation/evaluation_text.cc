// The evaluation for a terminal.
#include <algorithm>

#include "clinic/evaluation/counts.h"
#include "clinic/evaluation/phrases.h"
#include "clinic/intake/printable.h"
#include "clinic/report/layout.h"
#include "sura/clinic/evaluation.h"

namespace sura::clinic {
namespace evaluation {
namespace {

constexpr std::size_t shown_mistakes = 20; // the other renderings have every case
constexpr std::size_t gap = 2;
constexpr std::size_t least_beside = 30; // columns that a value gets beside its name; else it goes below

struct Row {
  std::string name;
  std::string value;
};

class EvaluationPage {
public:
  EvaluationPage(const Pack& pack, const Evaluation& evaluation, const TextStyle& style)
      : pack_(pack), evaluation_(evaluation), page_(style) {}

  std::string make() {
    page_.paragraph(what_was_asked(pack_, evaluation_));
    rates();
    urgency();
    confusion();
    reliability();
    mistakes();
    page_.heading("How to read this");
    for (const std::string& note : notes(evaluation_)) {
      page_.paragraph(note, 0, "- ");
    }
    return page_.finish();
  }

private:
  void table(const std::string& heading, const std::vector<Row>& rows) {
    page_.heading(heading);
    std::size_t widest = 0;
    for (const Row& row : rows) {
      widest = std::max(widest, display_width(row.name));
    }
    const bool beside = widest + gap + least_beside <= page_.width();
    for (const auto& [name, value] : rows) {
      if (!beside) {
        page_.paragraph(name);
      }
      page_.paragraph(value, beside ? 0 : 2 * gap,
                      beside ? name + std::string(widest + gap - display_width(name), ' ') : "");
    }
  }

  void rates() {
    table("All cases", rows_of(evaluation_.all));
    for (const RatesOfGroup& group : evaluation_.groups) {
      table(title(group), rows_of(group.rates));
    }
  }

  static std::vector<Row> rows_of(const Rates& rates) {
    std::vector<Row> rows;
    for (const auto& [name, value] : measures(rates)) {
      rows.push_back({name, value});
    }
    return rows;
  }

  void urgency() {
    std::vector<Row> rows;
    for (std::size_t level = urgency_levels; level-- > 0;) {
      std::string given;
      std::size_t n = 0;
      for (std::size_t other = urgency_levels; other-- > 0;) {
        const std::size_t count = evaluation_.urgency[level][other];
        n += count;
        if (count > 0) {
          given += given.empty() ? "" : ", ";
          given += name(static_cast<Urgency>(other));
          given += " " + std::to_string(count);
        }
      }
      if (n > 0) {
        rows.push_back({std::string(name(static_cast<Urgency>(level))) + " (" + std::to_string(n) + ")", given});
      }
    }
    if (!rows.empty()) {
      table("Expected urgency, and what was said", rows);
    }
  }

  void confusion() {
    std::vector<Row> rows;
    for (const ConfusionRow& row : evaluation_.confusion) {
      rows.push_back({std::string(cause_id(pack_, row.expected)) + " (" + std::to_string(row.n) + ")",
                      first_causes_of(pack_, row)});
    }
    table("Expected cause, and what ranked first", rows);
  }

  void reliability() {
    std::vector<Row> rows;
    for (const ReliabilityBin& bin : evaluation_.reliability) {
      rows.push_back({range(bin), "mean " + probability(bin.predicted) + ", true " + in_words(bin.observed)});
    }
    table("Probabilities said, and how often they were true", rows);
  }

  bool is_mistake(const JudgedCase& one) const {
    const Verdict& verdict = one.verdict(evaluation_.options.tests);
    return rank_of_expected({&one, &verdict}) > 0 || (one.expected.urgency && verdict.urgency != *one.expected.urgency);
  }

  std::string description(const JudgedCase& one) const {
    const Verdict& verdict = one.verdict(evaluation_.options.tests);
    const std::vector<std::uint32_t> order = ranked(verdict);
    std::string text(cause_id(pack_, one.expected.cause));
    text += " " + probability(verdict.causes[one.expected.cause]);
    if (const std::size_t rank = rank_of_expected({&one, &verdict}); rank == 0) {
      text += " first";
    } else {
      text += " ranks " + std::to_string(rank + 1) + ", after ";
      text += cause_id(pack_, order.front());
      text += " " + probability(verdict.causes[order.front()]);
    }
    if (one.expected.urgency && verdict.urgency != *one.expected.urgency) {
      text += "; ";
      text += name(verdict.urgency);
      text += " instead of ";
      text += name(*one.expected.urgency);
    }
    return text;
  }

  void mistakes() {
    std::vector<Row> rows;
    std::size_t all = 0;
    for (const JudgedCase& one : evaluation_.cases) {
      if (is_mistake(one) && ++all <= shown_mistakes) {
        rows.push_back({intake::printable(one.id), description(one)});
      }
    }
    if (rows.empty()) {
      return;
    }
    table("Cases that came out otherwise than expected", rows);
    if (all > rows.size()) {
      page_.paragraph("... and " + std::to_string(all - rows.size()) + " more; --json and --html show every case.");
    }
  }

  const Pack& pack_;
  const Evaluation& evaluation_;
  Page page_;
};

} // namespace
} // namespace evaluation

std::string evaluation_text(const Pack& pack, const Evaluation& evaluation, const TextStyle& style) {
  return evaluation::EvaluationPage(pack, evaluation, style).make();
}

} // namespace sura::clinic
