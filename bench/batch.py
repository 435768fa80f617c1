#!/usr/bin/env python3
"""`sura batch` as a whole process: cases a second and most memory, for growing numbers of imagined people.

    bench/batch.py [--json FILE] [--build build/bench] [--seconds 60] [--cases 100 1000 ...]

Rows (urgency and every cause), and with --full whole Assessments; no draws, JSON in and out, all cores. Sizes that would not fit into --seconds, at the rate of the
size before, are left out and said to be.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = 10_000


def imagined(sura, cases, folder):
    """So many lines of imagined people, made once; more than PEOPLE come again and again."""
    people = min(cases, PEOPLE)
    file = folder / f"{people}.ndjson"
    if not file.exists():
        unfinished = file.with_suffix(".part")
        with unfinished.open("wb") as output:
            subprocess.run([sura, "simulate", "--n", str(people), "--seed", "1"], stdout=output, check=True)
        unfinished.rename(file)
    lines = file.read_bytes().splitlines(keepends=True)
    return b"".join(lines), cases // people, b"".join(lines[: cases % people])


def answer(sura, options, block, times, rest):
    """Seconds and most memory in bytes of one run: lines in, lines out, no disk between."""
    began = time.perf_counter()
    command = [sura, "batch", "-", *options]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(times):
        process.stdin.write(block)
    process.stdin.write(rest)
    process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"sura batch ended with {process.returncode}")
    return seconds, used.ru_maxrss * 1024


def grow(sura, given, options, folder):
    """All sizes with these options of `sura batch`, as far as the time goes."""
    rows, left_out, left = [], [], options.seconds
    for cases in sorted(options.cases):
        expected = cases / rows[-1]["cases_a_second"] if rows else 0.0
        if expected > left:
            left_out.append(cases)
            continue
        seconds, memory = answer(sura, given, *imagined(sura, cases, folder))
        left -= seconds
        rows.append({"cases": cases, "seconds": seconds, "cases_a_second": cases / seconds, "bytes": memory})
        print(f"{cases:>9,} cases: {seconds:8.2f} s, {cases / seconds:8,.0f} a second, {memory / 2**20:6.0f} MB")
    for cases in left_out:
        print(f"{cases:>9,} cases: left out, would not fit into {options.seconds:.0f} s")
    return {"rows": rows, "left_out": left_out, "seconds": options.seconds}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="write the numbers here too")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--seconds", type=float, default=60.0, help="for all sizes of one kind together")
    parser.add_argument("--cases", type=int, nargs="+", default=[10, 100, 1000, 10_000, 100_000, 1_000_000])
    options = parser.parse_args()
    sura = options.build / "apps" / "cli" / "sura"
    folder = options.build / "cases"
    folder.mkdir(exist_ok=True)
    kinds = {"rows": [], "full": ["--full"]}
    measured = {kind: grow(sura, given, options, folder) for kind, given in kinds.items()}
    if options.json:
        options.json.write_text(json.dumps(measured, indent=1) + "\n")


if __name__ == "__main__":
    main()
