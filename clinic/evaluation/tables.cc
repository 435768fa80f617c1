// Reliability and confusion: what was said against what it was.
#include <algorithm>
#include <array>

#include "clinic/evaluation/counts.h"
#include "clinic/evaluation/statistics.h"

namespace sura::clinic::evaluation {
namespace {

/// Finer at both ends, where most probabilities lie and where the decisions about urgency are made.
constexpr std::array bin_edges = {0.0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0};
constexpr std::size_t bin_count = bin_edges.size() - 1;

std::size_t bin_of(double probability) {
  const auto above = std::upper_bound(bin_edges.begin(), bin_edges.end(), probability);
  const auto index = static_cast<std::size_t>(above - bin_edges.begin());
  return std::clamp<std::size_t>(index, 1, bin_count) - 1;
}

bool is_among(const std::vector<std::uint32_t>& causes, std::uint32_t cause) {
  return std::find(causes.begin(), causes.end(), cause) != causes.end();
}

} // namespace

std::vector<ReliabilityBin> reliability_of(const std::vector<Counted>& cases) {
  std::array<std::size_t, bin_count> said{};
  std::array<std::size_t, bin_count> true_of{};
  std::array<double, bin_count> sum{};
  for (const Counted& one : cases) {
    for (std::uint32_t cause = 0; cause < one.verdict->causes.size(); ++cause) {
      if (is_among(one.judged->expected.also, cause)) {
        continue; // it was there; whether it had its part nobody knows
      }
      const double probability = one.verdict->causes[cause];
      const std::size_t bin = bin_of(probability);
      ++said[bin];
      true_of[bin] += cause == one.judged->expected.cause ? 1 : 0;
      sum[bin] += probability;
    }
  }
  std::vector<ReliabilityBin> bins;
  for (std::size_t bin = 0; bin < bin_count; ++bin) {
    if (said[bin] > 0) {
      bins.push_back({bin_edges[bin], bin_edges[bin + 1], sum[bin] / static_cast<double>(said[bin]),
                      rate(true_of[bin], said[bin])});
    }
  }
  return bins;
}

std::vector<ConfusionRow> confusion_of(const Pack& pack, const std::vector<Counted>& cases) {
  const std::size_t causes = something_else(pack) + 1;
  std::vector<ConfusionRow> rows(causes);
  for (std::uint32_t cause = 0; cause < causes; ++cause) {
    rows[cause].expected = cause;
    for (std::uint32_t other = 0; other < causes; ++other) {
      rows[cause].first.push_back({other, 0});
    }
  }
  for (const Counted& one : cases) {
    ConfusionRow& row = rows[one.judged->expected.cause];
    ++row.n;
    row.top3 += rank_of_expected(one) < first_causes ? 1 : 0;
    ++row.first[ranked(*one.verdict).front()].n;
  }
  std::erase_if(rows, [](const ConfusionRow& row) { return row.n == 0; });
  for (ConfusionRow& row : rows) {
    std::erase_if(row.first, [](const ConfusionRow::First& first) { return first.n == 0; });
    std::stable_sort(row.first.begin(), row.first.end(), [](const auto& a, const auto& b) { return a.n > b.n; });
  }
  return rows;
}

} // namespace sura::clinic::evaluation
