#include <algorithm>

#include "clinic/intake/answer.h"
#include "clinic/intake/printable.h"
#include "sura/clinic/case.h"

namespace sura::clinic {
namespace {

using intake::in_quotes;

/// A comment ends with its line, so no text may bring a line break of its own.
std::string one_line(std::string_view words) {
  std::string line(words);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return line;
}

std::string list_in_quotes(const std::vector<std::string>& ids) {
  std::string result;
  for (const std::string& id : ids) {
    result += (result.empty() ? "" : ", ") + in_quotes(id);
  }
  return result;
}

class Template {
public:
  Template(const Pack& pack, std::string_view language) : pack_(pack), language_(language) {}

  std::string write() {
    out_ = "// A case for Sura. What stands after // is a comment.\n"
           "// Take the // away from the lines that you can answer; leave the others: they count as not asked.\n"
           "// true = yes, false = no, null = not sure.\n{\n";
    out_ += "  \"age\": 50, // years\n";
    out_ += "  \"sex\": \"female\", // or \"male\"\n";
    out_ += "  \"complaint\": [\"" + pack_.complaints.front().id + "\"], // one or more of " +
            list_in_quotes(intake::ids_of(pack_.complaints)) + "\n";
    out_ += "  // \"leg\": \"left\", // \"left\", \"right\" or \"both\"\n";
    out_ += "  // \"country\": \"GB\", // two letters (ISO 3166): for the number to call in an emergency\n";
    out_ += "  \"setting\": \"" + pack_.settings.front().id + "\", // " +
            list_in_quotes(intake::ids_of(pack_.settings)) + "\n";
    out_ += "  \"role\": \"" + pack_.roles.front().id +
            "\", // who answers: " + list_in_quotes(intake::ids_of(pack_.roles)) + "\n";
    if (!pack_.bundles.empty()) {
      out_ += "  // \"bundles\": [\"" + pack_.bundles.front().id +
              "\"], // sets of answers, for what is left open: " + list_in_quotes(intake::ids_of(pack_.bundles)) + "\n";
    }
    out_ += "  \"answers\": {\n";
    findings();
    background();
    out_ += "    \"note\": \"\" // anything you like; not used\n  }\n}\n";
    return std::move(out_);
  }

private:
  void heading(const std::string& theme) {
    if (theme != theme_) {
      theme_ = theme;
      out_ += "\n    // " + one_line(theme) + "\n";
    }
  }

  void line(const std::string& kind, const std::string& id, const std::string& example, const std::string& accepted) {
    const std::string question = one_line(text(pack_, language_, kind + "." + id + ".question", Reader::person));
    out_ += "    // \"" + id + "\": " + example + ", // " + question;
    out_ += accepted.empty() ? "\n" : " (" + one_line(accepted) + ")\n";
  }

  void findings() {
    for (const Finding& finding : pack_.findings) {
      heading(finding.theme);
      switch (finding.answer) {
      case AnswerKind::yes_no:
        line("finding", finding.id, "true", "");
        break;
      case AnswerKind::levels:
        line("finding", finding.id, in_quotes(finding.levels.back().id),
             list_in_quotes(intake::ids_of(finding.levels)));
        break;
      case AnswerKind::number:
        line("finding", finding.id, intake::number_text(finding.levels.back().from), intake::accepted_answers(finding));
        break;
      }
    }
  }

  void background() {
    for (const BackgroundItem& item : pack_.background) {
      heading(item.theme);
      line("background", item.id, "true", "");
    }
  }

  const Pack& pack_;
  std::string_view language_;
  std::string theme_;
  std::string out_;
};

} // namespace

std::string case_template(const Pack& pack, std::string_view language) {
  return Template(pack, language).write();
}

} // namespace sura::clinic
