#!/usr/bin/env python3
"""Sura's posteriors beside those of aGrUM, on the same networks: imagined people with few present findings, exported as BIF."""

import argparse
import importlib.util
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SETTINGS = ("home", "general-practice", "emergency-department", "referral-clinic")
CASES_OF_EACH = 50
PEOPLE = 1500  # imagined in each setting, to choose from
MOST_PRESENT = 5  # besides the complaint; aGrUM's tables double with each more
TOLERANCE = 1e-9
SKIPPED = 77
TABLES = re.compile(r"^probability \( (\w+)(?: \| ([^)]*?))? \) \{\n(.*?)^\}", re.S | re.M)


def sura(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"FAILED: sura {' '.join(map(str, arguments))}: {done.stderr}")
    return done.stdout


def install_agrum(folder):
    """A Python of its own with pyagrum. Where that cannot be had, ends as skipped."""
    python = pathlib.Path(folder) / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1", "--no-deps",
               "pyagrum", "numpy"]  # of what it depends on, numpy alone is needed here, a third of the download
    for command in ([sys.executable, "-m", "venv", folder], install):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print((done.stdout + done.stderr)[-2000:])
            print("SKIPPED, NOTHING WAS COMPARED: aGrUM could not be installed (pip install pyagrum); is there a network?")
            sys.exit(SKIPPED)


def with_agrum(folder):
    """Goes on in a Python that has pyagrum: this one, or one in `folder`."""
    if importlib.util.find_spec("pyagrum"):
        return
    python = pathlib.Path(folder) / "bin" / "python"

    def can_import():
        return python.exists() and subprocess.run([python, "-c", "import pyagrum"], capture_output=True, check=False).returncode == 0

    if not can_import():
        install_agrum(folder)
        if not can_import():
            sys.exit("FAILED: pyagrum was installed and cannot be imported")
    os.execv(python, [python, *sys.argv])


def chosen_people(program):
    """Lines of cases with few present findings, as many of each setting."""
    findings = {finding["id"] for finding in json.loads(sura(program, "findings", "--json"))["findings"]}
    for setting in SETTINGS:
        chosen = []
        for line in sura(program, "simulate", "--n", PEOPLE, "--seed", 4, "--answers", 20, "--setting", setting).splitlines():
            answers = json.loads(line)["case"]["answers"]
            present = sum(answer not in (False, None) for name, answer in answers.items() if name in findings)
            if present <= MOST_PRESENT:
                chosen.append(line)
        if len(chosen) < CASES_OF_EACH:
            sys.exit(f"FAILED: only {len(chosen)} of {PEOPLE} people at {setting} have few present findings")
        yield from chosen[:CASES_OF_EACH]


def fill(net, bif):
    """Every number as it stands in the text: aGrUM's own reader keeps seven digits of each."""
    for name, given, rows in TABLES.findall(bif):
        table = net.cpt(name)
        for row in rows.splitlines():
            levels, numbers = re.fullmatch(r"  (?:table|\((.*)\)) (.*);", row).groups()
            values = [float(number) for number in numbers.split(", ")]
            if levels:
                table[dict(zip(given.split(", "), levels.split(", ")))] = values
            else:
                table[:] = values


def difference(gum, exported, path):
    """The largest between what Sura and aGrUM say, and of what."""
    path.write_text(exported["bif"], encoding="utf-8")
    net = gum.loadBN(str(path))
    fill(net, exported["bif"])
    inference = gum.ShaferShenoyInference(net)
    inference.setEvidence(exported["evidence"])
    inference.setTargets(set(exported["presence"]))
    inference.makeInference()
    differences = [(abs(inference.posterior(name)[1] - presence), name) for name, presence in exported["presence"].items()]
    differences.append((abs(math.log(inference.evidenceProbability()) - exported["log_evidence"]), "log_evidence"))
    return max(differences, key=lambda pair: math.inf if math.isnan(pair[0]) else pair[0])


def compare(program):
    import pyagrum as gum  # installed only now

    gum.setNumberOfThreads(1)
    worst, present = (0.0, ""), 0
    with tempfile.TemporaryDirectory(prefix="sura-peers-") as folder:
        cases = pathlib.Path(folder) / "cases.ndjson"
        cases.write_text("\n".join(chosen_people(program)) + "\n", encoding="utf-8")
        networks = sura(program, "network", "export", cases).splitlines()
        if len(networks) != CASES_OF_EACH * len(SETTINGS):
            sys.exit(f"FAILED: {len(networks)} networks")
        for number, line in enumerate(networks, 1):
            exported = json.loads(line)
            present += sum(allowed[0] == 0 for allowed in exported["evidence"].values())
            found, name = difference(gum, exported, pathlib.Path(folder) / "network.bif")
            if not found <= TOLERANCE:
                sys.exit(f"FAILED: case {number}: {name} differs by {found}")
            worst = max(worst, (found, name))
    print(f"aGrUM {gum.__version__}: {len(networks)} cases, {present / len(networks):.1f} present findings each; "
          f"the largest difference is {worst[0]:.2g} ({worst[1]})")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sura", required=True, help="the program")
    parser.add_argument("--venv", required=True, help="where to install pyagrum if need be")
    options = parser.parse_args()
    with_agrum(options.venv)
    compare(options.sura)


if __name__ == "__main__":
    main()
