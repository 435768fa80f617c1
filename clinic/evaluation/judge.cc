// One case through the parts of the clinic that answer it, without intervals, explanations or advice.
#include "clinic/intake/consequences.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/evaluation.h"
#include "sura/clinic/triage.h"

namespace sura::clinic {
namespace evaluation {
namespace {

constexpr DiagnoseOptions without_intervals{false};

Result<Verdict> verdict_on(const Pack& pack, const Case& the_case) {
  return diagnose(pack, the_case, without_intervals).map([&](const Diagnosis& diagnosis) {
    const Triage urgency = triage(pack, the_case, diagnosis);
    return Verdict{causes_of(diagnosis), urgency.level, urgency.in_scope};
  });
}

/// What is known of everybody who comes: age, sex, setting and complaint.
Result<Case> unasked(const Pack& pack, const Case& the_case) {
  Case result = empty_case(pack, the_case.age, the_case.sex);
  result.setting = the_case.setting;
  result.role = the_case.role;
  result.complaints = the_case.complaints;
  return intake::complete(pack, result).map([&] { return result; });
}

} // namespace
} // namespace evaluation

Result<JudgedCase> judge(const Pack& pack, const KnownCase& known) {
  JudgedCase judged{known.id, known.expected, known.without_tests.role, 0.0, {}, std::nullopt};
  const auto prior = evaluation::unasked(pack, known.without_tests).and_then([&](const Case& unasked) {
    return diagnose(pack, unasked, evaluation::without_intervals);
  });
  if (!prior) {
    return fail(prior.error());
  }
  judged.prior = causes_of(*prior)[known.expected.cause];
  auto verdict = evaluation::verdict_on(pack, known.without_tests);
  if (!verdict) {
    return fail(verdict.error());
  }
  judged.without_tests = *std::move(verdict);
  if (known.with_tests) {
    auto with_tests = evaluation::verdict_on(pack, *known.with_tests);
    if (!with_tests) {
      return fail(with_tests.error());
    }
    judged.with_tests = *std::move(with_tests);
  }
  return judged;
}

} // namespace sura::clinic
