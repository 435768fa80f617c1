#!/usr/bin/env bash
# Are the answers in docs/worked-cases those that the program gives?
#   scripts/worked_cases.sh           compares them
#   scripts/worked_cases.sh --write   makes them anew
# Builds ./sura first where a source has changed; SURA=PROGRAM takes another one.
set -euo pipefail
root=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/..
program=${SURA:-$root/build/release/apps/cli/sura}
if [[ -z ${SURA:-} ]]; then "$root/sura" --version >/dev/null; fi
PYTHONDONTWRITEBYTECODE=1 exec python3 "$root/tests/worked/run.py" --sura "$program" "$@"
