// A person ready to be reasoned about: the priors worked out once, the network and evidence, and evaluation of answers
// that the person has not given. Thread-safety: const member functions may run at once. Cost: construction O(pack),
// then one sweep for each answer tried, eight side by side.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "clinic/reasoning/person_network.h"
#include "clinic/reasoning/prior_trials.h"
#include "sura/clinic/diagnosis.h"
#include "sura/engine/inference.h"
#include "sura/engine/queries.h"

namespace sura::clinic {

/// P(each condition's own link produced the complaint | evidence), then "something else" last; with ln P(evidence).
struct CauseOutcome {
  std::vector<double> causes;
  double log_evidence = 0.0;
};

/// That a finding, or a side of one, would be at most at this level.
struct FindingTrial {
  std::uint32_t finding = 0;
  std::uint32_t highest = 0;
};

/// That a background item would have this answer: −1 unknown, 0 no, 1 yes.
struct BackgroundTrial {
  std::uint32_t item = 0;
  std::int8_t answer = -1;
};

class Person {
public:
  /// `models`, where given, are of this pack. `draw` is what network() and causes() are reckoned with; what is tried
  /// further starts from the medians.
  Person(const Pack& pack, const Case& the_case, const PriorModels* models = nullptr, const Draw& draw = {});

  /// Of the answered findings.
  const PersonNetwork& network() const { return network_; }
  const Pack& pack() const { return pack_; }
  const Case& the_case() const { return case_; }
  const PriorModel& priors() const { return *priors_; }
  /// As PriorModel::priors gives it.
  const std::vector<double>& prior() const { return prior_; }
  const BackgroundAnswers& background() const { return background_; }

  /// Whether an answer to this background item could change anything: a prior, or the background rate of a finding.
  bool matters(std::uint32_t item) const;

  /// The causes as the case stands.
  Result<CauseOutcome> causes() const;
  /// The causes were each of these so, by trial. The findings are not answered yet, and neither is anything else
  /// changed.
  Result<std::vector<CauseOutcome>> causes_with(const std::vector<FindingTrial>& trials) const;
  Result<std::vector<CauseOutcome>> causes_with(const std::vector<BackgroundTrial>& trials) const;

private:
  using KnownTrials = std::map<std::size_t, PriorTrials>; // by cause, made where first asked for

  std::vector<double> prior_with(const BackgroundTrial& trial, KnownTrials& known) const;
  PersonNetwork network_with(const BackgroundTrial& trial, const std::vector<double>& prior) const;

  const Pack& pack_;
  const Case& case_;
  std::shared_ptr<const PriorModel> priors_;
  BackgroundAnswers background_;
  std::vector<double> prior_;
  PersonNetwork network_;
};

/// Causes of the complaint by condition of the pack, "something else" last. Of the posterior the presence is enough.
std::vector<double> causes_of_complaint(const Pack& pack, const PersonNetwork& person,
                                        const engine::Posterior& posterior);

} // namespace sura::clinic
