"""What every test here uses: running the program, and saying what was expected."""

import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOY = ROOT / "tests" / "packs" / "toy"
SECONDS = 120  # far more than any run takes; only so that a program that hangs is found


def toy_cases(count):
    """The toy's cases over and over, at other ages, with what is expected of each."""
    examples = [json.loads(path.read_text()) for path in sorted((TOY / "cases").glob("*.json"))]
    cases = [dict(examples[number % len(examples)], age=3 + number % 40) for number in range(count)]
    return [(case.pop("expected"), case) for case in cases]


class Failure(Exception):
    """An expectation that did not hold, as a sentence."""


def expect(holds, sentence):
    if not holds:
        raise Failure(sentence)


class Result:
    def __init__(self, arguments, code, out, err):
        self.arguments, self.code, self.out, self.err = arguments, code, out, err

    def described(self):
        shown = f"sura {' '.join(self.arguments)}\n  exit {self.code}\n"
        for name, text in (("out", self.out), ("err", self.err)):
            lines = text.splitlines()
            shown += "".join(f"  {name}| {line}\n" for line in lines[:40])
            shown += f"  {name}| … {len(lines) - 40} lines more\n" if len(lines) > 40 else ""
        return shown

    def must(self, holds, sentence):
        expect(holds, f"{sentence}\n{self.described()}")

    def must_end_with(self, code):
        self.must(self.code == code, f"expected exit code {code}, got {self.code}")
        return self

    def json(self):
        try:
            return json.loads(self.out)
        except ValueError as problem:
            raise Failure(f"the output is not JSON: {problem}\n{self.described()}") from problem


class Program:
    """The program under test, run in a folder of its own."""

    def __init__(self, path, folder):
        self.path, self.folder = pathlib.Path(path).resolve(), pathlib.Path(folder)

    def environment(self, **changes):
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}
        return {**kept, "LC_ALL": "C.UTF-8", "TERM": "xterm", **changes}

    def run(self, *arguments, stdin=b"", env=None):
        arguments = [str(argument) for argument in arguments]
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        done = subprocess.run([self.path, *arguments], input=data, capture_output=True, cwd=self.folder, timeout=SECONDS,
                              env=self.environment(**(env or {})), check=False)
        return Result(arguments, done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    def start(self, *arguments, **options):
        return subprocess.Popen([self.path, *map(str, arguments)], cwd=self.folder, env=self.environment(), **options)

    def file(self, name, text):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path
