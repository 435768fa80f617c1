// How much each answer speaks for or against each condition.
#include <algorithm>

#include "clinic/reasoning/answer_game.h"
#include "sura/clinic/diagnosis.h"

namespace sura::clinic {
namespace {

constexpr std::size_t pairs_of_orders = 2;
constexpr std::size_t pairs_of_estimates = 120;

} // namespace

Result<std::vector<std::vector<Weight>>> all_weights(const Pack& pack, const Case& the_case,
                                                     const PriorModels* models) {
  const auto priors = models != nullptr ? models->of(the_case.age, the_case.sex)
                                        : std::make_shared<const PriorModel>(pack, the_case.age, the_case.sex);
  AnswerGame game(pack, the_case, *priors);
  const std::size_t players = game.players().size();
  const std::size_t conditions = pack.conditions.size();
  engine::ShapleyOptions options;
  options.pairs = pairs_of_orders;
  options.surrogate_pairs = pairs_of_estimates;
  const auto shares = engine::shapley(
      players, conditions, [&](auto coalitions, auto into) { return game.play(coalitions, into); }, options,
      [&](auto coalitions, auto into) { return game.estimate(coalitions, into); });
  if (!shares) {
    return fail(shares.error());
  }
  std::vector<Weight> silent; // answers that nothing depends on
  for (std::uint32_t b = 0; b < pack.background.size(); ++b) {
    const bool plays = std::any_of(game.players().begin(), game.players().end(), [&](const AnswerPlayer& player) {
      return player.is_background && player.item == b;
    });
    if (the_case.background[b] && the_case.background[b]->sure && !plays) {
      silent.push_back({true, b, 0.0, 0.0});
    }
  }
  std::vector<std::vector<Weight>> result(conditions);
  for (std::size_t c = 0; c < conditions; ++c) {
    for (std::size_t i = 0; i < players; ++i) {
      const AnswerPlayer& player = game.players()[i];
      const std::size_t at = c * players + i;
      result[c].push_back({player.is_background, player.item, shares->values[at], shares->errors[at]});
    }
    result[c].insert(result[c].end(), silent.begin(), silent.end());
    std::stable_sort(result[c].begin(), result[c].end(),
                     [](const Weight& a, const Weight& b) { return a.log_odds > b.log_odds; });
  }
  return result;
}

Result<std::vector<Weight>> weights(const Pack& pack, const Case& the_case, std::uint32_t condition) {
  auto all = all_weights(pack, the_case);
  if (!all) {
    return fail(all.error());
  }
  return std::move((*all)[condition]);
}

} // namespace sura::clinic
