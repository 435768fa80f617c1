"""batch: a row for every case, in order, whatever the threads; bad rows, Ctrl-C, going on, CSV."""

import csv
import json
import signal

from harness import TOY, expect, toy_cases
from programmed_evaluate import on_a_terminal

PACK = ("--pack", TOY)


def lines_of_cases(count):
    """A case a line, every third without an id."""
    return [json.dumps(case if number % 3 == 0 else {"id": f"case-{number}", "case": case})
            for number, (_, case) in enumerate(toy_cases(count))]


def rows(text):
    return [json.loads(line) for line in text.splitlines()]


def every_case_in_order(program):
    lines = lines_of_cases(1200)
    path = program.file("cases.ndjson", "\n".join(lines) + "\n")
    one = program.run("batch", path, *PACK, "--threads", 1).must_end_with(0)
    got = rows(one.out)
    expect([row["line"] for row in got] == list(range(1, 1201)), "expected a row for each line, in order")
    expect("id" not in got[0] and got[1]["id"] == "case-1", "expected the ids of the lines")
    for threads in (2, 5):
        again = program.run("batch", path, *PACK, "--threads", threads).must_end_with(0)
        again.must(again.out == one.out, f"{threads} threads give other rows")
    spaced = "\r\n\r\n".join(lines).encode()  # no line end at the end
    piped = program.run("batch", "-", *PACK, stdin=spaced).must_end_with(0)
    expect([row["causes"] for row in rows(piped.out)] == [row["causes"] for row in got], "standard input gives other rows")


def says_what_assess_says(program):
    for number, line in enumerate(lines_of_cases(6)):
        case = json.loads(line)
        path = program.file("case.json", json.dumps(case.get("case", case)))
        whole = program.run("assess", path, *PACK, "--json").must_end_with(0).json()
        file = program.file("cases.ndjson", line)
        row = program.run("batch", file, *PACK, "--intervals").must_end_with(0).json()
        said = {condition["id"]: condition for condition in whole["conditions"]}
        expect(row["causes"] == {name: condition["cause"] for name, condition in said.items()}, f"case {number}: other causes")
        expect(row["intervals"] == {name: condition["interval"] for name, condition in said.items()}, f"case {number}: other intervals")
        expect(row["urgency"] == whole["urgency"]["level"] and row["something_else"] == whole["unexplained"], f"case {number}")
        full = program.run("batch", file, *PACK, "--intervals", "--full").must_end_with(0).json()
        expect(full["assessment"] == whole, f"case {number}: --full is another assessment")


def bad_rows(program):
    lines = lines_of_cases(30)
    lines[4] = "{"
    lines[11] = lines[11].replace('"windowsill"', '"windowsil"').replace('"plant-clinic"', '"plant-clinics"')
    lines[20] = '{"id": "long", "case": "' + "x" * 1_100_000 + '"}'
    path = program.file("cases.ndjson", "\n".join(lines))
    said = program.run("batch", path, *PACK).must_end_with(3)
    got = rows(said.out)
    expect([row["line"] for row in got if "error" in row] == [5, 12, 21], "expected three errors in their places")
    expect(len(got) == 30 and all("causes" in row for row in got if "error" not in row), "expected all others answered")
    expect(got[11]["id"] == "case-11" and got[11]["error"]["nearest"], "expected the id and the nearest name")
    said.must("3 of 30 rows" in said.err, "expected how many failed")
    table = program.run("batch", path, *PACK, "-o", "rows.csv").must_end_with(3)
    table.must(not table.out, "expected nothing on standard output")
    with open(program.folder / "rows.csv", newline="", encoding="utf-8") as file:
        read = list(csv.DictReader(file))
    expect(len(read) == 30 and all(None not in row for row in read), "expected as many fields in each row")
    expect([row["line"] for row in read if row["error"]] == ["5", "12", "21"], "expected the same errors")
    for row, plain in zip(read, got):
        expect("error" in plain or all(abs(float(row[name]) - cause) < 2e-6 for name, cause in plain["causes"].items()),
               f"line {row['line']}: CSV says something else")


def goes_on(program):
    path = program.file("cases.ndjson", "\n".join(lines_of_cases(700)) + "\n")
    for name in ("rows.ndjson", "rows.csv"):
        whole = program.folder / f"whole-{name}"
        program.run("batch", path, *PACK, "-o", whole).must_end_with(0)
        text = whole.read_bytes()
        for cut in (0, 1, len(text) // 3, len(text) - 1, len(text)):
            part = program.file(name, text[:cut])
            program.run("batch", path, *PACK, "-o", part, "--resume").must_end_with(0)
            expect(part.read_bytes() == text, f"{name} cut at {cut} and gone on with is another file")
        refused = program.run("batch", path, *PACK, "-o", whole).must_end_with(2)
        refused.must("--resume" in refused.err and whole.read_bytes() == text, "expected the file untouched")
        strange = program.file(f"strange-{name}", "something else\n")
        refused = program.run("batch", path, *PACK, "-o", strange, "--resume").must_end_with(2)
        refused.must("line 1" in refused.err and strange.read_bytes() == b"something else\n", "expected the file untouched")


def interrupt_leaves_whole_rows(program):
    """Ctrl-C while lines still come: what is written is whole, and can be gone on with."""
    lines = lines_of_cases(1500)
    path = program.file("cases.ndjson", "\n".join(lines) + "\n")
    whole = program.run("batch", path, *PACK).must_end_with(0).out
    process = program.start("batch", "-", *PACK, "-o", "rows.ndjson", stdin=-1, stderr=-1)
    process.stdin.write(("\n".join(lines[:1100]) + "\n").encode())
    process.stdin.flush()
    while not (program.folder / "rows.ndjson").exists() or not (program.folder / "rows.ndjson").stat().st_size:
        expect(process.poll() is None, "ended by itself")
    process.send_signal(signal.SIGINT)
    said = process.communicate()[1].decode()
    expect(process.returncode == 130, f"expected exit code 130, got {process.returncode}: {said}")
    expect("--resume" in said, f"expected how to go on: {said}")
    written = (program.folder / "rows.ndjson").read_text()
    expect(written and whole.startswith(written), "expected whole rows, in order")
    program.run("batch", path, *PACK, "-o", "rows.ndjson", "--resume").must_end_with(0)
    expect((program.folder / "rows.ndjson").read_text() == whole, "gone on with, it is another file")


def mistakes(program):
    path = program.file("cases.ndjson", lines_of_cases(1)[0])
    for arguments, word in ((["batch"], "CASES"), (["batch", "none.ndjson"], "none.ndjson"), (["batch", "."], "folder"),
                            (["batch", path, "--resume"], "--out"), (["batch", path, "--full", "-o", "a.csv"], "CSV"),
                            (["batch", path, "-o", "none/a.csv"], "none/a.csv"), (["batch", path, "--role", "x"], "x")):
        said = program.run(*arguments, *PACK).must_end_with(2)
        said.must(word in said.err and said.err.count("\n") == 1, f"expected one line that names {word}")
    empty = program.run("batch", "-", *PACK, stdin="\n \n").must_end_with(0)
    empty.must(not empty.out, "expected no rows of no cases")


def rate_on_a_terminal(program):
    path = program.file("cases.ndjson", "\n".join(lines_of_cases(3000)) + "\n")
    _, shown = on_a_terminal(program, "batch", path, *PACK, "-o", "rows.ndjson")
    expect(len(rows((program.folder / "rows.ndjson").read_text())) == 3000, "expected every row")
    expect("rows, " in shown and " a second" in shown, f"expected a rate: {shown[-200:]!r}")
    expect(shown.endswith(" \r"), "expected the line wiped")


def collect():
    return {
        "batch: every case in order": every_case_in_order,
        "batch: says what assess says": says_what_assess_says,
        "batch: bad rows": bad_rows,
        "batch: goes on": goes_on,
        "batch: Ctrl-C leaves whole rows": interrupt_leaves_whole_rows,
        "batch: mistakes": mistakes,
        "batch: a rate on a terminal": rate_on_a_terminal,
    }
