#include "tests/support/sample_pack.h"

#include <initializer_list>
#include <utility>

#include "tests/support/sample_numbers.h"
#include "tests/support/sample_pack_texts.h"

namespace sura::clinic {
namespace {

// Indices, in the order of the header's list.
enum : std::uint32_t { home, practice };
enum : std::uint32_t { felt, seen, touched, measured, tested };
enum : std::uint32_t { thing_a, thing_b, thing_c };
enum : std::uint32_t { long_sitting, bed_days, expecting, smoker, already_treated };
enum : std::uint32_t { study_one, study_two, guideline };
enum : std::uint32_t {
  leg_ache,
  leg_spasm,
  leg_puffiness,
  puffiness_dents,
  puffiness_extra_cm,
  stiffness,
  stiffness_mornings,
  start_speed,
  days_of_trouble,
  both_legs,
  hot_skin,
  lab_marker,
  monthly_swelling,
  short_breath,
  faint,
};

Expression is(Expression::Kind kind, std::uint32_t subject, double number = 0.0) {
  Expression result;
  result.kind = kind;
  result.subject = subject;
  result.number = number;
  return result;
}
Expression answered(std::uint32_t finding, double level = 1.0) {
  return is(Expression::Kind::finding, finding, level);
}
Expression has(std::uint32_t item) {
  return is(Expression::Kind::background, item);
}
Expression age_from(double years) {
  return is(Expression::Kind::age_from, 0, years);
}
Expression age_below(double years) {
  return is(Expression::Kind::age_below, 0, years);
}
Expression of(Expression::Kind kind, std::vector<Expression> parts) {
  Expression result;
  result.kind = kind;
  result.parts = std::move(parts);
  return result;
}
Expression never() {
  return of(Expression::Kind::any, {});
}

/// Makes the pack piece by piece.
class Builder : private SampleNumbers {
public:
  Pack finish() {
    frame();
    background();
    findings();
    conditions();
    losses();
    rules();
    decision_rules();
    care();
    about("pack", "people");
    pack_.people = bands(0.3, 0.3, 0.4, 1.1);
    pack_.texts["en"] = sample_pack_texts();
    return std::move(pack_);
  }

private:
  void frame() {
    pack_.id = "sample";
    pack_.name = "Sample pack";
    pack_.version = "1.2.3";
    pack_.date = "2024-01-31";
    pack_.sha256 = std::string(64, 'a');
    pack_.interval_draws = 20;
    pack_.question_limit = 6;
    pack_.settings = {{"home"}, {"practice"}};
    pack_.roles = {{"person"}, {"clinician"}};
    pack_.complaints = {{"ache", leg_ache}, {"spasm", leg_spasm}, {"puffiness", leg_puffiness}};
    pack_.both_legs_finding = both_legs;
    pack_.records = {
        {"study-one", "thing-a", "Half of the people with thing A had a puffy leg.", "200 adults at a clinic",
         "cross-sectional", "moderate", "full text", "Thing A and the leg", "Able A, Baker B", "Journal of Things",
         "10.1000/one", "11111111", "https://example.org/one", 2011},
        {"study-two", "thing-c", "Thing C came on suddenly in 8 of 10.", "80 runners", "cohort", "low", "abstract",
         "Thing C in runners", "Charlie C", "Annals of Things", "10.1000/two", "22222222", "https://example.org/two",
         2019},
        {"guideline", "thing-a", "People with possible thing A should be seen the same day.", "adults", "guideline",
         "high", "full text", "Guideline on things", "Institute of Things", "", "", "", "https://example.org/guideline",
         0},
    };
    pack_.studies = static_cast<std::uint32_t>(pack_.records.size());

    about("pack", "perception");
    const auto notice = [&](double detection, double false_alarm) {
      return std::optional<Notice>({rate(detection), rate(false_alarm)});
    };
    const std::optional<Notice> perfect = Notice{exact(1.0), exact(0.0)};
    pack_.perceptions = {
        {"felt", {perfect, perfect}},
        {"seen", {notice(0.8, 0.1), perfect}},
        {"touched", {notice(0.6, 0.15), perfect}},
        {"measured", {notice(0.9, 0.02), perfect}},
        {"tested", {std::nullopt, perfect}},
    };
    about("pack", "something_else");
    pack_.something_else.push_back({"else", {rate(0.004), rate(0.002)}, {}, {}, {}});
  }

  void background() {
    const auto item = [&](std::string id, std::string theme, Rates by_age, double female_times) -> BackgroundItem& {
      about("background/" + id, "rates");
      pack_.population.push_back({bands(by_age[0], by_age[1], by_age[2], female_times), {}});
      pack_.background.push_back({std::move(id), std::move(theme), std::nullopt, 0.0, 200.0, true});
      return pack_.background.back();
    };
    item("long-sitting", "immobility", {0.1, 0.1, 0.06}, 1.0);
    item("bed-days", "immobility", {0.01, 0.02, 0.06}, 1.0);
    BackgroundItem& female_only = item("expecting", "hormones", {0.04, 0.005, 0.001}, 1.0);
    female_only.sex = Sex::female;
    female_only.minimum_age = 16;
    female_only.maximum_age = 55;
    item("smoker", "habits", {0.2, 0.2, 0.1}, 0.8);
    pack_.population[smoker].with = {{bed_days, ratio(1.5)}};
    item("already-treated", "treatment", {0.001, 0.003, 0.01}, 1.0).ask = false;
  }

  Finding& finding(std::string id, FindingKind kind, std::uint32_t perception, std::vector<Level> levels) {
    Finding result;
    result.id = std::move(id);
    result.theme = "legs";
    result.kind = kind;
    result.perception = perception;
    result.levels = std::move(levels);
    pack_.findings.push_back(std::move(result));
    return pack_.findings.back();
  }

  Finding& yes_no(std::string id, FindingKind kind, std::uint32_t perception, double common, double other,
                  std::int32_t parent = -1) {
    Finding& result = finding(std::move(id), kind, perception, {{"no", 0}, {"yes", 0}});
    result.parent = parent;
    graded(result, {common}, {other});
    return result;
  }

  void graded(Finding& result, const Rates& common, const Rates& other) {
    about("findings/" + result.id, "background");
    result.background = rates(common);
    about("findings/" + result.id, "other");
    const auto index = static_cast<std::uint32_t>(pack_.findings.size() - 1);
    pack_.something_else.front().findings.push_back(link(index, other));
  }

  Finding& number(std::string id, std::uint32_t perception, std::string unit, double maximum,
                  std::vector<Level> levels) {
    Finding& result = finding(std::move(id), FindingKind::sign, perception, std::move(levels));
    result.answer = AnswerKind::number;
    result.unit = std::move(unit);
    result.maximum = maximum;
    return result;
  }

  void findings() {
    const auto symptom = FindingKind::symptom;
    const auto sign = FindingKind::sign;
    yes_no("leg-ache", symptom, felt, 0.05, 0.6);
    yes_no("leg-spasm", symptom, felt, 0.03, 0.2);
    yes_no("leg-puffiness", sign, seen, 0.08, 0.25);
    yes_no("puffiness-dents", sign, touched, 0.3, 0.35, leg_puffiness);
    Finding& extra = number("puffiness-extra-cm", measured, "cm", 30, {{"under-2", 0}, {"from-2", 2}, {"over-3", 3}});
    extra.parent = leg_puffiness;
    graded(extra, {0.2, 0.1}, {0.3, 0.15});
    Finding& stiff = finding("stiffness", symptom, felt, {{"none", 0}, {"some", 0}, {"much", 0}});
    stiff.answer = AnswerKind::levels;
    graded(stiff, {0.15, 0.05}, {0.3, 0.1});
    yes_no("stiffness-mornings", symptom, felt, 0.5, 0.5, stiffness);
    Finding& speed = finding("start-speed", symptom, felt, {{"slow", 0}, {"quick", 0}, {"sudden", 0}});
    speed.answer = AnswerKind::levels;
    graded(speed, {0.1, 0.02}, {0.4, 0.2});
    graded(number("days-of-trouble", felt, "days", 3650, {{"up-to-3", 0}, {"from-4", 4}, {"over-14", 15}}), {0.2, 0.1},
           {0.6, 0.4});
    yes_no("both-legs", sign, seen, 0.05, 0.3);
    yes_no("hot-skin", sign, touched, 0.04, 0.15);
    about("findings/hot-skin", "background_changes");
    pack_.findings[hot_skin].background_changes = {{has(smoker), ratio(1.6)}};
    yes_no("lab-marker", FindingKind::test, tested, 0.1, 0.2);
    yes_no("monthly-swelling", symptom, felt, 0.1, 0.12).sex = Sex::female;
    finding("short-breath", FindingKind::flag, felt, {{"no", 0}, {"yes", 0}}).theme = "alarm";
    finding("faint", FindingKind::flag, felt, {{"no", 0}, {"yes", 0}}).theme = "alarm";

    about("findings/processes", "overheating");
    Process process;
    process.id = "overheating";
    process.background = rate(0.02);
    process.findings = {link(hot_skin, {0.5}), link(lab_marker, {0.7})};
    pack_.processes = {process};
  }

  using Pairs = std::initializer_list<std::pair<std::uint32_t, Rates>>;
  Condition condition(const std::string& id, const std::string& group, const Rates& by_age, const Rates& presents,
                      std::int32_t record, const Pairs& pairs) {
    Condition result;
    result.id = id;
    result.group = group;
    about("conditions/" + id, "prevalence");
    result.prevalence = bands(by_age[0], by_age[1], by_age[2], 1.2);
    about("conditions/" + id, "presents");
    result.presents = rates(presents);
    about("conditions/" + id, "odds_ratio_cap");
    result.factors.cap = ratio(20.0);
    for (const auto& [target, sensitivity] : pairs) {
      about("conditions/" + id, "findings/" + pack_.findings[target].id, record);
      result.findings.push_back(link(target, sensitivity));
    }
    return result;
  }

  void conditions() {
    Condition a = condition("thing-a", "vessels", {0.0005, 0.001, 0.003}, {0.6, 0.3}, study_one,
                            {{leg_ache, {0.8}},
                             {leg_puffiness, {0.7}},
                             {puffiness_dents, {0.5}},
                             {puffiness_extra_cm, {0.6, 0.4}},
                             {stiffness, {0.3, 0.1}},
                             {stiffness_mornings, {0.4}},
                             {start_speed, {0.4, 0.1}},
                             {days_of_trouble, {0.6, 0.2}},
                             {hot_skin, {0.4}},
                             {lab_marker, {0.9}}});
    about("conditions/thing-a", "background");
    a.factors.list = {{bed_days, ratio(6.0), 0}, {long_sitting, ratio(2.0), 0}, {expecting, ratio(4.0), -1}};
    about("conditions/thing-a", "leads_to");
    a.leads_to = {{thing_b, rate(0.2)}};
    a.processes = {{0, rate(0.1)}};
    a.delay = {{68.75, 48.75, 8.75, 0.0}, 2.0, {guideline}, ""}; // alone: 0.05 routine and the same day, 0.8 emergency
    a.chain = {{"slow-flow", Standing::supported, {study_one}}, {"pressure", Standing::debated, {study_one}}};

    Condition b = condition("thing-b", "vessels", {0.001, 0.002, 0.004}, {0.4, 0.3}, -1,
                            {{leg_ache, {0.7}},
                             {leg_puffiness, {0.3}},
                             {puffiness_dents, {0.2}},
                             {puffiness_extra_cm, {0.2, 0.1}},
                             {stiffness, {0.4, 0.1}},
                             {stiffness_mornings, {0.6}},
                             {days_of_trouble, {0.7, 0.5}},
                             {both_legs, {0.2}},
                             {hot_skin, {0.6}}});
    about("conditions/thing-b", "background");
    b.factors.list = {{smoker, ratio(1.8), -1}};
    b.delay = {{5.0, 0.0, 0.0, 0.0}, 2.0, {}, "Invented for tests."}; // alone: 0.2 routine
    b.chain = {{"irritation", Standing::supported, {study_one}}, {"warmth", Standing::supported, {}}};

    Condition c = condition("thing-c", "muscles", {0.02, 0.03, 0.04}, {0.1, 0.02}, study_two,
                            {{leg_ache, {0.5}},
                             {leg_spasm, {0.9}},
                             {stiffness, {0.5, 0.2}},
                             {stiffness_mornings, {0.7}},
                             {start_speed, {0.9, 0.8}},
                             {both_legs, {0.3}}});
    about("conditions/thing-c", "processes");
    c.processes = {{0, rate(0.3)}};
    c.delay.records = {study_two};
    c.chain = {{"effort", Standing::supported, {study_two}},
               {"acid", Standing::contradicted, {study_two}},
               {"excited-nerves", Standing::debated, {study_two}}};
    pack_.conditions = {a, b, c};

    about("something-else/else", "background");
    pack_.something_else.front().factors = {{{bed_days, ratio(3.0), 0}, {long_sitting, ratio(1.5), 0}}, ratio(4.0)};
  }

  void losses() {
    LossTable& table = pack_.losses;
    table.burden = {{0.0, 1.0, 3.0, 10.0}, 1.0, {}, "Invented for tests."};
    table.something_else = {{2.0, 0.0, 0.0, 0.0}, 2.0, {}, "Invented for tests."}; // alone: 0.5 routine
    table.efforts = {{"question", 0.005, {}, "Invented for tests."},
                     {"examination", 0.01, {}, "Invented for tests."},
                     {"test", 0.4, {}, "Invented for tests."}};
    table.knowing = 1.0;
    table.warning = 1.0;
    table.reason = "Invented for tests.";
    for (Finding& finding : pack_.findings) {
      finding.effort = finding.kind == FindingKind::test ? 2 : finding.kind == FindingKind::sign ? 1 : 0;
    }
  }

  void rules() {
    const auto all = Expression::Kind::all;
    const auto any = Expression::Kind::any;
    pack_.red_flags = {
        {"breath-trouble",
         Urgency::emergency,
         of(any, {answered(short_breath), answered(faint)}),
         {short_breath, faint},
         {guideline}},
        {"hot-and-puffy",
         Urgency::same_day,
         of(all, {answered(leg_puffiness), answered(hot_skin), age_from(60)}),
         {},
         {guideline}},
    };
    pack_.scope = {
        {"child", age_below(16), Urgency::same_day, {}, {guideline}, ""},
        {"under-treatment", has(already_treated), Urgency::routine, {already_treated}, {}, "Invented for tests."},
    };
  }

  void decision_rules() {
    DecisionRule rule;
    rule.id = "two-signs";
    rule.condition = static_cast<std::int32_t>(thing_a);
    rule.roles = {1};
    rule.among = {{"grown-up", age_from(18)}, {"puffy", answered(leg_puffiness)}};
    rule.not_for = {{"expecting", has(expecting)}};
    rule.items = {{"dents", 1.0, RuleItem::Source::answers, answered(puffiness_dents), 0},
                  {"other", -2.0, RuleItem::Source::other_cause, {}, thing_a},
                  {"hot", 1.0, RuleItem::Source::answers, answered(hot_skin), 0},
                  {"smoker", 0.5, RuleItem::Source::answers, has(smoker), 0},
                  {"told-at-the-bedside", 0.5, RuleItem::Source::nowhere, {}, 0}};
    rule.strata = {{"one-or-less", -10.0, 1.0, {{0.02, 0.01, 0.04, study_one, "with one sign", {}}}, {}, {guideline}},
                   {"more-than-one", 1.5, 10.0, {{0.4, {}, {}, study_two, "with two signs", {}}}, {}, {guideline}}};
    for (RuleStratum& stratum : rule.strata) {
      stratum.next = {{"scan-within-a-day", answered(hot_skin), never(), {guideline}}};
    }
    rule.records = {study_one, guideline};
    pack_.decision_rules = {rule};
  }

  CareItem& care_item(std::string id, CareSection section, std::vector<std::uint32_t> conditions, double from) {
    CareItem item;
    item.id = std::move(id);
    item.section = section;
    item.conditions = std::move(conditions);
    item.from = from;
    item.unless = never();
    item.reason = "Invented for tests.";
    pack_.care.push_back(std::move(item));
    return pack_.care.back();
  }

  void care() {
    CareItem& stretch = care_item("stretch-it", CareSection::now, {thing_c}, 0.2);
    stretch.cramp_now = 1;
    stretch.standing = Standing::supported;
    stretch.records = {study_two};
    stretch.reason.clear();
    care_item("walk-it-off", CareSection::now, {thing_c}, 0.2).cramp_now = 2;
    care_item("lift-the-leg", CareSection::self_care, {thing_a, thing_b}, 0.1).when = answered(leg_puffiness);
    care_item("drink-water", CareSection::self_care, {}, 0.0).urgency = {Urgency::self_care, Urgency::routine};
    care_item("scan", CareSection::clinician, {thing_a}, 0.02).records = {guideline};
    CareItem& tablets = care_item("tablets", CareSection::medicines, {thing_b}, 0.2);
    tablets.standing = Standing::debated;
    tablets.unless = has(expecting);
    care_item("no-massage", CareSection::avoid, {thing_a}, 0.1).unless = has(already_treated);
    care_item("old-remedy", CareSection::avoid, {thing_c}, 0.2).standing = Standing::contradicted;
    care_item("move-often", CareSection::prevention, {thing_a, thing_c}, 0.1);
    care_item("come-back-if", CareSection::safety_net, {}, 0.0);
  }
};

} // namespace

Pack sample_pack() {
  return Builder().finish();
}

} // namespace sura::clinic
