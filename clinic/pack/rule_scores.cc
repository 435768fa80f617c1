#include "clinic/pack/rule_scores.h"

namespace sura::clinic {

std::set<double> possible_sums(const std::vector<double>& points) {
  std::set<double> sums{0.0};
  for (const double more : points) {
    std::set<double> with = sums;
    for (const double sum : sums) {
      with.insert(sum + more);
    }
    sums = std::move(with);
  }
  return sums;
}

std::set<double> possible_scores(const DecisionRule& rule) {
  std::vector<double> points;
  for (const RuleItem& item : rule.items) {
    points.push_back(item.points);
  }
  return possible_sums(points);
}

} // namespace sura::clinic
