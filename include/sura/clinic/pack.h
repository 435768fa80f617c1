// A compiled pack: all the medicine that Sura knows, as plain values. No condition's name occurs in the code that reads
// it.
//
// Made by authoring (YAML → compiled file) and read here from bytes; the reader checks every index, probability and
// size, so a Pack that was read is safe to use. docs/pack-format.md describes the file. Thread-safety: immutable after
// reading; share freely. Ownership: owns everything. Cost: `read_pack` is O(file).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sura/result.h"

namespace sura::clinic {

enum class Urgency : std::uint8_t { self_care, routine, same_day, emergency };
inline constexpr std::size_t urgency_levels = 4;
enum class Sex : std::uint8_t { female, male };

/// "self-care", "routine", "same-day", "emergency".
std::string_view name(Urgency urgency);
std::string_view name(Sex sex);

/// A solved number of the model: its median, its 90 % interval, and the row of Pack::derivations that explains it.
/// A probability unless its place says "odds ratio".
struct Number {
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
  std::uint32_t derivation = 0;
};

/// Several studies of one measure made one by random effects: their mean with the 90 % interval of the mean (not of
/// what a next study would find), before any transform.
struct Pool {
  struct Member {
    std::uint32_t record = 0; // index in Pack::records
    std::string measure;      // as the study printed it
    double value = 0.0;       // with its 90 % interval, as it went in
    double low = 0.0;
    double high = 0.0;
    double weight = 0.0; // share of the mean; all sum to 1
  };
  std::vector<Member> members;
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
  double tau_squared = 0.0; // variance between studies, in log-odds (probabilities) or logarithms (ratios, rates)
  double i_squared = 0.0;   // share of the spread that is between studies and not chance, 0 … 1
};

/// How a number was obtained: what the study measured, or the judgement, and what was solved from it.
struct Derivation {
  std::string subject;   // whose: "conditions/deep-vein-thrombosis", "findings/calf-swelling", …
  std::string quantity;  // what: "findings/calf-swelling", "prevalence 40-64 female", …
  std::string record;    // id of an evidence record; empty for a judgement and for a pool
  std::string measure;   // "lr_positive 1.45 (1.25 to 1.69), lr_negative 0.67", as the study printed it
  std::string transform; // "lr-pair-present"
  std::string reason;    // a judgement's reason
  double measured = 0.0; // what the transform gave (sensitivity, odds ratio, …) with its 90 % interval
  double measured_low = 0.0;
  double measured_high = 0.0;
  double solved =
      0.0;          // the parameter of the network (noisy-OR link, …); equals measured where nothing was to be solved
  std::string file; // where it is written
  std::uint32_t line = 0;
  std::uint32_t study = 0; // numbers of one study share it: drawn once
  double judged = 0.0;     // share of the variance that is judgement: 1 judged, 0 measured, between: a product of both
  std::optional<Pool> pool;
};

/// One study or guideline. `statement` is the collector's own words.
struct Record {
  std::string id, about, statement, population, design, certainty, read;
  std::string title, authors, journal, doi, pmid, url;
  std::int32_t year = 0; // 0 = undated
};

/// A test on a person; three-valued (an unanswered item is unknown).
struct Expression {
  enum class Kind : std::uint8_t {
    always,
    all,
    any,
    negation,
    count,
    finding,
    background,
    age_from,
    age_below,
    sex,
    setting,
    role,
    unless,      // true unless its part is known to hold
    number_from, // a number of at least so much; parts: what an answer by level must hold to be surely, and possibly,
                 // so
    leg          // this leg, or both
  };
  Kind kind = Kind::always;
  std::uint32_t subject = 0;     // index of the finding, background item, setting or role; Sex or Leg as a number
  double number = 0.0;           // level of a finding (at least), least number, age in years, how many for `count`
  std::vector<Expression> parts; // for all, any, negation, count, unless, number_from
};

struct NamedId {
  std::string id;
};

struct Complaint {
  std::string id;
  std::uint32_t finding = 0;
};

/// How well each role notices a class of findings. Empty = this role cannot observe it.
struct Notice {
  Number detection;
  Number false_alarm;
};
struct Perception {
  std::string id;
  std::vector<std::optional<Notice>> by_role;
};

struct BackgroundItem {
  std::string id, theme;
  std::optional<Sex> sex; // only for this sex
  double minimum_age = 0.0;
  double maximum_age = 200.0;
  bool ask = true;
};

/// Rate (or ratio) of something in an age band (years, both ends inclusive) by sex.
struct AgeBand {
  double from = 0.0;
  double to = 0.0;
  Number female;
  Number male;
};

/// Most background items that may hang together through `with`: their combinations are enumerated.
inline constexpr std::size_t max_items_together = 10;

/// How common a background item is, and what it goes with (odds ratios on it when `item` is present).
struct Population {
  std::vector<AgeBand> rates;
  struct With {
    std::uint32_t item = 0;
    Number odds_ratio;
  };
  std::vector<With> with;
};

struct Level {
  std::string id;
  double from = 0.0; // lower bound where the answer is a number
};

enum class FindingKind : std::uint8_t { symptom, sign, test, flag };
enum class AnswerKind : std::uint8_t { yes_no, levels, number };

struct Finding {
  std::string id, theme;
  FindingKind kind = FindingKind::symptom;
  AnswerKind answer = AnswerKind::yes_no;
  std::vector<Level> levels; // size ≥ 2; yes-no has "no", "yes". Level 0 = absent or normal
  std::string unit;
  double minimum = 0.0;
  double maximum = 0.0;
  std::int32_t parent = -1;     // index of the finding that this is a facet of
  std::uint32_t perception = 0; // index in Pack::perceptions
  std::uint32_t effort = 0;     // index in LossTable::efforts: what it takes to find out
  std::optional<Sex> sex;
  double minimum_age = 0.0;
  bool ask = true;
  bool told = false; // `background` is what people tell of themselves, their false alarms included
  // P(level ≥ k), k = 1…; facets: given the parent. Empty for flags.
  std::vector<Number> background; // where the cause of the complaint does not produce it
  struct Change {
    Expression when;
    Number odds_ratio;
  };
  std::vector<Change> background_changes;
};

/// What a condition, a process or "something else" does to one finding: noisy-MAX link, P(produces level ≥ k), k = 1….
/// For a facet: given that the link produced the parent.
struct FindingLink {
  std::uint32_t finding = 0;
  std::vector<Number> at_least;    // the solved link
  std::vector<Number> sensitivity; // P(level ≥ k | this cause), background included: what people are shown
};

struct Process {
  std::string id;
  Number background;
  std::vector<FindingLink> findings;
};

struct Factor {
  std::uint32_t item = 0;
  Number odds_ratio;
  std::int32_t group = -1; // within a group only the largest counts; -1 = on its own
};

/// What background items do to the odds of something. The total is at most `cap`.
struct Factors {
  std::vector<Factor> list;
  Number cap{1.0, 1.0, 1.0, 0}; // an odds ratio
};

/// One sort of cause that is not in the pack. It is always the cause of a complaint: it has no presence of its own.
struct SomethingElse {
  std::string id;
  std::vector<Number> presents; // by setting: P(in two weeks a complaint of this sort is brought to it)
  std::vector<AgeBand> times;   // ratios on `presents` by age and sex; empty = the same at every age
  Factors factors;              // on `presents`, which is so rare that odds are rates
  std::vector<FindingLink> findings;
};

enum class Standing : std::uint8_t { supported, debated, contradicted, good_practice };
std::string_view name(Standing standing);

struct ChainStep {
  std::string id;
  Standing standing = Standing::supported;
  std::vector<std::uint32_t> records;
};

/// A number for each level of urgency, by its value.
using ByUrgency = std::array<double, urgency_levels>;
inline double at(const ByUrgency& losses, Urgency level) {
  return losses[static_cast<std::size_t>(level)];
}

/// What being seen at each level loses, in the unit of the pack's loss table.
struct Loss {
  ByUrgency at{};
  double width = 1.0; // all four may be larger or smaller by this factor
  std::vector<std::uint32_t> records;
  std::string reason;
};

struct Condition {
  std::string id, group;
  std::vector<AgeBand> prevalence;
  std::vector<Number> presents; // by setting: P(brings it as a calf complaint within two weeks | present)
  Factors factors;
  std::vector<FindingLink> findings; // listed and unknown pairs; pairs at the background have none
  struct Effect {
    std::uint32_t target = 0; // process or condition
    Number probability;
  };
  std::vector<Effect> processes;
  std::vector<Effect> leads_to;
  Loss delay; // how bad it is, where this is the cause, to be seen no sooner than at each level
  std::vector<ChainStep> chain;
};

/// What it takes to find something out: a question, an examination, a test.
struct Effort {
  std::string id;
  double burden = 0.0; // in the unit of the loss table
  std::vector<std::uint32_t> records;
  std::string reason;
};

/// What decides how soon to be seen and what to ask next, in one unit: a planned visit to a practice that nobody
/// needed. Condition::delay belongs to it.
struct LossTable {
  Loss burden;                 // of being seen at each level, needed or not; rises from 0
  Loss something_else;         // as Condition::delay
  std::vector<Effort> efforts; // the first is that of a question
  double knowing = 0.0;        // what it is worth to know the cause better by one nat
  double warning = 0.0; // what it is worth to settle whether a red flag holds, as a multiple of the burden it adds
  std::string reason;   // of these two
};

struct RedFlag {
  std::string id;
  Urgency urgency = Urgency::emergency;
  Expression when;
  std::vector<std::uint32_t> show; // findings of the opening list
  std::vector<std::uint32_t> records;
};

struct ScopeRule {
  std::string id;
  Expression when;
  Urgency urgency = Urgency::routine;
  std::vector<std::uint32_t> ask; // background items asked before anything else
  std::vector<std::uint32_t> records;
  std::string reason;
};

enum class CareSection : std::uint8_t { now, self_care, clinician, medicines, avoid, prevention, safety_net };
std::string_view name(CareSection section);

struct CareItem {
  std::string id;
  CareSection section = CareSection::now;
  std::vector<std::uint32_t> conditions; // empty = everybody
  double from = 0.0;
  Expression when;   // always, if not given
  Expression unless; // Kind::any without parts = never, if not given
  Standing standing = Standing::good_practice;
  std::vector<std::uint32_t> records;
  std::string reason;
  std::vector<Urgency> urgency; // empty = at every level
  std::int32_t cramp_now = 0;   // place in "I have a cramp right now"; 0 = not there
};

/// A share that a study found, quoted as printed: no number of the model, and nothing is drawn from it.
struct PublishedShare {
  double value = 0.0;
  std::optional<double> low, high; // as printed, mostly 95 %
  std::uint32_t record = 0;
  std::string of;  // what it counts, in the record's words
  Expression when; // holds for the people whom it counts
};

/// A test on whom a decision rule was made for.
struct RuleTest {
  std::string id;
  Expression when;
};

/// One item of a decision rule. Its test never says yes or no before what it asks for is known.
struct RuleItem {
  enum class Source : std::uint8_t {
    answers,     // `when`
    other_cause, // another cause, "something else" included, is at least as probable as `condition`
    nowhere      // nothing in the pack tells; the reader may know
  };
  std::string id;
  double points = 0.0; // where it holds; a multiple of one half
  Source source = Source::answers;
  Expression when;
  std::uint32_t condition = 0;
};

/// A step of a guideline's pathway for clinicians.
struct RuleStep {
  std::string id;
  Expression when;   // always, if not given
  Expression unless; // Kind::any without parts = never, if not given
  std::vector<std::uint32_t> records;
};

/// The scores from `from` to `to`, both included. Each score that a rule can give lies in one of its strata.
struct RuleStratum {
  std::string id;
  double from = 0.0;
  double to = 0.0;
  std::vector<PublishedShare> published;
  std::vector<RuleStep> next;
  std::vector<std::uint32_t> records;
};

/// A published decision rule: points for items, summed and sorted into strata. It stands beside the network.
struct DecisionRule {
  std::string id;
  std::int32_t condition = -1;      // what it is about, or …
  std::string outcome;              // … something that is no condition of the pack: the id of a text
  std::vector<RuleTest> among;      // all must hold
  std::vector<RuleTest> not_for;    // none may hold
  std::vector<std::uint32_t> roles; // whose text shows it
  std::vector<RuleItem> items;
  std::vector<RuleStratum> strata; // by rising score
  std::vector<std::uint32_t> records;
};

/// A named set of answers: findings that are absent, each written out. Never a facet without its finding.
struct Bundle {
  std::string id;
  std::vector<std::uint32_t> absent; // findings
};

/// What to dial for an ambulance in a country.
struct EmergencyNumbers {
  std::string country;              // ISO 3166-1 alpha-2, capital letters
  std::vector<std::string> numbers; // as dialled there, the one to try first in front
  std::vector<std::uint32_t> records;
};

/// One text for each reader.
struct Phrase {
  std::string person;
  std::string clinician;
};
using Texts = std::map<std::string, Phrase, std::less<>>;

struct Pack {
  std::string id, name, version, date, sha256;
  double minimum_age = 16.0; // ages that a case may hold; scope rules say whom it is meant for
  double maximum_age = 110.0;
  std::uint32_t interval_draws = 200;
  std::uint32_t question_limit = 15;
  std::vector<AgeBand> people; // shares of all people by age and sex, in any unit; empty: nothing said
  std::vector<NamedId> settings;
  std::vector<NamedId> roles;
  std::vector<Complaint> complaints;
  std::int32_t both_legs_finding = -1;
  std::vector<Perception> perceptions;
  std::vector<SomethingElse> something_else;
  std::vector<BackgroundItem> background;
  std::vector<Population> population; // same order as background
  std::vector<Finding> findings;      // a facet stands after its parent
  std::vector<Process> processes;
  std::vector<Condition> conditions; // causal order: what leads to another stands before it
  LossTable losses;
  std::vector<RedFlag> red_flags;
  std::vector<ScopeRule> scope;
  std::vector<CareItem> care;
  std::vector<DecisionRule> decision_rules;
  std::vector<Bundle> bundles;
  std::vector<EmergencyNumbers> emergency_numbers; // by country, each once
  std::vector<Record> records;
  std::vector<Derivation> derivations;
  std::uint32_t studies = 0;                       // how many independent studies and judgements the draws have
  std::map<std::string, Texts, std::less<>> texts; // by language
};

/// Reads and checks a compiled pack. Errors: syntax, unsupported, out_of_range, inconsistent (where = "byte N" or the
/// part).
Result<Pack> read_pack(std::string_view bytes);

/// The compiled file of a pack. `sha256` is written as it stands in the pack. Deterministic.
std::string write_pack(const Pack& pack);

/// Every index, size and probability of a pack made in memory; read_pack does this too.
Result<void> validate(const Pack& pack);

std::optional<std::uint32_t> find_setting(const Pack& pack, std::string_view id);
std::optional<std::uint32_t> find_role(const Pack& pack, std::string_view id);
std::optional<std::uint32_t> find_condition(const Pack& pack, std::string_view id);
std::optional<std::uint32_t> find_finding(const Pack& pack, std::string_view id);
std::optional<std::uint32_t> find_background(const Pack& pack, std::string_view id);
std::optional<std::uint32_t> find_bundle(const Pack& pack, std::string_view id);

enum class Reader : std::uint8_t { person, clinician };

/// The text of `key` in `language`, else in the first language of the pack that has it ("en"), else the key itself.
/// The view lives as long as the pack (or the key).
std::string_view text(const Pack& pack, std::string_view language, std::string_view key, Reader reader);

} // namespace sura::clinic
