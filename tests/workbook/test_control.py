"""The two controls: what is broken is told, and what was changed is listed, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.workbook.workbook import Workbook as Xlsx

from planbuilder import example, language
from planbuilder.language import Language
from planbuilder.plan.store import from_text
from planbuilder.workbook.preconditions import counted
from tests.figures import cases
from tests.figures.cases import FIRST, cashable
from tests.workbook.changes import input_of
from tests.workbook.conftest import book_of, file_of
from tests.workbook.recalc import Typed, read

# The changes that once went by without a word: the input, what is typed there, and as what the list shows both.
SILENT: Mapping[str, tuple[tuple[str, ...], Any, tuple[Any, Any]]] = {
    "repayment of the pool": (("funding", "agreed", str(FIRST + 1)), 100_000, (500_000, 100_000)),
    "interest of the pool": (("pool_interest",), 0.05, ("", 0.05)),
    "share that is repaid": (("pool_share",), 0.5, (1, 0.5)),
    "service frame": (("costs", "K0", "frame"), "uden for", ("inden for", "uden for")),
    "weight of a committee": (("committees", "K0", "Børn"), 3, (1, 3)),
    "index of wages": (("prices", "wages", str(FIRST + 1)), 0.5, (0.03, 0.5)),
    "index of a line": (("costs", "K0", "art"), "lønn", ("", "lønn")),
    "benefits later": (("try_delay",), 3, (1, 3)),
    "delivery that slips": (("preconditions", "L0", "new_day"), counted(date(2027, 5, 1)), ("", "2027-05-01")),
    "what it holds back": (("preconditions", "L0", "holds_G0"), None, ("x", None)),
}
# What breaks the workbook: the sheet, the cell, and what is written there over the protection.
BROKEN: Mapping[str, tuple[str, str, Any]] = {
    "a year of a cost as a number": ("Udgifter", "R6", 5),
    "a key figure as a number": ("År for år", "B20", 1),
    "a kind that is pasted wrong": ("Udgifter", "D5", "Drift"),
    "an amount as text": ("Udgifter", "E5", "580.000"),
    "a share beyond its limit": ("Gevinster", "Q5", 5),
    "a line beneath the sums": ("Udgifter", "C32", "Ny linje"),
}


def plan() -> Any:
    """A case with a pool, committees and indices."""
    years = [str(FIRST + n) for n in range(-1, 5)]
    return cases.plan(
        {"K0": {"title": "Udstyr", "amount": 900_000, "committees": {"Børn": 1, "Social": 1}}},
        {"G0": cashable(400_000, title="Lavere porto", committees={"Børn": 1})},
        horizon=5,
        preconditions={"L0": {"title": "Adgang", "due": "2025-10-01", "holds": ["G0"]}},
        price_base=FIRST - 1,
        economy={
            "funding": "investment_pool",
            "pool": {"repayments": {years[2]: 500_000}},
            "indices": {art: dict.fromkeys(years, 3) for art in ("wages", "prices")},
        },
    )


def listed(book: Xlsx) -> list[tuple[Any, ...]]:
    """The changed cells as the sheet lists them."""
    rows = [[cell.value for cell in row][:6] for row in book["Ændringer"].iter_rows()]
    first = next(n for n, row in enumerate(rows) if row[1] == "Felt")
    return [tuple(row) for row in rows[first + 1 :] if row[0]]


def verdict(book: Xlsx) -> Any:
    return list(book["Kontrol"].values)[-1][1]


@pytest.fixture(scope="module")
def books(calculate, danish: Language) -> dict[str, Xlsx]:
    """Each silent change and each breakage, calculated anew in one start of the program."""
    file = file_of(plan())
    book = read(file)
    inputs = {name: (input_of(book, danish, place), value) for name, (place, value, _) in SILENT.items()}
    typed = {name: {(cell.parent.title, cell.coordinate): value} for name, (cell, value) in inputs.items()}
    typed |= {name: {(sheet, at): value} for name, (sheet, at, value) in BROKEN.items()}
    return calculate({name: Typed(file, own) for name, own in {"as it was": {}, **typed}.items()})


@pytest.mark.slow
@pytest.mark.parametrize("name", SILENT)
def test_each_change_that_was_silent_is_listed_from_what_to_what(books, danish: Language, name: str) -> None:
    """By its sheet and cell; the count says that it is one."""
    place, _, (before, after) = SILENT[name]
    was = input_of(read(file_of(plan())), danish, place)
    ((sheet, cell, _, _, there, here),) = listed(books[name])

    assert 1 == books[name]["Ændringer"]["B4"].value
    assert (was.parent.title, was.coordinate, after) == (sheet, cell, here)
    assert before in (there, 0 if there == 0 else there) or (before == "" and there in (0, None))


@pytest.mark.slow
def test_a_change_is_no_fault(books) -> None:
    """Only what cannot be typed is one: a word that is on no list."""
    assert {"index of a line": "nej, se afvigelserne"} == {
        name: said for name in SILENT if (said := verdict(books[name])) != "ja"
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_the_workbook_is_told(books, name: str) -> None:
    """Whatever was written over the protection."""
    assert "nej, se afvigelserne" == verdict(books[name])


@pytest.mark.slow
def test_nothing_is_told_of_a_workbook_as_it_was_made(books) -> None:
    """Neither control says a word."""
    book = books["as it was"]

    assert ("ja", 0, []) == (verdict(book), book["Ændringer"]["B4"].value, listed(book))


@pytest.mark.parametrize(("code", "word"), [("da", "ja"), ("en", "yes")])
def test_the_control_says_yes(code: str, word: str) -> None:
    """As long as nothing has been broken."""
    sheet = book_of(from_text(example.text(language.load(code))), code).sheets[-3]

    assert word == sheet.cells[max(at for at in sheet.cells if at[1] == 1)].value


def test_key_figures_stand_as_they_were_and_as_they_are() -> None:
    """Side by side on the sheet of changes."""
    sheet = book_of(plan()).sheets[-2]
    npv = cases.compute(plan()).npv

    assert npv in [cell.value for (_, column), cell in sheet.cells.items() if column == 4]
    assert [npv] == [cell.value for (_, column), cell in sheet.cells.items() if column == 5 and cell.value == npv][:1]
    assert isinstance(npv, Decimal)
