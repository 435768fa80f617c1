"""Every command in turn: help, JSON, width, the toy pack, completion, streams that cannot be written."""

import json
import re
import shutil
import subprocess

from declared import too_wide
from harness import ROOT, TOY, expect

COMMANDS = ["interview", "assess", "batch", "whynot", "whatif", "sensitivity", "cramp", "bundles", "find", "template", "schema", "conditions", "findings", "background",
            "explain", "evaluate", "lint", "compile", "evidence", "network", "completion"]


def small_case(program, *pack):
    """A case that the pack understands: its template, which answers nothing."""
    text = program.run("template", *pack).must_end_with(0).out
    plain = re.sub(r"(?m)(^|\s)//.*$", "", text)
    return program.file("case.json", plain)


def one_line(program, case):
    """The case as a line of a list of cases."""
    return program.file("cases.ndjson", json.dumps({"case": json.loads(case.read_text())}) + "\n")


def every_command(program, *pack):
    """One complete call of each command."""
    case = small_case(program, *pack)
    condition = program.run("conditions", "--json", *pack).must_end_with(0).json()["conditions"][0]["id"]
    folder = pack[1] if pack else ROOT / "packs" / "calf-pain"
    return {
        "interview": (["interview"], "40\nfemale\n1\nleft\nstop\n"),
        "assess": (["assess", case], ""),
        "whynot": (["whynot", condition, case], ""),
        "whatif": (["whatif", case, "--set", "age=30"], ""),
        "sensitivity": (["sensitivity", case], ""),
        "bundles": (["bundles"], ""),
        "batch": (["batch", one_line(program, case)], ""),
        "cramp": (["cramp"], ""),
        "find": (["find", "pain"], ""),
        "template": (["template"], ""),
        "schema case": (["schema"], ""),
        "schema assessment": (["schema", "assessment"], ""),
        "conditions": (["conditions"], ""),
        "findings": (["findings"], ""),
        "background": (["background"], ""),
        "explain": (["explain", condition], ""),
        "evaluate": (["evaluate", TOY / "known-cases" if pack else ROOT / "examples"], ""),
        "lint": (["lint", folder], ""),
        "compile": (["compile", folder, "-o", "out.pack"], ""),
        "evidence": (["evidence", "--cases", one_line(program, case)], ""),
        "network": (["network", "export", case], ""),
        "completion": (["completion", "bash"], ""),
        "version": (["--version"], ""),
        "help": (["--help"], ""),
    }


def help_of_every_command(program):
    for command in COMMANDS:
        result = program.run(command, "--help").must_end_with(0)
        result.must(f"sura {command}" in result.out and not result.err, "expected the command's own help")
        result.must(not too_wide(result.out, 80), "expected help within 80 columns")
    overview = program.run("--help").must_end_with(0)
    overview.must(all(f"  {command} " in overview.out for command in COMMANDS), "expected every command in the help")
    overview.must(not too_wide(overview.out, 80), "expected help within 80 columns")


def json_of_every_command(program, *pack):
    for arguments, answers in every_command(program, *pack).values():
        result = program.run(*arguments, "--json", *pack, stdin=answers).must_end_with(0)
        result.must(isinstance(result.json(), dict), "expected a JSON object")


def json_of_every_error(program):
    program.file("bad.json", "{")
    for arguments in (["nonsense"], ["assess"], ["assess", "--nonsense"], ["assess", "none.json"], ["assess", "bad.json"],
                      ["assess", "--set", "nonsense"], ["whatif", "bad.json", "--set", "age=3"], ["whatif", "bad.json"], ["sensitivity"],
                      ["whynot", "nonsense", "bad.json"], ["explain", "nonsense"], ["lint", "nowhere"],
                      ["evaluate"], ["evaluate", "none.json"], ["evaluate", "bad.json"], ["evaluate", "bad.json", "--tests", "x"],
                      ["compile", "nowhere", "-o", "x"], ["evidence", "--cases", "none.ndjson"], ["evidence", "--cases", "bad.json"],
                      ["evidence", "--people", "0"], ["evidence", "--seed", "x"], ["network", "exprot", "bad.json"], ["network", "export"],
                      ["network", "export", "bad.json"], ["schema", "nonsense"], ["completion", "nonsense"],
                      ["conditions", "--pack", "nowhere"], ["conditions", "--pack", "bad.json"],
                      ["conditions", "--lang", "nonsense"], ["interview", "--role", "nonsense"],
                      ["interview", "--resume", "none.json"], ["cramp", "--save", "x"], ["--width", "1"]):
        result = program.run(*arguments, "--json").must_end_with(2)
        error = result.json()["error"]
        result.must(list(error) == ["code", "where", "found", "expected", "nearest", "message"], "expected the error object")
        result.must(not result.err, "expected nothing on standard error with --json")
        plain = program.run(*arguments).must_end_with(2)
        plain.must(plain.err == f"sura: {error['message']}\n" and not plain.out, "expected the same as one line on stderr")


def width_of_every_command(program, *pack):
    calls = every_command(program, *pack)
    for name in ("batch", "template", "schema case", "schema assessment", "completion", "lint", "compile",
                 "network"):
        calls.pop(name)  # documents, rows and messages for files and editors, not for reading in columns
    for arguments, answers in calls.values():
        for width in (80, 60):
            result = program.run(*arguments, "--width", width, *pack, stdin=answers).must_end_with(0)
            limit = 80 if arguments == ["--help"] else width
            result.must(not too_wide(result.out, limit), f"expected {limit} columns: {too_wide(result.out, limit)}")
            result.must("interface." not in result.out, "expected every text of the interface to be there")


def plain_without_terminal(program, *pack):
    for arguments, answers in every_command(program, *pack).values():
        result = program.run(*arguments, *pack, stdin=answers).must_end_with(0)
        result.must("\x1b" not in result.out + result.err, "expected no colour where there is no terminal")


def template_is_a_case(program):
    text = program.run("template").must_end_with(0).out
    program.file("filled.json", text)
    program.run("assess", "filled.json").must_end_with(0)


def same_answer_every_time(program):
    case = small_case(program)
    first = program.run("assess", case, "--json").must_end_with(0).out
    expect(first == program.run("assess", "-", "--json", stdin=case.read_bytes()).out, "a file and standard input differ")
    compiled = program.run("compile", ROOT / "packs" / "calf-pain", "-o", "own.pack").must_end_with(0)
    compiled.must(first == program.run("assess", case, "--json", "--pack", "own.pack").out, "the compiled pack differs")


def evidence_of_a_seed(program):
    def report(*seed):
        return program.run("evidence", "--people", 10, *seed, "--json", "--pack", TOY).must_end_with(0).out
    expect(report("--seed", 5) == report("--seed", 5), "the same seed gives another report")
    expect(report("--seed", 5) != report("--seed", 6), "another seed gives the same people")
    expect(report() == report("--seed", 1), "expected seed 1 where none is given")


def full_disk(program):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([program.path, "findings"], stdout=full, stderr=subprocess.PIPE, check=False)
    expect(done.returncode == 1, f"expected exit code 1 when nothing can be written, got {done.returncode}")
    expect(b"could not be written" in done.stderr, f"expected it to be said: {done.stderr!r}")


def completion_scripts(program):
    for shell in ("bash", "zsh", "fish"):
        script = program.run("completion", shell).must_end_with(0)
        script.must(all(command in script.out for command in COMMANDS), "expected every command")
        if shutil.which(shell):
            read = subprocess.run([shell, "-n"], input=script.out.encode(), capture_output=True, check=False)
            expect(read.returncode == 0 and not read.stderr, f"{shell} cannot read its script: {read.stderr!r}")


def bash_completes(program):
    (program.folder / "sura").symlink_to(program.path)
    script = """source <("$1" completion bash)
      complete_words() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sura; printf '%s\\n' "${COMPREPLY[*]}"; }
      complete_words "$1" ass
      complete_words "$1" --wi
      complete_words "$1" --pack x schema as
      complete_words "$1" evaluate --tests ''
      complete_words "$1" network ''
      complete_words "$1" assess --set no-red
      complete_words "$1" whynot ''"""
    done = subprocess.run(["bash", "-c", script, "bash", program.path], capture_output=True, text=True, check=True,
                          env=program.environment())
    lines = done.stdout.splitlines()
    expect(lines[:6] == ["assess", "--width", "assessment", "with without", "export", "no-red-flags"], f"completed to {lines}")
    known = [row["id"] for row in program.run("conditions", "--json").json()["conditions"]]
    expect(lines[6].split() == known, f"expected the conditions of the pack, got {lines[6]}")


def red_flag_set_is_the_opening_list(program):
    rules = (ROOT / "packs" / "calf-pain" / "rules" / "red-flags.yaml").read_text(encoding="utf-8")
    asked = {sign.strip() for shown in re.findall(r"show: \[(.*?)\]", rules) for sign in shown.split(",") if sign.strip()}
    sets = {entry["id"]: entry["absent"] for entry in program.run("bundles", "--json").must_end_with(0).json()["bundles"]}
    expect(set(sets["no-red-flags"]) == asked, f"expected the opening list, got {sorted(asked ^ set(sets['no-red-flags']))}")


def collect():
    toy = ("--pack", TOY)
    return {
        "commands: help": help_of_every_command,
        "commands: JSON": json_of_every_command,
        "commands: JSON errors": json_of_every_error,
        "commands: width": width_of_every_command,
        "commands: no colour in a pipe": plain_without_terminal,
        "commands: the template is a case": template_is_a_case,
        "commands: same case, same answer": same_answer_every_time,
        "commands: evidence of a seed": evidence_of_a_seed,
        "commands: a full disk is said": full_disk,
        "commands: completion scripts": completion_scripts,
        "commands: bash completes": bash_completes,
        "commands: the set of red flags": red_flag_set_is_the_opening_list,
        "toy pack: JSON": lambda program: json_of_every_command(program, *toy),
        "toy pack: width": lambda program: width_of_every_command(program, *toy),
        "toy pack: no colour in a pipe": lambda program: plain_without_terminal(program, *toy),
    }
