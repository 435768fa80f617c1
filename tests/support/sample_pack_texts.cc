#include "tests/support/sample_pack_texts.h"

namespace sura::clinic {
namespace {

/// Adds the four texts of something that can be asked: name, question, why and the words that people search by.
void askable(Texts& texts, const std::string& key, const Phrase& name, const std::string& question,
             const std::string& why, const std::string& find) {
  texts[key + ".name"] = name;
  texts[key + ".question"] = {question, question};
  texts[key + ".why"] = {why, why};
  texts[key + ".find"] = {find, find};
}

void add(Texts& texts, const std::string& key, const std::string& both) {
  texts[key] = {both, both};
}

void findings(Texts& t) {
  askable(t, "finding.leg-ache", {"aching leg", "leg ache"}, "Does your leg ache?", "Most causes bring an ache.",
          "sore, hurts, painful");
  askable(t, "finding.leg-spasm", {"sudden tightening", "involuntary spasm"}, "Does a muscle tighten by itself?",
          "Thing C nearly always brings it.", "charley horse, cramp");
  askable(t, "finding.leg-puffiness", {"puffy leg", "oedema"}, "Is the leg bigger than the other?",
          "Thing A often brings it.", "swollen, bigger, fat leg");
  askable(t, "finding.puffiness-dents", {"a finger leaves a dent", "pitting"}, "Does a finger pressed in leave a dent?",
          "It tells water from muscle.", "dent, dimple");
  askable(t, "finding.puffiness-extra-cm", {"how much thicker it is", "circumference difference"},
          "By how many centimetres is it thicker than the other?", "Three centimetres or more matter.",
          "tape, circumference, thicker");
  askable(t, "finding.stiffness", {"stiffness", "stiffness"}, "How stiff is the leg?", "Muscles stiffen.",
          "stiff, rigid");
  add(t, "level.stiffness.none", "not stiff");
  add(t, "level.stiffness.some", "a little stiff");
  add(t, "level.stiffness.much", "very stiff");
  askable(t, "finding.stiffness-mornings", {"stiffest in the morning", "morning stiffness"},
          "Is it stiffest in the morning?", "It points to thing B.", "after sleep, getting up");
  askable(t, "finding.start-speed", {"how fast it began", "speed of onset"}, "How fast did it begin?",
          "Thing C begins suddenly.", "onset, began, started");
  add(t, "level.start-speed.slow", "over days");
  add(t, "level.start-speed.quick", "over hours");
  add(t, "level.start-speed.sudden", "all at once");
  askable(t, "finding.days-of-trouble", {"days since it began", "duration in days"}, "How many days ago did it begin?",
          "Old trouble is rarely urgent.", "how long, duration");
  add(t, "level.days-of-trouble.up-to-3", "up to 3 days");
  add(t, "level.days-of-trouble.from-4", "4 days to 2 weeks");
  add(t, "level.days-of-trouble.over-14", "over 2 weeks");
  add(t, "level.puffiness-extra-cm.under-2", "under 2 cm");
  add(t, "level.puffiness-extra-cm.from-2", "2 to 3 cm");
  add(t, "level.puffiness-extra-cm.over-3", "3 cm or more");
  askable(t, "finding.both-legs", {"both legs", "bilateral"}, "Are both legs affected?", "Thing A takes one leg.",
          "two legs, each side");
  askable(t, "finding.hot-skin", {"hot skin", "local warmth"}, "Is the skin there hotter than elsewhere?",
          "Thing B warms the skin.", "warm, burning");
  askable(t, "finding.lab-marker", {"blood test", "laboratory marker"}, "Is the marker raised?",
          "It is raised in nine of ten with thing A.", "blood test, laboratory");
  askable(t, "finding.monthly-swelling", {"swells every month", "cyclical swelling"}, "Does it swell every month?",
          "That is harmless.", "period, cycle");
  askable(t, "finding.short-breath", {"short of breath", "dyspnoea"}, "Are you newly short of breath?",
          "It may be an emergency.", "breathless, cannot breathe");
  askable(t, "finding.faint", {"fainted", "syncope"}, "Have you fainted?", "It may be an emergency.",
          "blackout, passed out, collapse");
}

void background(Texts& t) {
  askable(t, "background.long-sitting", {"sat for hours", "prolonged sitting"}, "Have you sat for over four hours?",
          "Blood flows slowly in a still leg.", "flight, car, desk");
  askable(t, "background.bed-days", {"days in bed", "bed rest"}, "Have you been in bed for three days or more?",
          "Blood flows slowly in a still leg.", "ill in bed, hospital");
  askable(t, "background.expecting", {"pregnant", "pregnancy"}, "Are you expecting a baby?",
          "Blood clots more easily then.", "baby, pregnant");
  askable(t, "background.smoker", {"smokes", "tobacco use"}, "Do you smoke?", "Smoke irritates.",
          "cigarettes, tobacco");
  askable(t, "background.already-treated", {"already under treatment", "current treatment"},
          "Are you already being treated for this?", "Then your own team knows more.", "therapy");
}

void conditions(Texts& t) {
  t["condition.thing-a.name"] = {"Thing A", "Thingitis acuta"};
  add(t, "condition.thing-a.summary", "A blockage that makes one leg swell.");
  add(t, "chain.thing-a.slow-flow", "Blood flows slowly and clogs.");
  add(t, "chain.thing-a.pressure", "Pressure behind the clog stretches the leg, which hurts.");
  t["condition.thing-b.name"] = {"Thing B", "Thingitis benigna"};
  add(t, "condition.thing-b.summary", "An irritation just under the skin.");
  add(t, "chain.thing-b.irritation", "The wall is irritated.");
  add(t, "chain.thing-b.warmth", "The irritation warms the skin and hurts.");
  t["condition.thing-c.name"] = {"Thing C", "Thingitis communis"};
  add(t, "condition.thing-c.summary", "A muscle that tightens by itself.");
  add(t, "chain.thing-c.effort", "The muscle works for long.");
  add(t, "chain.thing-c.acid", "Acid gathers in it.");
  add(t, "chain.thing-c.excited-nerves", "Its nerves fire by themselves, and it tightens, which hurts.");
  t["process.overheating.name"] = {"overheating", "hyperthermia"};
  add(t, "group.vessels", "Vessels");
  add(t, "group.muscles", "Muscles");
}

void rules_and_care(Texts& t) {
  add(t, "red-flag.breath-trouble", "A piece of the blockage may have travelled. Call an ambulance.");
  add(t, "red-flag.hot-and-puffy", "A hot puffy leg should be seen today.");
  add(t, "scope.child", "This is for people of 16 or older. Take a child to a doctor.");
  add(t, "scope.under-treatment", "You are already being treated: ask the team that treats you.");
  t["decision-rule.two-signs.name"] = {"Two signs", "Two-signs score"};
  add(t, "decision-rule.two-signs.stratum.one-or-less", "one sign or less");
  add(t, "decision-rule.two-signs.stratum.more-than-one", "more than one sign");
  add(t, "rule-test.grown-up", "grown up");
  add(t, "rule-test.puffy", "a puffy leg");
  add(t, "rule-test.expecting", "expecting a child");
  add(t, "rule-item.other", "another thing as likely");
  add(t, "rule-item.told-at-the-bedside", "what is told at the bedside");
  add(t, "rule-step.scan-within-a-day", "Scan within a day (age {age}: limit {age-times-10}).");
  t["care.stretch-it"] = {"Stretch the muscle.", "Passive stretching."};
  add(t, "care.walk-it-off", "Walk a few steps.");
  add(t, "care.lift-the-leg", "Rest with the leg raised.");
  add(t, "care.drink-water", "Drink when you are thirsty.");
  add(t, "care.scan", "A doctor may offer a scan.");
  add(t, "care.tablets", "A doctor may discuss tablets.");
  add(t, "care.no-massage", "Do not massage the leg.");
  add(t, "care.old-remedy", "The old remedy does not help.");
  add(t, "care.move-often", "Get up every hour.");
  add(t, "care.come-back-if", "Be seen if it gets worse.");
}

} // namespace

Texts sample_pack_texts() {
  Texts texts;
  findings(texts);
  background(texts);
  conditions(texts);
  rules_and_care(texts);
  add(texts, "setting.home", "at home");
  add(texts, "setting.practice", "at a practice");
  add(texts, "role.person", "the person");
  add(texts, "role.clinician", "a clinician");
  add(texts, "complaint.ache", "an aching leg");
  add(texts, "complaint.spasm", "a spasm");
  add(texts, "complaint.puffiness", "a puffy leg");
  return texts;
}

} // namespace sura::clinic
