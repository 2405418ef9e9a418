"""A workbook that comes back: what was changed is taken, told and saved; what is broken is refused with its cell."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook.workbook import Workbook as Xlsx

from planbuilder import codes, confined
from planbuilder.errors import PlanbuilderError
from planbuilder.figures.case import compute
from planbuilder.foreign import workbooks
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.plan.store import open_plan
from planbuilder.record import replace
from planbuilder.usecases import workbook_file
from planbuilder.usecases.acting import Who
from planbuilder.usecases.changing import log
from planbuilder.usecases.importing import Brought, bring
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data, put
from tests.workbook.changes import ADDED, DAYS, NEW_LINES, input_of, key_figures, plan
from tests.workbook.conftest import file_of, unchanged
from tests.workbook.recalc import read, saved

XLSX = "xlsx:Calc MS Excel 2007 XML"
WHO = Who(datetime(2026, 12, 1, 9, 0), "Mette Holm", "økonomichef")
# More inputs, with what the plan then holds at a path.
MORE: Mapping[str, tuple[tuple[str, ...], Any, tuple[str, ...], Any]] = {
    "title": (("costs", "K0", "title"), "Udstyr", ("costs", "K0", "title"), "Udstyr"),
    "kind": (("costs", "K1", "kind"), "Engangsudgift", ("costs", "K1", "kind"), "one_off"),
    "area": (("costs", "K0", "area"), "anlæg", ("costs", "K0", "area"), "capital"),
    "index": (("costs", "K1", "art"), "løn", ("costs", "K1", "art"), "wages"),
    "source": (("costs", "K0", "source"), "Tilbud", ("costs", "K0", "source"), "Tilbud"),
    "certainty": (
        ("benefits", "G1", "confidence"), "sikkert", ("benefits_tree", "benefits", "G1", "confidence"), "high",
    ),
    "account of a cost": (("costs", "K0", "account"), "06.45.51", ("costs", "K0", "account"), "06.45.51"),
    "area of a budget change": (("budget", "T0", "area"), "anlæg", ("budget_changes", "T0", "area"), "capital"),
    "new day": (
        ("preconditions", "L0", "new_day"), DAYS["2027-05-01"], ("preconditions", "L0", "expected"), "2027-05-01",
    ),
    "who delivers": (
        ("preconditions", "L0", "delivered_by"), "Driften", ("preconditions", "L0", "delivered_by"), "Driften",
    ),
    "what is held back": (("preconditions", "L0", "holds_G0"), "x", ("preconditions", "L0", "holds"), ["G1", "G0"]),
    "kind of a benefit": (
        ("benefits", "G2", "declared"), "Frigjort tid", ("benefits_tree", "benefits", "G2", "kind"), "released_time",
    ),
    "funding": (("funding",), "budget til budget", ("economy", "funding"), "budget_to_budget"),
    "weighting": (("three_point",), "PERT", ("economy", "three_point"), "pert"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children are tried in tests of their own."""
    monkeypatch.setattr(confined, "child", confined.answer)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the plan that the workbooks are made of."""
    kept(plan(), tmp_path)
    return tmp_path


def kept(of: Plan, folder: Path) -> None:
    (folder / "plan.yaml").write_text(text_of(of), encoding="utf-8")


def text_of(of: Plan) -> str:
    """The file of a plan that `tests.figures.cases` made."""
    return dump(as_data(of))


def as_data(value: Any) -> Data:
    """A record as data, without what is as it is from the beginning."""
    if hasattr(value, "_names"):
        names = [name for name in value._names if getattr(value, name) not in (None, "", (), {})]
        return {name.rstrip("_"): as_data(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {key: as_data(one) for key, one in value.items()}
    return [as_data(one) for one in value] if isinstance(value, tuple) else value


def changed(words: Language, inputs: Mapping[tuple[str, ...], Any], of: Plan | None = None) -> bytes:
    """The workbook with some inputs written over."""
    book = read(file_of(of) if of else unchanged())
    for place, value in inputs.items():
        input_of(book, words, place).value = value
    return saved(book)


def brought(folder: Path, data: bytes, words: Language, accept: bool = True) -> Brought:
    (folder / "economy.xlsx").write_bytes(data)
    return bring(folder, folder / "economy.xlsx", words, WHO, accept)


def refused(folder: Path, data: bytes, words: Language) -> dict[str, str]:
    """The codes for which a file is refused, each with its cell; nothing of it is saved."""
    before = (folder / "plan.yaml").read_bytes()
    with pytest.raises(PlanbuilderError) as caught:
        brought(folder, data, words)
    assert before == (folder / "plan.yaml").read_bytes()
    return {one.code: str(one.values.get("cell", "")) for one in caught.value.problems}


def test_a_new_benefit_waits_for_a_delivery(folder: Path, danish: Language) -> None:
    """For one of the plan and for a new one, by the id that it gets, which is the next that is free."""
    waits = {
        ("benefits", "ny 1", "title"): "Mindre papir", ("benefits", "ny 1", "declared"): "Kvalitet",
        ("preconditions", "L1", "holds_ny 1"): "x", ("preconditions", "ny 1", "title"): "Printere",
        ("preconditions", "ny 1", "holds_ny 1"): "x",
    }  # fmt: skip
    found = brought(folder, changed(danish, waits), danish)
    plan = open_plan(folder).plan

    assert ["Gevinster: ny 1", "Leverancer: ny 1"] == sorted(found.new)
    held = found.new["Gevinster: ny 1"]
    assert (("G6", held), (held,)) == tuple(
        plan.preconditions[id].holds for id in ("L1", found.new["Leverancer: ny 1"])
    )
    assert "Mindre papir" == plan.benefits_tree.benefits[held].title


@pytest.mark.parametrize("name", MORE)
def test_words_come_back_as_the_plan_has_them(folder: Path, danish: Language, name: str) -> None:
    """A choice by its value, a text as it is."""
    place, value, path, wanted = MORE[name]
    found = brought(folder, changed(danish, {place: value}), danish)
    now: Any = open_plan(folder).data
    for key in path:
        now = now[key]

    assert (wanted, 1, ()) == (now, sum(len(one.lines) for one in found.comparison.entries), found.left)


def test_new_lines_come_back_with_ids_of_their_own(folder: Path, danish: Language) -> None:
    """In every register at once: the plan has the figures of one into which they were typed."""
    found = brought(folder, changed(danish, NEW_LINES), danish)

    assert {
        "Udgifter: ny 1": "K4", "Udgifter: ny 2": "K5", "Udgifter: ny 16": "K6", "Gevinster: ny 1": "G7",
        "Gevinster: ny 2": "G8", "Usikkerhed: ny 1": "R1", "Budget: ny 1": "T1", "Leverancer: ny 1": "L2",
    } == found.new  # fmt: skip
    assert key_figures(plan(added=ADDED), danish) == key_figures(open_plan(folder).plan, danish)
    assert compute(plan(added=ADDED)).net == compute(open_plan(folder).plan).net


@pytest.mark.slow
def test_a_workbook_that_libreoffice_saved_comes_back(folder: Path, danish: Language, tool, tmp_path: Path) -> None:
    """With its formulas and its hidden sheet; what nobody touched is no change."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/economy.xlsx").write_bytes(changed(danish, {("costs", "K0", "amount"): 850_000}))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [tool("soffice"), "--headless", profile, "--convert-to", XLSX, "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "in/economy.xlsx")], check=True, capture_output=True)
    found = brought(folder, (tmp_path / "out/economy.xlsx").read_bytes(), danish)

    assert (compute(plan(cost=850_000)), ()) == (compute(open_plan(folder).plan), found.left)


def test_nothing_is_saved_without_being_accepted(folder: Path, danish: Language) -> None:
    """The differences are told all the same."""
    before = (folder / "plan.yaml").read_bytes()
    found = brought(folder, changed(danish, {("costs", "K0", "amount"): 850_000}), danish, accept=False)

    assert (before, False, 1) == ((folder / "plan.yaml").read_bytes(), found.is_saved, len(found.comparison.entries))


def test_who_brought_it_stands_in_the_journal(folder: Path, danish: Language) -> None:
    """As for any other change."""
    brought(folder, changed(danish, {("costs", "K0", "amount"): 850_000}), danish)

    assert [("Mette Holm", "økonomichef")] == [(one.by, one.role) for one in log(folder, danish)]


def test_a_workbook_brought_twice_changes_nothing_twice(folder: Path, danish: Language) -> None:
    """A new line that is in the plan already is told with its id."""
    data = changed(danish, {**NEW_LINES, ("costs", "K0", "amount"): 850_000})
    brought(folder, data, danish)
    again = brought(folder, data, danish)

    assert ((), False, {}) == (again.comparison.entries, again.is_saved, again.new)
    assert {"PB409", "PB426"} == {one.code for one in again.left}


def test_a_rate_of_a_table_is_told(danish: Language, tmp_path: Path) -> None:
    """The plan names the table, so that a rate of its own has no place in it."""
    data = put(as_data(plan()), ("economy", "discount_rate"), None)
    (tmp_path / "plan.yaml").write_text(dump(data), encoding="utf-8")
    of = open_plan(tmp_path).plan
    found = brought(tmp_path, changed(danish, {("assumptions", "1", "rate"): 0.06}, of), danish)

    assert ["PB428"] == [one.code for one in found.left]


Broken = Callable[[Xlsx], None]


def formula_over(book: Xlsx) -> None:
    book["År for år"]["B20"].value = 1


def row_gone(book: Xlsx) -> None:
    book["Udgifter"].delete_rows(5)


def sheet_gone(book: Xlsx) -> None:
    del book["Udvalg"]


def formula_typed(book: Xlsx) -> None:
    book["Udgifter"]["E5"].value = "=1+1"


def word_typed(book: Xlsx) -> None:
    book["Udgifter"]["D5"].value = "Drift"


def number_as_text(book: Xlsx) -> None:
    book["Udgifter"]["E5"].value = "580.000"


def share_beyond(book: Xlsx) -> None:
    book["Gevinster"]["P5"].value = 50


def kind_missing(book: Xlsx) -> None:
    book["Udgifter"]["C9"].value = "Ny"


def hidden_gone(book: Xlsx) -> None:
    del book["planbuilder"]


@pytest.mark.parametrize(
    ("breaks", "code", "cell"),
    [
        (formula_over, "PB397", "År for år!B20"),
        (row_gone, "PB397", None),
        (sheet_gone, "PB408", ""),
        (formula_typed, "PB399", "Udgifter!E5"),
        (word_typed, "PB424", "Udgifter!D5"),
        (number_as_text, "PB424", "Udgifter!E5"),
        (share_beyond, "PB424", "Gevinster!P5"),
        (kind_missing, "PB429", "Udgifter!C9"),
        (hidden_gone, "PB395", ""),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_broken_workbook_is_refused_with_the_cell(
    folder: Path, danish: Language, breaks: Broken, code: str, cell: str | None
) -> None:
    """Nothing of it is taken."""
    book = read(file_of(plan()))
    breaks(book)
    found = refused(folder, saved(book), danish)

    assert code in found
    assert cell is None or found[code] == cell


def test_the_workbook_of_another_plan_is_refused(folder: Path, danish: Language) -> None:
    """By the id that it carries."""
    assert {"PB396": ""} == refused(folder, file_of(replace(plan(), plan_id="another")), danish)


def hostile() -> Mapping[str, bytes]:
    """Files that are no workbook."""
    sound = unchanged()
    return {"nothing": b"", "text": b"K0;580", "half": sound[: len(sound) // 2], "picture": b"\x89PNG\r\n\x1a\n" * 9}


def unpacking() -> bytes:
    """A workbook that is small, and comes to a thousand million bytes."""
    bomb, end = io.BytesIO(), b"</sst>"
    sound = zipfile.ZipFile(io.BytesIO(file_of(plan())))
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sound.namelist():
            with made.open(name, "w") as part:
                content, texts = sound.read(name), name == "xl/sharedStrings.xml"
                part.write(content.removesuffix(end) + b"<si><t>" if texts else content)
                for _ in range(1_000 if texts else 0):
                    part.write(b"x" * 1_000_000)
                part.write(b"</t></si>" + end if texts else b"")
    return bomb.getvalue()


@pytest.mark.slow
def test_a_file_that_unpacks_to_much_is_refused(folder: Path, danish: Language, monkeypatch) -> None:
    """By the process that reads it, which may take little; a small plan beside it is not touched."""
    monkeypatch.undo()

    assert refused_codes() & set(refused(folder, unpacking(), danish))


@pytest.mark.parametrize("name", hostile())
def test_a_file_that_is_no_workbook_is_told(folder: Path, danish: Language, name: str) -> None:
    """As that, or as one that is broken where it begins as one."""
    told = codes.WORKBOOK_UNREADABLE if name == "half" else codes.NOT_A_WORKBOOK
    assert {told} == set(refused(folder, hostile()[name], danish))


def refused_codes() -> set[str]:
    return {codes.WORKBOOK_UNREADABLE, codes.FOREIGN_FILE_TOO_COSTLY}


def test_links_and_macros_in_a_file_do_nothing(folder: Path, danish: Language) -> None:
    """What is beside the cells is not looked at."""
    given = io.BytesIO(changed(danish, {("costs", "K0", "amount"): 850_000}))
    with zipfile.ZipFile(given, "a") as made:
        made.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
        made.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")

    assert brought(folder, given.getvalue(), danish).is_saved


def test_what_lies_beyond_the_columns_that_are_read_is_refused(
    folder: Path, danish: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be taken for emptied: the mark of the last of very many benefits that wait for a delivery."""
    assert workbook_file.WIDEST == workbooks.MOST_COLUMNS
    monkeypatch.setattr(workbook_file, "WIDEST", 30)

    assert refused_codes() & set(refused(folder, unchanged(), danish))


def test_a_sheet_of_a_million_rows_is_refused(folder: Path, danish: Language) -> None:
    """More cells than any workbook of ours has."""
    book = read(file_of(plan()))
    for row in range(1, 6_000):
        book["Overblik"].cell(row, 20).value = row

    assert refused_codes() & set(refused(folder, saved(book), danish))
