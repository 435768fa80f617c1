"""The medicine is data: no id of the pack occurs in the C++."""

import re

from harness import ROOT, expect

CODE = ("engine", "clinic", "authoring", "apps", "include")
CONTENT = ("conditions", "findings", "background")


def pack_ids():
    ids = set()
    for folder in CONTENT:
        for path in (ROOT / "packs" / "calf-pain" / folder).glob("*.yaml"):
            ids.update(re.findall(r"(?m)^(?:- )?id: *([a-z0-9-]+)", path.read_text(encoding="utf-8")))
    return ids


def code_of(path):
    """The text of a source without its comments (which may give examples)."""
    text = path.read_text(encoding="utf-8")
    strings_or_comments = r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/'
    return re.sub(strings_or_comments, lambda match: match[0] if match[0].startswith('"') else " ", text, flags=re.S)


def no_id_in_the_code(_program):
    ids = pack_ids()
    expect(len(ids) >= 80, f"expected the ids of the pack, found {len(ids)}")
    found = []
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in (".cc", ".h") or path.name.endswith("_test.cc"):
                continue
            words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", code_of(path)))
            found += [f"{path.relative_to(ROOT)}: {word}" for word in sorted(words & ids)]
    expect(not found, "ids of the pack in the code:\n" + "\n".join(found))


def collect():
    return {"sources: no id of the pack in the code": no_id_in_the_code}
