// Every transform of docs/authoring.md against values worked by hand, and where the width of an interval comes from.
#include "authoring/compile/numbers.h"

#include <cmath>
#include <list>

#include <gtest/gtest.h>

#include "authoring/compile/parts.h"

namespace sura::authoring {
namespace {

const std::string evidence = R"(
- id: accuracy
  certainty: moderate
  read: full text
  source: {title: t}
  measures:
    - {measure: sensitivity, value: 0.8, low: 0.7, high: 0.9}
    - {measure: specificity, value: 0.9}
    - {measure: lr_positive, value: 4, low: 3, high: 5.5}
    - {measure: lr_negative, value: 0.25, low: 0.15, high: 0.4}
- id: counts
  certainty: very-low
  read: full text
  source: {title: t}
  measures:
    - {measure: proportion, value: 0.2, k: 20, n: 100, of: first}
    - {measure: proportion, value: 0.5, k: 10, n: 20, of: second}
    - {measure: proportion, value: 0, k: 0, n: 50, of: none}
    - {measure: proportion, value: 1, of: all}
    - {measure: proportion, value: 70, of: percent}
    - {measure: proportion, value: 0.2, low: 0.3, high: 0.4, of: crossed}
    - {measure: proportion, value: 0.2, k: 30, n: 20, of: miscounted}
    - {measure: proportion, of: empty}
- id: ratios
  certainty: high
  read: full text
  source: {title: t}
  measures:
    - {measure: odds_ratio, value: 4, low: 2, high: 8}
    - {measure: relative_risk, value: 3}
    - {measure: incidence_per_1000_py, value: 73.05}
    - {measure: prevalence, value: 0.4}
- id: flat
  certainty: low
  read: full text
  source: {title: t}
  measures:
    - {measure: lr_positive, value: 2}
    - {measure: lr_negative, value: 2}
- id: rare
  certainty: high
  read: full text
  source: {title: t}
  measures:
    - {measure: prevalence, value: 0.0002, low: 0, high: 0.0004, of: with an interval}
    - {measure: prevalence, value: 0.0002, of: without}
- id: second
  certainty: low
  read: full text
  source: {title: t}
  measures:
    - {measure: sensitivity, value: 0.6, k: 60, n: 100}
    - {measure: odds_ratio, value: 2}
    - {measure: incidence_per_1000_py, value: 36.525}
- id: hearsay
  certainty: low
  read: memory
  source: {title: t}
  measures: [{measure: sensitivity, value: 0.5}]
)";

double log_odds(double p) {
  return std::log(p / (1.0 - p));
}
double logistic(double x) {
  return 1.0 / (1.0 + std::exp(-x));
}

constexpr double z90 = 1.6448536269514722;
constexpr double narrowing = 1.6448536269514722 / 1.9599639845400545;

class Numbers : public testing::Test {
protected:
  Numbers() {
    auto yaml = parse_yaml(evidence, "evidence/e.yaml");
    EXPECT_TRUE(yaml) << yaml.error().message();
    files_.push_back({"evidence/e.yaml", *yaml});
    read_records(bench_, files_);
    EXPECT_TRUE(bench_.problems.empty());
  }

  clinic::Number read(const std::string& text, Domain domain = Domain::probability) {
    auto yaml = parse_yaml(text, "n.yaml");
    EXPECT_TRUE(yaml) << yaml.error().message();
    trees_.push_back(*yaml); // a node points into its tree
    const std::string quantity = "q" + std::to_string(trees_.size());
    return read_number(Node(bench_, file_, trees_.back()), domain, {"conditions/c", quantity});
  }

  /// The number, expected without complaint.
  clinic::Number good(const std::string& text, Domain domain = Domain::probability) {
    const clinic::Number number = read(text, domain);
    EXPECT_TRUE(bench_.problems.empty()) << text << "\n" << bench_.problems.front().error.message();
    return number;
  }

  /// The only complaint.
  Error bad(const std::string& text, Domain domain = Domain::probability) {
    bench_.problems.clear();
    read(text, domain);
    EXPECT_EQ(bench_.problems.size(), 1U) << text;
    Error error = bench_.problems.empty() ? Error{} : bench_.problems.front().error;
    bench_.problems.clear();
    return error;
  }

  const clinic::Derivation& row(const clinic::Number& number) const {
    return bench_.pack.derivations[number.derivation];
  }

  Workbench bench_;
  Files files_;

private:
  const std::string file_ = "n.yaml";
  std::list<Yaml> trees_;
};

// ---- transforms: the value, worked by hand

TEST_F(Numbers, AsIsIsTheDefault) {
  EXPECT_DOUBLE_EQ(good("{record: accuracy, measure: sensitivity}").value, 0.8);
  const clinic::Number number = good("{record: accuracy, measure: sensitivity, transform: as-is}");
  EXPECT_DOUBLE_EQ(number.value, 0.8);
  EXPECT_EQ(row(number).transform, "as-is");
  EXPECT_EQ(row(number).measure, "sensitivity 0.8 (0.7 to 0.9)");
  EXPECT_EQ(row(number).record, "accuracy");
  EXPECT_DOUBLE_EQ(row(number).solved, 0.8);
}

TEST_F(Numbers, ComplementTurnsValueAndInterval) {
  const clinic::Number specificity = good("{record: accuracy, measure: specificity}");
  const clinic::Number number = good("{record: accuracy, measure: specificity, transform: complement}");
  EXPECT_NEAR(number.value, 0.1, 1e-15);
  EXPECT_NEAR(number.low, 1.0 - specificity.high, 1e-15);
  EXPECT_NEAR(number.high, 1.0 - specificity.low, 1e-15);
}

TEST_F(Numbers, LikelihoodRatioPairGivesBothRates) {
  // 4 (1 − 0.25) / (4 − 0.25) = 0.8 and (1 − 0.25) / (4 − 0.25) = 0.2, whose ratios are 4 and 0.2/0.8 again.
  const clinic::Number present = good("{record: accuracy, measure: lr_positive, transform: lr-pair-present}");
  const clinic::Number absent = good("{record: accuracy, measure: lr_positive, transform: lr-pair-absent}");
  EXPECT_NEAR(present.value, 0.8, 1e-12);
  EXPECT_NEAR(absent.value, 0.2, 1e-12);
  EXPECT_NEAR(present.value / absent.value, 4.0, 1e-9);
  EXPECT_NEAR((1.0 - present.value) / (1.0 - absent.value), 0.25, 1e-9);
  EXPECT_LT(present.low, 0.8);
  EXPECT_GT(present.high, 0.8);
  EXPECT_EQ(row(present).measure, "lr_positive 4 (3 to 5.5), lr_negative 0.25 (0.15 to 0.4)");
}

TEST_F(Numbers, TimesRateStopsAt99Percent) {
  EXPECT_NEAR(good("{record: ratios, measure: relative_risk, transform: times-rate, "
                   "rate: {record: counts, measure: proportion, of: first}}")
                  .value,
              0.6, 1e-12);
  EXPECT_NEAR(good("{record: ratios, measure: relative_risk, transform: times-rate, "
                   "rate: {record: counts, measure: proportion, of: second}}")
                  .value,
              0.99, 1e-12);
}

TEST_F(Numbers, OddsTimesRateMovesTheOdds) {
  // odds 0.25 × 4 = 1
  EXPECT_NEAR(good("{record: ratios, measure: odds_ratio, transform: odds-times-rate, "
                   "rate: {record: counts, measure: proportion, of: first}}")
                  .value,
              0.5, 1e-12);
}

TEST_F(Numbers, DividedByRateIsAQuotient) {
  const clinic::Number number = good("{record: ratios, measure: odds_ratio, transform: divided-by-rate, "
                                     "rate: {record: ratios, measure: relative_risk}}",
                                     Domain::ratio);
  EXPECT_NEAR(number.value, 4.0 / 3.0, 1e-12);
  EXPECT_GT(std::log(number.high / number.value), std::log(4.0 / 2.0) * z90 / z95); // wider than the dividend alone
  EXPECT_EQ(bad("{record: ratios, measure: odds_ratio, transform: divided-by-rate}").found, "no 'rate'");
}

TEST_F(Numbers, IncidenceToPointIsTheShareOfDays) {
  // 73.05 in 1,000 years × 10 days / 365,250 = 0.002
  EXPECT_NEAR(good("{record: ratios, measure: incidence_per_1000_py, transform: incidence-to-point, days: 10}").value,
              0.002, 1e-15);
  EXPECT_NEAR(good("{record: ratios, measure: incidence_per_1000_py, transform: incidence-to-point, "
                   "days: {judgement: 20, low: 10, high: 40, reason: long enough a reason}}")
                  .value,
              0.004, 1e-15);
}

TEST_F(Numbers, PerYearToPointIsTheShareOfDays) {
  // 0.4 × 73.05 / 365.25 = 0.08
  EXPECT_NEAR(good("{record: ratios, measure: prevalence, transform: per-year-to-point, days: 73.05}").value, 0.08,
              1e-12);
}

TEST_F(Numbers, RareOutcomeTakesTheRiskAsOdds) {
  EXPECT_DOUBLE_EQ(good("{record: ratios, measure: relative_risk, transform: rare-outcome}", Domain::ratio).value, 3.0);
}

TEST_F(Numbers, InverseTurnsValueAndInterval) {
  const clinic::Number direct = good("{record: ratios, measure: odds_ratio}", Domain::ratio);
  const clinic::Number number = good("{record: ratios, measure: odds_ratio, transform: inverse}", Domain::ratio);
  EXPECT_DOUBLE_EQ(number.value, 0.25);
  EXPECT_DOUBLE_EQ(number.low, 1.0 / direct.high);
  EXPECT_DOUBLE_EQ(number.high, 1.0 / direct.low);
}

TEST_F(Numbers, PercentOfIsAShareOfAShare) {
  EXPECT_NEAR(good("{record: ratios, measure: prevalence, transform: percent-of, "
                   "rate: {record: counts, measure: proportion, of: second}}")
                  .value,
              0.2, 1e-12);
}

// ---- where the width comes from

TEST_F(Numbers, PrintedIntervalsAreNarrowedFrom95To90) {
  const clinic::Number number = good("{record: accuracy, measure: sensitivity}");
  EXPECT_NEAR(number.low, logistic(log_odds(0.8) + (log_odds(0.7) - log_odds(0.8)) * narrowing), 1e-12);
  EXPECT_NEAR(number.high, logistic(log_odds(0.8) + (log_odds(0.9) - log_odds(0.8)) * narrowing), 1e-12);
  EXPECT_GT(number.low, 0.7);
  EXPECT_LT(number.high, 0.9);
  const clinic::Number ratio = good("{record: ratios, measure: odds_ratio}", Domain::ratio);
  EXPECT_NEAR(ratio.low, 4.0 * std::pow(0.5, narrowing), 1e-12);
  EXPECT_NEAR(ratio.high, 4.0 * std::pow(2.0, narrowing), 1e-12);
}

TEST_F(Numbers, CountsGiveTheWidthBeforeCertaintyDoes) {
  const double p = 20.5 / 101.0;
  const double deviation = std::sqrt(1.0 / (100.0 * p) + 1.0 / (100.0 * (1.0 - p)));
  const clinic::Number number = good("{record: counts, measure: proportion, of: first}");
  EXPECT_NEAR(number.low, logistic(log_odds(0.2) - deviation * z90), 1e-12);
  EXPECT_NEAR(number.high, logistic(log_odds(0.2) + deviation * z90), 1e-12);
}

TEST_F(Numbers, NoneSeenIsNotImpossible) {
  const clinic::Number none = good("{record: counts, measure: proportion, of: none}");
  EXPECT_NEAR(none.value, 0.5 / 51.0, 1e-12);
  const clinic::Number all = good("{record: counts, measure: proportion, of: all}");
  EXPECT_DOUBLE_EQ(all.value, 0.999);
}

TEST_F(Numbers, CertaintyGivesTheWidthWhereNothingIsPrinted) {
  const clinic::Number moderate = good("{record: accuracy, measure: specificity}");
  EXPECT_NEAR(moderate.low, logistic(log_odds(0.9) - 0.35 * z90), 1e-12);
  const clinic::Number high = good("{record: ratios, measure: relative_risk}", Domain::ratio);
  EXPECT_NEAR(high.high, 3.0 * std::exp(0.2 * z90), 1e-12);
  const clinic::Number low = good("{record: flat, measure: lr_positive}", Domain::ratio);
  EXPECT_NEAR(low.high, 2.0 * std::exp(0.6 * z90), 1e-12);
  const clinic::Number very_low = good("{record: counts, measure: proportion, of: all}");
  EXPECT_NEAR(very_low.low, logistic(log_odds(0.999) - 0.9 * z90), 1e-12);
}

TEST_F(Numbers, WidthsOfAProductAddInQuadrature) {
  const clinic::Number share = good("{record: ratios, measure: prevalence}");
  const clinic::Number number =
      good("{record: ratios, measure: prevalence, transform: per-year-to-point, "
           "days: {judgement: 36.525, low: 18.2625, high: 73.05, reason: a month more or less}}");
  const double from_share = log_odds(share.low * 0.1) - log_odds(0.04);
  const double from_days = log_odds(0.02) - log_odds(0.04);
  EXPECT_NEAR(number.value, 0.04, 1e-12);
  EXPECT_NEAR(log_odds(number.low), log_odds(0.04) - std::hypot(from_share, from_days), 1e-9);
}

TEST_F(Numbers, AFixedWindowAddsNoWidth) {
  const clinic::Number share = good("{record: ratios, measure: prevalence}");
  const clinic::Number number =
      good("{record: ratios, measure: prevalence, transform: per-year-to-point, days: 365.25}");
  EXPECT_NEAR(number.low, share.low, 1e-9);
  EXPECT_NEAR(number.high, share.high, 1e-9);
}

// A prevalence of 1 in 5,000 was taken as 1 in 1,000, as if it were a printed 0.
TEST_F(Numbers, ARareShareStaysRare) {
  const clinic::Number bare = good("{record: rare, measure: prevalence, of: without}");
  EXPECT_DOUBLE_EQ(bare.value, 0.0002);
  EXPECT_NEAR(bare.low, logistic(log_odds(0.0002) - 0.2 * z90), 1e-12);
  const clinic::Number printed = good("{record: rare, measure: prevalence, of: with an interval}");
  EXPECT_DOUBLE_EQ(printed.value, 0.0002);
  EXPECT_NEAR(printed.low, logistic(log_odds(0.0002) + (log_odds(0.00002) - log_odds(0.0002)) * narrowing), 1e-12);
  EXPECT_LT(printed.high, 0.0004);
}

// ---- pools

const std::string two_sensitivities =
    "{record: accuracy, measure: sensitivity}, {record: second, measure: sensitivity}";

TEST_F(Numbers, APoolIsTheMeanOfItsStudies) {
  const clinic::Number number = good("{pool: [" + two_sensitivities + "]}");
  // By hand: logits 1.3863 (from 0.7 to 0.9) and 0.4055 (60 of 100).
  const double d1 = (log_odds(0.9) - log_odds(0.7)) / (2.0 * 1.9599639845400545);
  const double d2 = std::sqrt(1.0 / 60 + 1.0 / 40);
  const double w1 = 1.0 / (d1 * d1);
  const double w2 = 1.0 / (d2 * d2);
  const double y1 = log_odds(0.8);
  const double y2 = log_odds(0.6);
  const double q = w1 * w2 / (w1 + w2) * (y1 - y2) * (y1 - y2);
  const double tau_squared = (q - 1.0) * (d1 * d1 + d2 * d2) / 2.0;
  const double v1 = 1.0 / (d1 * d1 + tau_squared);
  const double v2 = 1.0 / (d2 * d2 + tau_squared);
  const double mean = (v1 * y1 + v2 * y2) / (v1 + v2);
  EXPECT_NEAR(number.value, logistic(mean), 1e-12);
  EXPECT_NEAR(number.low, logistic(mean - z90 / std::sqrt(v1 + v2)), 1e-12);
  EXPECT_NEAR(number.high, logistic(mean + z90 / std::sqrt(v1 + v2)), 1e-12);

  ASSERT_TRUE(row(number).pool);
  const clinic::Pool& pool = *row(number).pool;
  EXPECT_NEAR(pool.tau_squared, tau_squared, 1e-12);
  EXPECT_NEAR(pool.i_squared, 1.0 - 1.0 / q, 1e-12);
  ASSERT_EQ(pool.members.size(), 2U);
  EXPECT_EQ(bench_.pack.records[pool.members[0].record].id, "accuracy");
  EXPECT_EQ(pool.members[1].measure, "sensitivity 0.6");
  EXPECT_NEAR(pool.members[0].weight, v1 / (v1 + v2), 1e-12);
  EXPECT_NEAR(pool.members[1].value, 0.6, 1e-12);
  EXPECT_EQ(row(number).record, "");
  EXPECT_EQ(row(number).judged, 0.0);
  EXPECT_TRUE(row(number).measure.ends_with("pooled from 2 studies")) << row(number).measure;
}

TEST_F(Numbers, RatiosAndRatesArePooledAsLogarithms) {
  const clinic::Number ratio =
      good("{pool: [{record: ratios, measure: odds_ratio}, {record: second, measure: odds_ratio}]}", Domain::ratio);
  EXPECT_NEAR(ratio.value * ratio.value, ratio.low * ratio.high, 1e-9);
  EXPECT_GT(ratio.value, 2.0);
  EXPECT_LT(ratio.value, 4.0);
  const clinic::Number rate = good("{pool: [{record: ratios, measure: incidence_per_1000_py}, "
                                   "{record: second, measure: incidence_per_1000_py}], "
                                   "transform: incidence-to-point, days: 10}");
  EXPECT_GT(rate.value, 0.001); // 36.525 and 73.05 in 1,000 years, ten days each
  EXPECT_LT(rate.value, 0.002);
}

TEST_F(Numbers, APoolMayBeTransformed) {
  const clinic::Number pooled = good("{pool: [" + two_sensitivities + "]}");
  const clinic::Number missed = good("{pool: [" + two_sensitivities + "], transform: complement}");
  EXPECT_NEAR(missed.value, 1.0 - pooled.value, 1e-12);
  EXPECT_NEAR(row(missed).pool->value, pooled.value, 1e-12);
}

TEST_F(Numbers, APoolIsOneStudyOfItsOwn) {
  const clinic::Number alone = good("{record: accuracy, measure: sensitivity}");
  const clinic::Number pooled = good("{pool: [" + two_sensitivities + "]}");
  const clinic::Number turned =
      good("{pool: [{record: second, measure: sensitivity}, {record: accuracy, measure: sensitivity}]}");
  EXPECT_NE(row(pooled).study, row(alone).study);
  EXPECT_EQ(row(pooled).study, row(turned).study);
}

TEST_F(Numbers, RefusesWhatCannotBePooled) {
  EXPECT_EQ(bad("{pool: [{record: accuracy, measure: sensitivity}]}").found, "a pool of 1");
  EXPECT_EQ(bad("{pool: []}").found, "a pool of 0");
  EXPECT_EQ(bad("{pool: }").found, "a pool of 0");
  EXPECT_EQ(bad("{pool: accuracy}").code, ErrorCode::wrong_type);
  EXPECT_EQ(bad("{pool: [{record: accuracy, measure: sensitivity}, {record: accuracy, measure: specificity}]}").found,
            "'specificity' beside 'sensitivity'");
  EXPECT_EQ(bad("{pool: [" + two_sensitivities + ", {record: accuracy, measure: sensitivity}]}").found,
            "'accuracy' twice");
  EXPECT_EQ(bad("{pool: [{record: counts, measure: proportion, of: first}, "
                "{record: counts, measure: proportion, of: percent}]}")
                .code,
            ErrorCode::out_of_range);
  EXPECT_EQ(bad("{pool: [{record: accuracy, measure: sensitivity}, {record: counts, measure: sensitivity}]}").code,
            ErrorCode::unknown_id);
  EXPECT_EQ(bad("{pool: [{record: accuracy, measure: sensitivity}, {record: secnd, measure: sensitivity}]}").nearest,
            "second");
  EXPECT_EQ(bad("{pool: [{record: accuracy, measure: sensitivity}, {record: hearsay, measure: sensitivity}]}").found,
            "the record 'hearsay', known from memory only");
  EXPECT_EQ(bad("{pool: [" + two_sensitivities + "], transform: lr-pair-present}").code, ErrorCode::inconsistent);
  EXPECT_EQ(bad("{pool: [" + two_sensitivities + "], record: accuracy}").found, "the key 'record'");
  EXPECT_EQ(bad("{pool: [{record: ratios, measure: odds_ratio}, {record: second, measure: odds_ratio}]}").code,
            ErrorCode::out_of_range);
}

// ---- how much is judged

TEST_F(Numbers, JudgedIsTheShareOfTheVarianceThatIsJudgement) {
  EXPECT_EQ(row(good("{record: accuracy, measure: sensitivity}")).judged, 0.0);
  EXPECT_EQ(row(good("{judgement: 0.3, low: 0.1, high: 0.6, reason: a sentence}")).judged, 1.0);
  const clinic::Number share = good("{record: ratios, measure: prevalence}");
  const clinic::Number mixed =
      good("{record: ratios, measure: prevalence, transform: per-year-to-point, "
           "days: {judgement: 36.525, low: 18.2625, high: 73.05, reason: a month more or less}}");
  const double measured = std::pow(log_odds(share.low * 0.1) - log_odds(0.04), 2) +
                          std::pow(log_odds(share.high * 0.1) - log_odds(0.04), 2);
  const double judged = std::pow(log_odds(0.02) - log_odds(0.04), 2) + std::pow(log_odds(0.08) - log_odds(0.04), 2);
  EXPECT_NEAR(row(mixed).judged, judged / (judged + measured), 1e-9);
  EXPECT_EQ(row(good("{record: ratios, measure: prevalence, transform: per-year-to-point, days: 30}")).judged, 0.0);
}

// ---- which study

TEST_F(Numbers, OneStudyIsDrawnOnce) {
  const clinic::Number first = good("{record: counts, measure: proportion, of: first}");
  const clinic::Number again = good("{record: counts, measure: proportion, of: first}");
  const clinic::Number other = good("{record: counts, measure: proportion, of: second}");
  EXPECT_EQ(row(first).study, row(again).study);
  EXPECT_NE(row(first).study, row(other).study);
}

TEST_F(Numbers, EachJudgementIsAStudyOfItsOwn) {
  const std::string judgement = "{judgement: 0.3, low: 0.1, high: 0.6, reason: a sentence}";
  const clinic::Number first = good(judgement);
  const clinic::Number second = good(judgement);
  EXPECT_NE(row(first).study, row(second).study);
}

TEST_F(Numbers, OfAndNthChoose) {
  EXPECT_DOUBLE_EQ(good("{record: counts, measure: proportion, of: second}").value, 0.5);
  EXPECT_DOUBLE_EQ(good("{record: counts, measure: proportion, nth: 2}").value, 0.5);
  EXPECT_EQ(bad("{record: counts, measure: proportion}").expected, "`of` or `nth` to choose one");
  EXPECT_EQ(bad("{record: counts, measure: proportion, of: third}").code, ErrorCode::unknown_id);
  EXPECT_EQ(bad("{record: counts, measure: proportion, nth: 9}").code, ErrorCode::unknown_id);
  EXPECT_EQ(bad("{record: counts, measure: proportion, nth: 0}").code, ErrorCode::unknown_id);
}

// ---- judgements

TEST_F(Numbers, JudgementsMustBeWide) {
  EXPECT_DOUBLE_EQ(good("{judgement: 0.3, low: 0.1, high: 0.6, reason: a sentence}").high, 0.6);
  // odds 0.25 to 0.5: exactly a factor 2; a little less is refused
  good("{judgement: 0.25, low: 0.2, high: 0.33333334, reason: a sentence}");
  EXPECT_EQ(bad("{judgement: 0.25, low: 0.2, high: 0.33, reason: a sentence}").code, ErrorCode::out_of_range);
  good("{judgement: 2.5, low: 2, high: 3, reason: a sentence}", Domain::ratio);
  EXPECT_EQ(bad("{judgement: 2.5, low: 2, high: 2.99, reason: a sentence}", Domain::ratio).code,
            ErrorCode::out_of_range);
  EXPECT_EQ(bad("{judgement: 0.3, low: 0.3, high: 0.3, reason: a sentence}").found, "a judgement without width");
}

TEST_F(Numbers, JudgementsNeedAReasonAndTheirEnds) {
  EXPECT_EQ(bad("{judgement: 0.3, low: 0.1, high: 0.6, reason: short}").found, "a judgement without a reason");
  EXPECT_EQ(bad("{judgement: 0.3, low: 0.1, reason: a sentence}").found, "no 'high'");
  EXPECT_EQ(bad("{judgement: 0.3, low: 0.1, hihg: 0.6, high: 0.6, reason: a sentence}").nearest, "high");
}

TEST_F(Numbers, ProbabilitiesStayWithinTheirRange) {
  for (const std::string text : {"{judgement: 1.2, low: 0.1, high: 1.3, reason: a sentence}",
                                 "{judgement: 0.3, low: 0.4, high: 0.6, reason: a sentence}",
                                 "{judgement: 0.3, low: -0.1, high: 0.6, reason: a sentence}"}) {
    EXPECT_EQ(bad(text).code, ErrorCode::out_of_range) << text;
  }
  EXPECT_EQ(bad("{record: ratios, measure: odds_ratio}").code, ErrorCode::out_of_range);
  EXPECT_EQ(bad("{judgement: 0, low: 0, high: 3, reason: a sentence}", Domain::ratio).code, ErrorCode::out_of_range);
}

TEST_F(Numbers, RefusesImpossibleFiguresOfAStudy) {
  const Error percent = bad("{record: counts, measure: proportion, of: percent}");
  EXPECT_EQ(percent.code, ErrorCode::out_of_range);
  EXPECT_EQ(percent.found, "proportion 70 of percent in the record counts");
  EXPECT_EQ(bad("{record: counts, measure: proportion, of: crossed}").code, ErrorCode::out_of_range);
  EXPECT_EQ(bad("{record: counts, measure: proportion, of: miscounted}").code, ErrorCode::out_of_range);
  EXPECT_EQ(bad("{record: counts, measure: proportion, of: empty}").found,
            "proportion without a value of empty in the record counts");
}

TEST_F(Numbers, RefusesWhatATransformCannotGive) {
  // LR₊ = LR₋: the pair says nothing, and x/0 is no rate.
  EXPECT_EQ(bad("{record: flat, measure: lr_positive, transform: lr-pair-present}").code, ErrorCode::out_of_range);
  // 73.05 in 1,000 years lasting 10,000 days each would be there in 2 of 1 person.
  const Error error =
      bad("{record: ratios, measure: incidence_per_1000_py, transform: incidence-to-point, days: 10000}");
  EXPECT_EQ(error.code, ErrorCode::out_of_range);
  EXPECT_EQ(error.found, "2 (2 to 2)");
}

TEST_F(Numbers, NamesWhatIsMissingOrMisspelt) {
  const Error bare = bad("0.3");
  EXPECT_EQ(bare.code, ErrorCode::missing);
  EXPECT_EQ(bare.where, "n.yaml:1");
  EXPECT_EQ(bare.found, "'0.3' without record or judgement");
  const Error record = bad("{record: accuracie, measure: sensitivity}");
  EXPECT_EQ(record.code, ErrorCode::unknown_id);
  EXPECT_EQ(record.found, "the record 'accuracie'");
  EXPECT_EQ(record.nearest, "accuracy");
  const Error transform = bad("{record: accuracy, measure: sensitivity, transform: complment}");
  EXPECT_EQ(transform.code, ErrorCode::unknown_id);
  EXPECT_EQ(transform.nearest, "complement");
  EXPECT_EQ(bad("{record: accuracy, measure: sensitivty}").nearest, "sensitivity");
  EXPECT_EQ(bad("{record: hearsay, measure: sensitivity}").found, "the record 'hearsay', known from memory only");
  EXPECT_EQ(bad("{record: ratios, measure: prevalence, transform: percent-of}").found, "no 'rate'");
  EXPECT_EQ(bad("{record: ratios, measure: prevalence, transform: per-year-to-point, days: -3}").code,
            ErrorCode::out_of_range);
}

// ---- links

TEST_F(Numbers, SolvesTheNoisyOrLink) {
  const clinic::Number sensitivity = good("{judgement: 0.8, low: 0.6, high: 0.9, reason: a sentence}");
  const clinic::Number background = good("{judgement: 0.2, low: 0.1, high: 0.4, reason: a sentence}");
  const clinic::Number link = solve_link(bench_, sensitivity, background);
  EXPECT_NEAR(link.value, 0.75, 1e-12); // 1 − 0.2/0.8, and 1 − (1 − 0.75)(1 − 0.2) = 0.8 again
  EXPECT_NEAR(link.low, 0.5, 1e-12);
  EXPECT_NEAR(link.high, 0.875, 1e-12);
  EXPECT_DOUBLE_EQ(row(sensitivity).solved, link.value);
  EXPECT_DOUBLE_EQ(row(sensitivity).measured, 0.8);
}

TEST_F(Numbers, ASensitivityBelowTheBackgroundGivesNoLink) {
  const clinic::Number sensitivity = good("{judgement: 0.1, low: 0.05, high: 0.5, reason: a sentence}");
  const clinic::Number background = good("{judgement: 0.2, low: 0.1, high: 0.4, reason: a sentence}");
  const clinic::Number link = solve_link(bench_, sensitivity, background);
  EXPECT_DOUBLE_EQ(link.value, 0.0);
  EXPECT_DOUBLE_EQ(link.low, 0.0);
  EXPECT_NEAR(link.high, 0.375, 1e-12); // 1 − 0.5/0.8
}

TEST_F(Numbers, ExactNumbersHaveNoWidth) {
  const clinic::Number number = exact_number(bench_, 1.0, {"perception/seen", "gardener detection"});
  EXPECT_DOUBLE_EQ(number.low, 1.0);
  EXPECT_DOUBLE_EQ(number.high, 1.0);
  EXPECT_EQ(row(number).transform, "exact");
}

} // namespace
} // namespace sura::authoring
