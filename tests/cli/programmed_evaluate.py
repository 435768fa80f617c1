"""evaluate: the same numbers whatever the threads, the page, progress on a terminal, and the published contract."""

import html.parser
import json
import math
import os
import pty

from harness import ROOT, TOY, expect, toy_cases

KNOWN = TOY / "known-cases"
PACK = ("--pack", TOY)


def many_cases(count):
    """A known case a line."""
    return [json.dumps({"id": f"case-{number}", "expected": expected, "case": case})
            for number, (expected, case) in enumerate(toy_cases(count))]


def threads_change_nothing(program):
    path = program.file("many.ndjson", "\n".join(many_cases(120)) + "\n")
    one = program.run("evaluate", path, *PACK, "--json", "--threads", 1).must_end_with(0)
    expect(one.json()["n"] == 120, "expected every case to count")
    for threads in (2, 5):
        again = program.run("evaluate", path, *PACK, "--json", "--threads", threads).must_end_with(0)
        again.must(again.out == one.out, f"{threads} threads give another answer")
    spaced = path.read_bytes().replace(b"\n", b"\r\n \r\n")
    piped = program.run("evaluate", "-", *PACK, "--json", stdin=spaced).must_end_with(0)
    piped.must(piped.out == one.out, "standard input, with empty lines, gives another answer than the file")


def first_mistake_whatever_the_threads(program):
    lines = many_cases(60)
    for number in (17, 40):
        lines[number] = lines[number].replace('"windowsill"', '"windowsil"').replace('"plant-clinic"', '"plant-clinics"')
    path = program.file("bad.ndjson", "\n".join(lines))
    for threads in (1, 4):
        result = program.run("evaluate", path, *PACK, "--json", "--threads", threads).must_end_with(2)
        where = result.json()["error"]["where"]
        result.must(where.endswith("bad.ndjson: line 18: case.setting"), f"expected line 18, got {where}")


def contract(program):
    """What ARCHITECTURE promises to readers of the JSON, counted again from its own list of cases."""
    result = program.run("evaluate", KNOWN, *PACK, "--json").must_end_with(0)
    got = result.json()
    cases = got["cases"]
    must = result.must
    must(got["n"] == len(cases) == 4, "expected four cases")
    must([case["id"] for case in cases] == ["toy-mites", "toy-ageing", "toy-rot", "toy-hidden-mites"], "by file name")
    levels = ["self-care", "routine", "same-day", "emergency"]
    urgent = [(levels.index(case["urgency_expected"]), levels.index(case["urgency_got"]))
              for case in cases if case["urgency_expected"]]
    again = {
        "top1": sum(case["got"][0] == case["expected"] for case in cases) / len(cases),
        "top3": sum(case["expected"] in case["got"][:3] for case in cases) / len(cases),
        "urgency_agreement": sum(wanted == said for wanted, said in urgent) / len(urgent),
        "under_triage": sum(wanted > said for wanted, said in urgent) / len(urgent),
        "over_triage": sum(wanted < said for wanted, said in urgent) / len(urgent),
    }
    for name, value in again.items():
        must(abs(got[name]["value"] - value) < 1e-6, f"{name}: {got[name]['value']}, counted again {value}")
        must(0 <= got[name]["low"] <= value <= got[name]["high"] <= 1, f"the interval of {name}")
    score = sum(math.log(max(case["probability"], got["log_score_floor"])) for case in cases) / len(cases)
    must(abs(got["log_score"]["value"] - score) < 1e-3, f"log score {got['log_score']['value']}, again {score}")
    prior = sum(math.log(max(case["prior"], got["log_score_floor"])) for case in cases) / len(cases)
    must(abs(got["log_score_gain"]["value"] - (score - prior)) < 1e-3, "the gain over the prior")
    must(0 <= got["brier"]["value"] <= 2, "Brier's score")
    for case in cases:
        must(case["probabilities"] == sorted(case["probabilities"], reverse=True), f"the order of {case['id']}")


def says_what_assess_says(program):
    for path in sorted((ROOT / "examples").glob("*.json"))[::3]:
        assessed = program.run("assess", path, "--json").must_end_with(0).json()
        case = program.run("evaluate", path, "--json").must_end_with(0).json()["cases"][0]
        said = {row["id"]: row["cause"] for row in assessed["conditions"]} | {"something-else": assessed["unexplained"]}
        expect(all(said[name] == value for name, value in zip(case["got"], case["probabilities"])),
               f"{path.name}: evaluate and assess differ: {case}")
        expect(case["urgency_got"] == assessed["urgency"]["level"], f"{path.name}: another urgency")
        expect(case["got"][0] == max(said, key=said.get), f"{path.name}: another first cause")


class Page(html.parser.HTMLParser):
    """Which elements a page has, and that each one that is opened is closed."""

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attributes):
        self.seen.append(tag)
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.seen.append(tag)

    def handle_endtag(self, tag):
        expect(self.open and self.open.pop() == tag, f"</{tag}> closes something else")


def page(program):
    said = program.run("evaluate", KNOWN, *PACK, "--html", "page.html").must_end_with(0)
    plain = program.run("evaluate", KNOWN, *PACK).must_end_with(0)
    said.must(said.out == plain.out, "the page changed what is printed")
    text = (program.folder / "page.html").read_text()
    parsed = Page()
    parsed.feed(text)
    expect(not parsed.open, f"never closed: {parsed.open}")
    expect({"svg", "table", "caption", "h1", "main", "title"} <= set(parsed.seen), f"missing elements: {set(parsed.seen)}")
    expect("script" not in parsed.seen and "://" not in text, "expected nothing to run or to load")
    expect("toy-hidden-mites" in text, "expected every case")
    refused = program.run("evaluate", KNOWN, *PACK, "--html", program.folder / "none" / "page.html").must_end_with(2)
    refused.must(not refused.out, "expected nothing to be printed when the page cannot be written")


def on_a_terminal(program, *arguments):
    """All that standard error, a terminal, showed; standard output is a pipe."""
    terminal, side = pty.openpty()
    process = program.start(*arguments, stdout=-1, stderr=side)
    os.close(side)
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the terminal closes with the program
            break
        if not piece:
            break
        shown += piece
    out = process.communicate()[0]
    os.close(terminal)
    expect(process.returncode == 0, f"expected exit code 0: {shown!r}")
    return out.decode(), shown.decode()


def progress_on_a_terminal(program):
    path = program.file("many.ndjson", "\n".join(many_cases(30)))
    out, shown = on_a_terminal(program, "evaluate", path, *PACK, "--json")
    expect(json.loads(out)["n"] == 30, "expected the document on standard output")
    expect("30 of 30 cases" in shown, f"expected progress on the terminal: {shown!r}")
    expect(shown.endswith("\r") and "\x1b" not in shown, f"expected the line to be wiped: {shown!r}")
    quiet = program.run("evaluate", path, *PACK, "--json").must_end_with(0)
    quiet.must(not quiet.err and quiet.out == out, "expected no progress where there is no terminal")


def progress_of_other_commands(program):
    for arguments, counted in [
        (["simulate", "-n", "30", *PACK], "30 of 30 people"),
        (["evidence", "--people", "5", *PACK], "5 of 5 people"),
        (["calibrate-check", TOY, "-n", "40"], " groups of people"),
    ]:
        shown = on_a_terminal(program, *arguments)[1]
        expect(counted in shown, f"{arguments[0]}: expected progress on the terminal: {shown!r}")
        expect(shown.endswith(" \r"), f"{arguments[0]}: expected the line to be wiped: {shown!r}")


def collect():
    return {
        "evaluate: threads change nothing": threads_change_nothing,
        "evaluate: the first mistake, whatever the threads": first_mistake_whatever_the_threads,
        "evaluate: the JSON holds what is promised": contract,
        "evaluate: says what assess says": says_what_assess_says,
        "evaluate: the page": page,
        "evaluate: progress on a terminal": progress_on_a_terminal,
        "commands: progress on a terminal": progress_of_other_commands,
    }
