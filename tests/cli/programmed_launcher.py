"""The launcher ./sura in a small house of its own, with stand-ins for the tools that install and build."""

import os
import re
import shutil
import subprocess

from harness import ROOT, SECONDS, expect

TOOLS = ("bash", "cat", "chmod", "cut", "dirname", "env", "find", "flock", "fold", "grep", "mkdir", "mv", "readlink", "rm",
         "tail", "tee", "touch")

# Builds by writing a program that prints what it was given and ends with 7.
CMAKE = r"""#!/bin/bash
echo "cmake $*" >> "$CALLS"
if [[ $1 != --build ]]; then exit 0; fi
if [[ -n ${BREAK_BUILD:-} ]]; then echo "main.cc:1: error: broken"; exit 1; fi
echo "[1/2] one"; echo "[2/2] two"
mkdir -p build/release/apps/cli
printf '#!/bin/bash\nprintf "<%%s>" "$@"\ncat\nexit 7\n' > build/release/apps/cli/sura
chmod +x build/release/apps/cli/sura
"""
NOTHING_INSTALLED = "#!/bin/bash\nexit 1\n"
ALL_BUT_TWO = """#!/bin/bash
for package in "${@:3}"; do
  if [[ $package != cmake && $package != libfmt-dev ]]; then echo "installed $package"; fi
done
"""
ALL_INSTALLED = '#!/bin/bash\nfor package in "${@:3}"; do echo "installed $package"; done\n'
CALLED = '#!/bin/bash\necho "${0##*/} $*" >> "$CALLS"\n'


class House:
    """A checkout with one source file and only the named tools."""

    def __init__(self, folder, **tools):
        self.root, self.bin, self.calls = folder / "house", folder / "bin", folder / "calls"
        for name in ("apps", "authoring", "clinic", "cmake", "engine", "include", "packs/common/text/en", "scripts"):
            (self.root / name).mkdir(parents=True)
        for name in ("sura", "scripts/setup.sh", "packs/common/text/en/emergency.yaml"):
            shutil.copy(ROOT / name, self.root / name)
        for name in ("CMakeLists.txt", "CMakePresets.json", "apps/main.cc"):
            (self.root / name).touch()
        self.bin.mkdir()
        for name in TOOLS:
            (self.bin / name).symlink_to(shutil.which(name))
        for name, script in {"cmake": CMAKE, "dpkg-query": ALL_INSTALLED, **tools}.items():
            self.tool(name.replace("_", "-"), script)

    def tool(self, name, script):
        path = self.bin / name
        path.write_text(script)
        path.chmod(0o755)

    def run(self, *arguments, stdin="", **env):
        self.calls.write_text("")
        done = subprocess.run([self.root / "sura", *arguments], input=stdin, capture_output=True, text=True, timeout=SECONDS,
                              env={"PATH": str(self.bin), "CALLS": str(self.calls), **env}, check=False)
        done.calls = self.calls.read_text().splitlines()
        return done


def first_use(program):
    house = House(program.folder)
    done = house.run("assess", "a case.json", stdin="the input")
    expect(done.returncode == 7 and done.stdout == "<assess><a case.json>the input", f"arguments were lost: {done}")
    lines = done.stderr.splitlines()
    expect(lines[0].startswith("Do not wait"), f"expected the emergency signs first of all: {lines}")
    expect(sum(line.startswith("  - ") for line in lines) == 8, f"expected the eight signs: {lines}")
    expect(any("emergency number" in line for line in lines), f"expected whom to call: {lines}")
    expect(max(map(len, lines)) <= 80, f"expected 80 columns: {lines}")
    expect(lines[-1].endswith("2 of 2"), f"expected progress: {lines}")


def later_uses(program):
    house = House(program.folder)
    house.run()
    done = house.run("x")
    expect((done.returncode, done.stdout, done.stderr, done.calls) == (7, "<x>", "", []), f"expected the program alone: {done}")
    elsewhere = program.folder / "link"
    elsewhere.symlink_to(house.root / "sura")
    linked = subprocess.run([elsewhere, "x"], capture_output=True, text=True, env={"PATH": str(house.bin)}, check=False)
    expect(linked.stdout == "<x>", f"expected a link to work from anywhere: {linked}")


def a_change_builds_again(program):
    house = House(program.folder)
    house.run()
    for change in (lambda: os.utime(house.root / "apps" / "main.cc"), lambda: (house.root / "packs" / "new.yaml").touch(),
                   lambda: (house.root / "packs" / "new.yaml").unlink()):
        change()
        done = house.run("x")
        expect(any("--build" in call for call in done.calls), f"expected another build: {done}")
        expect("Do not wait" not in done.stderr and done.stdout == "<x>", f"expected no more than the build: {done}")
        expect(house.run("x").calls == [], "expected to be up to date again")


def a_failed_build(program):
    house = House(program.folder)
    done = house.run("x", BREAK_BUILD="1")
    expect(done.returncode == 1 and not done.stdout, f"expected exit code 1 and no output: {done}")
    expect("main.cc:1: error: broken" in done.stderr and "sura.log" in done.stderr, f"expected the log: {done}")
    expect(house.run("x").returncode == 7, "expected the next use to build")


def without_a_package_manager(program):
    house = House(program.folder, dpkg_query=NOTHING_INSTALLED)
    done = house.run("x")
    said = [line for line in done.stderr.splitlines() if "install" in line]
    expect(done.returncode == 1 and len(said) == 1, f"expected one sentence: {done}")
    expect(re.match(r"Please install .*: g\+\+ cmake ninja-build .*libfmt-dev.*\.$", said[0]), f"expected the names: {said}")
    expect(not done.calls, f"expected nothing to be run: {done.calls}")


def without_dpkg(program):
    house = House(program.folder)
    (house.bin / "dpkg-query").unlink()
    done = house.run("x")
    said = [line for line in done.stderr.splitlines() if "install" in line]
    expect(done.returncode == 1 and len(said) == 1 and "g++ ninja" in said[0], f"expected what is missing to be named: {done}")
    for name in ("g++", "ninja"):
        house.tool(name, CALLED)
    expect(house.run("x").returncode == 7, "expected to try with the programs that are there")


def installs_only_what_is_missing(program):
    house = House(program.folder, dpkg_query=ALL_BUT_TWO, apt_get=CALLED, sudo='#!/bin/bash\nwhile [[ $1 == -* ]]; do shift; done\n"$@"\n')
    done = house.run("x")
    updates = [call for call in done.calls if call.startswith("apt-get") and call.endswith("update")]
    installs = [call for call in done.calls if call.startswith("apt-get") and " install " in call]
    expect(len(updates) == 1 and len(installs) == 1, f"expected one update and one install: {done.calls}")
    expect(installs[0].split(" install ")[1].split() == ["cmake", "libfmt-dev"], f"expected what is missing: {installs}")
    expect(done.returncode == 7, f"expected to go on: {done}")
    house.tool("dpkg-query", ALL_INSTALLED)
    os.utime(house.root / "apps" / "main.cc")
    expect(not any("apt-get" in call for call in house.run("x").calls), "expected no update when nothing is missing")


def collect():
    return {
        "launcher: first use": first_use,
        "launcher: later uses": later_uses,
        "launcher: a change builds again": a_change_builds_again,
        "launcher: a failed build": a_failed_build,
        "launcher: no package manager": without_a_package_manager,
        "launcher: no dpkg": without_dpkg,
        "launcher: installs only what is missing": installs_only_what_is_missing,
    }
