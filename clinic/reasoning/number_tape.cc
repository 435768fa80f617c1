#include "clinic/reasoning/number_tape.h"

#include <algorithm>

namespace sura::clinic {

NumberTape::NumberTape(const Pack& pack) : pack_(pack) {}

Draw NumberTape::record() {
  numbers_.clear();
  order_.clear();
  values_.clear();
  studies_.clear();
  known_.clear();
  recording_ = true;
  Draw draw;
  draw.tape_ = this;
  return draw;
}

Draw NumberTape::draw(std::uint64_t index) {
  recording_ = false;
  index_ = index;
  next_ = 0;
  deviates_.resize(studies_.size());
  for (std::size_t study = 0; study < studies_.size(); ++study) {
    deviates_[study] = deviate_of(studies_[study], index);
  }
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    const Drawn& drawn = numbers_[i];
    const double z = deviates_[drawn.study];
    values_[i] = drawn.is_fixed || z == 0.0 ? drawn.number->value : drawn.spread.at(z);
  }
  Draw draw;
  draw.tape_ = this;
  return draw;
}

double NumberTape::value(const Number& number, bool is_ratio) {
  if (recording_) {
    order_.push_back(place_of(number, is_ratio));
    return number.value;
  }
  if (next_ < order_.size()) {
    const std::uint32_t at = order_[next_++];
    if (numbers_[at].number == &number && numbers_[at].is_ratio == is_ratio) {
      return values_[at];
    }
  }
  const Draw own(pack_, index_);
  return is_ratio ? own.ratio(number) : own.probability(number);
}

std::uint32_t NumberTape::place_of(const Number& number, bool is_ratio) {
  const auto [at, is_new] = known_.try_emplace({&number, is_ratio}, static_cast<std::uint32_t>(numbers_.size()));
  if (is_new) {
    const std::uint32_t study = pack_.derivations[number.derivation].study;
    const auto same = std::find(studies_.begin(), studies_.end(), study);
    const bool is_fixed = !is_ratio && (number.value <= 0.0 || number.value >= 1.0);
    const Spread spread = is_fixed ? Spread() : is_ratio ? Spread::of_ratio(number) : Spread::of_probability(number);
    numbers_.push_back({&number, spread, static_cast<std::uint32_t>(same - studies_.begin()), is_ratio, is_fixed});
    if (same == studies_.end()) {
      studies_.push_back(study);
    }
    values_.push_back(number.value);
  }
  return at->second;
}

} // namespace sura::clinic
