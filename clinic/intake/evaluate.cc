// Kleene's strong three-valued logic: unknown where the known parts do not decide.
#include <algorithm>

#include "sura/clinic/case.h"

namespace sura::clinic {
namespace {

Truth truth(bool value) {
  return value ? Truth::yes : Truth::no;
}

/// A facet is there only where its parent is.
bool cannot_be(const Case& the_case, std::size_t index) {
  if (index >= the_case.parents.size() || the_case.parents[index] < 0) {
    return false;
  }
  const std::optional<Answer>& parent = the_case.findings[static_cast<std::size_t>(the_case.parents[index])];
  return parent && parent->sure && parent->level == 0;
}

Truth finding(const Case& the_case, std::size_t index, double level) {
  const std::optional<Answer>& answer = the_case.findings[index];
  if (!answer || !answer->sure) {
    return cannot_be(the_case, index) ? Truth::no : Truth::unknown;
  }
  const double needed = std::max(level, 1.0); // level 0 is "absent": at least that would always hold
  if (static_cast<double>(answer->level) >= needed) {
    return Truth::yes;
  }
  return answer->exact ? Truth::no : Truth::unknown; // inexact: the level or a higher one
}

Truth background(const Case& the_case, std::size_t item) {
  const std::optional<Answer>& answer = the_case.background[item];
  if (answer && answer->sure) {
    return truth(answer->level > 0);
  }
  const bool may_hold = item >= the_case.background_fits.size() || the_case.background_fits[item];
  return may_hold ? Truth::unknown : Truth::no;
}

/// By the number where it is known, else by what the level leaves open.
Truth number_from(const Case& the_case, const Expression& expression) {
  const std::optional<Answer>& answer = the_case.findings[expression.subject];
  if (!answer || !answer->sure) {
    return cannot_be(the_case, expression.subject) ? Truth::no : Truth::unknown;
  }
  if (answer->number) {
    return truth(*answer->number >= expression.number);
  }
  if (evaluate(expression.parts[0], the_case) == Truth::yes) {
    return Truth::yes;
  }
  return evaluate(expression.parts[1], the_case) == Truth::no ? Truth::no : Truth::unknown;
}

Truth leg(const Case& the_case, std::uint32_t wanted) {
  if (the_case.leg == Leg::unstated) {
    return Truth::unknown;
  }
  return truth(the_case.leg == Leg::both || static_cast<std::uint32_t>(the_case.leg) == wanted);
}

} // namespace

Truth evaluate(const Expression& expression, const Case& the_case) {
  double yes = 0;
  double unknown = 0;
  for (const Expression& part : expression.parts) {
    const Truth value = evaluate(part, the_case);
    yes += value == Truth::yes ? 1 : 0;
    unknown += value == Truth::unknown ? 1 : 0;
  }
  const auto at_least = [&](double needed) {
    return yes >= needed ? Truth::yes : yes + unknown >= needed ? Truth::unknown : Truth::no;
  };
  switch (expression.kind) {
  case Expression::Kind::always:
    return Truth::yes;
  case Expression::Kind::all:
    return at_least(static_cast<double>(expression.parts.size()));
  case Expression::Kind::any:
    return at_least(1);
  case Expression::Kind::negation:
    return unknown > 0 ? Truth::unknown : truth(yes == 0);
  case Expression::Kind::unless:
    return truth(yes == 0);
  case Expression::Kind::count:
    return at_least(expression.number);
  case Expression::Kind::finding:
    return finding(the_case, expression.subject, expression.number);
  case Expression::Kind::background:
    return background(the_case, expression.subject);
  case Expression::Kind::age_from:
    return truth(the_case.age >= expression.number);
  case Expression::Kind::age_below:
    return truth(the_case.age < expression.number);
  case Expression::Kind::sex:
    return truth(static_cast<std::uint32_t>(the_case.sex) == expression.subject);
  case Expression::Kind::setting:
    return truth(the_case.setting == expression.subject);
  case Expression::Kind::role:
    return truth(the_case.role == expression.subject);
  case Expression::Kind::number_from:
    return number_from(the_case, expression);
  case Expression::Kind::leg:
    return leg(the_case, expression.subject);
  }
  return Truth::unknown;
}

} // namespace sura::clinic
