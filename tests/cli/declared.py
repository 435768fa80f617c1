"""Tests as data. A .test file is a list of tests, each a list of steps, one a line; "#" begins a comment.

    test: NAME                      begins a test, in an empty folder of its own
    file NAME:                      writes a file; its text is the indented lines that follow
    in:                             standard input of the next run; the indented lines that follow
    env: NAME=VALUE                 for the next run
    run: ARGUMENTS                  runs `sura ARGUMENTS` (quoted as in a shell; {root} is the checkout, {toy} the toy pack)
    exit: N                         the last run ended with N
    out has: TEXT                   standard output (err: standard error) holds TEXT
    out lacks: TEXT                 … does not
    out matches: REGEX              … holds a match (^ and $ are ends of lines)
    out empty                       … is empty
    out lines: N                    … has N lines
    out width: N                    … has no line of more than N columns, addresses apart
    out json                        … is one JSON document
    out json PATH = VALUE           … in which PATH (a.b[0].c) has that JSON value
    file NAME has: TEXT             the file holds TEXT
    no file: NAME                   there is no such file
"""

import json
import re
import shlex
import unicodedata

from harness import ROOT, TOY, Failure, expect


def read_tests(path):
    """[(name, [(line number, step, indented text)])] of one file."""
    tests = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("  "):
            where, step, text = tests[-1][1][-1]
            tests[-1][1][-1] = (where, step, text + line[2:] + "\n")
        elif line.startswith("test:"):
            tests.append((line[5:].strip(), []))
        elif line.strip() and not line.startswith("#"):
            tests[-1][1].append((number, line.rstrip(), ""))
    return tests


def columns(line):
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in line)
    return len(line) + wide - sum(unicodedata.combining(letter) > 0 for letter in line)


def too_wide(text, limit):
    """Lines over the limit; one that is only an address (it must stay whole to be clicked) may be longer."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return [line for line in plain.splitlines() if columns(line) > limit and not re.fullmatch(r"\W*\S*https?://\S+", line)]


def at(document, path):
    for part in re.findall(r"[^.\[\]]+", path):
        document = document[int(part) if isinstance(document, list) else part]
    return document


class Run:
    """One test in the making: what the next run gets, and what the last one gave."""

    def __init__(self, program):
        self.program, self.stdin, self.env, self.result = program, "", {}, None

    def step(self, step, text):
        if step.startswith("run:"):
            words = [word.replace("{root}", str(ROOT)).replace("{toy}", str(TOY)) for word in shlex.split(step[4:])]
            self.result = self.program.run(*words, stdin=self.stdin, env=self.env)
            self.stdin, self.env = "", {}
        elif step == "in:":
            self.stdin = text
        elif step.startswith("env:"):
            name, _, value = step[4:].strip().partition("=")
            self.env[name] = value
        elif step.startswith("exit:"):
            self.result.must_end_with(int(step[5:]))
        elif match := re.fullmatch(r"file (\S+):", step):
            self.program.file(match[1], text)
        elif match := re.fullmatch(r"file (\S+) has: (.*)", step):
            content = (self.program.folder / match[1]).read_text()
            expect(match[2] in content, f"{match[1]} does not hold {match[2]!r}:\n{content}")
        elif match := re.fullmatch(r"no file: (\S+)", step):
            expect(not (self.program.folder / match[1]).exists(), f"{match[1]} is there")
        elif match := re.fullmatch(r"(out|err) (.*)", step):
            self.look(getattr(self.result, match[1]), match[1], match[2])
        else:
            raise Failure(f"no such step: {step}")

    def look(self, text, name, step):
        word, _, value = step.partition(": ")
        must = self.result.must
        if word == "has":
            must(value in text, f"expected {value!r} in {name}")
        elif word == "lacks":
            must(value not in text, f"expected no {value!r} in {name}")
        elif word == "matches":
            must(re.search(value, text, re.M), f"expected a match of {value!r} in {name}")
        elif word == "empty":
            must(not text, f"expected nothing in {name}")
        elif word == "lines":
            must(len(text.splitlines()) == int(value), f"expected {value} lines in {name}")
        elif word == "width":
            must(not too_wide(text, int(value)), f"too wide: {too_wide(text, int(value))}")
        elif word == "json":
            self.result.json()
        elif match := re.fullmatch(r"json (\S+) = (.*)", step):
            try:
                got = at(self.result.json(), match[1])
            except (KeyError, IndexError, TypeError) as problem:
                raise Failure(f"no {match[1]} in the JSON ({problem!r})\n{self.result.described()}") from problem
            must(got == json.loads(match[2]), f"expected {match[1]} = {match[2]}, got {got!r}")
        else:
            raise Failure(f"no such step: {name} {step}")


def collect():
    tests = {}
    for path in sorted((ROOT / "tests" / "cli" / "cases").glob("*.test")):
        for name, steps in read_tests(path):
            tests[f"{path.stem}: {name}"] = lambda program, path=path, steps=steps: run_steps(program, path, steps)
    return tests


def run_steps(program, path, steps):
    run = Run(program)
    for number, step, text in steps:
        try:
            run.step(step, text)
        except Failure as failure:
            raise Failure(f"{path.name}:{number}: {step}\n{failure}") from failure
