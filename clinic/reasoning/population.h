// How likely each unanswered background item is, for a person of this age and sex with these answers.
//
// Items that go together (Population::with) form components; each component's joint distribution is enumerated exactly:
// P(x_i | x_j …) = σ(α_i + Σ ln OR_ij x_j) with α_i solved so that the item's marginal equals its published rate.
// Thread-safety: immutable after construction. Cost: Σ over components of 2^size.
#pragma once

#include <cstdint>
#include <vector>

#include "sura/clinic/case.h"
#include "sura/clinic/pack.h"

namespace sura::clinic {

/// One background item each: −1 unknown, 0 no, 1 yes.
using BackgroundAnswers = std::vector<std::int8_t>;

/// The case's sure answers.
BackgroundAnswers background_answers(const Pack& pack, const Case& the_case);

/// The rate of a band table for an age and sex. Ages outside take the nearest band.
const Number& rate_at(const std::vector<AgeBand>& bands, double age, Sex sex);

/// The items of one component, and the probability of each combination of them (bit k of the index = items[k]).
struct Component {
  std::vector<std::uint32_t> items;
  std::vector<double> weights;
};

class PopulationModel {
public:
  PopulationModel(const Pack& pack, double age, Sex sex);

  std::size_t components() const { return components_.size(); }
  std::uint32_t component_of(std::uint32_t item) const { return component_of_[item]; }
  const Component& component(std::size_t index) const { return components_[index]; }

  /// The joint of component `index` given the answers (normalised; where the rates call the answers impossible, all
  /// weight is on what was said, and what was not said does not hold).
  std::vector<double> given(std::size_t index, const BackgroundAnswers& answers) const;

  /// P(item | answers).
  double rate(std::uint32_t item, const BackgroundAnswers& answers) const;

private:
  std::vector<Component> components_;
  std::vector<std::uint32_t> component_of_;
};

} // namespace sura::clinic
