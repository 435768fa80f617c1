#include "sura/clinic/influence.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sura/clinic/diagnosis.h"

namespace sura::clinic {
namespace {

/// Who counts, and the probability of each condition in each of them.
struct People {
  std::vector<const Case*> cases;
  std::vector<std::vector<double>> causes; // by person, by condition
  std::size_t left_out = 0;
};

Result<People> diagnosed(const Pack& pack, const std::vector<Case>& cases) {
  People people;
  for (const Case& the_case : cases) {
    const auto diagnosis = diagnose(pack, the_case, {false});
    if (!diagnosis && diagnosis.error().code == ErrorCode::inconsistent) {
      ++people.left_out;
      continue;
    }
    if (!diagnosis) {
      return tl::unexpected(diagnosis.error());
    }
    people.cases.push_back(&the_case);
    std::vector<double>& causes = people.causes.emplace_back();
    for (const ConditionResult& condition : diagnosis->conditions) {
      causes.push_back(condition.cause);
    }
  }
  if (people.cases.empty()) {
    return fail({ErrorCode::missing, "people", "nobody whose answers can be true together", "at least one", ""});
  }
  return people;
}

/// Indices by falling value, ties by index.
std::vector<std::uint32_t> ranking(const std::vector<double>& values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return values[a] > values[b]; });
  return order;
}

std::vector<std::uint32_t> leading(const std::vector<double>& causes) {
  std::vector<std::uint32_t> order = ranking(causes);
  order.resize(std::min(order.size(), most_leading));
  while (order.size() > 1 && causes[order.back()] < least_leading) {
    order.pop_back();
  }
  return order;
}

/// By person: the conditions that are looked at in this person for their own sake.
std::vector<std::vector<bool>> examined(const People& people, std::size_t conditions) {
  std::vector<std::vector<bool>> result(people.cases.size(), std::vector<bool>(conditions, false));
  for (std::size_t c = 0; c < conditions; ++c) {
    std::vector<double> in_people;
    for (const std::vector<double>& causes : people.causes) {
      in_people.push_back(causes[c]);
    }
    std::vector<std::uint32_t> order = ranking(in_people);
    order.resize(std::min(order.size(), people_of_a_condition));
    for (const std::uint32_t person : order) {
      result[person][c] = true;
    }
  }
  return result;
}

/// The influence of each study on one condition of one person, shared among its numbers. Empty for empty slopes.
std::vector<double> sizes(const Pack& pack, const Slopes& slopes) {
  std::vector<double> up(pack.studies, 0.0);
  std::vector<double> down(pack.studies, 0.0);
  std::vector<double> parts(pack.studies, 0.0);
  std::vector<double> result(slopes.up.size());
  for (std::size_t row = 0; row < result.size(); ++row) {
    const std::uint32_t study = pack.derivations[row].study;
    result[row] = 0.5 * (std::abs(slopes.up[row]) + std::abs(slopes.down[row]));
    up[study] += slopes.up[row];
    down[study] += slopes.down[row];
    parts[study] += result[row];
  }
  for (std::size_t row = 0; row < result.size(); ++row) {
    const std::uint32_t study = pack.derivations[row].study;
    if (result[row] > 0.0) {
      result[row] *= 0.5 * (std::abs(up[study]) + std::abs(down[study])) / parts[study];
    }
  }
  return result;
}

void add(std::vector<double>& sum, const std::vector<double>& more, double factor) {
  for (std::size_t i = 0; i < more.size(); ++i) {
    sum[i] += factor * more[i];
  }
}

} // namespace

Result<Influence> influence(const Pack& pack, const std::vector<Case>& people,
                            const std::function<void(std::size_t, std::size_t)>& progress) {
  const auto counted = diagnosed(pack, people);
  if (!counted) {
    return tl::unexpected(counted.error());
  }
  const std::size_t conditions = pack.conditions.size();
  const std::vector<std::vector<bool>> looked_at = examined(*counted, conditions);
  const std::vector<double> none(pack.derivations.size(), 0.0);
  Influence result{none, std::vector<std::vector<double>>(conditions, none), counted->cases.size(), counted->left_out};
  const auto of_a_condition = static_cast<double>(std::min(people_of_a_condition, result.people));
  for (std::size_t person = 0; person < result.people; ++person) {
    const std::vector<std::uint32_t> first = leading(counted->causes[person]);
    std::vector<std::uint32_t> both = first; // the leading conditions, then others that are looked at
    for (std::uint32_t c = 0; c < conditions; ++c) {
      if (looked_at[person][c] && std::find(first.begin(), first.end(), c) == first.end()) {
        both.push_back(c);
      }
    }
    const auto by_condition = slopes(pack, *counted->cases[person], both);
    if (!by_condition) {
      return tl::unexpected(by_condition.error());
    }
    for (std::size_t i = 0; i < both.size(); ++i) {
      const std::vector<double> size = sizes(pack, (*by_condition)[i]);
      if (i < first.size()) {
        add(result.by_number, size, 1.0 / static_cast<double>(first.size() * result.people));
      }
      if (looked_at[person][both[i]]) {
        add(result.by_condition[both[i]], size, 1.0 / of_a_condition);
      }
    }
    if (progress) {
      progress(person + 1, result.people);
    }
  }
  return result;
}

} // namespace sura::clinic
