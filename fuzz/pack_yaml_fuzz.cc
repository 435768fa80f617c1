// Any bytes as one file of a pack: the first byte chooses which file of the toy pack the rest replaces. Compiling must
// end, must say where each problem is, and what compiles without an error must survive writing and reading back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>

#include "authoring/yaml/yaml.h"
#include "fuzz/toy_files.h"

namespace {

void require(bool holds) {
  if (!holds) {
    std::abort(); // libFuzzer reports the input
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sura;
  static const authoring::Source toy = fuzz::toy_files();
  if (size == 0) {
    return 0;
  }
  authoring::Source source = toy;
  const auto chosen = std::next(source.begin(), static_cast<std::ptrdiff_t>(data[0] % source.size()));
  chosen->second.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (const auto yaml = authoring::parse_yaml(chosen->second, chosen->first); !yaml) {
    require(yaml.error().where.starts_with(chosen->first));
    return 0; // compiling would only say so again, a hundred times slower
  }

  const authoring::Compiled compiled = authoring::compile(source);
  bool is_good = true;
  for (const authoring::Problem& problem : compiled.problems) {
    require(!problem.error.where.empty() && !problem.error.message().empty());
    is_good = is_good && problem.is_warning;
  }
  if (is_good) {
    const std::string bytes = clinic::write_pack(compiled.pack);
    const auto read = clinic::read_pack(bytes);
    require(read && clinic::write_pack(*read) == bytes);
    for (const clinic::Condition& condition : read->conditions) {
      require(authoring::explain_text(*read, condition.id, 80) && authoring::explain_json(*read, condition.id));
    }
  }
  return 0;
}
