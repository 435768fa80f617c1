#include "clinic/evaluation/phrases.h"

#include <fmt/format.h>

namespace sura::clinic::evaluation {
namespace {

/// "-0.00" would say that there is a difference.
double without_minus_zero(double value) {
  constexpr double prints_as_zero = 0.005;
  return value > -prints_as_zero && value < prints_as_zero ? 0.0 : value;
}

std::string counted_cases(std::size_t n) {
  return std::to_string(n) + (n == 1 ? " case" : " cases");
}

} // namespace

std::string in_words(const Rate& rate) {
  if (rate.of == 0) {
    return "no case";
  }
  constexpr std::size_t enough_for_a_decimal = 200;
  const int decimals = rate.of < enough_for_a_decimal ? 0 : 1;
  const double share = static_cast<double>(rate.count) / static_cast<double>(rate.of);
  return fmt::format("{} of {}: {:.{}f} % ({:.{}f} to {:.{}f})", rate.count, rate.of, share * 100.0, decimals,
                     rate.low * 100.0, decimals, rate.high * 100.0, decimals);
}

std::string in_words(const Score& score) {
  return fmt::format("{:.2f} ({:.2f} to {:.2f})", without_minus_zero(score.value), without_minus_zero(score.low),
                     without_minus_zero(score.high));
}

std::string probability(double value) {
  constexpr double least = 0.001;
  constexpr double small = 0.01;
  if (value < least) {
    return "< 0.001";
  }
  return value < small ? fmt::format("{:.3f}", value) : fmt::format("{:.2f}", value);
}

std::vector<Measure> measures(const Rates& rates) {
  return {{"Expected cause ranks first", in_words(rates.top1)},
          {"Among the first three", in_words(rates.top3)},
          {"Urgency as expected", in_words(rates.urgency_agreement)},
          {"Less urgent (under-triage)", in_words(rates.under_triage)},
          {"More urgent (over-triage)", in_words(rates.over_triage)},
          {"Log score (0 is perfect)", in_words(rates.log_score)},
          {"Gain over the prior", in_words(rates.log_score_gain)},
          {"Brier score (0 to 2)", in_words(rates.brier)}};
}

std::string title(const RatesOfGroup& group) {
  const std::string cases = " (" + counted_cases(group.rates.n) + ")";
  return group.by == "tests" ? "Cases that have tests, " + group.is + " them" + cases : "Role " + group.is + cases;
}

std::string what_was_asked(const Pack& pack, const Evaluation& evaluation) {
  const EvaluationOptions& options = evaluation.options;
  std::string text = counted_cases(evaluation.all.n);
  text += options.tests ? ", history, examination and tests" : ", history and examination only";
  text += options.role ? "; all in the role " + pack.roles[*options.role].id : "";
  text += options.setting ? "; all in the setting " + pack.settings[*options.setting].id : "";
  return text + ". Pack: " + pack.name + " " + pack.version + ".";
}

std::string range(const ReliabilityBin& bin) {
  return fmt::format("{} to {}", bin.from, bin.to);
}

std::string first_causes_of(const Pack& pack, const ConfusionRow& row) {
  std::string text;
  for (const auto& [cause, n] : row.first) {
    text += text.empty() ? "" : ", ";
    text += cause_id(pack, cause);
    text += " " + std::to_string(n);
  }
  return text;
}

std::string urgency_outcome(const JudgedCase& one, const Verdict& verdict) {
  if (!one.expected.urgency) {
    return "-";
  }
  return verdict.urgency == *one.expected.urgency  ? "as expected"
         : verdict.urgency < *one.expected.urgency ? "less urgent"
                                                   : "more urgent";
}

std::vector<std::string> notes(const Evaluation& evaluation) {
  std::vector<std::string> sentences = {
      "In brackets: 95 % intervals, Wilson's for shares, bootstrap (1000 samples, fixed seed) for scores. They speak "
      "of "
      "the choice of cases, not of how these differ from the people who will ask.",
      fmt::format("Log score: mean natural logarithm of the probability of the expected cause, none taken below {} "
                  "({} so taken). Prior: the same with age, sex, setting and complaint alone.",
                  "0.000001", counted_cases(evaluation.all.floored)),
      "Brier score: over all conditions and something else, their probabilities divided by their sum (several causes "
      "may each have had a part, so that the sum may exceed 1)."};
  return sentences;
}

} // namespace sura::clinic::evaluation
