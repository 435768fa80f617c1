"""Every examples/*.json must give the first cause and the urgency that it expects, in its key "expected"."""

import json
import subprocess

from harness import ROOT, expect


def first_cause(assessment, expected):
    """Of the pack's conditions the likeliest; where something else is expected, that has to be likelier than all of them."""
    first = assessment["conditions"][0]
    if expected == "something-else" and assessment["unexplained"] > first["cause"]:
        return expected
    return first["id"]


def check(program, path):
    expected = json.loads(path.read_text())["expected"]
    result = program.run("assess", path, "--json").must_end_with(0)
    got = result.json()
    shown = f"{first_cause(got, expected['cause'])}, {got['urgency']['level']}"
    result.must(f"{expected['cause']}, {expected['urgency']}" == shown, f"expected {expected}, got {shown}")


def library_prints_the_same(program):
    """The ten lines of examples/library give the bytes that the command line gives."""
    build = program.path.parents[2]
    library = build / "examples" / "library" / "example_library"
    pack = build / "share" / "calf-pain.pack"
    for path in cases()[:3]:
        done = subprocess.run([library, pack, path], capture_output=True, text=True, check=False)
        said = program.run("assess", path, "--json").must_end_with(0)
        expect(done.returncode == 0 and done.stdout == said.out, f"another assessment of {path.name}: {done.stderr}")
    refused = subprocess.run([library, pack, ROOT / "README.md"], capture_output=True, check=False)
    expect(refused.returncode == 2, "expected the library's example to refuse what is no case")


def cases():
    return sorted((ROOT / "examples").glob("*.json"))


def collect():
    tests = {f"example: {path.stem}": lambda program, path=path: check(program, path) for path in cases()}
    return {**tests, "example: library": library_prints_the_same}
