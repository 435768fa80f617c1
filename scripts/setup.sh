# Sets up the packages that Sura needs, and only what is missing. Sourced by ./sura and ./check; runs under `set -euo pipefail`.
# shellcheck shell=bash
# shellcheck disable=SC2034 # the lists are used by those who source this

packages_to_run=(g++ cmake ninja-build libyaml-cpp-dev nlohmann-json3-dev libcli11-dev libfmt-dev libexpected-dev libssl-dev
  libxxhash-dev libhwy-dev)
packages_to_check=(libgtest-dev clang-14 clang-tidy-14 clang-format-14 libclang-rt-14-dev llvm-14 shellcheck python3 python3-venv)

# What the programs among them are called, for machines that have no dpkg to ask.
programs_to_run=(g++ cmake ninja)

# say TEXT: one line for people, never on standard output, which belongs to the answer.
say() { printf '%s\n' "$*" >&2; }

# show_log FILE: the end of a log, where the fault usually stands.
show_log() {
  say "The last lines of $1:"
  tail -n 30 -- "$1" >&2 || true
}

# missing_packages PACKAGE...: those that are not installed, one a line.
missing_packages() {
  local installed package
  installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
  for package in "$@"; do
    grep -qxF "installed $package" <<<"$installed" || printf '%s\n' "$package"
  done
}

# as_root COMMAND...: runs it as root, without ever asking for a password.
as_root() {
  if ((EUID == 0)); then "$@"; else sudo -n -- "$@"; fi
}

can_be_root() { ((EUID == 0)) || { command -v sudo && sudo -n true; } >/dev/null 2>&1; }

# set_up LOG PACKAGE...: installs what is missing. Where that cannot be done: one sentence, and false.
set_up() {
  local log=$1 missing=() program
  shift
  if ! command -v dpkg-query >/dev/null; then
    for program in "${programs_to_run[@]}"; do
      command -v "$program" >/dev/null || missing+=("$program")
    done
    ((${#missing[@]} == 0)) && return
    say "Please install ${missing[*]} and the libraries of these Debian packages, then start again: $*."
    return 1
  fi
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]} == 0)) && return
  if ! command -v apt-get >/dev/null || ! can_be_root; then
    say "Please install these packages (as root), then start again: ${missing[*]}."
    return 1
  fi
  say "Setting up ${#missing[@]} packages: ${missing[*]}"
  if ! as_root apt-get -qq update >>"$log" 2>&1 ||
    ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${missing[@]}" >>"$log" 2>&1; then
    show_log "$log"
    say "The packages could not be installed; please install them (as root), then start again: ${missing[*]}."
    return 1
  fi
}

# show_progress LABEL: passes over Ninja's "[done/all] …" lines; one line that changes on a terminal, a line for each quarter
# elsewhere.
show_progress() {
  local label=$1 line done_steps=0 all_steps=0 quarter=0 now
  while IFS= read -r line; do
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
    done_steps=${BASH_REMATCH[1]} all_steps=${BASH_REMATCH[2]}
    if [[ -t 2 ]]; then
      printf '\r%s: %d of %d ' "$label" "$done_steps" "$all_steps" >&2
    else
      now=$((4 * done_steps / all_steps))
      if ((now > quarter)); then
        quarter=$now
        say "$label: $done_steps of $all_steps"
      fi
    fi
  done
  if [[ -t 2 ]] && ((all_steps > 0)); then printf '\n' >&2; fi
}

# build PRESET LOG LABEL [CMAKE OPTION...]: configures and builds the checkout that is the working directory, with progress; on
# failure the end of the log, and false.
build() {
  local preset=$1 log=$2 label=$3 cache=()
  shift 3
  if command -v ccache >/dev/null; then
    cache=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  fi
  # A checkout that was moved or copied: CMake refuses its old cache.
  if [[ -f build/$preset/CMakeCache.txt ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "build/$preset/CMakeCache.txt"; then
    rm -rf "build/${preset:?}"
  fi
  if [[ -t 2 ]]; then printf '%s ' "$label" >&2; else say "$label"; fi
  if ! cmake --preset "$preset" "${cache[@]}" "$@" >>"$log" 2>&1; then
    show_log "$log"
    say "$label: could not be configured."
    return 1
  fi
  if ! NINJA_STATUS='[%f/%t] ' cmake --build --preset "$preset" 2>&1 | tee -a "$log" | show_progress "$label"; then
    show_log "$log"
    say "$label: failed."
    return 1
  fi
}
