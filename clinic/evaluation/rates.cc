// Ranks, urgency and scores over a group of cases.
#include <algorithm>
#include <cmath>

#include "clinic/evaluation/counts.h"
#include "clinic/evaluation/statistics.h"

namespace sura::clinic::evaluation {
namespace {

double log_of(double probability) {
  return std::log(std::max(probability, log_score_floor));
}

/// Brier's score of one case over all causes. Several causes may have had their part, so that their probabilities may
/// sum to more than 1: they are divided by their sum.
double brier_of(const Counted& one) {
  double sum = 0.0;
  for (const double cause : one.verdict->causes) {
    sum += cause;
  }
  double score = 0.0;
  for (std::size_t cause = 0; cause < one.verdict->causes.size(); ++cause) {
    const double probability = sum > 0.0 ? one.verdict->causes[cause] / sum : 0.0;
    const double truth = cause == one.judged->expected.cause ? 1.0 : 0.0;
    score += (probability - truth) * (probability - truth);
  }
  return score;
}

} // namespace

std::size_t rank_of_expected(const Counted& counted) {
  const std::vector<std::uint32_t> order = ranked(*counted.verdict);
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), counted.judged->expected.cause) -
                                  order.begin());
}

Rates rates_of(const std::vector<Counted>& cases) {
  Rates rates;
  rates.n = cases.size();
  std::size_t first = 0;
  std::size_t among_first = 0;
  std::size_t with_urgency = 0;
  std::size_t less = 0;
  std::size_t more = 0;
  std::vector<CaseScores> scores;
  for (const Counted& one : cases) {
    const std::size_t rank = rank_of_expected(one);
    first += rank == 0 ? 1 : 0;
    among_first += rank < first_causes ? 1 : 0;
    if (const auto& expected = one.judged->expected.urgency) {
      ++with_urgency;
      less += one.verdict->urgency < *expected ? 1 : 0;
      more += one.verdict->urgency > *expected ? 1 : 0;
    }
    const double probability = one.verdict->causes[one.judged->expected.cause];
    rates.floored += probability < log_score_floor ? 1 : 0;
    scores.push_back({log_of(probability), log_of(probability) - log_of(one.judged->prior), brier_of(one)});
  }
  rates.top1 = rate(first, cases.size());
  rates.top3 = rate(among_first, cases.size());
  rates.urgency_agreement = rate(with_urgency - less - more, with_urgency);
  rates.under_triage = rate(less, with_urgency);
  rates.over_triage = rate(more, with_urgency);
  const auto averaged = means(scores);
  rates.log_score = averaged[0];
  rates.log_score_gain = averaged[1];
  rates.brier = averaged[2];
  return rates;
}

} // namespace sura::clinic::evaluation
