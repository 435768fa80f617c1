// Assesses a case with the library: ./example_library PACK CASE.json
#include <fstream>
#include <iostream>
#include <sstream>

#include "sura/clinic/assessment.h"

static std::string bytes_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return (std::ostringstream() << file.rdbuf()).str();
}

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: example_library PACK CASE.json\n";
    return 2;
  }
  const auto pack = sura::clinic::read_pack(bytes_of(argv[1]));
  const auto the_case = pack.and_then([&](const auto& p) { return sura::clinic::read_case(p, bytes_of(argv[2])); });
  const auto assessment = the_case.and_then([&](const auto& c) { return sura::clinic::assess(*pack, c); });
  if (!assessment) {
    std::cerr << assessment.error().message() << "\n";
    return 2;
  }
  std::cout << sura::clinic::to_json(*pack, *assessment);
}
