// The description of every command and option, once: parsing, help and completion are all made from it.
#pragma once

#include <memory>

#include <CLI/CLI.hpp>

#include "apps/cli/options.h"

namespace sura::cli {

/// What CLI11 fills in; texts that still have to be checked are kept as they were typed.
struct Typed {
  Options options;
  std::string colour = "auto";
  std::string width;
  std::string people;
  std::string seed;
  std::string answers;
  std::string tests = "without";
  std::string threads;
  bool no_colour = false;
  bool version = false;
};

/// The parser; writes into `typed`, which must outlive it.
std::unique_ptr<CLI::App> describe_commands(Typed& typed);

} // namespace sura::cli
