#include "sura/engine/generator.h"

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "sura/engine/sampling.h"

namespace sura::engine {
namespace {

constexpr int most_draws = 10'000;

/// Evenly spread numbers straight from the generator, whose output the standard fixes; its distributions are not fixed.
class EvenNumbers {
public:
  explicit EvenNumbers(std::uint64_t seed) : generator_(seed) {}

  /// In [0, 1).
  double operator()() { return static_cast<double>(generator_() >> 11U) * 0x1p-53; }
  double within(const ProbabilityRange& range) { return range.low + (range.high - range.low) * (*this)(); }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>((*this)() * static_cast<double>(count)); }

  /// So many different ones of the list, in the order in which they stand there. At most the size of the list.
  std::vector<std::uint32_t> some_of(std::vector<std::uint32_t> list, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      std::swap(list[i], list[i + below(list.size() - i)]);
    }
    list.resize(count);
    std::sort(list.begin(), list.end());
    return list;
  }

private:
  std::mt19937_64 generator_;
};

bool is_probability_range(const ProbabilityRange& range) {
  return range.low >= 0.0 && range.low <= range.high && range.high <= 1.0; // false for NaN
}

Result<void> check(const GeneratorOptions& options) {
  const auto wrong = [](const char* where, const std::string& found, const std::string& expected) {
    return fail({ErrorCode::out_of_range, where, found, expected, ""});
  };
  if (options.causes > max_generated_causes)
    return wrong("causes", std::to_string(options.causes), "at most " + std::to_string(max_generated_causes));
  if (options.findings > max_generated_findings)
    return wrong("findings", std::to_string(options.findings), "at most " + std::to_string(max_generated_findings));
  if (!(options.share_of_links >= 0.0 && options.share_of_links <= 1.0))
    return wrong("share of links", std::to_string(options.share_of_links), "0 to 1");
  if (options.share_of_links == 0.0 && options.causes_per_finding > options.causes)
    return wrong("causes per finding", std::to_string(options.causes_per_finding),
                 "at most the " + std::to_string(options.causes) + " causes");
  for (const auto& [where, range] :
       {std::pair{"prior", options.prior}, std::pair{"link", options.link}, std::pair{"leak", options.leak}}) {
    if (!is_probability_range(range))
      return wrong(where, std::to_string(range.low) + " to " + std::to_string(range.high),
                   "probabilities, the lower one first");
  }
  return {};
}

/// The causes that produce one finding.
std::vector<std::uint32_t> linked_causes(const GeneratorOptions& options, const std::vector<std::uint32_t>& all,
                                         EvenNumbers& numbers) {
  if (options.share_of_links == 0.0)
    return numbers.some_of(all, options.causes_per_finding);
  std::vector<std::uint32_t> linked;
  for (const std::uint32_t cause : all) {
    if (numbers() < options.share_of_links)
      linked.push_back(cause);
  }
  return linked;
}

/// Which causes are present, parents before their children.
std::vector<bool> draw_causes(const Network& network, EvenNumbers& numbers) {
  std::vector<bool> present;
  for (const Cause& cause : network.causes) {
    bool is_produced = numbers() < cause.leak;
    for (const Parent& parent : cause.parents) {
      if (present[parent.cause])
        is_produced = numbers() < parent.probability || is_produced;
    }
    present.push_back(is_produced);
  }
  return present;
}

} // namespace

Result<Network> generate(const GeneratorOptions& options) {
  if (const auto checked = check(options); !checked)
    return fail(checked.error());
  EvenNumbers numbers(options.seed);
  Network network;
  std::vector<std::uint32_t> all;
  for (std::uint32_t cause = 0; cause < options.causes; ++cause) {
    all.push_back(cause);
    network.causes.push_back({"cause " + std::to_string(cause), numbers.within(options.prior), {}});
  }
  for (std::uint32_t index = 0; index < options.findings; ++index) {
    const double leak = numbers.within(options.leak);
    Finding finding{"finding " + std::to_string(index), 2, {1.0 - leak, leak}, {}, {}, {}};
    for (const std::uint32_t cause : linked_causes(options, all, numbers)) {
      const double produces = numbers.within(options.link);
      finding.links.push_back({cause, {1.0 - produces, produces}, {}});
    }
    network.findings.push_back(std::move(finding));
  }
  return network;
}

Result<Evidence> draw_evidence(const Network& network, const EvidenceOptions& options) {
  if (const auto checked = validate(network); !checked)
    return fail(checked.error());
  EvenNumbers numbers(options.seed);
  const Uniform uniform = [&numbers] { return numbers(); };
  for (int draw = 0; draw < most_draws; ++draw) {
    const std::vector<bool> causes = draw_causes(network, numbers);
    std::vector<std::uint32_t> present;
    std::vector<std::uint32_t> absent;
    for (std::uint32_t finding = 0; finding < network.findings.size(); ++finding) {
      const bool is_present = sample(network.findings[finding], causes, uniform).level > 0;
      (is_present ? present : absent).push_back(finding);
    }
    if (present.size() < options.present || absent.size() < options.absent)
      continue;
    Evidence evidence;
    for (const std::uint32_t finding : numbers.some_of(present, options.present)) {
      evidence.push_back({finding, -1, 1, network.findings[finding].levels - 1});
    }
    for (const std::uint32_t finding : numbers.some_of(absent, options.absent)) {
      evidence.push_back({finding, -1, 0, 0});
    }
    std::sort(evidence.begin(), evidence.end(),
              [](const Observation& a, const Observation& b) { return a.finding < b.finding; });
    return evidence;
  }
  return fail({ErrorCode::out_of_range, "evidence",
               std::to_string(options.present) + " present and " + std::to_string(options.absent) + " absent findings",
               "as many as one of " + std::to_string(most_draws) + " draws shows", ""});
}

} // namespace sura::engine
