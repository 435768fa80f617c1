// The document of a case whose cause is known. The first mistake that is met is the one reported.
#include <algorithm>

#include "clinic/evaluation/expected.h"
#include "clinic/evaluation/members.h"
#include "clinic/intake/askable.h"
#include "clinic/intake/case_document.h"
#include "sura/clinic/evaluation.h"

namespace sura::clinic {
namespace evaluation {
namespace {

constexpr int deepest = max_case_depth + 1; // the case stands inside
constexpr const char* answers_key = "answers";

class KnownCaseReader {
public:
  KnownCaseReader(const Pack& pack, const EvaluationOptions& options) : pack_(pack), options_(options) {}

  Result<KnownCase> read(const Value& document, std::string_view id) {
    known_.id = id;
    const Result<void> done =
        must_be(Value::Kind::object, document, "the document", R"(an object: {"expected": {…}, "case": {…}})")
            .and_then([&] { return is_plain(document) ? Result<void>() : wrapper(document); })
            .and_then([&] { return identity(document); })
            .and_then([&] { return expectation(document); })
            .and_then([&] { return is_plain(document) ? answers(document, Value{}, "") : wrapped(document); });
    if (!done) {
      return fail(done.error());
    }
    return std::move(known_);
  }

private:
  /// An ordinary case that says what it expects, as the examples do, is a case to evaluate too.
  static bool is_plain(const Value& document) {
    return member(document, "case") == nullptr && member(document, "age") != nullptr;
  }

  static Result<void> wrapper(const Value& document) {
    Result<void> done =
        known_keys(document, "", {"$schema", "id", "expected", "case", "tests", "source", "notes", "left_out"});
    const Value* left_out = member(document, "left_out");
    if (done && left_out != nullptr) {
      done = must_be(Value::Kind::list, *left_out, "left_out", "a list of texts");
      for (std::size_t i = 0; done && i < left_out->items.size(); ++i) {
        done = must_be(Value::Kind::text, left_out->items[i], "left_out[" + std::to_string(i) + "]", "a text");
      }
    }
    return done;
  }

  Result<void> identity(const Value& document) {
    const Value* id = member(document, "id");
    if (id == nullptr) {
      return {};
    }
    known_.id = id->text;
    if (id->kind == Value::Kind::text && id->text.empty()) {
      return fail({ErrorCode::missing, "id", R"("")", "a name, or no id", ""});
    }
    return must_be(Value::Kind::text, *id, "id", "a text");
  }

  Result<void> expectation(const Value& document) {
    const Value* expected = member(document, "expected");
    if (expected == nullptr) {
      return fail(missing("expected", R"(an object: {"cause": "ID", "urgency": "routine"})"));
    }
    return read_expected(pack_, *expected).map([&](KnownAnswer&& answer) { known_.expected = std::move(answer); });
  }

  Result<void> wrapped(const Value& document) {
    const Value* the_case = member(document, "case");
    if (the_case == nullptr) {
      return fail(missing("case", R"(an object, the ordinary case: {"age": 52, …})"));
    }
    Value tests;
    tests.kind = Value::Kind::object;
    if (const Value* given = member(document, "tests")) {
      tests = *given;
    }
    return must_be(Value::Kind::object, *the_case, "case", R"(an object: {"age": 52, …})")
        .and_then([&] { return must_be(Value::Kind::object, tests, "tests", R"(an object: {"ID": true, …})"); })
        .and_then([&] { return answers(*the_case, tests, "case"); });
  }

  /// Every answer is checked, asked or not; then the case as it is asked.
  Result<void> answers(const Value& the_case, const Value& tests, const std::string& path) {
    if (const Result<Case> alone = intake::case_of(pack_, the_case); !alone) {
      return fail(placed(alone.error(), path));
    }
    const Value* told = member(the_case, answers_key);
    for (const auto& [id, value] : tests.members) {
      if (told != nullptr && id != "note" && member(*told, id) != nullptr) {
        return fail({ErrorCode::duplicate, intake::path_of("tests", id), "an answer that the case has too",
                     "each answer once", ""});
      }
    }
    const Value everything = joined(the_case, tests);
    if (const Result<Case> all = intake::case_of(pack_, everything); !all) {
      return fail(placed_in_tests(all.error(), tests));
    }
    return as_asked(the_case, false)
        .map([&](Case&& asked) { known_.without_tests = std::move(asked); })
        .and_then([&] { return as_asked(everything, true); })
        .map([&](Case&& asked) {
          if (asked != known_.without_tests) {
            known_.with_tests = std::move(asked);
          }
        });
  }

  static Error placed(Error error, const std::string& path) {
    if (!path.empty()) {
      error.where = path + "." + error.where;
    }
    return error;
  }

  /// The case alone was sound, so that a test is at fault, though the place may be what it contradicts.
  static Error placed_in_tests(Error error, const Value& tests) {
    const bool names_test = std::any_of(tests.members.begin(), tests.members.end(), [&](const auto& test) {
      return error.where == intake::path_of(answers_key, test.key);
    });
    error.where = names_test ? "tests" + error.where.substr(error.where.find('.')) : "tests, and case." + error.where;
    return error;
  }

  static Value joined(const Value& the_case, const Value& tests) {
    Value result = the_case;
    auto told = std::find_if(result.members.begin(), result.members.end(),
                             [](const auto& one) { return one.key == answers_key; });
    if (told == result.members.end()) {
      told = result.members.insert(told, {answers_key, Value{}});
      told->value.kind = Value::Kind::object;
    }
    for (const auto& test : tests.members) {
      if (test.key != "note") {
        told->value.members.push_back(test);
      }
    }
    return result;
  }

  /// Whether nobody in the chosen role, or nobody without tests, would know.
  bool is_hidden(std::uint32_t finding, bool tests) const {
    const Finding& asked = pack_.findings[finding];
    return (!tests && asked.kind == FindingKind::test) ||
           (options_.role && !can_observe(pack_, *options_.role, finding)) ||
           (asked.parent >= 0 && is_hidden(static_cast<std::uint32_t>(asked.parent), tests));
  }

  /// What is hidden is taken from the document, not from the case: what it states about other answers goes with it.
  Result<Case> as_asked(Value document, bool tests) const {
    for (auto& [key, value] : document.members) {
      if (key == answers_key) {
        std::erase_if(value.members, [&](const intake::JsonMember& answer) {
          const auto finding = find_finding(pack_, answer.key);
          return finding && is_hidden(*finding, tests);
        });
      }
    }
    Result<Case> asked = intake::case_of(pack_, document);
    if (asked) {
      asked->role = options_.role.value_or(asked->role);
      asked->setting = options_.setting.value_or(asked->setting);
    }
    return asked;
  }

  const Pack& pack_;
  const EvaluationOptions& options_;
  KnownCase known_;
};

} // namespace
} // namespace evaluation

Result<KnownCase> read_known_case(const Pack& pack, std::string_view json, std::string_view id,
                                  const EvaluationOptions& options) {
  const Result<intake::Json> document = intake::parse_json(json, max_case_bytes, evaluation::deepest);
  if (!document) {
    return fail(document.error());
  }
  return evaluation::KnownCaseReader(pack, options).read(*document, id);
}

} // namespace sura::clinic
