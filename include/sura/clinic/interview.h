// The interview, stateless: given a case, what next? Thread-safety: functions without shared state.
#pragma once

#include <optional>
#include <vector>

#include "sura/clinic/case.h"
#include "sura/clinic/pack.h"
#include "sura/result.h"

namespace sura::clinic {

/// What to ask next.
struct Step {
  enum class Kind : std::uint8_t {
    scope,     // one background item that decides whether this is meant for the person
    red_flags, // one list: "any of these?"
    question,  // one finding or background item
    stop,      // enough is known
  };
  Kind kind = Kind::stop;
  bool is_background = false;
  std::uint32_t item = 0;               // for scope and question
  std::vector<std::uint32_t> red_flags; // findings of the list, for red_flags
  double gain = 0.0;                    // expected reduction of uncertainty over causes (nats), for question
  std::uint32_t left_at_most = 0;       // questions that may still come, this one included
  enum class Stop : std::uint8_t { none, enough, limit, emergency, out_of_scope } stop = Stop::none;
};

/// The next step for a case: scope questions, then the red flags as one list, then the question of largest expected
/// reduction of uncertainty over causes, until none is worth asking, the limit after the red flags is reached, or an
/// emergency red flag holds. Out of scope it stops too, but never before the red flags were asked. Age, sex, complaint
/// and leg are the caller's to ask; what a complaint would state and the case does not say may come as a question (a
/// leg that hurts may be swollen too). `left_at_most` falls with every step answered. Errors as `candidates`.
Result<Step> next(const Pack& pack, const Case& the_case);

/// Questions asked after the red flags so far (answered or not sure); never more than the limit in an interview. The
/// opening list, scope items, both legs and the findings of the stated complaint do not count.
std::uint32_t questions_asked(const Pack& pack, const Case& the_case);

} // namespace sura::clinic
