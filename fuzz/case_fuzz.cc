// Any bytes as a case: read_case must give a case or an error with a place, and never crash. What it accepts must
// survive write_case and reading back unchanged. The whole input is tried too as one answer, as a case to evaluate, and
// as words, alone and on top of a case.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sura/clinic/case.h"
#include "sura/clinic/evaluation.h"
#include "tests/support/sample_pack.h"

namespace {

void require(bool holds) {
  if (!holds) {
    std::abort(); // libFuzzer reports the input
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sura::clinic;
  static const Pack pack = [] {
    Pack without_texts = sample_pack();
    without_texts.bundles = {{"rest", {0, 2, 3, 4, 5, 10}}};
    without_texts.texts.clear(); // the search for a nearest id would read them all and take most of the time
    return without_texts;
  }();
  const std::string_view input(reinterpret_cast<const char*>(data), size);

  const sura::Result<Case> read = read_case(pack, input);
  if (read) {
    const sura::Result<Case> again = read_case(pack, write_case(pack, *read));
    require(again && *again == *read);
  } else {
    require(!read.error().where.empty() && read.error().message().size() < 1000);
  }

  const sura::Result<KnownCase> known = read_known_case(pack, input, "one");
  require(known || (!known.error().where.empty() && known.error().message().size() < 1000));

  const sura::Result<Case> said = read_words(pack, input);
  require(said || (!said.error().where.empty() && said.error().message().size() < 1000));
  if (said) {
    const sura::Result<Case> again = read_case(pack, write_case(pack, *said));
    require(again && *again == *said);
    require(read_words(pack, "", *said) == *said);
  }

  Case the_case = empty_case(pack, 50, Sex::female);
  const Case before = the_case;
  const std::size_t split = input.find('\n');
  if (split != std::string_view::npos) {
    const auto set = set_answer(pack, the_case, input.substr(0, split), input.substr(split + 1));
    require(set || the_case == before);
  }
  return 0;
}
