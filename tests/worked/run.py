#!/usr/bin/env python3
"""The worked cases of docs/worked-cases: are the answers that stand there those that the program gives? --write makes them anew.

Two things are left out, as they change with every change of the pack: its hash in the JSON, and the line "Made with the pack"."""

import argparse
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from harness import ROOT, Failure, Program  # noqa: E402

CASES = ROOT / "docs" / "worked-cases"
ANEW = "scripts/worked_cases.sh --write"
ANSWERS = {
    "person.txt": ["--role", "person", "--width", "80", "--color", "never"],
    "clinician.txt": ["--role", "clinician", "--width", "80", "--color", "never"],
    "answer.json": ["--json"],
}


def answer(program, name, file):
    return program.run("assess", CASES / name / "case.json", *ANSWERS[file]).must_end_with(0).out


def comparable(text):
    text = re.sub(r'("sha256": ")[0-9a-f]{64}"', r'\1…"', text)
    return re.sub(r"^- Made with the pack .*(\n  .*)*$", "- Made with the pack …", text, flags=re.M)


def first_difference(stands, gives):
    """What stands in the first line that differs, what should, and its number."""
    old, new = comparable(stands).splitlines(), comparable(gives).splitlines()
    at = next((line for line, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))
    shown = [lines[at] if at < len(lines) else "(the end)" for lines in (old, new)]
    return f"line {at + 1}\n    stands: {shown[0]}\n    given:  {shown[1]}"


def check(program, name, write):
    """The files of a case that differ, one sentence each; none are left where they are written anew."""
    wrong = []
    for file in ANSWERS:
        path = CASES / name / file
        stands = path.read_text(encoding="utf-8") if path.exists() else ""
        gives = answer(program, name, file)
        if comparable(stands) == comparable(gives):
            continue
        if write:
            path.write_text(gives, encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")
        else:
            wrong.append(f"{path.relative_to(ROOT)}, {first_difference(stands, gives)}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sura", required=True, help="the program")
    parser.add_argument("--write", action="store_true", help="write what differs")
    parser.add_argument("names", nargs="*", help="cases; left out: all")
    options = parser.parse_args()
    names = options.names or sorted(path.parent.name for path in CASES.glob("*/case.json"))
    wrong = []
    with tempfile.TemporaryDirectory(prefix="sura-worked-") as folder:
        program = Program(options.sura, folder)
        for name in names:
            try:
                wrong += check(program, name, options.write)
            except Failure as failure:
                wrong.append(f"{name}: {failure}")
    for sentence in wrong:
        print(f"FAILED {sentence}")
    if wrong:
        print(f"Where the new answer is right: {ANEW}, and read the difference before it is committed.")
    print(f"{len(names)} worked cases, {len(wrong)} files differ")
    return 1 if wrong or not names else 0


if __name__ == "__main__":
    sys.exit(main())
