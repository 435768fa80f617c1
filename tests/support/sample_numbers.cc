#include "tests/support/sample_numbers.h"

#include <utility>

namespace sura::clinic {

void SampleNumbers::about(std::string subject, std::string quantity, std::int32_t record) {
  subject_ = std::move(subject);
  quantity_ = std::move(quantity);
  record_ = record;
}

Number SampleNumbers::ratio(double value) {
  const Estimate estimate = {value, value / 1.4, value * 1.4};
  return row(estimate, estimate);
}

std::vector<Number> SampleNumbers::rates(const Rates& values) {
  std::vector<Number> result;
  for (const double value : values) {
    result.push_back(rate(value));
  }
  return result;
}

FindingLink SampleNumbers::link(std::uint32_t finding, const Rates& sensitivity) {
  FindingLink result;
  result.finding = finding;
  const Finding& target = pack_.findings[finding];
  for (std::size_t k = 0; k < sensitivity.size(); ++k) {
    const double leak = target.parent >= 0 ? 0.0 : target.background[k].value;
    result.at_least.push_back(solved(1.0 - (1.0 - sensitivity[k]) / (1.0 - leak), sensitivity[k]));
    result.sensitivity.push_back(rate(sensitivity[k]));
  }
  return result;
}

std::vector<AgeBand> SampleNumbers::bands(double young, double middle, double old, double female_times) {
  std::vector<AgeBand> result;
  const auto add = [&](double from, double to, double value) {
    result.push_back({from, to, rate(value * female_times), rate(value)});
  };
  add(16, 39, young);
  add(40, 64, middle);
  add(65, 110, old);
  return result;
}

SampleNumbers::Estimate SampleNumbers::widened(double probability) {
  const double odds = probability / (1.0 - probability);
  const auto of_odds = [](double o) { return o / (1.0 + o); };
  return {probability, of_odds(odds / 1.8), of_odds(odds * 1.8)};
}

Number SampleNumbers::row(const Estimate& solved, const Estimate& measured) {
  Derivation derivation;
  derivation.subject = subject_;
  derivation.quantity = quantity_;
  derivation.transform = "as-is";
  if (record_ >= 0) {
    derivation.record = pack_.records[static_cast<std::size_t>(record_)].id;
    derivation.measure = "as printed";
    derivation.study = static_cast<std::uint32_t>(record_);
  } else {
    derivation.reason = "Invented for tests.";
    derivation.study = pack_.studies++;
    derivation.judged = 1.0;
  }
  derivation.measured = measured.value;
  derivation.measured_low = measured.low;
  derivation.measured_high = measured.high;
  derivation.solved = solved.value;
  derivation.file = subject_ + ".yaml";
  derivation.line = static_cast<std::uint32_t>(pack_.derivations.size() + 1);
  pack_.derivations.push_back(derivation);
  return {solved.value, solved.low, solved.high, static_cast<std::uint32_t>(pack_.derivations.size() - 1)};
}

} // namespace sura::clinic
