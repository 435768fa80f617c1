#include "clinic/report/what_if.h"

#include <algorithm>
#include <cstddef>

#include "clinic/intake/askable.h"

namespace sura::clinic {

namespace {

constexpr double worth_telling = 1.5; // factor on the odds
constexpr std::size_t most_told = 5;

double odds(double probability) {
  return probability / std::max(1.0 - probability, 1e-12);
}

bool parent_is_present(const Pack& pack, const Case& the_case, std::uint32_t finding) {
  const std::int32_t parent = pack.findings[finding].parent;
  return parent < 0 || is_present(the_case.findings[static_cast<std::size_t>(parent)]);
}

/// Every answer above "no" that could still come.
std::vector<WhatIf> possible_answers(const Pack& pack, const Case& the_case) {
  std::vector<WhatIf> items;
  for (std::uint32_t finding = 0; finding < pack.findings.size(); ++finding) {
    const std::optional<Answer>& answer = the_case.findings[finding];
    const bool open = !answer || !answer->sure;
    if (open && pack.findings[finding].kind != FindingKind::flag && can_have(pack, the_case, finding) &&
        parent_is_present(pack, the_case, finding)) {
      for (std::uint32_t level = 1; level < pack.findings[finding].levels.size(); ++level) {
        items.push_back({false, finding, Answer{true, level, true, std::nullopt}, 0.0});
      }
    }
  }
  for (std::uint32_t item = 0; item < pack.background.size(); ++item) {
    const std::optional<Answer>& answer = the_case.background[item];
    if ((!answer || !answer->sure) && can_have_background(pack, the_case, item)) {
      items.push_back({true, item, Answer{true, 1, true, std::nullopt}, 0.0});
    }
  }
  return items;
}

Case with_answer(Case the_case, const WhatIf& item) {
  (item.is_background ? the_case.background : the_case.findings)[item.item] = item.answer;
  return the_case;
}

/// Keeps the answer of each item that raises most; all answers of one item stand together.
void keep(std::vector<WhatIf>& raising, const WhatIf& item) {
  if (!raising.empty() && raising.back().is_background == item.is_background && raising.back().item == item.item) {
    if (item.cause > raising.back().cause) {
      raising.back() = item;
    }
    return;
  }
  raising.push_back(item);
}

} // namespace

std::vector<WhatIf> what_would_raise(const Pack& pack, const Assessment& assessment, std::uint32_t condition) {
  const double now = odds(assessment.diagnosis.conditions[condition].cause);
  std::vector<WhatIf> raising;
  for (WhatIf item : possible_answers(pack, assessment.the_case)) {
    const Result<Diagnosis> then = diagnose(pack, with_answer(assessment.the_case, item), {false});
    if (!then) {
      continue; // an answer that cannot be reasoned about is no advice
    }
    item.cause = then->conditions[condition].cause;
    if (odds(item.cause) >= worth_telling * now) {
      keep(raising, item);
    }
  }
  std::stable_sort(raising.begin(), raising.end(), [](const WhatIf& a, const WhatIf& b) { return a.cause > b.cause; });
  if (raising.size() > most_told) {
    raising.resize(most_told);
  }
  return raising;
}

} // namespace sura::clinic
