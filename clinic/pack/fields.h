// The fields of every part of a pack, in the order in which they stand in the compiled file: the one list that reader
// and writer share. `archive(a, b, …)` reads into or writes from each argument in turn. See docs/pack-format.md.
#pragma once

#include <cstdint>
#include <string_view>

#include "sura/clinic/pack.h"

namespace sura::clinic::format {

inline constexpr std::string_view magic = "SURAPACK";
inline constexpr std::uint32_t version = 5;
inline constexpr std::size_t header_bytes = 8 + 4 + 8 + 8; // magic, version, payload size, checksum

template <class A> void fields(A& archive, Number& n) {
  archive(n.value, n.low, n.high, n.derivation);
}
template <class A> void fields(A& archive, Pool::Member& m) {
  archive(m.record, m.measure, m.value, m.low, m.high, m.weight);
}
template <class A> void fields(A& archive, Pool& p) {
  archive(p.members, p.value, p.low, p.high, p.tau_squared, p.i_squared);
}
template <class A> void fields(A& archive, Derivation& d) {
  archive(d.subject, d.quantity, d.record, d.measure, d.transform, d.reason, d.measured, d.measured_low,
          d.measured_high, d.solved, d.file, d.line, d.study, d.judged, d.pool);
}
template <class A> void fields(A& archive, Record& r) {
  archive(r.id, r.about, r.statement, r.population, r.design, r.certainty, r.read, r.title, r.authors, r.journal, r.doi,
          r.pmid, r.url, r.year);
}
template <class A> void fields(A& archive, Expression& e) {
  archive(e.kind, e.subject, e.number, e.parts);
}
template <class A> void fields(A& archive, NamedId& n) {
  archive(n.id);
}
template <class A> void fields(A& archive, Complaint& c) {
  archive(c.id, c.finding);
}
template <class A> void fields(A& archive, Notice& n) {
  archive(n.detection, n.false_alarm);
}
template <class A> void fields(A& archive, Perception& p) {
  archive(p.id, p.by_role);
}
template <class A> void fields(A& archive, BackgroundItem& b) {
  archive(b.id, b.theme, b.sex, b.minimum_age, b.maximum_age, b.ask);
}
template <class A> void fields(A& archive, AgeBand& b) {
  archive(b.from, b.to, b.female, b.male);
}
template <class A> void fields(A& archive, Population::With& w) {
  archive(w.item, w.odds_ratio);
}
template <class A> void fields(A& archive, Population& p) {
  archive(p.rates, p.with);
}
template <class A> void fields(A& archive, Level& l) {
  archive(l.id, l.from);
}
template <class A> void fields(A& archive, Finding::Change& c) {
  archive(c.when, c.odds_ratio);
}
template <class A> void fields(A& archive, Finding& f) {
  archive(f.id, f.theme, f.kind, f.answer, f.levels, f.unit, f.minimum, f.maximum, f.parent, f.perception, f.effort,
          f.sex, f.minimum_age, f.ask, f.told, f.background, f.background_changes);
}
template <class A> void fields(A& archive, FindingLink& l) {
  archive(l.finding, l.at_least, l.sensitivity);
}
template <class A> void fields(A& archive, Process& p) {
  archive(p.id, p.background, p.findings);
}
template <class A> void fields(A& archive, Factor& f) {
  archive(f.item, f.odds_ratio, f.group);
}
template <class A> void fields(A& archive, Factors& f) {
  archive(f.list, f.cap);
}
template <class A> void fields(A& archive, SomethingElse& s) {
  archive(s.id, s.presents, s.times, s.factors, s.findings);
}
template <class A> void fields(A& archive, ChainStep& s) {
  archive(s.id, s.standing, s.records);
}
template <class A> void fields(A& archive, ByUrgency& b) {
  archive(b[0], b[1], b[2], b[3]);
}
template <class A> void fields(A& archive, Loss& l) {
  archive(l.at, l.width, l.records, l.reason);
}
template <class A> void fields(A& archive, Effort& e) {
  archive(e.id, e.burden, e.records, e.reason);
}
template <class A> void fields(A& archive, LossTable& l) {
  archive(l.burden, l.something_else, l.efforts, l.knowing, l.warning, l.reason);
}
template <class A> void fields(A& archive, Condition::Effect& e) {
  archive(e.target, e.probability);
}
template <class A> void fields(A& archive, Condition& c) {
  archive(c.id, c.group, c.prevalence, c.presents, c.factors, c.findings, c.processes, c.leads_to, c.delay, c.chain);
}
template <class A> void fields(A& archive, RedFlag& r) {
  archive(r.id, r.urgency, r.when, r.show, r.records);
}
template <class A> void fields(A& archive, ScopeRule& s) {
  archive(s.id, s.when, s.urgency, s.ask, s.records, s.reason);
}
template <class A> void fields(A& archive, CareItem& c) {
  archive(c.id, c.section, c.conditions, c.from, c.when, c.unless, c.standing, c.records, c.reason, c.urgency,
          c.cramp_now);
}
template <class A> void fields(A& archive, PublishedShare& p) {
  archive(p.value, p.low, p.high, p.record, p.of, p.when);
}
template <class A> void fields(A& archive, RuleTest& t) {
  archive(t.id, t.when);
}
template <class A> void fields(A& archive, RuleItem& i) {
  archive(i.id, i.points, i.source, i.when, i.condition);
}
template <class A> void fields(A& archive, RuleStep& s) {
  archive(s.id, s.when, s.unless, s.records);
}
template <class A> void fields(A& archive, RuleStratum& s) {
  archive(s.id, s.from, s.to, s.published, s.next, s.records);
}
template <class A> void fields(A& archive, DecisionRule& r) {
  archive(r.id, r.condition, r.outcome, r.among, r.not_for, r.roles, r.items, r.strata, r.records);
}
template <class A> void fields(A& archive, Bundle& b) {
  archive(b.id, b.absent);
}
template <class A> void fields(A& archive, EmergencyNumbers& e) {
  archive(e.country, e.numbers, e.records);
}
template <class A> void fields(A& archive, Phrase& p) {
  archive(p.person, p.clinician);
}
template <class A> void fields(A& archive, Pack& p) {
  archive(p.id, p.name, p.version, p.date, p.sha256, p.minimum_age, p.maximum_age, p.interval_draws, p.question_limit,
          p.people, p.settings, p.roles, p.complaints, p.both_legs_finding, p.perceptions, p.something_else,
          p.background, p.population, p.findings, p.processes, p.conditions, p.losses, p.red_flags, p.scope, p.care,
          p.decision_rules, p.bundles, p.emergency_numbers, p.records, p.derivations, p.studies, p.texts);
}

} // namespace sura::clinic::format
