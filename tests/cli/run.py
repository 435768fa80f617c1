#!/usr/bin/env python3
"""Runs the tests of the command line. --list prints their names; NAME… chooses those whose name holds it (--exact: is it)."""

import argparse
import sys
import tempfile
import traceback

import declared
import examples
import programmed_batch
import programmed_commands
import programmed_evaluate
import programmed_input
import programmed_interview
import programmed_launcher
import programmed_model
import programmed_sources
from harness import Failure, Program


def collect():
    tests = declared.collect()
    for module in (examples, programmed_batch, programmed_commands, programmed_evaluate, programmed_input, programmed_interview,
                   programmed_launcher, programmed_model, programmed_sources):
        tests.update(module.collect())
    return tests


def run(name, test, path):
    with tempfile.TemporaryDirectory(prefix="sura-test-") as folder:
        try:
            test(Program(path, folder))
            return True
        except Failure as failure:
            print(f"FAILED {name}\n{failure}")
        except Exception:  # a fault of the test itself is a failure too, and the other tests still run
            print(f"FAILED {name}\n{traceback.format_exc()}")
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sura", default="sura", help="the program")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--exact", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    tests = collect()
    wanted = [name for name in tests
              if not options.names or any(word == name if options.exact else word in name for word in options.names)]
    if options.list:
        print("\n".join(wanted))
        return 0
    failed = [name for name in wanted if not run(name, tests[name], options.sura)]
    print(f"{len(wanted) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
