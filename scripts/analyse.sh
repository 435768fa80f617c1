#!/usr/bin/env bash
# Static analysis by the checks of .clang-tidy, of every source that build/sanitize compiles, tests aside. That build merges files, so
# that the headers they share are read once.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

python3 -c 'import json; print(*sorted({e["file"] for e in json.load(open("build/sanitize/compile_commands.json"))
                                        if "_test.dir" not in e["file"] and not e["file"].endswith("_test.cc")}),
                               sep="\0", end="")' |
  xargs -0 -P "$(nproc)" -n 1 clang-tidy-14 --quiet -p build/sanitize \
    --header-filter='/(engine|clinic|authoring|apps|include/sura)/.*\.(h|cc)$' \
    --extra-arg=-Wno-unknown-warning-option
