// A small complete pack for unit tests, made in memory. Every id is invented.
//
// Settings: home, practice. Roles: person, clinician. Ages 16 to 110.
// Complaints: ache → leg-ache, spasm → leg-spasm, puffiness → leg-puffiness. Both legs: both-legs.
// Conditions, in causal order: thing-a (leads to thing-b; the dangerous one), thing-b, thing-c (the common harmless
// one). Process: overheating (thing-c strongly, thing-a a little) → hot-skin, lab-marker. Findings, in order:
//   leg-ache, leg-spasm         yes-no, felt
//   leg-puffiness               yes-no, seen; facets puffiness-dents (yes-no), puffiness-extra-cm (cm 0 to 30: under-2,
//                               from-2, over-3)
//   stiffness                   levels none, some, much; facet stiffness-mornings (yes-no)
//   start-speed                 levels slow, quick, sudden
//   days-of-trouble             days 0 to 3650: up-to-3, from-4, over-14
//   both-legs                   yes-no, seen
//   hot-skin                    yes-no, touched; its background depends on smoker
//   lab-marker                  yes-no, a test that only clinicians see
//   monthly-swelling            yes-no, felt; female only
//   short-breath, faint         flags: yes-no, outside the network
// Background: long-sitting and bed-days (one group), expecting (female, 16 to 55), smoker (goes with bed-days),
//   already-treated (never asked, except for scope).
// Red flags: breath-trouble (emergency: short-breath or faint), hot-and-puffy (same day: leg-puffiness, hot-skin, 60 or
// older). Scope: child (under 16, same-day), under-treatment (already-treated, routine). Care: one or more items in
// every section; cramp steps stretch-it (1), walk-it-off (2). Decision rule: two-signs
// (thing-a; adults with leg-puffiness, not expecting). Thread-safety: a function without shared state.
#pragma once

#include "sura/clinic/pack.h"

namespace sura::clinic {

/// A new copy, complete and valid. The indices of findings, conditions and so on follow the order of the list above.
Pack sample_pack();

} // namespace sura::clinic
