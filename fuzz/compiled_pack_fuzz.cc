// Any bytes as the payload of a compiled pack, under a header that fits, so that the reader itself is reached. What it
// accepts must write and read back to the same bytes, and must be safe to use: one whole assessment runs on it.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "clinic/pack/fields.h"
#include "sura/clinic/assessment.h"

namespace {

using namespace sura::clinic;

void require(bool holds) {
  if (!holds) {
    std::abort(); // libFuzzer reports the input
  }
}

template <class T> void append(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::string with_header(const std::uint8_t* data, std::size_t size) {
  std::string file(format::magic);
  append(file, format::version);
  append(file, static_cast<std::uint64_t>(size));
  append(file, static_cast<std::uint64_t>(XXH3_64bits(data, size)));
  return file.append(reinterpret_cast<const char*>(data), size);
}

/// Somebody who says no more than the first complaint.
Case first_complaint(const Pack& pack) {
  Case the_case = empty_case(pack, 50, Sex::female);
  the_case.complaints = {0};
  the_case.findings[pack.complaints.front().finding] = Answer{true, 1, false, std::nullopt};
  return the_case;
}

bool is_probability(double p) {
  return p >= -1e-9 && p <= 1.0 + 1e-9;
}

void use(Pack pack) {
  pack.interval_draws = std::min(pack.interval_draws, 3U); // time, not correctness
  const auto diagnosis = diagnose(pack, first_complaint(pack));
  if (!diagnosis) {
    return; // too large or impossible, and said so
  }
  require(is_probability(diagnosis->unexplained));
  for (const ConditionResult& condition : diagnosis->conditions) {
    require(is_probability(condition.presence) && is_probability(condition.cause));
    require(condition.low <= condition.cause && condition.cause <= condition.high);
  }
  const auto assessment = assess(pack, first_complaint(pack));
  if (assessment) {
    require(!to_json(pack, *assessment).empty() && !to_text(pack, *assessment).empty());
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto pack = read_pack(with_header(data, size));
  if (!pack) {
    require(!pack.error().where.empty());
    return 0;
  }
  const std::string written = write_pack(*pack);
  const auto again = read_pack(written);
  require(again && write_pack(*again) == written);
  use(*pack);
  return 0;
}
