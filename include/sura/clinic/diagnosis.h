// From a pack and a case to probabilities: builds this person's network, runs exact inference, reads the answers.
// Thread-safety: functions without shared state. Cost: one sweep for the point answer, one per draw for intervals.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "sura/clinic/case.h"
#include "sura/clinic/pack.h"
#include "sura/engine/inference.h"
#include "sura/result.h"

namespace sura::clinic {

/// What produced one present finding. Shares sum to 1 over conditions, `background` and `something_else`.
struct FindingAttribution {
  std::uint32_t finding = 0;
  std::vector<double> conditions; // by condition of the pack; through its processes too
  double something_else = 0.0;
  double background = 0.0;
};

struct ConditionResult {
  double presence = 0.0; // P(present | answers)
  double cause = 0.0;    // P(its own link produced the complaint | answers)
  double low = 0.0;      // 90 % interval of cause over the draws of the studies
  double high = 0.0;
};

struct Diagnosis {
  std::vector<ConditionResult> conditions;     // by condition of the pack
  double unexplained = 0.0;                    // P(something that is not in the pack produced the complaint | answers)
  std::vector<FindingAttribution> attribution; // present findings, facets not separately
  double log_evidence = 0.0;
  /// By draw of the studies: P(it is the cause), by condition, something else last. Empty where nothing was drawn.
  std::vector<std::vector<double>> drawn;
};

/// P(it is the cause), by condition, something else last.
std::vector<double> causes_of(const Diagnosis& diagnosis);

class PriorModel;

/// What age and sex alone make of a pack, kept for the next person of that age and sex: for whoever has many cases, as
/// making it takes several times as long as reasoning. Thread-safety: one object may serve many threads. Ownership:
/// refers to the pack, which must outlive it and stay as it was. Memory: bounded; some 50 kB a model.
class PriorModels {
public:
  /// At most this many are kept: every age in whole years, and some. When one more is needed all are let go.
  static constexpr std::size_t most_kept = 400;

  explicit PriorModels(const Pack& pack);
  PriorModels(PriorModels&&) noexcept;
  PriorModels& operator=(PriorModels&&) noexcept;
  ~PriorModels();

  /// The one that is kept, or a new one: the two are equal.
  std::shared_ptr<const PriorModel> of(double age, Sex sex) const;
  /// How many are kept.
  std::size_t size() const;

private:
  struct Kept;
  std::unique_ptr<Kept> kept_;
};

/// One study (or judgement) that came out otherwise: all its numbers so many standard deviations off their medians,
/// each along its own scale, as a draw of the intervals has it.
struct MovedStudy {
  std::uint32_t study = 0;
  double deviate = 0.0;
};

struct DiagnoseOptions {
  bool intervals = true;
  const PriorModels* models = nullptr;  // of this pack; without, what they hold is made for this case
  std::optional<MovedStudy> moved = {}; // then no intervals are made: they would be those of nobody's studies
};

/// Errors: too_large (more present findings than exact inference can hold), inconsistent (impossible answers).
Result<Diagnosis> diagnose(const Pack& pack, const Case& the_case, const DiagnoseOptions& options = {});

/// Prior probability of each condition for this person from age, sex and known background; unknown factors averaged
/// out.
std::vector<double> priors(const Pack& pack, const Case& the_case);

/// P(background item present) for this person, from age, sex and the answered items it goes with.
double background_rate(const Pack& pack, const Case& the_case, std::uint32_t item);

/// What a case is reasoned with: this person's network, named by the ids of the pack, and the answers as evidence. For
/// other programs to answer (docs/network-export.md). O(pack).
struct CaseNetwork {
  engine::Network network;
  engine::Evidence evidence;
};
CaseNetwork case_network(const Pack& pack, const Case& the_case);

/// How strongly one answer speaks for a condition as the cause: its share of ln odds(cause | all answers) − ln
/// odds(cause | none), averaged over every order in which the answers might have been given (a Shapley value:
/// engine/shapley.h), so that two answers that tell the same share what they tell. Of one condition the weights of all
/// answers sum to that difference. Always known are the complaint as such, age, sex, setting and role; what was stated
/// as the complaint is an answer as any other. Ln odds are held to ± 300 decibans.
struct Weight {
  bool is_background = false;
  std::uint32_t item = 0;
  double log_odds = 0.0;
  double error = 0.0; // standard error of log_odds; 0 where it is exact
};
/// Weights of every sure answer for one condition, largest first. Cost: as all_weights.
Result<std::vector<Weight>> weights(const Pack& pack, const Case& the_case, std::uint32_t condition);

/// The same for every condition at once, by condition. Exact for up to twelve answers that anything depends on, from
/// all sets of them; beyond that from orders drawn at random, the same every time. Errors as `diagnose`; too_large (512
/// answers).
Result<std::vector<std::vector<Weight>>> all_weights(const Pack& pack, const Case& the_case,
                                                     const PriorModels* models = nullptr);

} // namespace sura::clinic
