// The prior models that were made, by age and sex.
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "clinic/reasoning/priors.h"
#include "sura/clinic/diagnosis.h"

namespace sura::clinic {

struct PriorModels::Kept {
  const Pack& pack;
  std::mutex mutex; // of the two maps only: models are made outside
  std::map<std::pair<double, Sex>, std::shared_ptr<const PriorModel>> models;
  std::map<std::pair<Sex, std::vector<const Number*>>, std::shared_ptr<const PriorModel>> by_rates; // the same ones

  explicit Kept(const Pack& the_pack) : pack(the_pack) {}
};

PriorModels::PriorModels(const Pack& pack) : kept_(std::make_unique<Kept>(pack)) {}
PriorModels::PriorModels(PriorModels&&) noexcept = default;
PriorModels& PriorModels::operator=(PriorModels&&) noexcept = default;
PriorModels::~PriorModels() = default;

std::shared_ptr<const PriorModel> PriorModels::of(double age, Sex sex) const {
  {
    const std::lock_guard lock(kept_->mutex);
    const auto at = kept_->models.find({age, sex});
    if (at != kept_->models.end()) {
      return at->second;
    }
  }
  std::pair rates{sex, rates_that_hold(kept_->pack, age, sex)};
  std::shared_ptr<const PriorModel> made;
  {
    const std::lock_guard lock(kept_->mutex);
    const auto at = kept_->by_rates.find(rates);
    made = at == kept_->by_rates.end() ? nullptr : at->second;
  }
  if (!made) {
    made = std::make_shared<const PriorModel>(kept_->pack, age, sex); // by two threads at once, sometimes
  }
  const std::lock_guard lock(kept_->mutex);
  if (kept_->models.size() >= most_kept) {
    kept_->models.clear();
    kept_->by_rates.clear();
  }
  made = kept_->by_rates.try_emplace(std::move(rates), made).first->second;
  return kept_->models.try_emplace({age, sex}, std::move(made)).first->second;
}

std::size_t PriorModels::size() const {
  const std::lock_guard lock(kept_->mutex);
  return kept_->models.size();
}

} // namespace sura::clinic
