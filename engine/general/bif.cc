#include "sura/engine/bif.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <unordered_set>

namespace sura::engine {
namespace general {
namespace {

bool is_letter(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

std::string identifier(const std::string& name) {
  std::string result = name;
  std::replace_if(
      result.begin(), result.end(),
      [](char character) { return !is_letter(character) && !(character >= '0' && character <= '9'); }, '_');
  return result.empty() || !is_letter(result.front()) ? "v" + result : result;
}

std::string level_name(std::uint32_t level, std::uint32_t levels) {
  if (levels == 2) {
    return level == 0 ? "absent" : "present";
  }
  return "level_" + std::to_string(level);
}

std::string numbers(const std::vector<double>& table, std::size_t first, std::uint32_t count) {
  std::string text;
  for (std::size_t i = first; i < first + count; ++i) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.17g", table[i]);
    text += (i == first ? "" : ", ") + std::string(buffer);
  }
  return text + ";\n";
}

std::string described(const Variable& variable, const std::string& name) {
  std::string levels;
  for (std::uint32_t level = 0; level < variable.levels; ++level) {
    levels += (level == 0 ? "" : ", ") + level_name(level, variable.levels);
  }
  return "variable " + name + " {\n  type discrete [ " + std::to_string(variable.levels) + " ] { " + levels +
         " };\n}\n";
}

std::string probabilities(const BayesNet& net, const Variable& variable, const std::vector<std::string>& names,
                          const std::string& name) {
  if (variable.parents.empty()) {
    return "probability ( " + name + " ) {\n  table " + numbers(variable.table, 0, variable.levels) + "}\n";
  }
  std::string given;
  for (const std::uint32_t parent : variable.parents) {
    given += (given.empty() ? "" : ", ") + names[parent];
  }
  std::string text = "probability ( " + name + " | " + given + " ) {\n";
  std::vector<std::uint32_t> at(variable.parents.size(), 0);
  for (std::size_t row = 0; row < variable.table.size(); row += variable.levels) {
    std::string levels;
    for (std::size_t i = 0; i < at.size(); ++i) {
      levels += (i == 0 ? "" : ", ") + level_name(at[i], net.variables[variable.parents[i]].levels);
    }
    text += "  (" + levels + ") " + numbers(variable.table, row, variable.levels);
    for (std::size_t i = at.size(); i-- > 0 && ++at[i] == net.variables[variable.parents[i]].levels;) {
      at[i] = 0;
    }
  }
  return text + "}\n";
}

} // namespace
} // namespace general

std::vector<std::string> bif_names(const BayesNet& net) {
  std::vector<std::string> names;
  std::unordered_set<std::string> taken;
  for (std::size_t index = 0; index < net.variables.size(); ++index) {
    std::string name = general::identifier(net.variables[index].name);
    while (!taken.insert(name).second) {
      name += "_" + std::to_string(index);
    }
    names.push_back(name);
  }
  return names;
}

std::string to_bif(const BayesNet& net) {
  const std::vector<std::string> names = bif_names(net);
  std::string text = "network sura {\n}\n";
  for (std::size_t index = 0; index < net.variables.size(); ++index) {
    text += general::described(net.variables[index], names[index]);
  }
  for (std::size_t index = 0; index < net.variables.size(); ++index) {
    text += general::probabilities(net, net.variables[index], names, names[index]);
  }
  return text;
}

} // namespace sura::engine
