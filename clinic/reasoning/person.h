// A person ready to be reasoned about: the priors worked out once, the network and evidence, and evaluation of answers
// that the person has not given. Thread-safety: const member functions may run at once. Cost: construction O(pack),
// then one sweep each.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "clinic/reasoning/person_network.h"
#include "sura/clinic/diagnosis.h"
#include "sura/engine/queries.h"

namespace sura::clinic {

/// P(each condition's own link produced the complaint | evidence), then "something else" last; with ln P(evidence).
struct CauseOutcome {
  std::vector<double> causes;
  double log_evidence = 0.0;
};

class Person {
public:
  /// `models`, where given, are of this pack. With Extent::answered `causes_with` takes answered findings only.
  Person(const Pack& pack, const Case& the_case, const PriorModels* models = nullptr,
         Extent extent = Extent::everything);

  const PersonNetwork& network() const { return network_; }
  const PriorModel& priors() const { return *priors_; }
  /// As PriorModel::priors gives it.
  const std::vector<double>& prior() const { return prior_; }
  const BackgroundAnswers& background() const { return background_; }

  /// The causes as the case stands.
  Result<CauseOutcome> causes() const;
  /// The causes if a finding had this answer (or, with nothing, none).
  Result<CauseOutcome> causes_with(std::uint32_t finding, const std::optional<Answer>& answer) const;
  /// The causes if a background item had this answer: −1 unknown, 0 no, 1 yes. `scratch` is a copy of network().network
  /// to work in, and equals it again afterwards: copying takes longer than reasoning.
  Result<CauseOutcome> causes_with_background(std::uint32_t item, std::int8_t answer, engine::Network& scratch) const;

private:
  Result<CauseOutcome> read(const engine::Network& network, const engine::Evidence& evidence) const;

  const Pack& pack_;
  const Case& case_;
  std::shared_ptr<const PriorModel> priors_;
  BackgroundAnswers background_;
  std::vector<double> prior_;
  PersonNetwork network_;
};

/// Causes of the complaint by condition of the pack, "something else" last.
std::vector<double> causes_of_complaint(const Pack& pack, const PersonNetwork& person,
                                        const engine::Posterior& posterior);

} // namespace sura::clinic
