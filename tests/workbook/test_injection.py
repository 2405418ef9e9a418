"""No word of a plan becomes a formula, or part of one."""

from __future__ import annotations

import pytest

from planbuilder.plan.model import Plan
from planbuilder.record import replace
from tests.figures import cases
from tests.figures.cases import FIRST, cashable
from tests.workbook.conftest import book_of, file_of
from tests.workbook.recalc import differences, read

HOSTILE = {
    "sum": "=1+1",
    "command": "=cmd|' /C calc'!A0",
    "at": "@SUM(1)",
    "plus": "+1",
    "minus": "-1",
    "tab": "\t=1+1",
    "array": "{=1}",
    "link": '=HYPERLINK("http://example.org","x")',
    "quotes": '"&1+1&"',
    "apostrophe": "'=1+1",
    "escape": "_x003D_1+1",
    "markup": "<f>1+1</f>&amp;]]>",
    "emoji": "\U0001f468\u200d\U0001f469 \U0001f389",
    "name": "kf_npv",
    "long": "=1+1 " * 8_000,
}
TAME = "Et udvalg"


def plan(word: str) -> Plan:
    """A plan that says a word wherever it can."""
    title = word[:400]
    cost = {"title": title, "amount": 1000, "committees": {word: 1, "Social": 2}, "account": word, "source": word}
    gain = cashable(800, title=title, use=word, use_decided_by=title, account=word, committees={word: 1, "B": 1})
    change = {"budget": title, "account": word, "committee": title, "decided_by": word, "year": FIRST, "amount": -1}
    made = cases.plan(
        {"K0": cost},
        {"G0": {**gain, "units": {word: 1}}},
        economy={"fte_cost_source": word, "effective_hours_source": word, "indices": {"source": word}},
        risks={"R0": {"title": title, "probability": 10, "consequence": 100}},
        budget_changes={"T0": change},
    )
    return replace(made, title=title, organisation=replace(made.organisation, name=title))


def formulas_of(word: str) -> dict[tuple[str, int, int], str]:
    """Every formula of the workbook, by where it stands."""
    sheets = book_of(plan(word)).sheets
    return {(sheet.title, *at): cell.formula for sheet in sheets for at, cell in sheet.cells.items() if cell.formula}


@pytest.mark.parametrize("word", HOSTILE.values(), ids=HOSTILE)
def test_formulas_do_not_depend_on_words(word: str) -> None:
    """The workbook of the same plan in other words has the same formulas."""
    assert formulas_of(TAME) == formulas_of(word)


@pytest.mark.parametrize("word", HOSTILE.values(), ids=HOSTILE)
def test_words_arrive_as_texts(word: str) -> None:
    """As they were typed, wherever they stand; never as a formula."""
    cells = [cell for sheet in read(file_of(plan(word))) for row in sheet.iter_rows() for cell in row]
    found = [cell for cell in cells if isinstance(cell.value, str) and start(cell.value) == start(word)]

    assert 15 <= len(found)
    assert {"s"} == {cell.data_type for cell in found}


def start(text: str) -> str:
    """What a text begins with, without the white space that a plan's file does not keep around it."""
    return text[:400].strip()


def test_control_characters_are_left_out() -> None:
    """A plan's file cannot hold them; a carriage return it can, which is a line end as any other."""
    page = read(file_of(replace(plan(TAME), title="\x00=\x1b1\r+\ud8001\uffff")))["Overblik"]

    assert ("Business case: =1\n+1", "s") == (page["A1"].value, page["A1"].data_type)


@pytest.mark.parametrize(("letter", "room"), [("x", 31_999), ("\U0001f389", 15_999)], ids=["letters", "emoji"])
def test_a_text_ends_where_a_cell_is_full(letter: str, room: int) -> None:
    """A cell counts in UTF-16: emoji count twice, and none is cut in two."""
    cells = [cell for row in read(file_of(plan("x" + letter * 40_000)))["Gevinster"].iter_rows() for cell in row]

    assert "x" + letter * room == max((cell.value for cell in cells if cell.data_type == "s"), key=len)


@pytest.mark.slow
def test_libreoffice_opens_them_and_reads_texts(calculate) -> None:
    """Nothing is calculated from them, and the figures are those of the plan."""
    files = {name: file_of(plan(word)) for name, word in HOSTILE.items()}
    again = calculate(files)
    cells = {name: again[name]["Gevinster"]["C5"] for name in HOSTILE}

    assert {} == {name: found for name in HOSTILE if (found := differences(files[name], again[name]))}
    assert {name: ("s", start(word)) for name, word in HOSTILE.items()} == {
        name: (cell.data_type, start(cell.value)) for name, cell in cells.items()
    }
