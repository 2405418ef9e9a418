"""The table "One change, one place" of ARCHITECTURE.md, by doing: each change is made in a copy, counted, and used.

A change is a few texts put into files. It may touch no more files than the table says – the words of a thing, a file
each language, are one place – and what it adds must be there when the copy's program is run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest

from planbuilder import example, language
from planbuilder.plan.store import PLAN
from tests.pseudo import add_language, copy_data

ROOT = Path(__file__).resolve().parents[1]
# Of a file: what is there, and what it becomes; `NEW` makes the file.
Edits = Mapping[str, tuple[tuple[str, str], ...]]
NEW = ""


def words(da: tuple[tuple[str, str], ...], en: tuple[tuple[str, str], ...]) -> Edits:
    """The words of a change in both languages."""
    return {"planbuilder/languages/da.yaml": da, "planbuilder/languages/en.yaml": en}


def after(line: str, new: str) -> tuple[str, str]:
    """A line, and the same with another behind it."""
    return line, f"{line}\n{new}"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """All of the program and its data; with its compiled files, which are still right."""
    for name in ("planbuilder", "questionnaires", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def change(copy: Path, edits: Edits) -> int:
    """Make a change; in how many places it was made."""
    for name, texts in edits.items():
        path = copy / name
        text = "" if texts[0][0] == NEW else path.read_text(encoding="utf-8")
        for old, new in texts:
            assert old == NEW or text.count(old) == 1, (name, old, text.count(old))
            text = text.replace(old, new) if old else new
        path.write_text(text, encoding="utf-8")
    return len({"words" if "/languages/" in name else name for name in edits})


def run(copy: Path, *arguments: str) -> str:
    """What the copy's program prints."""
    environment = {**os.environ, "PYTHONPATH": str(copy), "XDG_CACHE_HOME": str(copy / "cache")}
    command = [sys.executable, "-P", "-m", "planbuilder", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=copy, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def demo(copy: Path) -> Path:
    """The example plan, without its documents."""
    plan = copy / "plan"
    plan.mkdir()
    (plan / PLAN).write_text(example.text(language.load("en")), encoding="utf-8")
    return plan


FIGURE = 'KeyFigure("npv", "money", worth.npv, {**EVERYWHERE, "tiles": 3}),'
KEY_FIGURE: Edits = {
    "planbuilder/figures/catalogue.py": (after(f"    {FIGURE}", '    KeyFigure("surplus", "money", worth.net),'),),
    "planbuilder/workbook/key_figures.py": (
        after("FORMULAS: Mapping[str, Formula] = {", '    "surplus": lambda book: f"=SUM({book.spans[\'net\']})",'),
    ),
    **words(
        (after("    npv: Nettonutidsværdi, budgetvirksom", "    surplus: Overskud i alt"),),
        (after("    npv: Net present value, cashable", "    surplus: Surplus in all"),),
    ),
}


def test_a_key_figure_is_made_in_three_places(copy: Path) -> None:
    """The catalogue, its formula and its words: then it is in the command, JSON, explanation, document and workbook."""
    assert change(copy, KEY_FIGURE) <= 3
    plan = demo(copy)
    assert "Surplus in all" in run(copy, "figures", str(plan), "--lang", "en")
    figures = json.loads(run(copy, "figures", str(plan), "--json"))
    assert Decimal(figures["surplus"]) == sum(Decimal(year["net"]) for year in figures["years"])
    told = run(copy, "figures", str(plan), "--lang", "en", "--explain", "surplus")
    assert told.rstrip().endswith(f"= {Decimal(figures['surplus']):,.0f}")
    run(copy, "build", str(plan), "--lang", "en", "--document", "plan", "--format", "md", "--format", "xlsx")
    assert "Surplus in all" in (plan / "build" / "plan.md").read_text(encoding="utf-8")
    (workbook,) = (plan / "build").glob("*.xlsx")
    assert "Surplus in all" in ZipFile(workbook).read("xl/sharedStrings.xml").decode()


KIND: Edits = {
    "planbuilder/questionnaire/kinds.py": (
        after(
            '    "year": Kind(filed.year, typed.year, field="number", align="end", width=0.8),',
            '    "shouted": Kind(show=lambda question, value, context: str(value).upper() + "!"),',
        ),
    ),
}
IN_USE: Edits = {
    "questionnaires/goals_followup.yaml": (
        ("  - id: meeting\n    kind: longtext", "  - id: meeting\n    kind: shouted"),
    ),
}


def test_a_kind_of_question_is_made_in_one_place(copy: Path) -> None:
    """Its entry: a questionnaire may use it, a file of answers fill it in, and a document shows it as it says."""
    assert change(copy, KIND) <= 2
    change(copy, IN_USE)
    plan = demo(copy)
    (copy / "answers.yaml").write_text("goals_followup.meeting: every second week\n", encoding="utf-8")
    run(copy, "interview", str(plan), "--answers", "answers.yaml", "--as", "Anna")
    run(copy, "build", str(plan), "--lang", "en", "--document", "plan", "--format", "md")
    assert "EVERY SECOND WEEK!" in (plan / "build" / "plan.md").read_text(encoding="utf-8")


FORMAT: Edits = {
    "planbuilder/writers/upper.py": (
        (
            NEW,
            '"""Plain text in capitals."""\n\nfrom planbuilder.writers import text\n\n\n'
            "def render(document, look, studio=None):\n    return text.render(document, look).upper()\n",
        ),
    ),
    "planbuilder/writers/__init__.py": (
        after(
            '    "text": Writer("txt", "planbuilder.writers.text"),',
            '    "upper": Writer("up", "planbuilder.writers.upper"),',
        ),
    ),
}


def test_a_format_is_a_module_and_a_line(copy: Path) -> None:
    """The command line offers it, and what it writes is there."""
    assert change(copy, FORMAT) == 2
    plan = demo(copy)
    run(copy, "build", str(plan), "--lang", "en", "--document", "summary", "--format", "upper")
    assert "THE LEISURE PASS" in (plan / "build" / "summary.up").read_text(encoding="utf-8")


COMMAND: Edits = {
    "planbuilder/cli/greeting.py": (
        (
            NEW,
            '"""The command `greet`."""\n\nfrom planbuilder.cli.output import result\n\n\n'
            "def greet_command(words, name):\n    return words.command(name, _greet)\n\n\n"
            'def _greet(language):\n    result(language.text("cli.greet"))\n',
        ),
    ),
    "planbuilder/cli/commands.py": (after('    "demo": "documents",', '    "greet": "greeting",'),),
    **words(
        (after("  demo: Skriv eksempelplanen, og lav dens dokumenter.", '  greet: "Hils."'),),
        (after("  demo: Write the example plan and make its documents.", '  greet: "Greet."'),),
    ),
}


def test_a_command_is_made_in_three_places(copy: Path) -> None:
    """Its module, a line in the table of commands and its words: help lists it, and it runs in both languages."""
    assert change(copy, COMMAND) == 3
    assert "greet" in run(copy, "--help")
    assert run(copy, "greet", "--lang", "en") == "Greet.\n"
    assert run(copy, "greet", "--lang", "da") == "Hils.\n"


def test_a_language_touches_no_code(tmp_path: Path) -> None:
    """Its file, and its texts beside the others: what a language consists of lies in data alone."""
    copy_data(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    add_language(tmp_path)
    touched = [path for path in tmp_path.rglob("*") if path.is_file() and before.get(path) != path.read_bytes()]
    assert touched
    assert {path.suffix for path in touched} == {".yaml"}
