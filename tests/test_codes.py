"""The table of problem codes, its words in every language, and the pages for users that are made from it."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import planbuilder
from planbuilder import codes
from planbuilder.codes import Code
from planbuilder.language import Language, available, load

PACKAGE = Path(planbuilder.__file__).parent
PAGES = Path(__file__).parents[1] / "docs"
TABLE = PACKAGE / "codes.py"
NAMES = {name: value for name, value in vars(codes).items() if isinstance(value, Code)}
HEADS = {
    "da": (
        "problemer.md",
        "# Problemer og deres koder",
        "En fejl standser det, der blev bedt om. En advarsel gør ikke. Det, der står *skråt*, udfylder programmet.",
        "| Kode | Slags | Hvad det betyder | Hvad man kan gøre |",
    ),
    "en": (
        "problems.md",
        "# Problems and their codes",
        "An error stops what was asked for. A warning does not. What stands in *italics* is filled in by the program.",
        "| Code | Kind | What it means | What to do |",
    ),
}
EVERY_CODE = pytest.mark.parametrize("code", sorted(NAMES.values()))


def used_names() -> set[str]:
    """The names of codes that the program uses anywhere outside the table."""
    texts = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path != TABLE)
    return {name for text in texts for name in re.findall(r"\bcodes\.([A-Z][A-Z0-9_]+)", text)}


def literals() -> Iterator[str]:
    """Codes that stand as texts of their own in the program, outside the table."""
    for path in (path for path in PACKAGE.rglob("*.py") if path != TABLE):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(r"PB\d+", str(node.value)):
                yield f"{path.name}:{node.lineno} {node.value}"


def page(language: Language) -> str:
    """The page of all codes in a language: what each means and how to mend it."""
    lines = list(HEADS[language.code][1:])
    rows = ["|---|---|---|---|"]
    for code in sorted(NAMES.values()):
        said = (language.texts[f"problems.{code}.{part}"] for part in ("text", "way_out"))
        rows.append(f"| {code} | {language.text(f'cli.{code.severity}')} | {' | '.join(map(as_cell, said))} |")
    return "\n\n".join(lines) + "\n" + "\n".join(rows) + "\n"


def as_cell(text: str) -> str:
    """A text as a cell of a table in Markdown, with what is filled in marked as such."""
    plain = text.replace("|", r"\|").replace("{{", "\0").replace("}}", "\1")
    return re.sub(r"{(\w+)}", r"*\1*", plain).replace("\0", "{").replace("\1", "}").replace("\n", " ")


def test_no_two_problems_share_a_code() -> None:
    """A code means one thing."""
    assert len(set(NAMES.values())) == len(NAMES)


def test_codes_stand_in_their_order() -> None:
    """So that a free one is found at a glance."""
    assert list(NAMES.values()) == sorted(NAMES.values())


def test_no_code_is_written_outside_the_table() -> None:
    """Who reads the program reads names."""
    assert list(literals()) == []


def test_every_code_is_used_and_every_used_one_exists() -> None:
    """No words for problems that nothing finds."""
    assert used_names() == set(NAMES)


@EVERY_CODE
@pytest.mark.parametrize("language", available())
def test_every_code_has_words_and_a_way_out(language: str, code: Code) -> None:
    """Whatever can go wrong is explained in every language, and how to mend it."""
    assert all(load(language).texts.get(f"problems.{code}.{part}") for part in ("text", "way_out"))


@pytest.mark.parametrize("language", available())
def test_no_words_are_left_of_a_code_that_is_gone(language: str) -> None:
    """The words of a language are those of the table."""
    worded = {key.split(".")[1] for key in load(language).texts if key.startswith("problems.PB")}

    assert worded == set(NAMES.values())


def test_a_code_keeps_its_severity_on_its_way_through_another_process() -> None:
    """Problems come back from the limited process that opens foreign files."""
    assert pickle.loads(pickle.dumps(codes.UNKNOWN_KEY)).severity == "warning"


@pytest.mark.parametrize("code", available())
def test_the_page_of_codes_is_the_table(code: str, request: pytest.FixtureRequest) -> None:
    """What users look up is what the program says; `pytest tests/test_codes.py --golden` writes the pages anew."""
    path, made = PAGES / HEADS[code][0], page(load(code))
    if request.config.getoption("--golden"):
        path.write_text(made, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == made
