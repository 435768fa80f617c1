// Completion scripts, made from the description of the commands. Ids are asked of the program itself when they are
// needed, so that they are those of the pack in use.
#include <algorithm>

#include <fmt/format.h>

#include "apps/cli/command_line.h"

namespace sura::cli {
namespace {

struct Entry {
  std::string name;
  std::string meaning;
};

std::vector<Entry> commands(const CLI::App& app) {
  std::vector<Entry> entries;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    entries.push_back({command->get_name(), command->get_description()});
  return entries;
}

/// Every option of any command, once, with its first name.
std::vector<Entry> options(const CLI::App& app) {
  std::vector<Entry> entries;
  const auto add = [&entries](const CLI::App& from) {
    for (const auto* option : from.get_options()) {
      const bool shown = !option->get_lnames().empty() && !option->get_group().empty();
      const auto known = [&option](const Entry& entry) { return entry.name == "--" + option->get_lnames().front(); };
      if (shown && std::none_of(entries.begin(), entries.end(), known))
        entries.push_back({"--" + option->get_lnames().front(), option->get_description()});
    }
  };
  add(app);
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    add(*command);
  return entries;
}

std::string joined(const std::vector<Entry>& entries) {
  std::string text;
  for (const auto& entry : entries)
    text += (text.empty() ? "" : " ") + entry.name;
  return text;
}

/// The script with the options and commands put in.
std::string filled(std::string script, const std::string& options, const std::string& commands) {
  const auto put = [&script](std::string_view mark, const std::string& text) {
    script.replace(script.find(mark), mark.size(), text);
  };
  put("@OPTIONS@", options);
  put("@COMMANDS@", commands);
  return script;
}

std::string bash(const CLI::App& app) {
  return filled(R"sh(# bash completion for sura: source <(sura completion bash)
_sura() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command='' at=0 i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      --pack|--lang|--role|--setting|--country|--color|--width|--save|--resume|-o|--out|--output|--tests|--html|--svg|--set|--threads|--cases|--people|--seed|-n|--n|--answers) ((i++)) ;;
      -*) ;;
      *) if [[ -z $command ]]; then command=${COMP_WORDS[i]}; at=$i; fi ;;
    esac
  done
  COMPREPLY=()
  case $before in
    --color) mapfile -t COMPREPLY < <(compgen -W "auto always never" -- "$word"); return ;;
    --tests) mapfile -t COMPREPLY < <(compgen -W "with without" -- "$word"); return ;;
    --set) mapfile -t COMPREPLY < <(compgen -W "$(for kind in findings background bundles; do
      "${COMP_WORDS[0]}" "$kind" --width 200 2>/dev/null | cut -d' ' -f1; done)" -- "$word"); return ;;
    --pack|--save|--resume|-o|--out|--output|--html|--svg|--cases) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --lang|--role|--setting|--country|--width|--threads|--people|--seed|-n|--n|--answers) return ;;
  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "@OPTIONS@" -- "$word")
  elif [[ -z $command ]]; then
    mapfile -t COMPREPLY < <(compgen -W "@COMMANDS@" -- "$word")
  elif [[ $command == whynot && $COMP_CWORD -eq $((at + 1)) ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" conditions --width 200 2>/dev/null | cut -d' ' -f1)" -- "$word")
  elif [[ $command == explain ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(for kind in conditions findings background; do
      "${COMP_WORDS[0]}" "$kind" --width 200 2>/dev/null | cut -d' ' -f1; done)" -- "$word")
  elif [[ $command == schema ]]; then
    mapfile -t COMPREPLY < <(compgen -W "case assessment" -- "$word")
  elif [[ $command == network && $COMP_CWORD -eq $((at + 1)) ]]; then
    mapfile -t COMPREPLY < <(compgen -W "export" -- "$word")
  elif [[ $command == completion ]]; then
    mapfile -t COMPREPLY < <(compgen -W "bash zsh fish" -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}
complete -o filenames -F _sura sura
)sh",
                joined(options(app)), joined(commands(app)));
}

std::string zsh(const CLI::App& app) {
  std::string names;
  for (const auto& [name, meaning] : commands(app))
    names += fmt::format("    '{}:{}'\n", name, meaning);
  std::string flags;
  for (const auto& [name, meaning] : options(app))
    flags += fmt::format("    '{}:{}'\n", name, meaning);
  return filled(R"sh(#compdef sura
# zsh completion for sura: source <(sura completion zsh)
_sura() {
  local -a commands options
  commands=(
@COMMANDS@  )
  options=(
@OPTIONS@  )
  if [[ $words[CURRENT-1] == --set ]]; then
    compadd -- ${(f)"$(for kind in findings background bundles; do
      $words[1] $kind --width 200 2>/dev/null | cut -d' ' -f1; done)"}
  elif [[ $PREFIX == -* ]]; then
    _describe 'option' options
  elif (( CURRENT == 2 )); then
    _describe 'command' commands
  else
    case $words[2] in
      whynot) if (( CURRENT == 3 )); then compadd -- ${(f)"$($words[1] conditions --width 200 2>/dev/null | cut -d' ' -f1)"}
              else _files; fi ;;
      explain) compadd -- ${(f)"$(for kind in conditions findings background; do
                 $words[1] $kind --width 200 2>/dev/null | cut -d' ' -f1; done)"} ;;
      schema) compadd case assessment ;;
      network) if (( CURRENT == 3 )); then compadd export; else _files; fi ;;
      completion) compadd bash zsh fish ;;
      *) _files ;;
    esac
  fi
}
if [[ $funcstack[1] == _sura ]]; then _sura "$@"; else compdef _sura sura; fi
)sh",
                flags, names);
}

std::string fish(const CLI::App& app) {
  std::string text = "# fish completion for sura: sura completion fish | source\n";
  for (const auto& [name, meaning] : commands(app))
    text += fmt::format("complete -c sura -n __fish_use_subcommand -f -a {} -d '{}'\n", name, meaning);
  for (const auto& [name, meaning] : options(app))
    text += fmt::format("complete -c sura -l {} -d '{}'\n", name.substr(2), meaning);
  text += R"sh(function __sura_ids
    for kind in $argv
        sura $kind --width 200 2>/dev/null | cut -d' ' -f1
    end
end
complete -c sura -n '__fish_seen_subcommand_from assess whatif sensitivity' -l set -x -a '(__sura_ids findings background bundles)'
complete -c sura -n '__fish_seen_subcommand_from whynot' -a '(__sura_ids conditions)'
complete -c sura -n '__fish_seen_subcommand_from explain' -f -a '(__sura_ids conditions findings background)'
complete -c sura -n '__fish_seen_subcommand_from schema' -f -a 'case assessment'
complete -c sura -n '__fish_seen_subcommand_from network' -a 'export'
complete -c sura -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'
)sh";
  return text;
}

} // namespace

std::string completion_script(const std::string& shell) {
  Typed typed;
  const auto app = describe_commands(typed);
  return shell == "bash" ? bash(*app) : shell == "zsh" ? zsh(*app) : fish(*app);
}

} // namespace sura::cli
