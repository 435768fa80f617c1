"""Input that is too large or too deep to write into a test file."""

import json
import os
import resource
import subprocess

from harness import TOY, expect

MEGABYTE = 1 << 20


def must_be_refused(result, code=None, seconds=None):
    result.must_end_with(2)
    error = result.json()["error"]
    result.must(code is None or error["code"] == code, f"expected the error {code}")
    result.must("\n" not in error["message"] and len(error["message"]) < 400, "expected one clear line")


def huge_file(program):
    path = program.folder / "huge.json"
    with open(path, "wb") as file:
        file.truncate(100 * MEGABYTE)
    must_be_refused(program.run("assess", path, "--json"), "too-large")
    must_be_refused(program.run("assess", "/dev/zero", "--json"), "too-large")


def huge_stdin(program):
    must_be_refused(program.run("assess", "-", "--json", stdin=b" " * (100 * MEGABYTE)), "too-large")


def huge_file_is_not_read(program):
    """Refused by its size: within a memory that could not hold it."""
    path = program.folder / "huge.pack"
    with open(path, "wb") as file:
        file.truncate(4096 * MEGABYTE)
    must_be_refused(program.run("conditions", "--pack", path, "--json"), "too-large")
    if "asan" in os.environ.get("ASAN_OPTIONS", "") or is_sanitized(program):
        return  # the sanitizer reserves terabytes of addresses
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (256 * MEGABYTE, 256 * MEGABYTE))
    for arguments in (["assess", path], ["conditions", "--pack", path]):
        done = subprocess.run([program.path, *arguments], preexec_fn=limit, capture_output=True, check=False)
        expect(done.returncode == 2, f"expected exit code 2, got {done.returncode}: {done.stderr!r}")


def is_sanitized(program):
    return b"__asan_init" in program.path.read_bytes()


def deep_nesting(program):
    for text in ("[" * 100_000, '{"answers":' * 100_000, "[" * 100_000 + "]" * 100_000,
                 '{"age": 50, "sex": "female", "complaint": ' + "[" * 100_000 + "]" * 100_000 + "}"):
        program.file("deep.json", text)
        must_be_refused(program.run("assess", "deep.json", "--json"))


def deep_yaml(program):
    for name, text in (("flow", "[" * 100_000), ("block", "".join(" " * depth + "a:\n" for depth in range(2000)))):
        folder = program.folder / name
        folder.mkdir()
        (folder / "pack.yaml").write_text(text)
        result = program.run("lint", folder, "--json").must_end_with(2)
        document = result.json()
        result.must("error" in document or document["errors"] > 0, "expected an error")


def every_prefix_of_a_case(program):
    """A document cut anywhere is refused, never a crash."""
    case = b'{"age": 52.5, "sex": "female", "complaint": ["pain"], "answers": {"note": "\\u00e9\xc3\xa9"}}'
    program.run("assess", "-", stdin=case).must_end_with(0)
    for length in range(len(case)):
        program.run("assess", "-", stdin=case[:length]).must_end_with(2)


def damaged_packs(program):
    """A compiled pack with any part missing or changed is read or refused, never a crash."""
    program.run("compile", TOY, "-o", "toy.pack").must_end_with(0)
    whole = (program.folder / "toy.pack").read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        program.file("cut.pack", whole[:place])
        program.run("conditions", "--pack", "cut.pack").must_end_with(2)
        program.file("bent.pack", whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1:])
        result = program.run("conditions", "--pack", "bent.pack")
        result.must(result.code in (0, 2), "expected to be read or refused")


def answers_out_of_range(program):
    """Each number finding refuses what lies outside its limits, and each level finding what is no level."""
    findings = program.run("findings", "--json").must_end_with(0).json()["findings"]
    for finding in findings:
        if finding["answer"] == "yes-no":
            wrong = ["maybe", 2]
        elif finding["answer"] == "levels":
            wrong = ["no-such-level", 2]
        else:
            wrong = [finding["maximum"] + 1, finding["minimum"] - 1, "much"]
        for value in wrong:
            case = {"age": 50, "sex": "female", "complaint": ["pain"], "answers": {finding["id"]: value}}
            result = program.run("assess", "-", "--json", stdin=json.dumps(case))
            must_be_refused(result)
            result.must(finding["id"] in result.json()["error"]["where"], "expected the place to be named")


def collect():
    return {
        "input: 100 MB file": huge_file,
        "input: 100 MB through a pipe": huge_stdin,
        "input: size is looked at before reading": huge_file_is_not_read,
        "input: JSON 100,000 deep": deep_nesting,
        "input: YAML too deep": deep_yaml,
        "input: a case cut anywhere": every_prefix_of_a_case,
        "input: damaged compiled packs": damaged_packs,
        "input: every finding refuses wrong values": answers_out_of_range,
    }
