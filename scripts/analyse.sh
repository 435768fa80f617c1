#!/usr/bin/env bash
# Static analysis by the checks of .clang-tidy, of every source that build/check compiles, tests aside.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

python3 -c 'import json; print(*sorted({e["file"] for e in json.load(open("build/check/compile_commands.json"))
                                        if not e["file"].endswith("_test.cc")}), sep="\0", end="")' |
  xargs -0 -P "$(nproc)" -n 3 clang-tidy-14 --quiet -p build/check --extra-arg=-Wno-unknown-warning-option
