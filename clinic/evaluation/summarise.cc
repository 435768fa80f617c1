// Everything that is counted over the cases, all together and by group.
#include <algorithm>
#include <iterator>

#include "clinic/evaluation/counts.h"

namespace sura::clinic {
namespace evaluation {
namespace {

std::vector<Counted> counted(const std::vector<JudgedCase>& cases, bool tests) {
  std::vector<Counted> result;
  for (const JudgedCase& one : cases) {
    result.push_back({&one, &one.verdict(tests)});
  }
  return result;
}

template <class Test> std::vector<Counted> only(const std::vector<Counted>& cases, Test test) {
  std::vector<Counted> result;
  std::copy_if(cases.begin(), cases.end(), std::back_inserter(result), test);
  return result;
}

std::vector<RatesOfGroup> by_role(const Pack& pack, const std::vector<Counted>& cases) {
  std::vector<RatesOfGroup> groups;
  for (std::uint32_t role = 0; role < pack.roles.size(); ++role) {
    const auto group = only(cases, [&](const Counted& one) { return one.judged->role == role; });
    if (!group.empty() && group.size() < cases.size()) {
      groups.push_back({"role", pack.roles[role].id, rates_of(group)});
    }
  }
  return groups;
}

/// The same cases both ways.
std::vector<RatesOfGroup> by_tests(const std::vector<JudgedCase>& cases) {
  std::vector<RatesOfGroup> groups;
  for (const bool tests : {false, true}) {
    const auto group =
        only(counted(cases, tests), [](const Counted& one) { return one.judged->with_tests.has_value(); });
    if (!group.empty()) {
      groups.push_back({"tests", tests ? "with" : "without", rates_of(group)});
    }
  }
  return groups;
}

} // namespace
} // namespace evaluation

Evaluation summarise(const Pack& pack, std::vector<JudgedCase> cases, const EvaluationOptions& options) {
  Evaluation result;
  result.options = options;
  result.cases = std::move(cases);
  const std::vector<evaluation::Counted> counted = evaluation::counted(result.cases, options.tests);
  result.all = evaluation::rates_of(counted);
  result.groups = evaluation::by_role(pack, counted);
  for (RatesOfGroup& group : evaluation::by_tests(result.cases)) {
    result.groups.push_back(std::move(group));
  }
  result.reliability = evaluation::reliability_of(counted);
  result.confusion = evaluation::confusion_of(pack, counted);
  for (const evaluation::Counted& one : counted) {
    if (const auto& expected = one.judged->expected.urgency) {
      ++result.urgency[static_cast<std::size_t>(*expected)][static_cast<std::size_t>(one.verdict->urgency)];
    }
  }
  return result;
}

} // namespace sura::clinic
