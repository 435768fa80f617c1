#!/usr/bin/env python3
"""From what bench/run measured to the tables of docs/performance.md, between its markers, and the figures beside it.

    bench/tables.py --results build/bench/results [--write]

Without --write the tables are printed and nothing is changed.
"""

import argparse
import json
import platform
import re
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "bench" / "peers")]

import compare  # noqa: E402
import plot  # noqa: E402

PAGE = ROOT / "docs" / "performance.md"
README = ROOT / "README.md"
FIGURES = ROOT / "docs" / "figures"


class Measured:
    """The repetitions of one program of Google Benchmark."""

    def __init__(self, file):
        self.runs = {}
        every = json.loads(file.read_text())["benchmarks"]
        for run in sorted(every, key=lambda run: (run["family_index"], run["per_family_instance_index"])):
            if run.get("error_occurred"):
                sys.exit(f"{run['name']}: {run['error_message']}")
            if run["run_type"] == "iteration":
                name = run["run_name"].removesuffix("/manual_time")
                self.runs.setdefault(name, []).append(run)

    def times(self, name, items=1):
        """Seconds for so many items, by repetition."""
        return [items / run["items_per_second"] for run in self.runs[name]]

    def rates(self, name):
        return [run["items_per_second"] for run in self.runs[name]]

    def counter(self, name, counter):
        return [run[counter] for run in self.runs[name]]


def verdict(value, target, more_is_better=False):
    times = target / value if more_is_better else value / target
    return "met" if times <= 1.0 else f"missed, {times:,.1f} ×" if times < 9.95 else f"missed, {times:,.0f} ×"


def time_row(work, target, seconds):
    """Judged by the median."""
    middle = statistics.median(seconds)
    return f"| {work} | ≤ {compare.show(target)} | {compare.show(min(seconds))} | {compare.show(middle)} | {verdict(middle, target)} |"


def rate_row(work, target, rates):
    middle = statistics.median(rates)
    return f"| {work} | ≥ {target:,} a second | {max(rates):,.0f} | {middle:,.0f} | {verdict(middle, target, True)} |"


def machine():
    lines = subprocess.run(["lscpu"], capture_output=True, text=True).stdout if platform.system() == "Linux" else ""
    name = re.search(r"Model name:\s*(.+)", lines)
    cores = re.search(r"^CPU\(s\):\s*(\d+)", lines, re.MULTILINE)
    widest = next((w for w, flag in (("AVX-512", "avx512f"), ("AVX2", "avx2")) if f" {flag}" in lines), "")
    compiler = subprocess.run(["c++", "--version"], capture_output=True, text=True).stdout.splitlines()[0]
    version = re.search(r"(\d+\.\d+\.\d+)\s*$", compiler)
    made_by = "g++" if "Free Software" in compiler or compiler.startswith("c++") else "clang++"
    parts = [
        name.group(1) if name else platform.machine(),
        f"{cores.group(1)} cores that other programs share" if cores else "",
        widest,
        f"{made_by} {version.group(1)}" if version else compiler,
        "Release",
    ]
    yield ", ".join(part for part in parts if part) + "."


def targets(engine, clinic, batch, peers):
    yield "| work | target | least | median | |"
    yield "|---|---|---|---|---|"
    for present, target in ((8, 25e-6), (10, 100e-6), (12, 450e-6), (14, 2300e-6)):
        yield time_row(f"40 causes, 35 % of links: {present} present", target, engine.times(f"dense/{present}"))
    yield time_row("40 × 100, 8 causes a finding: 6 present, 10 absent", 10e-6, engine.times("peers/8/6/10"))
    if peers:
        row = next(row for row in peers["rows"] if (row["causes_a_finding"], row["present"]) == (8, 6))
        if "ratio" in row:
            judged = f"{row['ratio']:,.0f} | {verdict(row['ratio'], 10_000, True)}"
            yield f"| the same, aGrUM's time as a multiple | ≥ 10,000 | | {judged} |"
    yield time_row("40 × 100, 16 causes a finding: 14 present, 30 absent", 3e-3, engine.times("peers/16/14/30"))
    for cases in ("development", "simulated"):
        for counter, target in (("median", 30e-6), ("p99", 1e-3)):
            yield time_row(f"calf pack, {cases} cases: {counter}", target, clinic.counter(f"everything/{cases}", counter))
    yield time_row("1,000 parameter draws, 10 present", 80e-3, engine.times("draws/10", 1000))
    yield rate_row("simulated cases, the engine's part", 20_000, clinic.rates("everything/simulated"))
    yield rate_row("simulated cases, from the case to its diagnosis", 20_000, clinic.rates("diagnosis/simulated"))
    yield time_row("600 × 4,000: 10 present, 20 absent", 50e-3, engine.times("qmr_like"))
    yield rate_row("`sura batch`, two cores", 10_000, [batch["rows"]["rows"][-1]["cases_a_second"]])
    yield rate_row("`sura batch --full`, two cores", 10_000, [batch["full"]["rows"][-1]["cases_a_second"]])


def engine_lines(engine):
    peak = max(engine.rates("multiply_add_peak"))
    yield "| line | open bits | multiply-adds forward | least | median | share of the peak |"
    yield "|---|---|---|---|---|---|"
    for name in engine.runs:
        if name == "multiply_add_peak":
            continue
        seconds, operations = engine.times(name), engine.counter(name, "operations")[0]
        # Several cases stand behind one of these, the cost is that of the first.
        several = name.startswith(("peers", "qmr"))
        share = "" if several else f"{100 * operations / min(seconds) / peak:.1f} %"
        width = engine.counter(name, "open_width")[0]
        times = f"{compare.show(min(seconds))} | {compare.show(statistics.median(seconds))}"
        yield f"| `{name}` | {width:.0f} | {operations:,.0f} | {times} | {share} |"
    yield ""
    yield f"The peak of one core, by a loop of multiply-adds alone: {peak / 1e9:.1f} × 10⁹ a second."


def clinic_lines(clinic):
    yield "| cases | how many | median | p99 | a second | to the diagnosis, a second |"
    yield "|---|---|---|---|---|---|"
    for cases in ("development", "simulated"):
        name = f"everything/{cases}"
        quantiles = " | ".join(compare.show(min(clinic.counter(name, counter))) for counter in ("median", "p99"))
        rates = " | ".join(f"{max(clinic.rates(f'{what}/{cases}')):,.0f}" for what in ("everything", "diagnosis"))
        yield f"| {cases} | {clinic.counter(name, 'cases')[0]:,.0f} | {quantiles} | {rates} |"


def batch_lines(batch):
    yield "| | cases | time | cases a second | most memory |"
    yield "|---|---|---|---|---|"
    for kind, what in (("rows", "rows"), ("full", "`--full`")):
        for row in batch[kind]["rows"]:
            memory = row["bytes"] / 2**20
            times = f"{compare.show(row['seconds'])} | {row['cases_a_second']:,.0f}"
            yield f"| {what} | {row['cases']:,} | {times} | {memory:,.0f} MB |"
    for kind, what in (("rows", "Rows"), ("full", "`--full`")):
        if batch[kind]["left_out"]:
            yield ""
            sizes = ", ".join(f"{cases:,}" for cases in batch[kind]["left_out"])
            yield f"{what} left out, as they would not fit into {batch[kind]['seconds']:.0f} s: {sizes} cases."


def figures(growth, batch):
    """The SVGs by file name."""
    cases = [(row["cases"], row["seconds"]) for row in batch["rows"]["rows"]]
    return {
        "growth-present.svg": plot.growth(
            growth["present"], "One case, by present findings (40 causes, 35 % of links)", "present findings", False
        ),
        "growth-causes.svg": plot.growth(
            growth["causes"], "One case, by causes (10 present, 20 absent findings)", "causes", True
        ),
        "growth-cases.svg": plot.growth(cases, "sura batch, by cases", "cases", True),
    }


def filled(page, tables):
    """The page with each table between its markers."""
    for name, lines in tables.items():
        pattern = re.compile(rf"(<!-- measured: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        body = "\n".join(lines)
        page, count = pattern.subn(lambda found: f"{found[1]}\n{body}\n\n{found[2]}", page)
        if count != 1:
            sys.exit(f"{count} places for the table {name}; expected one")
    return page


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="into docs/ instead of printing")
    options = parser.parse_args()

    def read(name):
        file = options.results / name
        return json.loads(file.read_text()) if file.exists() else None

    engine = Measured(options.results / "engine_bench.json")
    clinic = Measured(options.results / "clinic_bench.json")
    growth, batch, peers = read("growth.json"), read("batch.json"), read("peers.json")
    tables = {
        "machine": list(machine()),
        "targets": list(targets(engine, clinic, batch, peers)),
        "engine": list(engine_lines(engine)),
        "clinic": list(clinic_lines(clinic)),
        "batch": list(batch_lines(batch)),
    }
    if peers:
        tables["peers"] = list(compare.table(peers["rows"]))
    if not options.write:
        for name, lines in tables.items():
            print(f"\n## {name}\n", *lines, sep="\n")
        return
    PAGE.write_text(filled(PAGE.read_text(), tables))
    README.write_text(filled(README.read_text(), {"targets": tables["targets"]}))
    FIGURES.mkdir(exist_ok=True)
    for name, svg in figures(growth, batch).items():
        (FIGURES / name).write_text(svg)


if __name__ == "__main__":
    main()
