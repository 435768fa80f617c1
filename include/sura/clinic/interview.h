// The interview, stateless: given a case, what next? Thread-safety: functions without shared state.
#pragma once

#include <optional>
#include <vector>

#include "sura/clinic/case.h"
#include "sura/clinic/diagnosis.h"
#include "sura/clinic/pack.h"
#include "sura/result.h"

namespace sura::clinic {

/// Most items on one list of the interview's own.
inline constexpr std::uint32_t most_listed_together = 8;

/// What to ask next.
struct Step {
  enum class Kind : std::uint8_t {
    scope,     // one background item that decides whether this is meant for the person
    red_flags, // one list: "any of these?"
    question,  // one item, or a list of yes-no items on one topic
    stop,      // enough is known
  };
  Kind kind = Kind::stop;
  bool is_background = false;
  std::vector<std::uint32_t> items; // findings, or background items: one, or a list in pack order
  std::uint32_t leading = 0;        // for question: the item of `items` that is worth most
  double worth = 0.0;               // for question: expected worth of the items together (NextStep::worth)
  std::uint32_t left_at_most = 0;   // questions that may still come, this one included
  enum class Stop : std::uint8_t { none, enough, limit, emergency, out_of_scope } stop = Stop::none;
};

/// The next step for a case: scope questions, then the red flags as one list, then questions by falling worth per
/// burden (next_steps.h), until none is worth asking, the limit after the red flags is reached, or an emergency red
/// flag holds. A question is one item, or up to most_listed_together yes-no items of one topic (findings of one theme,
/// sides of one finding, background of one theme), which take a reader no longer. Out of scope it stops too, but never
/// before the red flags were asked. Age, sex, complaint and leg are the caller's to ask; what a complaint would state
/// and the case does not say may come as a question (a leg that hurts may be swollen too). `left_at_most` falls with
/// every step answered. Errors as `next_steps`.
Result<Step> next(const Pack& pack, const Case& the_case, const PriorModels* models = nullptr);

/// Questions asked after the red flags so far (answered or not sure), a list counted once; never more than the limit in
/// an interview. The opening list, scope items, both legs and the findings of the stated complaint do not count.
std::uint32_t questions_asked(const Pack& pack, const Case& the_case);

} // namespace sura::clinic
