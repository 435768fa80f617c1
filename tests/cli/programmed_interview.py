"""The interview as it happens: Ctrl-C, terminals, resuming, going back from anywhere."""

import json
import os
import pty
import re
import select
import signal
import time

from declared import too_wide
from harness import SECONDS, TOY, expect

OPENING = "52\nfemale\n1\nleft\n"


def wait_for(holds, sentence):
    end = time.monotonic() + SECONDS
    while not holds():
        expect(time.monotonic() < end, sentence)
        time.sleep(0.01)


def answers_in(path):
    return json.loads(path.read_text())["answers"]


def interrupt_keeps_the_file(program):
    kept = program.folder / "kept.json"
    process = program.start("interview", "--save", kept, stdin=-1, stdout=-1, stderr=-1)
    process.stdin.write((OPENING + "n\n").encode())
    process.stdin.flush()
    wait_for(kept.exists, "the answers were not kept")
    output = b""
    while output.count(b"\n> ") < 6:  # the sixth question waits: all five answers are in
        piece = os.read(process.stdout.fileno(), 4096)
        expect(piece, f"the interview ended: {output.decode()}")
        output += piece
    before = kept.read_bytes()
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate(timeout=SECONDS)
    expect(process.returncode == 130, f"expected exit code 130, got {process.returncode}: {errors!r}")
    expect(b"kept.json" in rest, f"expected to be told where the answers are: {rest!r}")
    expect(kept.read_bytes() == before, "the kept file changed")
    expect(sorted(os.listdir(program.folder)) == ["kept.json"], f"expected no other file: {os.listdir(program.folder)}")
    program.run("assess", kept).must_end_with(0)


def interrupt_without_a_file(program):
    process = program.start("interview", stdin=-1, stdout=-1, stderr=-1)
    os.read(process.stdout.fileno(), 1)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=SECONDS)
    expect(process.returncode == 130, f"expected exit code 130, got {process.returncode}")
    expect(not os.listdir(program.folder), "expected no file")


def saved_after_every_answer(program):
    """Each longer script leaves a file with at least as many answers, and the file alone gives the same assessment."""
    script = OPENING + "n\n" * 3 + "?\n" * 30
    lines = script.splitlines(keepends=True)
    least = 0
    for length in range(4, 9):
        name = f"after-{length}.json"
        said = program.run("interview", "--json", "--save", name, stdin="".join(lines[:length])).must_end_with(0)
        answers = answers_in(program.folder / name)
        expect(len(answers) >= least, f"answers were lost after {length} lines: {answers}")
        least = len(answers)
        expect(program.run("assess", name, "--json").out == said.out, f"the file {name} gives another assessment")
    mode = (program.folder / "after-8.json").stat().st_mode & 0o777
    expect(mode == 0o600, f"expected a file for its owner only, got {mode:o}")


def resume_goes_on(program):
    """Stopping anywhere and resuming ends as one sitting does."""
    lines = (OPENING + "n\n" * 3 + "?\n" * 6).splitlines(keepends=True)
    whole = program.run("interview", "--save", "whole.json", "--json", stdin="".join(lines)).must_end_with(0)
    for cut in (3, 5, 8):
        name = f"cut-{cut}.json"
        program.run("interview", "--save", name, stdin="".join(lines[:cut])).must_end_with(0)
        rest = "".join(lines[cut:])
        resumed = program.run("interview", "--resume", name, "--json", stdin=rest).must_end_with(0)
        resumed.must(resumed.out == whole.out, f"resuming after {cut} answers gives another assessment")
        expect((program.folder / name).read_text() == (program.folder / "whole.json").read_text(), "another file")


def back_undoes_everything(program):
    """As many `back` as answers, the list of warning signs among them, and one more; then the same again."""
    answers = OPENING + "n\n" * 3 + "?\n" * 3
    count = len(answers.splitlines())
    plain = program.run("interview", "--json", stdin=answers).must_end_with(0)
    undone = program.run("interview", "--json", stdin=answers + "back\n" * (count + 1) + answers).must_end_with(0)
    undone.must("no earlier question" in undone.err, "expected to be told that there is nothing before the first question")
    undone.must(undone.out == plain.out, "going back and answering the same again changed the assessment")


def announces_the_limit(said):
    left = [int(number) for number in re.findall(r"at most (\d+)\s+questions left", said.out)]
    said.must(left and all(later < earlier for earlier, later in zip(left, left[1:]) if later != earlier),
              f"expected falling numbers of questions left: {left}")


def ends_within_the_limit(program):
    """Whatever is answered, at most 15 questions follow the warning signs, and never more than were announced."""
    for answer in ("n", "y"):
        said = program.run("interview", stdin=OPENING + "n\n" * 12 + f"{answer}\n" * 80).must_end_with(0)
        announces_the_limit(said)
        asked = said.out.split("numbers, 1 to")[-1].count("\n> ")
        said.must(asked <= 16 * 3, f"asked {asked} times after the warning signs")


def every_question_explains_itself(program):
    said = program.run("interview", "--width", "80", stdin="".join(f"why\nhelp\n{line}\n" for line in
                                                                 (OPENING + "n\n" * 3 + "?\n" * 20).split())).must_end_with(0)
    said.must("interface." not in said.out and ".why" not in said.out and ".question" not in said.out,
              "expected every text to be there")
    said.must(not too_wide(said.out, 80), f"expected 80 columns: {too_wide(said.out, 80)}")
    announces_the_limit(said)  # "not sure" all the way, as `ends_within_the_limit` does with yes and no


def emergency_interrupts(program, *pack):
    """Each warning sign by itself: those that are an emergency end the questions at once and lead the answer."""
    opening = program.run("interview", *pack, stdin=OPENING + "n\n" * 8).must_end_with(0).out
    before, _, after = opening.partition("n for none")
    scope_questions = before.count("\n> ") - 4
    signs = len(re.findall(r"(?m)^ +\d+\. ", before.split("\n\n")[-1]))
    expect(signs > 0 and after, f"expected the list of warning signs:\n{opening}")
    emergencies = 0
    for sign in range(1, signs + 1):
        answers = OPENING + "n\n" * scope_questions + f"{sign}\n"
        said = program.run("interview", *pack, stdin=answers).must_end_with(0)
        level = program.run("interview", "--json", *pack, stdin=answers).must_end_with(0).json()["urgency"]["level"]
        asked_on = said.out.split("n for none")[-1].count("\n> ") > 1
        said.must(asked_on != (level == "emergency") or level != "emergency", "expected no question after an emergency")
        emergencies += level == "emergency"
        if level == "emergency":
            said.must("needs help now" in said.out, "expected to be told at once")
    expect(emergencies > 0, "expected at least one sign to be an emergency")


def converse(program, arguments, answers, env):
    """Runs the interview on a terminal of its own; returns (exit code, all that the terminal showed)."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(program.folder)
        os.execve(program.path, ["sura", *map(str, arguments)], program.environment(**env))
    shown = b""
    end = time.monotonic() + SECONDS
    waiting = list(answers)
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the terminal closes with the program
            break
        if not piece:
            break
        shown += piece
        if waiting and shown.endswith(b"> "):
            os.write(terminal, waiting.pop(0).encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode(errors="replace")


def colour_on_a_terminal(program):
    answers = OPENING.splitlines(keepends=True) + ["stop\n"]
    code, shown = converse(program, ["interview"], answers, {})
    expect(code == 0 and "\x1b[1m" in shown, f"expected colour on a terminal (exit {code}):\n{shown}")
    for arguments, env in ((["interview"], {"NO_COLOR": "1"}), (["interview"], {"TERM": "dumb"}),
                           (["interview", "--no-color"], {}), (["interview", "--color", "never"], {})):
        code, shown = converse(program, arguments, answers, env)
        expect(code == 0 and "\x1b" not in shown, f"expected no colour with {arguments} {env} (exit {code}):\n{shown}")
    forced = program.run("interview", "--color", "always", stdin="".join(answers), env={"NO_COLOR": "1"}).must_end_with(0)
    forced.must("\x1b[1m" in forced.out, "expected colour with --color always")


def patient_on_a_terminal(program):
    """A person may mistype as often as they like; Ctrl-D ends with what is known."""
    answers = ["x\n"] * 5 + OPENING.splitlines(keepends=True) + ["perhaps\n"] * 5 + ["\x04"]
    code, shown = converse(program, ["interview"], answers, {})
    expect(code == 0, f"expected exit code 0, got {code}:\n{shown}")


def interrupt_on_a_terminal(program):
    code, shown = converse(program, ["interview", "--save", "kept.json"], [*OPENING.splitlines(keepends=True), "\x03"], {})
    expect(code == 130, f"expected exit code 130, got {code}:\n{shown}")
    expect((program.folder / "kept.json").exists(), "expected the answers to be kept")


def nothing_typed_reaches_the_terminal(program):
    said = program.run("interview", stdin=b"\x1b]0;title\x07\xff\xfe\n" + OPENING.encode() + b"stop\n").must_end_with(0)
    said.must("\x1b" not in said.out and "\x07" not in said.out, "expected control characters to be taken out")


def collect():
    return {
        "interview: Ctrl-C keeps the file": interrupt_keeps_the_file,
        "interview: Ctrl-C without a file": interrupt_without_a_file,
        "interview: Ctrl-C on a terminal": interrupt_on_a_terminal,
        "interview: saved after every answer": saved_after_every_answer,
        "interview: resuming ends as one sitting": resume_goes_on,
        "interview: back undoes everything": back_undoes_everything,
        "interview: ends within the limit": ends_within_the_limit,
        "interview: every question explains itself": every_question_explains_itself,
        "interview: an emergency interrupts": emergency_interrupts,
        "interview: an emergency interrupts, toy pack": lambda program: emergency_interrupts(program, "--pack", TOY),
        "interview: colour on a terminal only": colour_on_a_terminal,
        "interview: patient on a terminal": patient_on_a_terminal,
        "interview: control characters": nothing_typed_reaches_the_terminal,
    }
