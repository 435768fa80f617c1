#include "sura/clinic/rehearsal.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "clinic/intake/askable.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/interview.h"
#include "sura/clinic/triage.h"
#include "sura/parallel.h"

namespace sura::clinic {
namespace {

/// What somebody says before the first step: who they are, the complaint and the leg.
Case opening(const Pack& pack, const Case& everything) {
  Case opened = empty_case(pack, everything.age, everything.sex);
  opened.setting = everything.setting;
  opened.role = everything.role;
  opened.leg = everything.leg;
  opened.complaints = everything.complaints;
  for (const std::uint32_t complaint : opened.complaints) {
    const std::uint32_t finding = pack.complaints[complaint].finding;
    opened.findings[finding] = everything.findings[finding];
  }
  if (pack.both_legs_finding >= 0) {
    const auto both = static_cast<std::size_t>(pack.both_legs_finding);
    opened.findings[both] = everything.findings[both];
  }
  return opened;
}

void answer_as(const Pack& pack, const Case& everything, std::uint32_t finding, Case& the_case) {
  const bool is_flag = pack.findings[finding].kind == FindingKind::flag;
  const std::optional<Answer>& known = everything.findings[finding];
  Answer answer; // "no"
  answer.sure = is_flag || known.has_value();
  the_case.findings[finding] = known ? *known : answer;
}

Result<Case> interviewed(const Pack& pack, const Case& everything, std::uint32_t questions, const PriorModels& models) {
  Case the_case = opening(pack, everything);
  std::uint32_t asked = 0;
  for (;;) {
    const Result<Step> step = next(pack, the_case, &models);
    if (!step) {
      return fail(step.error());
    }
    if (step->kind == Step::Kind::stop || (step->kind == Step::Kind::question && asked == questions)) {
      return the_case;
    }
    asked += step->kind == Step::Kind::question ? 1 : 0;
    for (const std::uint32_t item : step->items) {
      if (step->is_background) {
        the_case.background[item] = everything.background[item].value_or(Answer{false, 0, true, {}});
      } else {
        answer_as(pack, everything, item, the_case);
      }
    }
  }
}

Result<Urgency> urgency_of(const Pack& pack, const Case& the_case, const PriorModels& models) {
  return diagnose(pack, the_case, {false, &models}).map([&](const Diagnosis& diagnosis) {
    return triage(pack, the_case, diagnosis).level;
  });
}

Result<std::optional<Rehearsed>> rehearse(const Pack& pack, const Case& everything, std::uint32_t questions,
                                          const PriorModels& models) {
  const auto known = urgency_of(pack, everything, models);
  if (!known && known.error().code == ErrorCode::too_large) {
    return std::optional<Rehearsed>();
  }
  const auto the_case = interviewed(pack, everything, questions, models);
  if (!known || !the_case) {
    return fail(known ? the_case.error() : known.error());
  }
  const auto asked = urgency_of(pack, *the_case, models);
  if (!asked) {
    return fail(asked.error());
  }
  Rehearsed result{*asked, *known, questions_asked(pack, *the_case), 0, 0};
  const Case opened = opening(pack, everything);
  for (std::size_t f = 0; f < pack.findings.size(); ++f) {
    if (!opened.findings[f] && is_present(everything.findings[f])) {
      ++result.present;
      result.found += is_present(the_case->findings[f]) ? 1 : 0;
    }
  }
  return std::optional(result);
}

} // namespace

Result<std::optional<Rehearsed>> rehearse(const Pack& pack, const Case& everything, std::uint32_t questions) {
  return rehearse(pack, everything, questions, PriorModels(pack));
}

Result<Rehearsal> rehearse(const Pack& pack, std::size_t people, const RehearsalOptions& options,
                           const std::function<void(std::size_t)>& progress) {
  const auto simulator = Simulator::make(pack, {.setting = options.setting,
                                                .role = options.role,
                                                .seed = options.seed,
                                                .further_answers = std::numeric_limits<std::uint32_t>::max()});
  if (!simulator) {
    return fail(simulator.error());
  }
  const PriorModels models(pack);
  std::vector<std::optional<Rehearsed>> all(people);
  const auto work = [&](std::size_t i) -> Result<void> {
    auto one = rehearse(pack, simulator->person(i).the_case, options.questions, models);
    if (!one) {
      return fail(one.error());
    }
    all[i] = *one;
    return {};
  };
  const auto told = [&](std::size_t done) {
    if (progress) {
      progress(done);
    }
  };
  if (const auto done = for_each_index(people, options.threads, work, told); !done) {
    return fail(done.error());
  }
  Rehearsal sum;
  for (const std::optional<Rehearsed>& one : all) {
    if (!one) {
      ++sum.left_out;
      continue;
    }
    ++sum.people;
    sum.same += one->asked == one->known ? 1 : 0;
    sum.lower += one->asked < one->known ? 1 : 0;
    sum.higher += one->asked > one->known ? 1 : 0;
    sum.questions += one->questions;
    sum.present += one->present;
    sum.found += one->found;
  }
  return sum;
}

} // namespace sura::clinic
