"""A language made for tests: every Danish text in marks and a third longer, beside the others in a copy of our data.

In: a folder laid out as a checkout. Out: the same with one language more. A mark is set around each run of words and
none around a field, so that what is filled in must bring its own.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from string import Formatter

from planbuilder import resources, wholeness
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data
from planbuilder.yamltext.reading import read_file

# Finnish, so that months and weekdays are none of ours, and neither Danish nor English.
CODE, TAG = "fi", "fi-FI"
OPEN, CLOSE = "‹", "›"
INSIDE = ("languages", "demo", "rates", "accounts")
BESIDE = ("questionnaires", "templates")
# What a language file holds beside words to show: forms of numbers and dates, and words to be recognised.
FORMS = ("language.", "reading.")
SHOWN = ("language.name", "language.and", "language.money", "language.percent")


def place(root: Path, name: str) -> Path:
    """Where a folder of data lies in a checkout."""
    return root / "planbuilder" / name if name in INSIDE else root / name


def copy_data(root: Path) -> None:
    """Copy all bundled data into a folder, laid out as a checkout."""
    for name in (*INSIDE, *BESIDE):
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(resources.folder(name), place(root, name), ignore=skipped, dirs_exist_ok=True)


def add_language(root: Path) -> None:
    """Add the language to the data in a folder, whole."""
    languages = place(root, "languages")
    words = _marked_words(read_file(languages / f"{wholeness.DEFAULT}.yaml").data(), "")
    (languages / f"{CODE}.yaml").write_text(dump(words), encoding="utf-8")
    for path in (one for name in wholeness.SIDE_BY_SIDE for one in place(root, name).rglob("*.yaml")):
        data = _beside(read_file(path).data())
        if path.name == wholeness.MANIFEST:
            data = {**data, "languages": [*data["languages"], CODE]}
        path.write_text(dump(data), encoding="utf-8")


def _marked_words(data: Data, key: str) -> Data:
    if isinstance(data, dict):
        return {name: _marked_words(value, f"{key}.{name}".lstrip(".")) for name, value in data.items()}
    if key == "language.tag":
        return TAG
    return data if key.startswith(FORMS) and key not in SHOWN else marked(str(data))


def _beside(data: Data) -> Data:
    """The data with the language beside every text."""
    if isinstance(data, dict):
        if wholeness.is_texts(data):
            return {**data, CODE: _all_marked(data[wholeness.DEFAULT])}
        return {key: _beside(value) for key, value in data.items()}
    return [_beside(one) for one in data] if isinstance(data, list) else data


def _all_marked(data: Data) -> Data:
    """A text in marks, and the names and texts of a mapping that differs by language."""
    if isinstance(data, dict):
        return {marked(name): _all_marked(value) for name, value in data.items()}
    return marked(str(data))


def marked(text: str) -> str:
    """A text with marks around each run of words, a third longer; its fields and its lines stay."""
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    return "".join(_run(words) + _field(name, spec, how) for words, name, spec, how in Formatter().parse(line))


def _field(name: str | None, spec: str | None, conversion: str | None) -> str:
    if name is None:
        return ""
    return "{" + name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}"


def _run(words: str) -> str:
    """The words in marks if there are any, with the space around them outside."""
    core = words.strip()
    whole = words.replace("{", "{{").replace("}", "}}")
    if not any(one.isalpha() for one in core):
        return whole
    longer = re.sub(r"([^\W\d_]{2}[^\W\d_])", lambda found: found[0] + found[0][-1], core)
    longer = longer.replace("{", "{{").replace("}", "}}")
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{before}{OPEN}{longer}{CLOSE}{after}"


# What has no language: a path, a file, a key or an option; an id, a number or a digest.
IDENTIFIER = re.compile(r"\S*\w[/_.@]\w\S*|(?<!\w)--\S+|\S*[/#]\S*|\b\w*\d\w*\b")
# An excerpt may end within a mark.
MARKED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*?(?:{CLOSE}|…)")


def unmarked(text: str) -> set[str]:
    """The words of a text that stand outside of all marks and are no identifiers."""
    return set(re.findall(r"[^\W\d_]{2,}", IDENTIFIER.sub(" ", MARKED.sub(" ", text))))


def runs(text: str) -> Counter[str]:
    """Every marked run of a text with how often it stands there, however its lines are broken."""
    return Counter(re.sub(r"\s", "", run) for run in re.findall(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", text))
