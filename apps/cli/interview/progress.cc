#include "apps/cli/interview/progress.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "apps/cli/interview/wording.h"

namespace sura::cli {
namespace {

using Json = nlohmann::ordered_json;
using Stage = Turn::Stage;

/// The case with complaint or leg stated. It goes through the document, so that read_case adds what they imply (the
/// complaint's finding, …) in the one place that knows.
Result<clinic::Case> with_opening(const clinic::Pack& pack, const Progress& progress, Stage stage, const Reply& reply) {
  Json document = {{"age", *progress.age},
                   {"sex", clinic::name(*progress.sex)},
                   {"setting", pack.settings[progress.setting].id},
                   {"role", pack.roles[progress.role].id}};
  if (!progress.country.empty())
    document["country"] = progress.country;
  if (progress.the_case)
    document = Json::parse(clinic::write_case(pack, *progress.the_case));
  if (stage == Stage::leg && reply.kind == Reply::Kind::answer)
    document["leg"] = leg_ids[reply.chosen.front()];
  if (stage == Stage::complaint) {
    document["complaint"] = Json::array();
    for (const auto index : reply.chosen)
      document["complaint"].push_back(pack.complaints[index].id);
  }
  return clinic::read_case(pack, document.dump());
}

/// The JSON scalar that set_answer wants for the reply to a single item.
std::string scalar(const clinic::Pack& pack, const clinic::Step& step, const Reply& reply) {
  if (reply.kind == Reply::Kind::unsure)
    return "null";
  if (step.is_background || pack.findings[step.leading].answer == clinic::AnswerKind::yes_no)
    return reply.yes ? "true" : "false";
  if (pack.findings[step.leading].answer == clinic::AnswerKind::number)
    return Json(reply.number).dump();
  return Json(pack.findings[step.leading].levels[reply.chosen.front()].id).dump();
}

/// One answer for each item of a list.
Result<void> answer_list(const clinic::Pack& pack, clinic::Case& the_case, const clinic::Step& step,
                         const Reply& reply) {
  const auto holds = [](const std::vector<std::size_t>& list, std::size_t index) {
    return std::find(list.begin(), list.end(), index) != list.end();
  };
  for (std::size_t i = 0; i < step.items.size(); ++i) {
    const bool unsure = reply.kind == Reply::Kind::unsure || holds(reply.doubtful, i);
    const char* value = holds(reply.chosen, i) ? "true" : unsure ? "null" : "false";
    if (auto set = clinic::set_answer(pack, the_case, id_of(pack, step, step.items[i]), value); !set)
      return set;
  }
  return {};
}

} // namespace

const std::string& id_of(const clinic::Pack& pack, const clinic::Step& step, std::uint32_t item) {
  return step.is_background ? pack.background[item].id : pack.findings[item].id;
}

bool is_list(const clinic::Step& step) {
  return step.kind == clinic::Step::Kind::red_flags || step.items.size() > 1;
}

bool Turn::after_red_flags() const {
  return stage == Stage::step && step.kind != clinic::Step::Kind::scope && step.kind != clinic::Step::Kind::red_flags;
}

Result<Turn> next_turn(const clinic::Pack& pack, const Progress& progress) {
  if (!progress.age)
    return Turn{Stage::age, {}};
  if (!progress.sex)
    return Turn{Stage::sex, {}};
  if (!progress.the_case || progress.the_case->complaints.empty())
    return Turn{Stage::complaint, {}};
  if (!progress.leg_asked)
    return Turn{Stage::leg, {}};
  auto step = clinic::next(pack, *progress.the_case);
  if (!step)
    return fail(step.error());
  return Turn{Stage::step, *std::move(step)};
}

Result<Progress> answered(const clinic::Pack& pack, const Progress& progress, const Turn& turn, const Reply& reply) {
  Progress after = progress;
  if (turn.stage == Stage::age) {
    after.age = reply.number;
    return after;
  }
  if (turn.stage == Stage::sex) {
    after.sex = sexes[reply.chosen.front()];
    return after;
  }
  if (turn.stage == Stage::complaint || turn.stage == Stage::leg) {
    auto the_case = with_opening(pack, progress, turn.stage, reply);
    if (!the_case)
      return fail(the_case.error());
    after.the_case = *std::move(the_case);
    after.leg_asked = turn.stage == Stage::leg;
    return after;
  }
  const auto set = is_list(turn.step)
                       ? answer_list(pack, *after.the_case, turn.step, reply)
                       : clinic::set_answer(pack, *after.the_case, id_of(pack, turn.step, turn.step.leading),
                                            scalar(pack, turn.step, reply));
  if (!set)
    return fail(set.error());
  return after;
}

Progress resumed(clinic::Case the_case) {
  Progress progress;
  progress.age = the_case.age;
  progress.sex = the_case.sex;
  progress.role = the_case.role;
  progress.setting = the_case.setting;
  progress.country = the_case.country;
  progress.leg_asked = the_case.leg != clinic::Leg::unstated;
  progress.the_case = std::move(the_case);
  return progress;
}

} // namespace sura::cli
