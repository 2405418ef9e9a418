"""Workbooks calculated anew by LibreOffice, and where that differs from the values they were written with.

LibreOffice trusts the values that stand in a file; a profile of our own makes it compute every formula when it opens
one. All files go through one start of the program, and a canary beside them tells whether its Calc is there at all.
"""

from __future__ import annotations

import io
import math
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.workbook.workbook import Workbook as Xlsx

FILTER = "xlsx:Calc MS Excel 2007 XML"
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""
RELATIVE = 1e-9
# Amounts of up to 10¹¹ kroner cancel each other in sums, and a double holds 16 digits: what is nil to the millionth of
# a krone, the unit to which figures settle nil as well, may come out as some of its last digits.
SETTLED = 1e-6


class Difference(NamedTuple):
    """A formula whose value in the file is not what it comes to."""

    sheet: str
    cell: str
    formula: str
    cached: object
    recalculated: object


def recalculate(soffice: str, folder: Path, books: Mapping[str, bytes]) -> dict[str, Xlsx]:
    """Each workbook with the values LibreOffice gives its formulas, all from one start of the program."""
    given, made, user = (folder / name for name in ("given", "made", "profile/user"))
    for one in (given, made, user):
        one.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    for name, data in books.items():
        (given / f"{name}.xlsx").write_bytes(data)
    (given / "canary.csv").write_text("1\n", encoding="utf-8")
    profile = f"-env:UserInstallation={user.parent.as_uri()}"
    files = [str(file) for file in sorted(given.iterdir())]
    command = [soffice, "--headless", profile, "--convert-to", FILTER, "--outdir", str(made), *files]
    subprocess.run(command, check=True, capture_output=True)
    if not (made / "canary.xlsx").exists():
        without("LibreOffice Calc is not installed; .ci/run installs it")
    return {name: openpyxl.load_workbook(made / f"{name}.xlsx", data_only=True) for name in books}


def without(reason: str) -> None:
    """Skip the test for a newcomer, fail it in CI, as the fixture `tool` does for a program."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def read(data: bytes, values: bool = False) -> Xlsx:
    """A workbook's formulas, or the values they were written with."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def saved(book: Xlsx) -> bytes:
    """The file of a workbook that was changed."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def formulas(book: Xlsx) -> Iterator[XlsxCell]:
    """Every cell with a formula, sheet by sheet."""
    yield from (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f")


def differences(data: bytes, again: Xlsx, leave_out: tuple[str, ...] = ()) -> list[Difference]:
    """Every formula whose value in a file is not the one it was calculated to, but for the sheets left out."""
    cached, found = read(data, values=True), []
    for cell in formulas(read(data)):
        title, at = cell.parent.title, cell.coordinate
        before, after = cached[title][at].value, again[title][at].value
        if title not in leave_out and not same(before, after, money="[Red]" in cell.number_format):
            found.append(Difference(title, at, str(cell.value), before, after))
    return found


def same(one: object, other: object, money: bool = False) -> bool:
    """Whether two values of a cell are equal, numbers to nine digits and amounts to a millionth of a krone."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=RELATIVE, abs_tol=SETTLED if money else RELATIVE)
    return one == other


def named(book: Xlsx, name: str) -> XlsxCell:
    """The cell that a defined name stands for."""
    ((title, at),) = book.defined_names[name].destinations
    return book[title][at]
