"""The example's documents, figures, workbook and archive are, word for word and in their places, those in `golden/`.

What changes them on purpose refreshes the files with `pytest tests/test_golden.py --golden`; the diff is then read.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from planbuilder import example, language, pipeline
from planbuilder.changes.comparing import compare
from planbuilder.changes.states import Named, leaving_states
from planbuilder.cli.main import main
from planbuilder.document.model import Document
from planbuilder.figures.case import compute
from planbuilder.figures.catalogue import BY_KEY, explain
from planbuilder.figures.explanation import Explanation
from planbuilder.figures.exported import figures_data
from planbuilder.language import Language
from planbuilder.plan.store import from_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.record import replace
from planbuilder.workbook.build import workbook
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.reading import read_text
from tests.changes.test_comparing import EDITS, edited
from tests.conftest import DAY, OF_A_COMPARISON
from tests.placed import document_lines, workbook_lines
from tests.uncommon import PLANS

GOLDEN = Path(__file__).parent / "golden"
# What no two runs share.
CHANGING = (
    (re.compile(r"\b[0-9a-f]{64,128}\b"), "<digest>"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b"), "<uuid>"),
    (re.compile(r"planbuilder-head:[0-9A-Z:]+"), "<head>"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)?"), "<time>"),
)
# What such a plan is against the example; all that a scarce one has lost says nothing more.
COMPARED = [(plan, name) for plan in PLANS if plan != "scarce" for name in OF_A_COMPARISON]

EXPLAINED = {"example": lambda data: data, **PLANS}


@pytest.fixture
def held(request: pytest.FixtureRequest):
    """Holds lines against a golden file, or writes them there when asked to with `--golden`."""

    def against(name: str, lines: Iterable[str]) -> None:
        path, found = GOLDEN / name, "\n".join(lines).rstrip() + "\n"
        if request.config.getoption("--golden"):
            path.write_text(found, encoding="utf-8")
        assert path.read_text(encoding="utf-8").splitlines() == found.splitlines()

    return against


def composed(questionnaire: Questionnaire, spoken: Language, name: str, plan: str | None = None) -> Document:
    """A document of the example, or of another plan."""
    made_from = pipeline.material(from_text(plan or example.text(spoken)), questionnaire, spoken, DAY)
    return pipeline.document(made_from, name)


@pytest.mark.parametrize("name", [*pipeline.DOCUMENTS, pipeline.HANDOVER])
def test_documents_say_what_they_said(held, questionnaire, spoken: Language, name: str) -> None:
    """Every word, number, link and tone that a writer is given, under its heading, in its table, row and column."""
    held(f"{name}.{spoken.code}.txt", document_lines(composed(questionnaire, spoken, name)))


@pytest.mark.parametrize("name", [*pipeline.DOCUMENTS, pipeline.HANDOVER, pipeline.MINUTES])
@pytest.mark.parametrize("plan", PLANS)
def test_documents_say_what_they_said_of_what_the_example_lacks(
    held, questionnaire, spoken: Language, plan: str, name: str
) -> None:
    """Options, deliveries, losses, rows that lack something or all: every line that the example's document has not."""
    text = dump(PLANS[plan](read_text(example.text(spoken)).data()))
    told = {*document_lines(composed(questionnaire, spoken, name))}
    lines = document_lines(composed(questionnaire, spoken, name, text))
    held(f"{plan}-{name}.{spoken.code}.txt", (line for line in lines if line not in told))


@pytest.mark.parametrize(("plan", "name"), COMPARED)
def test_comparisons_say_what_they_said_of_what_the_example_lacks(
    held, questionnaire, spoken: Language, plan: str, name: str
) -> None:
    """The example against such a plan, as changes and as a status."""
    data = read_text(example.text(spoken)).data()
    states = leaving_states(Named("A", data), Named("B", PLANS[plan](data)), questionnaire, spoken)
    compared = compare(*states, questionnaire, spoken.printed)
    made_from = replace(pipeline.material(compared.after.plan, questionnaire, spoken, DAY), since=compared)
    held(f"{plan}-{name}.{spoken.code}.txt", document_lines(pipeline.document(made_from, name)))


def test_a_comparison_says_what_it_said(held, questionnaire, spoken: Language) -> None:
    """The example as it is against the example after a meeting: later, dearer, without a risk, in other hands."""
    data = read_text(example.text(spoken)).data()
    states = leaving_states(Named("A", data), Named("B", edited(data, EDITS)), questionnaire, spoken)
    compared = compare(*states, questionnaire, spoken.printed)
    made_from = pipeline.material(compared.after.plan, questionnaire, spoken, DAY)
    held(
        f"changes.{spoken.code}.txt",
        document_lines(pipeline.document(replace(made_from, since=compared), pipeline.CHANGES)),
    )


def test_a_status_says_what_it_said(held, compose, spoken: Language) -> None:
    """The example a year later, against the version that was decided on."""
    name = pipeline.STATUS
    held(f"{name}.{spoken.code}.txt", document_lines(compose(example.text(spoken), name, spoken.code)))


def test_workbook_says_what_it_said(held, questionnaire, spoken: Language) -> None:
    """Every cell with its style, value and formula."""
    made_from = pipeline.material(from_text(example.text(spoken)), questionnaire, spoken, DAY)
    held(f"economy.{spoken.code}.txt", workbook_lines(workbook(made_from.plan, made_from.figures, spoken)))


@pytest.mark.parametrize("plan", EXPLAINED)
def test_figures_come_to_be_as_they_did(held, plan: str) -> None:
    """Every number, and every figure, line and budget change explained step by step."""
    made = from_text(dump(EXPLAINED[plan](read_text(example.text(language.load("da"))).data())))
    figures = compute(made)
    told = json.dumps(figures_data(made, figures), indent=1, ensure_ascii=False, default=str).splitlines()
    names = [*BY_KEY, *(one.id for one in (*figures.costs, *figures.benefits)), *made.budget_changes]
    held(f"{plan}-figures.txt", [*told, *(line for name in names for line in explained(explain(made, figures, name)))])


def explained(found: Explanation) -> list[str]:
    """An explanation and each of its steps on a line."""
    marks = [*found.objections, found.remark, "" if found.exists else "does not exist"]
    steps = (
        f"  {one.about}: {one.calculation} of {', '.join(map(str, one.values))} = {one.result}" for one in found.steps
    )
    return [f"{found.name}: {found.formula} {' '.join(filter(None, marks))}".rstrip(), *steps]


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Calls the program in an empty folder, in a language; what it printed as a result."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("PLANBUILDER_CONFIG", "PLANBUILDER_ARCHIVE", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)

    def called(*words: str) -> list[str]:
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        assert not ended.value.code
        return capsys.readouterr().out.splitlines()

    return called


@pytest.fixture
def example_folder(tmp_path: Path, spoken: Language) -> str:
    """The example in a folder of its own."""
    (tmp_path / "plan.yaml").write_text(example.text(spoken), encoding="utf-8")
    return str(tmp_path)


@pytest.mark.parametrize(("suffix", "more"), [("txt", ()), ("json", ("--json",))])
def test_figures_are_what_they_were(held, said, spoken: Language, example_folder: str, suffix: str, more) -> None:
    """Every figure that `figures` prints, to read and as JSON."""
    held(f"figures.{spoken.code}.{suffix}", said("figures", example_folder, "--lang", spoken.code, *more))


@pytest.mark.slow
def test_archive_holds_what_it_held(held, said, tmp_path: Path, spoken: Language, example_folder: str) -> None:
    """What is told of a sealed and archived version, and each of its files by name."""
    speak = ("--lang", spoken.code)
    said("approve", example_folder, "--as", "Demo", "--role", "Demo", *speak)
    bodies = from_text(example.text(spoken)).decisions
    for body in (name for name, one in bodies.items() if not one.decision):
        said("decision", "add", example_folder, "--body", body, "--on", "2026-11-18", "--outcome", "approved", *speak)
    archive = ("--archive", str(tmp_path / "archive"))
    said("archive", "add", example_folder, *archive, *speak)
    listed = json.loads("".join(said("archive", "list", *archive, "--json", *speak)))
    told = json.dumps(listed, indent=1, sort_keys=True, ensure_ascii=False).splitlines()
    kept = sorted(path for path in (tmp_path / "versions").rglob("*") if path.is_file())
    names = [path.relative_to(tmp_path).as_posix() for path in kept]
    held(f"archive.{spoken.code}.txt", [unchanging(line, tmp_path) for line in [*told, "", *names]])


def unchanging(line: str, folder: Path) -> str:
    """A line without what differs from run to run."""
    line = line.replace(str(folder), "<folder>")
    for pattern, name in CHANGING:
        line = pattern.sub(name, line)
    return line


def test_every_golden_file_is_of_something_that_is_made() -> None:
    """A document, a language or a listing that goes takes its files along."""
    of_their_own = (pipeline.HANDOVER, pipeline.CHANGES, pipeline.STATUS, pipeline.WORKBOOK)
    names = [*pipeline.DOCUMENTS, *of_their_own, "figures", "archive"]
    others = [(plan, name) for plan in PLANS for name in (*pipeline.DOCUMENTS, pipeline.HANDOVER, pipeline.MINUTES)]
    names += [f"{plan}-{name}" for plan, name in (*others, *COMPARED)]
    wanted = {f"{name}.{code}.txt" for name in names for code in language.available()}
    wanted |= {f"figures.{code}.json" for code in language.available()} | {f"{plan}-figures.txt" for plan in EXPLAINED}

    assert wanted == {one.name for one in GOLDEN.iterdir()}
