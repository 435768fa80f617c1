#include "clinic/triage/flag_chances.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace sura::clinic {
namespace {

/// P(at least `needed` of independent events).
double at_least(const std::vector<double>& chances, double needed) {
  std::vector<double> exactly{1.0}; // by count
  for (const double p : chances) {
    exactly.push_back(0.0);
    for (std::size_t count = exactly.size() - 1; count > 0; --count) {
      exactly[count] = exactly[count] * (1.0 - p) + exactly[count - 1] * p;
    }
    exactly[0] *= 1.0 - p;
  }
  double sum = 0.0;
  for (std::size_t count = 0; count < exactly.size(); ++count) {
    sum += static_cast<double>(count) >= needed ? exactly[count] : 0.0;
  }
  return sum;
}

/// Of an item that is neither known to hold nor known not to.
double open_chance(const Expression& leaf, const OpenAnswers& open) {
  if (leaf.kind == Expression::Kind::background) {
    return open.background[leaf.subject];
  }
  if (leaf.kind != Expression::Kind::finding) {
    return 0.0;
  }
  const std::vector<double>& at_least_level = open.findings[leaf.subject];
  const auto level = static_cast<std::size_t>(std::max(1.0, leaf.number));
  return level <= at_least_level.size() ? at_least_level[level - 1] : 0.0;
}

} // namespace

OpenAnswers open_answers(const Pack& pack, const Trials& trials) {
  OpenAnswers open{std::vector<std::vector<double>>(pack.findings.size()),
                   std::vector<double>(pack.background.size(), 0.0)};
  for (const ItemTrial& item : trials.items) {
    if (item.is_background) {
      open.background[item.item] = item.answers[1].probability;
      continue;
    }
    std::vector<double>& at_least_level = open.findings[item.item];
    at_least_level.resize(item.answers.size() - 1);
    double above = 0.0;
    for (std::size_t level = at_least_level.size(); level > 0; --level) {
      above += item.answers[level].probability;
      at_least_level[level - 1] = std::min(1.0, above);
    }
  }
  return open;
}

OpenAnswers with_answer(const Pack& pack, const Case& the_case, OpenAnswers open, const ItemTrial& item,
                        std::uint32_t level) {
  if (item.is_background) {
    open.background[item.item] = level > 0 ? 1.0 : 0.0;
    return open;
  }
  std::vector<double>& at_least_level = open.findings[item.item];
  const double was_present = at_least_level.front();
  for (std::size_t k = 0; k < at_least_level.size(); ++k) {
    at_least_level[k] = k < level ? 1.0 : 0.0;
  }
  for (std::size_t side = 0; side < pack.findings.size(); ++side) {
    if (pack.findings[side].parent == static_cast<std::int32_t>(item.item) && !the_case.findings[side]) {
      for (double& p : open.findings[side]) {
        p = level > 0 && was_present > 0.0 ? std::min(1.0, p / was_present) : 0.0;
      }
    }
  }
  return open;
}

double chance(const Expression& expression, const Case& the_case, const OpenAnswers& open) {
  if (expression.parts.empty()) {
    const Truth truth = evaluate(expression, the_case);
    return truth == Truth::unknown ? open_chance(expression, open) : truth == Truth::yes ? 1.0 : 0.0;
  }
  std::vector<double> parts; // each on its own: an `unless` may hold now and not once its part is answered
  for (const Expression& part : expression.parts) {
    parts.push_back(chance(part, the_case, open));
  }
  switch (expression.kind) {
  case Expression::Kind::all:
    return at_least(parts, static_cast<double>(parts.size()));
  case Expression::Kind::any:
    return at_least(parts, 1.0);
  case Expression::Kind::count:
    return at_least(parts, expression.number);
  case Expression::Kind::negation:
  case Expression::Kind::unless:
    return 1.0 - parts.front();
  default:
    return 0.0; // nothing else has parts
  }
}

ByUrgency flag_chances(const Pack& pack, const Case& the_case, const OpenAnswers& open) {
  ByUrgency none{1.0, 1.0, 1.0, 1.0};
  for (const RedFlag& flag : pack.red_flags) {
    const double holds = chance(flag.when, the_case, open);
    for (std::size_t level = 0; level <= static_cast<std::size_t>(flag.urgency); ++level) {
      none[level] *= 1.0 - holds;
    }
  }
  for (double& p : none) {
    p = 1.0 - p;
  }
  return none;
}

} // namespace sura::clinic
