// How much each answer speaks for or against each condition.
#include <algorithm>
#include <cmath>

#include "clinic/reasoning/logistic.h"
#include "clinic/reasoning/person.h"
#include "sura/clinic/diagnosis.h"

namespace sura::clinic {
namespace {

/// Answered items: which, and what the causes would be had it not been answered.
struct Without {
  bool is_background;
  std::uint32_t item;
  std::vector<double> causes;
};

/// The case without one finding, and without the sides of it.
Case without_finding(const Pack& pack, Case the_case, std::uint32_t finding) {
  for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
    if (f == finding || pack.findings[f].parent == static_cast<std::int32_t>(finding)) {
      the_case.findings[f].reset();
    }
  }
  return the_case;
}

Result<std::vector<Without>> leave_one_out(const Pack& pack, const Case& the_case, const Person& person) {
  std::vector<Without> result;
  for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
    const auto& answer = the_case.findings[f];
    if (!answer || !answer->sure || person.network().places[f].finding < 0) {
      continue;
    }
    const Case without = without_finding(pack, the_case, f);
    const PersonNetwork network = person_network(pack, without, person.priors(), person.prior(), {}, Extent::answered);
    const auto posterior = engine::infer(network.network, network.evidence);
    if (!posterior) {
      return tl::unexpected(posterior.error());
    }
    result.push_back({false, f, causes_of_complaint(pack, network, *posterior)});
  }
  std::vector<BackgroundTrial> unknown;
  for (std::uint32_t b = 0; b < pack.background.size(); ++b) {
    if (the_case.background[b] && the_case.background[b]->sure) {
      unknown.push_back({b, -1});
    }
  }
  auto outcomes = person.causes_with(unknown);
  if (!outcomes) {
    return tl::unexpected(outcomes.error());
  }
  for (std::size_t i = 0; i < unknown.size(); ++i) {
    result.push_back({true, unknown[i].item, std::move((*outcomes)[i].causes)});
  }
  return result;
}

} // namespace

Result<std::vector<std::vector<Weight>>> all_weights(const Pack& pack, const Case& the_case,
                                                     const PriorModels* models) {
  const Person person(pack, the_case, models);
  const auto now = person.causes();
  if (!now) {
    return tl::unexpected(now.error());
  }
  const auto without = leave_one_out(pack, the_case, person);
  if (!without) {
    return tl::unexpected(without.error());
  }
  std::vector<std::vector<Weight>> result(pack.conditions.size());
  for (std::size_t c = 0; c < result.size(); ++c) {
    for (const Without& item : *without) {
      result[c].push_back({item.is_background, item.item, log_odds(now->causes[c]) - log_odds(item.causes[c])});
    }
    std::stable_sort(result[c].begin(), result[c].end(),
                     [](const Weight& a, const Weight& b) { return a.log_odds > b.log_odds; });
  }
  return result;
}

Result<std::vector<Weight>> weights(const Pack& pack, const Case& the_case, std::uint32_t condition) {
  auto all = all_weights(pack, the_case);
  if (!all) {
    return tl::unexpected(all.error());
  }
  return std::move((*all)[condition]);
}

} // namespace sura::clinic
