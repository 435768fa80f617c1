// The prior models that were made, by age and sex.
#include <map>
#include <mutex>
#include <utility>

#include "clinic/reasoning/priors.h"
#include "sura/clinic/diagnosis.h"

namespace sura::clinic {

struct PriorModels::Kept {
  const Pack& pack;
  std::mutex mutex; // of `models` only: they are made outside
  std::map<std::pair<double, Sex>, std::shared_ptr<const PriorModel>> models;

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
  auto made = std::make_shared<const PriorModel>(kept_->pack, age, sex); // by two threads at once, sometimes
  const std::lock_guard lock(kept_->mutex);
  if (kept_->models.size() >= most_kept) {
    kept_->models.clear();
  }
  return kept_->models.try_emplace({age, sex}, std::move(made)).first->second;
}

std::size_t PriorModels::size() const {
  const std::lock_guard lock(kept_->mutex);
  return kept_->models.size();
}

} // namespace sura::clinic
