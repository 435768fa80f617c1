#!/usr/bin/env python3
"""Sura and aGrUM side by side in one run: the same networks, the same evidence, every posterior compared.

    bench/peers/compare.py [--json FILE] [--build build/bench] [--seconds 100] [--gigabytes 8]

Each case is answered by Sura (bench/peers/sura_side, timed inside the program) and then by aGrUM in a process of its own
(only `makeInference()` is timed, which is compiled code; all causes are targets, one thread). Where aGrUM takes longer
than --seconds or more memory than --gigabytes the case is told as such. Ends with 1 where posteriors differ by more than
1e-9. pyAgrum is set up in build/peers-venv on the first run.
"""

import argparse
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / "build" / "peers-venv"
PYAGRUM = "pyagrum==3.3.1"
WORST_DIFFERENCE = 1e-9
OUT_OF_MEMORY = "out of memory"
FIXED_ORDER = os.environ | {"PYTHONHASHSEED": "0"}  # of sets: the time depends on it

# Causes a finding, present, absent, cases: several where aGrUM mostly answers, as its times differ from case to case by
# a factor of ten and more.
LINES = [(4, 6, 10, 5), (8, 6, 10, 5), (8, 10, 20, 1), (12, 10, 20, 1), (16, 14, 30, 1)]


def answer_by_agrum(gigabytes):
    """In a process of its own: a case from standard input, its answer to standard output."""
    import pyagrum

    case = json.load(sys.stdin)
    pyagrum.setNumberOfThreads(1)
    network = pyagrum.BayesNet()
    causes = []
    for index, prior in enumerate(case["priors"]):
        causes.append(network.add(pyagrum.LabelizedVariable(f"c{index}", "", 2)))
        network.cpt(causes[-1])[:] = [1.0 - prior, prior]
    for index, finding in enumerate(case["findings"]):
        # "Net", as in Díez 1993: the weight is the link's alone. In "Compound" (Henrion 1989) it holds the leak too.
        node = network.addNoisyORNet(pyagrum.LabelizedVariable(f"f{index}", "", 2), finding["leak"])
        for cause, link in finding["links"]:
            network.addWeightedArc(causes[cause], node, link)
    inference = pyagrum.LazyPropagation(network)
    inference.setNumberOfThreads(1)
    targets = {f"c{index}" for index in range(len(case["priors"]))}
    inference.setTargets(targets)
    inference.setEvidence({f"f{finding}": level for finding, level in case["evidence"]})
    resource.setrlimit(resource.RLIMIT_AS, (gigabytes << 30, gigabytes << 30))
    began = time.perf_counter()
    try:
        inference.makeInference()
    except Exception as error:  # what C++ throws comes as that
        if "bad_alloc" not in str(error):
            raise
        sys.exit(OUT_OF_MEMORY)
    seconds = time.perf_counter() - began
    presence = [inference.posterior(f"c{index}")[1] for index in range(len(case["priors"]))]
    json.dump({"seconds": seconds, "presence": presence}, sys.stdout)


def ask_agrum(case, options):
    """Its seconds and posteriors, or why there are none."""
    command = [VENV / "bin" / "python", __file__, "--answer-by-agrum", "--gigabytes", str(options.gigabytes)]
    try:
        # Some seconds more than for the inference: reading and building take their time.
        done = subprocess.run(
            command, input=case, capture_output=True, text=True, timeout=options.seconds + 5, env=FIXED_ORDER
        )
    except subprocess.TimeoutExpired:
        return {"refused": f"> {options.seconds} s"}
    if done.returncode == 0:
        return json.loads(done.stdout)
    if done.stderr.strip() == OUT_OF_MEMORY:
        return {"refused": f"{OUT_OF_MEMORY} ({options.gigabytes} GB)"}
    sys.exit(f"aGrUM: {done.stderr}")


def compare(line, options):
    causes, present, absent, cases = line
    row = {"causes_a_finding": causes, "present": present, "absent": absent, "cases": cases, "refused": []}
    sura_times, agrum_times, differences = [], [], []
    for index in range(cases):
        asked = [options.build / "bench" / "sura_side", str(causes), str(present), str(absent), str(index)]
        case = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        sura = json.loads(case)
        sura_times.append(sura["seconds"])
        agrum = ask_agrum(case, options)
        if "refused" in agrum:
            row["refused"].append(agrum["refused"])
            agrum_times.append(math.inf)
        else:
            agrum_times.append(agrum["seconds"])
            differences += [abs(a - b) for a, b in zip(sura["presence"], agrum["presence"], strict=True)]
    row["sura"] = statistics.median(sura_times)
    if len(row["refused"]) * 2 < cases:  # else there is no median of its times
        row["agrum"] = statistics.median(agrum_times)
        row["ratio"] = statistics.median(a / s for a, s in zip(agrum_times, sura_times))
    if differences:
        row["worst_difference"] = max(differences)
    return row


def show(seconds):
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size or unit == "µs":
            return f"{seconds / size:,.3g} {unit}" if seconds < 1000 * size else f"{seconds / size:,.0f} {unit}"


def table(rows):
    yield "| causes a finding | present / absent | Sura | aGrUM | aGrUM ÷ Sura | worst difference |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        told = [show(row["agrum"])] if "agrum" in row else []
        for why in sorted(set(row["refused"])):
            told.append(f"{why}, {row['refused'].count(why)} of {row['cases']}")
        agrum = "; ".join(told)
        ratio = f"{row['ratio']:,.0f}" if "ratio" in row else "–"
        worst = f"{row['worst_difference']:.0e}" if "worst_difference" in row else "–"
        counts = f"{row['causes_a_finding']} | {row['present']} / {row['absent']}"
        yield f"| {counts} | {show(row['sura'])} | {agrum} | {ratio} | {worst} |"


def set_up():
    if not (VENV / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    missing = subprocess.run([VENV / "bin" / "python", "-c", "import pyagrum"], capture_output=True).returncode != 0
    if missing:
        subprocess.run([VENV / "bin" / "pip", "install", "--quiet", PYAGRUM], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="write the numbers here too")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--seconds", type=int, default=100)
    parser.add_argument("--gigabytes", type=int, default=8)
    parser.add_argument("--answer-by-agrum", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.answer_by_agrum:
        answer_by_agrum(options.gigabytes)
        return 0
    set_up()
    rows = []
    for line in LINES:
        rows.append(compare(line, options))
        print(f"{line}: {json.dumps(rows[-1])}", file=sys.stderr)
    print("\n".join(table(rows)))
    if options.json:
        options.json.write_text(json.dumps({"peer": PYAGRUM, "rows": rows}, indent=1) + "\n")
    return int(any(row.get("worst_difference", 0.0) > WORST_DIFFERENCE for row in rows))


if __name__ == "__main__":
    sys.exit(main())
