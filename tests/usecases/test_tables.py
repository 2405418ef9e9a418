"""Files of measurements are read as people have them, and what is wrong with a line is told with its place."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from planbuilder.errors import InputInvalid
from planbuilder.language import Language, load
from planbuilder.usecases.measuring import Imported, take_in
from tests.usecases.measured import NOW, begun, noted


@pytest.fixture
def plan(tmp_path: Path, danish: Language) -> Path:
    """A plan with two indicators."""
    return begun(tmp_path, danish)


def imported(plan: Path, danish: Language, data: bytes, name: str = "tal.csv") -> Imported:
    """What becomes of a file with such content."""
    file = plan / name
    file.write_bytes(data)
    return take_in(plan, file, danish, NOW, "Bo")


CSV = "Indikator;Dato;Værdi;Bemærkning\r\nI1;31-01-2028;61,5;\r\nI2;01.02.2028;52;Efter flytning\r\n"


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("between", [";", ",", "\t"])
def test_a_file_is_read_as_any_excel_writes_it(plan: Path, danish: Language, code: str, between: str) -> None:
    """Semicolon, comma or tab between the cells, with a mark in front or without."""
    text = CSV.replace("61,5", '"61,5"').replace(";", between)

    found = imported(plan, danish, text.encode(code))

    assert noted(plan) == [("I1", date(2028, 1, 31), Decimal("61.5")), ("I2", date(2028, 2, 1), 52)]
    assert (len(found.measured), found.known, found.problems) == (2, 0, ())


@pytest.mark.parametrize("code", ["da", "en"])
def test_a_workbook_gives_numbers_and_days_as_they_are(plan: Path, code: str) -> None:
    """Three decimals are no thousands there, a day is a day; columns may stand in any order, in English too."""
    book = openpyxl.Workbook()
    for row in (["value", "date", "indicator"], [61.125, datetime(2028, 1, 31), "I1"], [], ["52", "1.2.2028", "I2"]):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)

    found = imported(plan, load(code), data.getvalue(), "tal.xlsx")

    assert found.problems == ()
    assert noted(plan) == [("I1", date(2028, 1, 31), Decimal("61.125")), ("I2", date(2028, 2, 1), 52)]


def test_a_broken_line_is_told_with_its_place_and_the_others_are_kept(plan: Path, danish: Language) -> None:
    """An unknown indicator, no day, no number, another unit: each by the line it stands in."""
    lines = ["I7;1.2.2028;5", "I1;i går;5", "I1;1.2.2028;mange", "", "I1;1.2.2028;7 kr.", "I2;1.2.2028;50", "I1"]

    found = imported(plan, danish, "\n".join(["Id;Dag;Tal", *lines]).encode())

    told = [(one.code, one.place.line) for one in found.problems]
    assert told == [("PB360", 2), ("PB039", 3), ("PB035", 4), ("PB362", 6), ("PB039", 8)]
    assert noted(plan) == [("I2", date(2028, 2, 1), 50)]


def test_the_same_month_twice_counts_once(plan: Path, danish: Language) -> None:
    """A second file with the same lines adds nothing; one with another value corrects."""
    imported(plan, danish, CSV.encode())
    again = imported(plan, danish, CSV.encode())
    other = imported(plan, danish, CSV.replace("61,5", "60").encode())

    assert (len(again.measured), again.known) == (0, 2)
    assert [(one.reading.value, one.corrects) for one in other.measured] == [(60, Decimal("61.5"))]
    assert len(noted(plan)) == 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "PB363"),
        (b"a;b;c\n1;2;3\n", "PB363"),
        (b"Indikator;Dato\nI1;1.1.2028\n", "PB363"),
        (b"id;dato;tal\nI1;1.1.2028;" + b"9" * 200_000, "PB364"),
        (b"PK\x03\x04 no workbook", "PB365"),
        (b"%PDF-1.7 a PDF", "PB444"),
        (b"\xd0\xcf\x11\xe0 a workbook of long ago", "PB444"),
    ],
)
def test_what_is_no_table_of_measurements_is_refused(plan: Path, danish: Language, data: bytes, code: str) -> None:
    """With the columns that are needed, or the line that is none."""
    with pytest.raises(InputInvalid) as caught:
        imported(plan, danish, data)

    assert (caught.value.problems[0].code, noted(plan)) == (code, [])


@pytest.mark.parametrize("name", ["tal.xlsx", "TAL.XLSM"])
def test_what_is_called_a_workbook_and_is_none_is_told_as_that(plan: Path, danish: Language, name: str) -> None:
    """A table that was only renamed is not read as what it is not called."""
    with pytest.raises(InputInvalid, match="PB444"):
        imported(plan, danish, CSV.encode(), name)


def test_a_packed_file_of_another_kind_is_no_workbook(plan: Path, danish: Language) -> None:
    """As a text document that was given a workbook's name."""
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    with pytest.raises(InputInvalid, match="PB444"):
        imported(plan, danish, made.getvalue(), "tal.xlsx")
