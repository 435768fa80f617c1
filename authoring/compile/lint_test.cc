// What lint refuses: the toy pack with one mistake, and the one complaint that comes of it.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "authoring/testing/toy_pack.h"

namespace sura::authoring {
namespace {

struct Mistake {
  std::string name;
  std::string file, passage, replacement;
  std::string
      at; // a passage of the changed file on the line of the complaint; a place ("text/en:1") where `in_line` is false
  ErrorCode code;
  std::string found, expected, nearest;
  bool alone = true; // no other complaint comes of it
  bool in_line = true;
};

// Names in the output of the test runner.
void PrintTo(const Mistake& mistake, std::ostream* out) {
  *out << mistake.name;
}

const std::string number_shape = "{record, measure, transform}, {pool, transform} or {judgement, low, high, reason}";
const std::string over = "conditions/overwatering.yaml";
const std::string mites = "conditions/spider-mites.yaml";
const std::string under = "conditions/underwatering.yaml";

std::vector<Mistake> numbers() {
  const std::string narrow = R"({judgement: 0.4, low: 0.39, high: 0.41, reason: "Sucked leaves fall"})";
  return {
      {"NumberWithoutRecordOrJudgement", over,
       "presents:\n  windowsill: {judgement: 0.1, low: 0.04, high: 0.22, reason: "
       "\"Few owners ask while the leaves still hold\"}",
       "presents:\n  windowsill: 0.1", "  windowsill: 0.1", ErrorCode::missing, "'0.1' without record or judgement",
       number_shape, ""},
      {"NumberThatIsAMapOfSomethingElse", "findings/processes.yaml",
       R"({judgement: 0.03, low: 0.01, high: 0.09, reason: "Any plant on a hot day"})",
       R"({reason: "Any plant on a hot day"})", "background:", ErrorCode::missing, "a map without record or judgement",
       number_shape, ""},
      {"RecordKnownFromMemory", "evidence/toy-records.yaml", "toy/smell\"}\n  read: abstract",
       "toy/smell\"}\n  read: memory", "conditions/root-rot.yaml", ErrorCode::inconsistent,
       "the record 'toy-smell-likelihood', known from memory only", "a record that somebody read", "", false, false},
      {"ProbabilityOutOfRange", mites, "fine-webbing: {judgement: 0.7, low: 0.45, high: 0.87",
       "fine-webbing: {judgement: 0.7, low: 0.45, high: 1.87", "fine-webbing:", ErrorCode::out_of_range,
       "0.7 (0.45 to 1.87)", "low ≤ value ≤ high between 0 and 1", ""},
      {"FigureThatIsNoProbability", "evidence/toy-records.yaml", "{measure: sensitivity, value: 0.7, k: 31",
       "{measure: sensitivity, value: 70, k: 31", over, ErrorCode::out_of_range,
       "sensitivity 70 of yellow leaves when too wet in the record toy-watering-survey",
       "0 ≤ low ≤ value ≤ high ≤ 1 and k ≤ n", "", true, false},
      {"JudgementTooNarrow", mites, R"({judgement: 0.4, low: 0.2, high: 0.63, reason: "Sucked leaves fall"})", narrow,
       "  leaf-fall:", ErrorCode::out_of_range, "a judgement of 0.39 to 0.41",
       "a wider interval: it is nobody's measurement", ""},
      {"JudgementWithoutReason", under, R"(, reason: "Fruit drinks"})", "}", "- {item: in-fruit", ErrorCode::missing,
       "no 'reason'", "'reason:' here", "", false},
      {"HigherLevelLikelierThanALowerOne", over,
       R"({judgement: 0.15, low: 0.06, high: 0.32, reason: "Only late in the day of a plant"})",
       R"({judgement: 0.8, low: 0.6, high: 0.92, reason: "Only late in the day of a plant"})",
       "  leaf-fall:", ErrorCode::inconsistent, "a higher level likelier than a lower one", "falling `at_least`", ""},
      {"TooFewLevels", "findings/soil-and-roots.yaml",
       R"(, {judgement: 0.015, low: 0.005, high: 0.045, reason: "A forgotten saucer"}])", "]",
       "  other: {at_least: [{judgement: 0.15, low: 0.06, high: 0.32, reason: \"Just", ErrorCode::missing, "1 numbers",
       "2 (one for each level after the first) for 'soil-wet'", ""},
      {"AgesWithAGap", "conditions/root-rot.yaml", "ages: [5, 60]", "ages: [6, 60]", "id: root-rot", ErrorCode::missing,
       "ages covered up to 4", "bands in rising order from 1 to 60, each age once", ""},
      {"AgesThatOverlap", "population.yaml", "ages: [5, 60]", "ages: [4, 60]", "- item: heavy-soil", ErrorCode::missing,
       "ages covered up to 4", "bands in rising order from 1 to 60, each age once", ""},
      {"AgesBeyondAllReason", over, "ages: [1, 60]", "ages: [1, 1e300]", "id: overwatering", ErrorCode::missing,
       "ages covered up to 1e+300", "bands in rising order from 1 to 60, each age once", ""},
      {"LossBelowNothing", "losses.yaml", "overwatering: {self-care: 3.4, routine: 0, same-day: 0, emergency: 0",
       "overwatering: {self-care: 3.4, routine: 0, same-day: 0, emergency: -1", "-1", ErrorCode::out_of_range, "-1",
       "a loss of 0 or more", ""},
      {"EffortWithoutBurden", "losses.yaml", "kinds: [sign], burden: 0.01", "kinds: [sign], burden: 0", "burden: 0,",
       ErrorCode::out_of_range, "0", "a burden above 0", ""},
      {"WidthBelowOne", "losses.yaml", "width: 2, reason: \"Water it.\"", "width: 0.5, reason: \"Water it.\"",
       "underwatering", ErrorCode::out_of_range, "width: 0.5", "a factor of 1 or more", ""},
  };
}

std::vector<Mistake> names() {
  return {
      {"UnknownRecord", over, "record: toy-drainage-cohort, measure: odds_ratio",
       "record: toy-drainage-cohrt, measure: odds_ratio", "toy-drainage-cohrt", ErrorCode::unknown_id,
       "the record 'toy-drainage-cohrt'", "an evidence record", "toy-drainage-cohort"},
      {"UnknownMeasure", "pack.yaml", "measure: sensitivity", "measure: sensitivty", "sensitivty",
       ErrorCode::unknown_id, "0 measures 'sensitivty'", "a measure of the record toy-owners-against-gardeners",
       "sensitivity"},
      {"UnknownTransform", "conditions/root-rot.yaml", "lr-pair-present", "lr-pair-presnt", "lr-pair-presnt",
       ErrorCode::unknown_id, "the transform 'lr-pair-presnt'", "a transform of docs/authoring.md", "lr-pair-present"},
      {"UnknownFindingOfACondition", under, "  soil-dry: {", "  soil-dri: {", "  soil-dri:", ErrorCode::unknown_id,
       "'soil-dri'", "a finding", "soil-dry", false},
      {"UnknownFindingOfAProcess", "findings/processes.yaml",
       "leaf-curl:", "leaf-crul:", "leaf-crul:", ErrorCode::unknown_id, "'leaf-crul'", "a finding", "leaf-curl"},
      {"UnknownProcess", under, "processes: {shoot-without-water:", "processes: {shot-without-water:", "processes:",
       ErrorCode::unknown_id, "'shot-without-water'", "a process", "shoot-without-water"},
      {"UnknownFactor", mites, "item: heated-room", "item: heated-rom", "item: heated-rom", ErrorCode::unknown_id,
       "'heated-rom'", "a background item", "heated-room"},
      {"UnknownEffect", over, "condition: root-rot", "condition: rot-rot", "condition: rot-rot", ErrorCode::unknown_id,
       "'rot-rot'", "a condition", "root-rot"},
      {"UnknownParent", "findings/leaves.yaml", "- id: yellow-lower-leaves-first\n  facet_of: yellow-leaves",
       "- id: yellow-lower-leaves-first\n  facet_of: yelow-leaves", "facet_of: yelow-leaves", ErrorCode::unknown_id,
       "'yelow-leaves'", "a finding", "yellow-leaves", false},
      {"UnknownPerception", "findings/soil-and-roots.yaml", "perceived: unpotted", "perceived: unpoted",
       "perceived: unpoted", ErrorCode::unknown_id, "'unpoted'", "a class of perception", "unpotted"},
      {"UnknownRole", "pack.yaml",
       "  unpotted:                     # nobody takes the plant out of its pot at home\n    gardener:",
       "  unpotted:\n    gardner:", "    gardner:", ErrorCode::unknown_id, "the key 'gardner'", "a key of this part",
       "gardener"},
      {"UnknownSetting", under, "  plant-clinic: {", "  plant-clinc: {", "  plant-clinc:", ErrorCode::unknown_id,
       "the key 'plant-clinc'", "a key of this part", "plant-clinic", false},
      {"UnknownComplaint", "pack.yaml", "finding: leaf-fall", "finding: leaf-fal", "finding: leaf-fal",
       ErrorCode::unknown_id, "'leaf-fal'", "a finding", "leaf-fall"},
      {"UnknownBothLegsFinding", "pack.yaml", "both_finding: whole-plant-affected", "both_finding: hole-plant-affected",
       "both_finding:", ErrorCode::unknown_id, "'hole-plant-affected'", "a finding", "whole-plant-affected"},
      {"UnknownConditionInTheOrder", "pack.yaml", "[spider-mites, root-rot", "[spidermites, root-rot",
       "condition_order", ErrorCode::unknown_id, "'spidermites'", "a condition", "spider-mites"},
      {"UnknownSortOfSomethingElse", "findings/leaves.yaml", ", cold-window: {judgement", ", cold-windows: {judgement",
       "cold-windows:", ErrorCode::unknown_id, "the key 'cold-windows'", "a key of this part", "cold-window", false},
      {"UnknownItemOfARule", "rules/red-flags.yaml", "{answer: fine-webbing}", "{answer: fine-weebbing}",
       "fine-weebbing", ErrorCode::unknown_id, "'fine-weebbing'", "a finding or background item", "fine-webbing"},
      {"UnknownLevelOfARule", "rules/red-flags.yaml", "at_least: standing-water", "at_least: standing-watr",
       "standing-watr", ErrorCode::unknown_id, "'standing-watr'", "a level of 'soil-wet'", "standing-water"},
      {"UnknownKindOfTest", "rules/scope.yaml", "when: {age_below: 1}", "when: {age_bellow: 1}", "age_bellow",
       ErrorCode::unknown_id, "the key 'age_bellow'", "a key of this part", "age_below", false},
      {"UnknownItemToAsk", "rules/scope.yaml", "ask: [being-treated]", "ask: [being-treatet]", "being-treatet",
       ErrorCode::unknown_id, "'being-treatet'", "a background item", "being-treated"},
      {"UnknownUrgency", "rules/red-flags.yaml", "urgency: emergency", "urgency: emergancy", "emergancy",
       ErrorCode::unknown_id, "'emergancy'", "an urgency", "emergency"},
      {"UnknownConditionOfCare", "care/care.yaml", "for: [spider-mites]\n  from: 0.3",
       "for: [spider-mits]\n  from: 0.3", "spider-mits", ErrorCode::unknown_id, "'spider-mits'", "a condition",
       "spider-mites"},
      {"UnknownSection", "care/care.yaml", "section: medicines", "section: medicine", "section: medicine",
       ErrorCode::unknown_id, "'medicine'", "a section of the plan", "medicines"},
      {"UnknownStanding", over, "standing: debated", "standing: debatted", "standing: debatted", ErrorCode::unknown_id,
       "'debatted'", "a standing", "debated"},
      {"UnknownKey", over, "odds_ratio_cap:", "odds_ratio_kap:", "odds_ratio_kap:", ErrorCode::unknown_id,
       "the key 'odds_ratio_kap'", "a key of this part", "odds_ratio_cap", false},
      {"UnknownCorrelation", "population.yaml", "{item: winter, odds_ratio", "{item: wintr, odds_ratio", "item: wintr",
       ErrorCode::unknown_id, "'wintr'", "a background item", "winter"},
  };
}

std::vector<Mistake> shapes() {
  return {
      {"PairLeftSilent", under, "at_background: [soil-wet, rotten-smell, roots-brown,",
       "at_background: [soil-wet, rotten-smell,", "id: underwatering", ErrorCode::missing,
       "nothing about 'roots-brown'", "it in findings, at_background or unknown", ""},
      {"PairNamedTwice", over, "unknown: [fruit-shrivelled]", "unknown: [fruit-shrivelled, soil-dry]",
       "at_background:", ErrorCode::duplicate, "'soil-dry' named twice", "each finding once", ""},
      {"FlagAmongTheFindings", under, "at_background: [soil-wet,", "at_background: [leaves-eaten, soil-wet,",
       "at_background:", ErrorCode::inconsistent, "'leaves-eaten', a flag", "a finding with rates", ""},
      {"FlagOfAProcess", "findings/processes.yaml", "  findings:\n",
       "  findings:\n    leaves-eaten: {judgement: 0.5, low: 0.2, high: 0.8, reason: \"No reason at all\"}\n",
       "    leaves-eaten", ErrorCode::inconsistent, "'leaves-eaten', a flag", "a finding with rates", ""},
      {"SideWithoutItsFinding", "conditions/root-rot.yaml",
       R"(  yellow-leaves: {judgement: 0.85, low: 0.65, high: 0.94, reason: "Starved leaves yellow"})", "",
       "id: root-rot", ErrorCode::inconsistent, "'yellow-lower-leaves-first', a side of 'yellow-leaves', without it",
       "'yellow-leaves' in the same list, or neither", "", false},
      {"OrphanedRecord", "evidence/toy-records.yaml", "- id: toy-guideline",
       "- id: toy-orphan\n  read: full text\n  source: {title: t}\n- id: toy-guideline", "- id: toy-orphan",
       ErrorCode::inconsistent, "the record 'toy-orphan', which nothing names", "only records that the pack uses", ""},
      {"RecordTwice", "evidence/toy-records.yaml", "- id: toy-guideline",
       "- id: toy-smell-likelihood\n  read: full text\n  source: {title: t}\n- id: toy-guideline",
       "- id: toy-smell-likelihood\n  read", ErrorCode::duplicate, "the record 'toy-smell-likelihood' twice",
       "each id once", ""},
      {"FindingWithoutQuestion", "text/en/findings.yaml",
       "finding.soil-dry.question: \"Is the soil dry two fingers deep?\"\n", "", "text/en:1", ErrorCode::missing,
       "no text 'finding.soil-dry.question'", "a text for it", "", true, false},
      {"ConditionWithoutSummary", "text/en/conditions.yaml",
       "condition.root-rot.summary:", "condition.root-rot.sumary:", "text/en:1", ErrorCode::missing,
       "no text 'condition.root-rot.summary'", "a text for it", "", true, false},
      {"CareWithoutText", "text/en/care.yaml", "care.empty-the-saucer: \"Empty the saucer.\"\n", "", "text/en:1",
       ErrorCode::missing, "no text 'care.empty-the-saucer'", "a text for it", "", true, false},
      {"ListOfFindingsWithoutText", "text/en/lists.yaml", "list.finding.soil-and-roots:", "list.finding.soil:",
       "text/en:1", ErrorCode::missing, "no text 'list.finding.soil-and-roots'", "a text for it", "", true, false},
      {"ListOfBackgroundWithoutText", "text/en/lists.yaml", "list.background.pot:", "list.background.pots:",
       "text/en:1", ErrorCode::missing, "no text 'list.background.pot'", "a text for it", "", true, false},
      {"ListOfSidesWithoutText", "findings/leaves.yaml", "- id: fine-webbing\n",
       "- id: fine-webbing\n  facet_of: yellow-leaves\n", "text/en:1", ErrorCode::missing,
       "no text 'list.sides.yellow-leaves'", "a text for it", "", false, false},
      {"TextTwice", "text/en/frame.yaml", "role.gardener: \"Gardener\"",
       "role.gardener: \"Gardener\"\ngroup.pests: \"Pests\"", "group.pests:", ErrorCode::duplicate,
       "the text 'group.pests' twice", "each text once", ""},
      {"IdOfAFindingAndABackgroundItem", "background/room-and-pot.yaml", "id: winter, theme: room",
       "id: soil-dry, theme: room", "findings/soil-and-roots.yaml", ErrorCode::duplicate, "the id 'soil-dry' twice",
       "each id once, background items included", "", false, false},
      {"BackgroundItemWithoutRates", "population.yaml", "- item: owner-away", "- item: owner-of-another-pack",
       "common/population.yaml:1", ErrorCode::missing, "no rates of 'owner-away'", "an entry for each background item",
       "", true, false},
      {"ConditionsInACircle", "conditions/root-rot.yaml", "at_background: [soil-dry,",
       "leads_to:\n  - {condition: overwatering, probability: {judgement: 0.3, low: 0.1, high: 0.6, reason: \"No "
       "reason at all\"}}\nat_background: [soil-dry,",
       "conditions:1", ErrorCode::inconsistent, "conditions that lead to each other in a circle",
       "leads_to in one direction", "", true, false},
      {"CorrelationsInACircle", "population.yaml", "reason: \"A season and a bit of the year\"}}",
       "reason: \"A season and a bit of the year\"}}\n  with:\n    - {item: heated-room, odds_ratio: {judgement: 2, "
       "low: 1, high: 4, reason: \"No reason at all\"}}",
       "- item: winter", ErrorCode::inconsistent, "'winter', which goes with itself in a circle",
       "correlations in one direction", "", false},
      {"FacetOfAFacet", "findings/leaves.yaml", "- id: yellow-leaf-share-percent\n  facet_of: yellow-leaves",
       "- id: yellow-leaf-share-percent\n  facet_of: yellow-lower-leaves-first", "facet_of: yellow-lower-leaves-first",
       ErrorCode::inconsistent, "'yellow-lower-leaves-first', itself a facet or a flag", "a finding with rates", "",
       false},
      {"LevelBoundsOutOfOrder", "findings/soil-and-roots.yaml", "from: 31}", "from: 3}", "- id: days-since-onset",
       ErrorCode::out_of_range, "level bounds out of order", "rising `from` within minimum and maximum", ""},
      {"SeveralTestsInOnePlace", "rules/scope.yaml", "when: {age_below: 1}", "when: {age_below: 1, sex: male}",
       "when: {age_below", ErrorCode::inconsistent, "several tests in one place",
       "one, or several under `all:` or `any:`", ""},
      {"TestOfNothing", "rules/scope.yaml", "when: {age_below: 1}", "when: {all: []}", "when: {all", ErrorCode::missing,
       "an empty 'all'", "at least one test", ""},
      {"CountThatCannotBeReached", "rules/red-flags.yaml", "count: 2", "count: 4", "count: 4", ErrorCode::out_of_range,
       "count: 4", "1 to the number of tests in `of`", ""},
      {"LevelThatIsAlwaysReached", "rules/red-flags.yaml", "at_least: standing-water", "at_least: not-wet",
       "at_least: not-wet", ErrorCode::out_of_range, "'not-wet', the first level", "a level above the first", ""},
      {"CareWithoutSource", "care/care.yaml", "  reason: \"Leaves answer slowly.\"\n", "", "- id: look-again-in-a-week",
       ErrorCode::missing, "no source", "records: [...] (or a reason)", ""},
      {"SupportedCareWithoutRecords", "care/care.yaml", "standing: good-practice\n  reason: \"Leaves answer slowly.\"",
       "standing: supported\n  reason: \"Leaves answer slowly.\"", "- id: look-again-in-a-week", ErrorCode::missing,
       "'supported' without records", "records: [...]", ""},
      {"LossWithoutSource", "losses.yaml", "width: 2, reason: \"Water it.\"", "width: 2", "underwatering",
       ErrorCode::missing, "no source", "records: [...] (or a reason)", ""},
      {"LossThatRises", "losses.yaml", "self-care: 25, routine: 5", "self-care: 5, routine: 25", "root-rot",
       ErrorCode::inconsistent, "losses that rise with the urgency",
       "from self-care to emergency each as large as the next or larger", ""},
      {"BurdenThatFalls", "losses.yaml", "same-day: 3, emergency: 10, reason", "same-day: 1, emergency: 10, reason",
       "burden: {", ErrorCode::inconsistent, "burdens that do not rise", "each level's above that of the level before",
       ""},
      {"CauseWithoutALoss", "losses.yaml",
       "  underwatering: {self-care: 0, routine: 0, same-day: 0, emergency: 0, width: 2, reason: \"Water it.\"}\n", "",
       "overwatering", ErrorCode::missing, "no 'underwatering'", "'underwatering:' here", ""},
      {"FindingWithoutAnEffort", "losses.yaml", "kinds: [test]", "kinds: []", "burden: {", ErrorCode::missing,
       "the finding 'roots-brown' in no effort", "its kind or its id in one of `efforts`", ""},
      {"AgesOfThePackUpsideDown", "pack.yaml", "maximum_age: 60", "maximum_age: 0", "id: toy", ErrorCode::out_of_range,
       "ages 1 to 0", "0 ≤ minimum_age < maximum_age ≤ 150", "", false},
      {"BrokenYaml", over, "leads_to:", "leads_to: [", "conditions/overwatering.yaml", ErrorCode::syntax, "",
       "well-formed YAML", "", false, false},
  };
}

const std::string scores = "rules/decision-rules.yaml";

std::vector<Mistake> decision_rules() {
  return {
      {"RuleAboutAnUnknownCondition", scores, "for: overwatering", "for: overwaterng", "for: overwaterng",
       ErrorCode::unknown_id, "'overwaterng'", "a condition", "overwatering"},
      {"RuleAboutNothing", scores, "  for: overwatering\n", "", "- id: drowning-score", ErrorCode::inconsistent,
       "a rule about nothing", "for: CONDITION, or for_other: what is no condition of the pack", ""},
      {"RuleItemOfAnUnknownFinding", scores, "{answer: rotten-smell}", "{answer: rotten-smel}", "- {id: smell",
       ErrorCode::unknown_id, "'rotten-smel'", "a finding or background item", "rotten-smell", false},
      {"RuleItemAgainstAnUnknownCondition", scores, "as_likely: overwatering", "as_likely: overwaterin",
       "- {id: dry-or-old", ErrorCode::unknown_id, "'overwaterin'", "a condition", "overwatering"},
      {"RuleOfAnUnknownRole", scores, "roles: [gardener]", "roles: [gardner]", "roles:", ErrorCode::unknown_id,
       "'gardner'", "a role", "gardener"},
      {"RuleItemWithoutATest", scores, "unknown: true, points: 0.5", "points: 0.5", "- {id: pot",
       ErrorCode::inconsistent, "an item without a test", "one of when, other_cause_as_likely and unknown: true", ""},
      {"RuleItemWithTwoTests", scores, "unknown: true, points: 0.5", "unknown: true, when: {sex: male}, points: 0.5",
       "- {id: pot", ErrorCode::inconsistent, "several tests of one item",
       "one of when, other_cause_as_likely and unknown: true", ""},
      {"RuleItemOfAThirdOfAPoint", scores, "points: 0.5}", "points: 0.3}", "- {id: pot", ErrorCode::out_of_range,
       "points: 0.3", "points in halves, not 0", "", false},
      {"RuleItemTwice", scores, "id: water,", "id: smell,", "- {id: smell, when: {answer: soil-wet",
       ErrorCode::duplicate, "'smell' twice", "each id once", ""},
      {"RuleTestThatTakesBack", scores, "when: {answer: in-fruit}", "when: {unless: {answer: in-fruit}}",
       "- {id: in-fruit", ErrorCode::inconsistent, "`unless` in a test of a decision rule",
       "a test that is unknown until its answers are known", ""},
      {"StrataThatOverlap", scores, "from: 1\n", "from: 0.5\n", "- id: drowning-score", ErrorCode::inconsistent,
       "the score 0.5 in 'dry' and 'wet'", "each score from -2 to 4 in one stratum", ""},
      {"StrataWithAGap", scores, "from: 1\n", "from: 1.5\n", "- id: drowning-score", ErrorCode::inconsistent,
       "the score 1 in no stratum", "each score from -2 to 4 in one stratum", ""},
      {"StratumUpsideDown", scores, "from: 1\n", "from: 1\n      to: 0\n", "- id: wet", ErrorCode::out_of_range,
       "a stratum from 1 to 0", "from at most to", "", false},
      {"StratumByALikelihoodRatio", scores, "measure: proportion", "measure: lr_positive", "- {record: toy-watering",
       ErrorCode::inconsistent, "'lr_positive' of a stratum", "a share of people (proportion, prevalence)", ""},
      {"StepWithoutSource", scores, "standing-water}, records: [toy-guideline]}\n  records",
       "standing-water}}\n  records", "- {id: tip-out", ErrorCode::missing, "a step without a source", "records: [...]",
       ""},
      {"RuleWithoutSource", scores, "}\n  records: [toy-guideline]\n", "}\n", "- id: drowning-score",
       ErrorCode::missing, "a decision rule without a source", "records: [...]", ""},
      {"NumberOfWhatIsNone", scores, "{answer: yellow-leaf-share-percent, from: 33}", "{answer: soil-wet, from: 33}",
       "- {id: third", ErrorCode::inconsistent, "`from` of 'soil-wet', which is no number",
       "at_least: LEVEL, or nothing", "", false},
      {"NumberThatCannotBe", scores, "from: 33}", "from: 133}", "- {id: third", ErrorCode::out_of_range, "from: 133",
       "above 0 and at most 100", ""},
      {"RuleWithoutName", "text/en/decision-rules.yaml",
       "decision-rule.drowning-score.name:", "decision-rule.drowning-score.nom:", "text/en:1", ErrorCode::missing,
       "no text 'decision-rule.drowning-score.name'", "a text for it", "", true, false},
      {"StratumWithoutText", "text/en/decision-rules.yaml",
       "drowning-score.stratum.dry:", "drowning-score.stratum.dri:", "text/en:1", ErrorCode::missing,
       "no text 'decision-rule.drowning-score.stratum.dry'", "a text for it", "", true, false},
      {"RuleItemWithoutText", "text/en/decision-rules.yaml", "rule-item.pot:", "rule-item.pott:", "text/en:1",
       ErrorCode::missing, "no text 'rule-item.pot'", "a text for it", "", true, false},
      {"StepWithoutText", "text/en/decision-rules.yaml", "rule-step.feel-the-soil:", "rule-step.feel:", "text/en:1",
       ErrorCode::missing, "no text 'rule-step.feel-the-soil'", "a text for it", "", true, false},
  };
}

class Lint : public testing::TestWithParam<Mistake> {};

TEST_P(Lint, NamesTheMistake) {
  const Mistake& mistake = GetParam();
  const Source source = toy_with(mistake.file, mistake.passage, mistake.replacement);
  std::string where = mistake.at;
  if (mistake.in_line) {
    const std::size_t line = line_of(source.at(mistake.file), mistake.at);
    ASSERT_NE(line, 0U) << mistake.file << " has no: " << mistake.at;
    where = mistake.file + ":" + std::to_string(line);
  }
  const Compiled compiled = compile(source);
  const auto fits = [&](const Problem& problem) {
    const Error& error = problem.error;
    return !problem.is_warning && error.code == mistake.code && error.where.starts_with(where) &&
           (mistake.found.empty() || error.found == mistake.found) && error.expected == mistake.expected &&
           error.nearest == mistake.nearest;
  };
  EXPECT_TRUE(std::any_of(compiled.problems.begin(), compiled.problems.end(), fits))
      << "no complaint " << Error{mistake.code, where, mistake.found, mistake.expected, mistake.nearest}.message()
      << "\nbut:\n"
      << all_problems(compiled);
  if (mistake.alone) {
    EXPECT_EQ(compiled.problems.size(), 1U) << all_problems(compiled);
  }
}

std::string name_of(const testing::TestParamInfo<Mistake>& mistake) {
  return mistake.param.name;
}

INSTANTIATE_TEST_SUITE_P(Numbers, Lint, testing::ValuesIn(numbers()), name_of);
INSTANTIATE_TEST_SUITE_P(Names, Lint, testing::ValuesIn(names()), name_of);
INSTANTIATE_TEST_SUITE_P(Shapes, Lint, testing::ValuesIn(shapes()), name_of);
INSTANTIATE_TEST_SUITE_P(DecisionRules, Lint, testing::ValuesIn(decision_rules()), name_of);

// ---- mistakes that need more than one passage

TEST(LintOfFiles, AFileThatNothingIsReadFrom) {
  Source source = toy_source();
  source["finding/more.yaml"] = "[]";
  source["text/de/frame.yaml"] = "{}";
  const Compiled compiled = compile(source);
  ASSERT_EQ(compiled.problems.size(), 2U) << all_problems(compiled);
  EXPECT_EQ(compiled.problems[0].error.where, "finding/more.yaml:1");
  EXPECT_EQ(compiled.problems[0].error.found, "a file that nothing is read from");
  EXPECT_EQ(compiled.problems[0].error.nearest, "findings");
  EXPECT_EQ(compiled.problems[1].error.where, "text/de/frame.yaml:1");
}

TEST(LintOfFiles, NoPackFile) {
  Source source = toy_source();
  source.erase("pack.yaml");
  const Compiled compiled = compile(source);
  EXPECT_FALSE(compiled.problems.empty());
  EXPECT_NE(all_problems(compiled).find("a file pack.yaml"), std::string::npos);
}

TEST(LintOfFiles, NothingAtAll) {
  EXPECT_FALSE(compile({}).problems.empty());
}

TEST(LintOfFiles, AFileTooLarge) {
  Source source = toy_source();
  source["care/care.yaml"] = std::string(max_file_bytes + 1, '#');
  EXPECT_NE(all_problems(compile(source)).find("care/care.yaml:1: found 4194305 bytes; expected at most 4194304"),
            std::string::npos);
}

TEST(LintOfCommonRecords, AreJudgedByTheCommonPopulationAlone) {
  // An item of another pack names the first; nothing in the common figures names the second, although this pack does.
  Source source =
      toy_with(over, "records: [toy-guideline]}\n  - {id: roots-stop", "records: [strayed]}\n  - {id: roots-stop");
  source["common/population.yaml"] =
      "- item: of-another-pack\n  rates:\n    - {ages: [1, 60], all: {record: at-home, measure: prevalence}}\n";
  source["common/evidence/base-rates.yaml"] = "- {id: at-home, read: abstract, source: {title: t}}\n"
                                              "- {id: strayed, read: abstract, source: {title: t}}\n";
  for (auto it = source.begin(); it != source.end();) { // of the real common folder only the texts
    const bool other = it->first == "common/emergency-numbers.yaml" ||
                       (it->first.starts_with("common/evidence/") && it->first != "common/evidence/base-rates.yaml");
    it = other ? source.erase(it) : std::next(it);
  }
  const Compiled compiled = compile(source);
  ASSERT_EQ(compiled.problems.size(), 1U) << all_problems(compiled);
  EXPECT_EQ(compiled.problems[0].error.where, "common/evidence/base-rates.yaml:2");
  EXPECT_EQ(compiled.problems[0].error.found,
            "the record 'strayed', which neither common/population.yaml nor common/emergency-numbers.yaml names");
}

TEST(LintOfPopulation, NotMoreThanTenHangTogether) {
  Source source = toy_source();
  std::string items = "[";
  std::string rates;
  for (int i = 0; i < 11; ++i) {
    const std::string id = "chained-" + std::to_string(i);
    items += "{id: " + id + ", theme: room, ask: false},";
    rates +=
        "- item: " + id +
        "\n  rates:\n    - {ages: [1, 60], all: {judgement: 0.2, low: 0.1, high: 0.4, reason: No reason at all}}\n";
    if (i > 0) {
      rates += "  with:\n    - {item: chained-" + std::to_string(i - 1) +
               ", odds_ratio: {judgement: 2, low: 1, high: 4, reason: No reason at all}}\n";
    }
  }
  source["background/chain.yaml"] = items + "]";
  source["population.yaml"] += rates;
  const std::string problems = all_problems(compile(source));
  EXPECT_NE(problems.find("'chained-0' among more than 10 items that hang together; expected fewer correlations"),
            std::string::npos)
      << problems;
}

TEST(LintWarnings, ASensitivityBelowTheBackgroundIsWorthALook) {
  const Source source =
      toy_with(mites, R"(dry-leaf-tips: {judgement: 0.3, low: 0.14, high: 0.54, reason: "Sucked leaves dry"})",
               R"(dry-leaf-tips: {judgement: 0.1, low: 0.05, high: 0.2, reason: "Sucked leaves dry"})");
  const Compiled compiled = compile(source);
  ASSERT_EQ(compiled.problems.size(), 1U) << all_problems(compiled);
  EXPECT_TRUE(compiled.problems[0].is_warning);
  EXPECT_EQ(compiled.problems[0].error.found, "'dry-leaf-tips' no likelier than its background");
  EXPECT_TRUE(clinic::validate(compiled.pack));
}

} // namespace
} // namespace sura::authoring
