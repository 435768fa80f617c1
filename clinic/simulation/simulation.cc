#include "sura/clinic/simulation.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "clinic/intake/askable.h"
#include "clinic/reasoning/person_network.h"
#include "clinic/reasoning/person_numbers.h"
#include "clinic/simulation/background_draw.h"
#include "sura/engine/sampling.h"

namespace sura::clinic {
namespace {

constexpr int most_attempts = 50; // of drawing somebody who has a complaint to bring

/// Somebody of this age and sex whose complaint has this cause: a condition, or after these a sort of something else.
/// `origin` is the condition that led to it, or the cause itself.
struct Kind {
  std::uint32_t years = 0;
  Sex sex = Sex::female;
  std::uint32_t cause = 0;
  std::uint32_t origin = 0;
};

double share_of_people(const Pack& pack, double age, Sex sex) {
  for (const AgeBand& band : pack.people) {
    if (age >= band.from && age <= band.to) {
      return (sex == Sex::female ? band.female : band.male).value / (band.to - band.from + 1.0);
    }
  }
  return 0.0;
}

/// What a level stands for where the answer is a number: the middle of its range.
double number_of(const Finding& finding, std::uint32_t level) {
  const double low = level == 0 ? finding.minimum : finding.levels[level].from;
  const double high = level + 1 < finding.levels.size() ? finding.levels[level + 1].from : finding.maximum;
  return level + 1 < finding.levels.size() ? 0.5 * (low + high) : low;
}

Answer answer_of(const Finding& finding, std::uint32_t level) {
  Answer answer{true, level, true, std::nullopt};
  if (finding.answer == AnswerKind::number) {
    answer.number = number_of(finding, level);
  }
  return answer;
}

} // namespace

struct Simulator::State {
  const Pack& pack;
  SimulateOptions options;
  Draw draw;
  std::map<std::pair<std::uint32_t, Sex>, PriorModel> priors; // by age in years and sex
  std::vector<Kind> kinds;
  std::vector<double> up_to; // sum of the weights of the kinds up to each
  std::optional<BackgroundDraw> background;

  State(const Pack& the_pack, const SimulateOptions& the_options)
      : pack(the_pack), options(the_options),
        draw(the_options.draw < 0 ? Draw() : Draw(the_pack, static_cast<std::uint64_t>(the_options.draw))) {
    double sum = 0.0;
    for (auto years = static_cast<std::uint32_t>(pack.minimum_age); years <= pack.maximum_age; ++years) {
      for (const Sex sex : {Sex::female, Sex::male}) {
        const double people = share_of_people(pack, years, sex);
        if (people <= 0.0) {
          continue;
        }
        const PriorModel& model = priors.try_emplace({years, sex}, pack, years, sex).first->second;
        const auto add = [&](std::uint32_t cause, std::uint32_t origin, double rate) {
          sum += people * rate;
          kinds.push_back({years, sex, cause, origin});
          up_to.push_back(sum);
        };
        for (std::uint32_t cause = 0; cause < pack.conditions.size() + pack.something_else.size(); ++cause) {
          add(cause, cause, rate(model, cause, years, sex));
        }
        for (std::uint32_t origin = 0; origin < pack.conditions.size(); ++origin) {
          for (const Condition::Effect& effect : pack.conditions[origin].leads_to) {
            add(effect.target, origin,
                draw.probability(model.prevalence_number(origin)) * draw.probability(effect.probability) *
                    draw.probability(pack.conditions[effect.target].presents[options.setting]));
          }
        }
      }
    }
    if (!priors.empty()) {
      background.emplace(priors.begin()->second, draw);
    }
  }

  /// How many of these people bring the complaint to this setting within two weeks because of this cause, which no
  /// other condition led to.
  double rate(const PriorModel& model, std::uint32_t cause, double age, Sex sex) const {
    if (cause < pack.conditions.size()) {
      return draw.probability(model.prevalence_number(cause)) * (1.0 - caused_share(pack, model, cause)) *
             draw.probability(pack.conditions[cause].presents[options.setting]);
    }
    const SomethingElse& sort = pack.something_else[cause - pack.conditions.size()];
    const double times = sort.times.empty() ? 1.0 : draw.ratio(rate_at(sort.times, age, sex));
    return draw.probability(sort.presents[options.setting]) * times;
  }

  /// Which causes of the person's network are there, given which of them produced the complaint.
  std::vector<bool> draw_causes(const PersonNetwork& person, std::uint32_t cause, std::uint32_t origin,
                                Random& random) const {
    const auto& causes = person.network.causes;
    std::vector<bool> there(causes.size(), false);
    const auto conditions = static_cast<std::uint32_t>(pack.conditions.size());
    if (cause >= conditions) {
      there[person.something_else + cause - conditions] = true;
    } else {
      there[cause] = true;
      there[person.first_episode + cause] = true;
      there[origin] = true;
    }
    for (std::uint32_t c = 0; c < person.something_else; ++c) {
      bool present = random.chance(causes[c].leak) || there[c];
      for (const engine::Parent& parent : causes[c].parents) {
        present = (there[parent.cause] && random.chance(parent.probability)) || present;
      }
      there[c] = present;
    }
    return there;
  }

  engine::SampledFinding see(const PersonNetwork& person, std::uint32_t finding, const std::vector<bool>& there,
                             Random& random) const {
    return engine::sample(person.network.findings[static_cast<std::size_t>(person.places[finding].finding)], there,
                          [&] { return random.uniform(); });
  }

  bool can_answer(const Case& the_case, std::uint32_t f) const {
    return pack.findings[f].kind != FindingKind::flag && can_have(pack, the_case, f);
  }

  /// Answers a finding and, where it is there, its facets.
  void answer(Case& the_case, const PersonNetwork& person, std::uint32_t f, const engine::SampledFinding& seen) const {
    if (can_answer(the_case, f)) {
      the_case.findings[f] = answer_of(pack.findings[f], seen.level);
    }
    for (std::uint32_t side = f + 1; seen.level > 0 && side < pack.findings.size(); ++side) {
      const Finding& facet = pack.findings[side];
      if (facet.parent == static_cast<std::int32_t>(f) && can_answer(the_case, side)) {
        the_case.findings[side] = answer_of(facet, seen.facets[static_cast<std::size_t>(person.places[side].facet)]);
      }
    }
  }

  /// Nobody states what they do not notice. (A stated finding's own numbers leave this out: it is the same for all
  /// causes.)
  double detection(std::uint32_t f) const {
    const auto& notice = pack.perceptions[pack.findings[f].perception].by_role[options.role];
    return notice ? draw.probability(notice->detection) : 1.0;
  }

  bool could_be_stated(std::uint32_t f) const {
    return std::any_of(pack.complaints.begin(), pack.complaints.end(),
                       [&](const Complaint& complaint) { return complaint.finding == f; });
  }

  /// What the causes of the complaint produced was stated, so that a complaint that was not stated does not come from
  /// them.
  static std::vector<bool> without_causes_of_complaint(const PersonNetwork& person, std::vector<bool> there) {
    const auto episodes = there.begin() + static_cast<std::ptrdiff_t>(person.first_episode);
    std::fill(episodes, there.begin() + static_cast<std::ptrdiff_t>(person.first_process), false);
    std::fill(there.begin() + static_cast<std::ptrdiff_t>(person.something_else), there.end(), false);
    return there;
  }

  bool always_asked(std::uint32_t f) const {
    const bool is_told_by_leg = static_cast<std::int32_t>(f) == pack.both_legs_finding;
    return could_be_stated(f) || is_told_by_leg ||
           std::any_of(pack.red_flags.begin(), pack.red_flags.end(), [&](const RedFlag& flag) {
             return std::find(flag.show.begin(), flag.show.end(), f) != flag.show.end();
           });
  }

  /// Which findings this person is asked for; a facet goes with its parent.
  std::vector<bool> asked(Random& random) const {
    std::vector<bool> chosen(pack.findings.size(), false);
    std::vector<std::uint32_t> rest;
    for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
      const Finding& finding = pack.findings[f];
      if (always_asked(f)) {
        chosen[f] = true;
      } else if (finding.parent < 0 && finding.kind != FindingKind::flag) {
        rest.push_back(f);
      }
    }
    for (std::uint32_t i = 0; i < options.further_answers.value_or(pack.question_limit) && !rest.empty(); ++i) {
      const auto pick = static_cast<std::size_t>(random.uniform() * static_cast<double>(rest.size()));
      chosen[rest[pick]] = true;
      rest[pick] = rest.back();
      rest.pop_back();
    }
    return chosen;
  }

  /// States the complaints that this cause produces; false where it produces none.
  bool state_complaints(Case& the_case, const PriorModel& model, const std::vector<double>& prior, std::uint32_t cause,
                        std::uint32_t origin, std::vector<bool>& there, Random& random) const {
    Case asked = the_case;
    for (std::uint32_t complaint = 0; complaint < pack.complaints.size(); ++complaint) {
      asked.complaints.push_back(complaint);
    }
    const PersonNetwork person = person_network(pack, asked, model, prior, draw);
    there = draw_causes(person, cause, origin, random);
    for (std::uint32_t complaint = 0; complaint < pack.complaints.size(); ++complaint) {
      const std::uint32_t finding = pack.complaints[complaint].finding;
      const engine::SampledFinding seen = see(person, finding, there, random);
      if (seen.level > 0 && random.chance(detection(finding))) {
        the_case.complaints.push_back(complaint);
        answer(the_case, person, finding, seen);
        the_case.findings[finding] = answer_of(pack.findings[finding], seen.level); // told, whatever the role can see
      }
    }
    return !the_case.complaints.empty();
  }

  bool attempt(SimulatedPerson& made, Random& random) const {
    const double at = random.uniform() * up_to.back();
    const auto kind = std::min<std::size_t>(
        static_cast<std::size_t>(std::upper_bound(up_to.begin(), up_to.end(), at) - up_to.begin()), kinds.size() - 1);
    const auto [years, sex, cause, origin] = kinds[kind];
    const PriorModel& model = priors.at({years, sex});
    const auto conditions = static_cast<std::uint32_t>(pack.conditions.size());
    const BackgroundAnswers held = background->draw(model, origin, random);

    Case the_case = empty_case(pack, years, sex);
    the_case.setting = options.setting;
    the_case.role = options.role;
    for (std::uint32_t item = 0; item < held.size(); ++item) {
      if (the_case.background_fits[item]) {
        the_case.background[item] = Answer{true, static_cast<std::uint32_t>(held[item]), true, std::nullopt};
      }
    }
    const std::vector<double> prior = model.priors(held);
    std::vector<bool> there;
    if (!state_complaints(the_case, model, prior, cause, origin, there, random)) {
      return false;
    }
    const PersonNetwork person = person_network(pack, the_case, model, prior, draw);
    const std::vector<bool> aside = without_causes_of_complaint(person, there);
    const auto causes = std::count(there.begin(), there.end(), true) - std::count(aside.begin(), aside.end(), true);
    // Somebody with several causes is reached through each of them, and so is kept once in so many times.
    if (causes > 1 && !random.chance(1.0 / static_cast<double>(causes))) {
      return false;
    }
    const std::vector<bool> chosen = asked(random);
    for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
      const Finding& finding = pack.findings[f];
      if (chosen[f] && finding.kind != FindingKind::flag && finding.parent < 0 && !the_case.findings[f]) {
        answer(the_case, person, f, see(person, f, could_be_stated(f) ? aside : there, random));
      }
    }
    the_case.leg = random.chance(0.5) ? Leg::left : Leg::right;
    if (pack.both_legs_finding >= 0) {
      const auto& both = the_case.findings[static_cast<std::size_t>(pack.both_legs_finding)];
      the_case.leg = both && both->level > 0 ? Leg::both : the_case.leg;
    }
    made = {std::move(the_case), {}, {}};
    for (std::uint32_t c = 0; c < conditions; ++c) {
      if (there[c]) {
        made.present.push_back(c);
      }
      if (there[person.first_episode + c]) {
        made.causes.insert(c == cause ? made.causes.begin() : made.causes.end(), c);
      }
    }
    return true;
  }
};

Simulator::Simulator(std::unique_ptr<State> state) : state_(std::move(state)) {}
Simulator::Simulator(Simulator&&) noexcept = default;
Simulator& Simulator::operator=(Simulator&&) noexcept = default;
Simulator::~Simulator() = default;

Result<Simulator> Simulator::make(const Pack& pack, const SimulateOptions& options) {
  auto state = std::make_unique<State>(pack, options);
  if (state->up_to.empty() || !(state->up_to.back() > 0.0)) {
    return fail({ErrorCode::missing, "people", pack.people.empty() ? "nothing" : "nobody who comes to this setting",
                 "a pack that says how many people there are by age and sex, and how many come", ""});
  }
  return Simulator(std::move(state));
}

SimulatedPerson Simulator::person(std::uint64_t index) const {
  Random random(state_->options.seed, index);
  SimulatedPerson made;
  for (int attempt = 0; attempt < most_attempts && !state_->attempt(made, random); ++attempt) {
  }
  return made;
}

} // namespace sura::clinic
