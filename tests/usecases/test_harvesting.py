"""Amounts that were harvested are noted, corrected by new ones, and read from files as people have them."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from planbuilder.errors import InputInvalid, UsageWrong
from planbuilder.language import Language
from planbuilder.plan.store import open_plan
from planbuilder.usecases.acting import Who
from planbuilder.usecases.harvesting import Imported, harvest, so_far, take_in
from tests.document.plans import SMALL

WHO = Who(datetime(2028, 3, 1, 12, 0), "Lise", "økonomichef")
TEXTS = {"benefit": "G1", "year": "2028", "amount": "185.000,-", "account": "06.45", "decision": "Budget 2028"}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with a benefit that comes to 300,000 in 2028, and one of released time."""
    (tmp_path / "plan.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def noted(plan: Path) -> list[tuple[str, int | None, Decimal | None, str]]:
    return [(one.benefit, one.year, one.amount, one.account) for one in open_plan(plan).plan.harvests.values()]


@pytest.mark.parametrize("named", ["G1", "g1", "lavere udgift til sagsbehandling"])
def test_an_amount_is_noted_beside_what_is_planned(plan: Path, danish: Language, named: str) -> None:
    """By id or title, as a person writes it."""
    found = harvest(plan, {**TEXTS, "benefit": named}, danish, WHO)

    assert (found.id, found.harvest.amount, found.harvest.decision) == ("U1", 185000, "Budget 2028")
    assert (found.benefit.planned[2028], found.benefit.realised) == (300000, {2028: 185000})


def test_a_correction_is_a_new_entry(plan: Path, danish: Language) -> None:
    """Of the same benefit, year and account; what was noted stays. Another account is another amount."""
    harvest(plan, TEXTS, danish, WHO)
    other = harvest(plan, {**TEXTS, "account": "06.51", "amount": "5.000"}, danish, WHO)
    again = harvest(plan, {**TEXTS, "account": "06.45 ", "amount": "180.000"}, danish, WHO)

    assert (other.corrects, other.benefit.realised[2028]) == (None, 190000)
    assert (again.corrects, again.benefit.realised[2028]) == (185000, 185000)
    assert [amount for _, _, amount, _ in noted(plan)] == [185000, 5000, 180000]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"benefit": "G7"}, "PB380"), ({"year": ""}, "PB381"), ({"amount": ""}, "PB381"), ({"year": "2040"}, "PB116"),
        ({"amount": "mange"}, "PB035"), ({"year": "snart"}, "PB038"),
    ],
)  # fmt: skip
def test_what_cannot_have_been_harvested_is_refused(
    plan: Path, danish: Language, changed: dict[str, str], code: str
) -> None:
    """And nothing is noted."""
    with pytest.raises(UsageWrong) as caught:
        harvest(plan, {**TEXTS, **changed}, danish, WHO)

    assert (caught.value.problems[0].code, noted(plan)) == (code, [])


def imported(plan: Path, danish: Language, data: bytes, name: str = "tal.csv") -> Imported:
    (plan / name).write_bytes(data)
    return take_in(plan, plan / name, danish, WHO)


def test_a_file_is_read_and_its_broken_lines_are_told(plan: Path, danish: Language) -> None:
    """The others are kept; the same file again adds nothing, and another amount corrects."""
    text = "Gevinst;Budgetår;Beløb;Konto\r\nG1;2028;185.000;06.45\r\nG9;2028;1;\r\nG1;;1;\r\nG2;2029;5.000,50;\r\n"

    found = imported(plan, danish, text.encode("utf-8-sig"))
    again = imported(plan, danish, text.encode("utf-16"))
    other = imported(plan, danish, text.replace("185", "180").encode())

    assert [(one.code, one.place.line) for one in found.problems] == [("PB380", 3), ("PB381", 4)]
    assert noted(plan) == [
        ("G1", 2028, 185000, "06.45"), ("G2", 2029, Decimal("5000.5"), ""), ("G1", 2028, 180000, "06.45"),
    ]  # fmt: skip
    assert (len(again.noted), again.known) == (0, 2)
    assert [one.corrects for one in other.noted] == [185000]


def test_a_workbook_gives_numbers_as_they_are(plan: Path, danish: Language) -> None:
    """In any language's words; a file without its columns is refused."""
    book = openpyxl.Workbook()
    for row in (["amount", "benefit", "year"], [1234.567, "G1", 2028]):
        book.active.append(row)
    book.save(data := io.BytesIO())

    assert imported(plan, danish, data.getvalue(), "tal.xlsx").problems == ()
    assert noted(plan) == [("G1", 2028, Decimal("1234.567"), "")]
    with pytest.raises(InputInvalid, match="PB363"):
        imported(plan, danish, b"Gevinst;Konto\nG1;06\n")


def test_every_benefit_is_listed(plan: Path, danish: Language) -> None:
    """Also one of which nothing is noted."""
    assert [(one.id, one.realised_before(2031)) for one in so_far(plan, danish)] == [("G1", None), ("G2", None)]
