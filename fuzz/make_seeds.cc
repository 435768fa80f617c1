// make_seeds FOLDER: the first inputs of every fuzz target, in FOLDER/TARGET.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "clinic/pack/fields.h"
#include "fuzz/toy_files.h"
#include "tests/support/sample_pack.h"

namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

void copy_cases(const fs::path& from, const fs::path& to) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(from, error)) {
    if (entry.path().extension() == ".json") {
      std::ifstream stream(entry.path(), std::ios::binary);
      write(to / entry.path().filename(), std::string(std::istreambuf_iterator<char>(stream), {}));
    }
  }
}

/// One input for each file of the toy pack: the byte that chooses it, and the file as it is.
void write_pack_files(const sura::authoring::Source& toy, const fs::path& to) {
  char choice = 0;
  for (const auto& [path, bytes] : toy) {
    std::string name = path;
    for (char& letter : name) {
      letter = letter == '/' ? '.' : letter;
    }
    write(to / name, choice++ + bytes);
  }
}

std::string payload(const sura::clinic::Pack& pack) {
  return sura::clinic::write_pack(pack).substr(sura::clinic::format::header_bytes);
}

} // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: make_seeds FOLDER\n");
    return 2;
  }
  const fs::path corpus = arguments[1];
  const sura::authoring::Source toy = sura::fuzz::toy_files();
  write_pack_files(toy, corpus / "pack_yaml_fuzz");
  write(corpus / "compiled_pack_fuzz" / "sample", payload(sura::clinic::sample_pack()));
  write(corpus / "compiled_pack_fuzz" / "toy", payload(sura::authoring::compile(toy).pack));
  copy_cases(SURA_ROOT "/tests/packs/toy/cases", corpus / "case_fuzz");
  copy_cases(SURA_ROOT "/tests/packs/toy/known-cases", corpus / "case_fuzz");
  copy_cases(SURA_ROOT "/examples", corpus / "case_fuzz");
  write(corpus / "case_fuzz" / "words", "age=52 female left ache, leg-puffiness=yes puffiness-extra-cm=3.5 no hot-skin "
                                        "unsure smoker -stiffness start-speed=sudden rest country=GB role=person");
}
