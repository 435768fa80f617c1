"""Every examples/*.json must give the first cause and the urgency that it expects, in its key "expected"."""

import json

from harness import ROOT


# Below this no named condition counts as an answer, and something that is not in the pack does.
NAMED_AT_LEAST = 0.05


def first_cause(assessment):
    """The likeliest condition's id, or "something-else" where no condition is likely enough to be named."""
    first = assessment["conditions"][0]
    return first["id"] if first["cause"] >= NAMED_AT_LEAST else "something-else"


def check(program, path):
    expected = json.loads(path.read_text())["expected"]
    result = program.run("assess", path, "--json").must_end_with(0)
    got = result.json()
    shown = f"{first_cause(got)}, {got['urgency']['level']}"
    result.must(f"{expected['cause']}, {expected['urgency']}" == shown, f"expected {expected}, got {shown}")


def collect():
    return {f"example: {path.stem}": lambda program, path=path: check(program, path)
            for path in sorted((ROOT / "examples").glob("*.json"))}
