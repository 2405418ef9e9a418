"""Workbooks calculated anew by LibreOffice, and where that differs from the values they were written with.

LibreOffice trusts the values that stand in a file; a profile of our own makes it compute every formula when it opens
one. All files go through one start of the program. What is typed into a workbook is typed there, as people do: opening
one takes it as long as fifty changes, so each file is opened once, and each change undone before the next.
"""

from __future__ import annotations

import io
import math
import os
import zipfile
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.workbook.workbook import Workbook as Xlsx

from tests.macros import run

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""
# A job a line, its words between tabs. What is told of a sheet stands between control characters, which no text has.
MACRO = """
Private document, undone, typed

Sub Calculate(folder As String)
  disk = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  jobs = createUnoService("com.sun.star.io.TextInputStream")
  jobs.setInputStream(disk.openFileRead(ConvertToURL(folder & "/jobs")))
  Do While Not jobs.isEOF()
    job = Split(jobs.readLine(), Chr(9))
    If UBound(job) > 0 Then
      Select Case job(0)
      Case "open" : OpenFile(folder & "/" & job(1))
      Case "type" : TypeIn(job)
      Case "tell" : Tell(disk, folder & "/" & job(1))
      Case "undo" : Undo()
      Case "close" : document.close(True)
      End Select
    End If
  Loop
  jobs.closeInput()
End Sub

Sub OpenFile(file As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(file), "_blank", 0, hidden())
  If IsNull(document) Then Exit Sub
  undone = Array() : typed = Array()
  For n = 0 To document.Sheets.getCount() - 1
    document.Sheets.getByIndex(n).unprotect("")
  Next n
End Sub

Sub TypeIn(job)
  cell = document.Sheets.getByName(job(2)).getCellRangeByName(job(3))
  last = UBound(undone) + 1
  ReDim Preserve undone(last) : ReDim Preserve typed(last)
  typed(last) = cell : undone(last) = cell.getFormula()
  Select Case job(1)
  Case "number" : cell.setValue(Val(job(4)))
  Case "text" : cell.setString(job(4))
  Case "formula" : cell.setFormula(job(4))
  Case "nothing" : cell.setFormula("")
  End Select
End Sub

Sub Undo()
  For n = UBound(undone) To 0 Step -1
    typed(n).setFormula(undone(n))
  Next n
  undone = Array() : typed = Array()
End Sub

Sub Tell(disk, file As String)
  told = createUnoService("com.sun.star.io.TextOutputStream")
  told.setOutputStream(disk.openFileWrite(ConvertToURL(file)))
  told.setEncoding("UTF-8")
  Dim texts() As String
  For n = 0 To document.Sheets.getCount() - 1
    page = document.Sheets.getByIndex(n)
    cursor = page.createCursor()
    cursor.gotoEndOfUsedArea(False)
    area = page.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow)
    rows = area.getDataArray()
    ReDim texts(UBound(rows)) As String
    For m = 0 To UBound(rows)
      texts(m) = Join(rows(m), Chr(1))
    Next m
    ' Joined, a number and a text that looks like one are the same: where texts and errors stand is told apart.
    words = Places(area.queryContentCells(4)) & Places(area.queryFormulaCells(2))
    told.writeString(page.getName() & Chr(3) & words & Chr(3) & Places(area.queryFormulaCells(4)))
    told.writeString(Chr(3) & Join(texts, Chr(2)) & Chr(4))
  Next n
  told.closeOutput()
End Sub

Function Places(ranges) As String
  said = ""
  For Each one In ranges.getRangeAddresses()
    said = said & one.StartRow & "," & one.EndRow & "," & one.StartColumn & "," & one.EndColumn & ";"
  Next one
  Places = said
End Function
"""
ERROR, SHEET = "#ERROR", "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIVE = 1e-9
# Amounts of up to 10¹¹ kroner cancel each other in sums, and a double holds 16 digits: what is nil to the millionth of
# a krone, the unit to which figures settle nil as well, may come out as some of its last digits.
SETTLED = 1e-6
# What is typed where: a sheet's title and a cell, and a number, a text or nothing.
Typing = Mapping[tuple[str, str], Any]


class Typed(NamedTuple):
    """A workbook, and what is typed into it."""

    book: bytes
    typing: Typing


class Difference(NamedTuple):
    """A formula whose value in the file is not what it comes to."""

    sheet: str
    cell: str
    formula: str
    cached: object
    recalculated: object


class Told(Mapping[str, Xlsx]):
    """Each workbook with the values that were told of it in a folder; it is read when it is first asked for."""

    def __init__(self, folder: Path, books: Mapping[str, bytes | Typed]) -> None:
        self.folder, self.given, self.known = folder, _given(books), dict[str, Xlsx]()
        self.order = _order(self.given)

    def __getitem__(self, name: str) -> Xlsx:
        if name not in self.known:
            self.known[name] = _told(self.folder / _file(self.order, name), self.given[name].book)
        return self.known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)


def recalculate(soffice: str, folder: Path, books: Mapping[str, bytes | Typed]) -> None:
    """Have LibreOffice tell the values it gives the formulas of each workbook, all from one start of the program."""
    user = folder / "profile/user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    given = _given(books)
    order = _order(given)
    jobs: list[tuple[str, ...]] = []
    for n, (data, names) in enumerate(groupby(order, lambda name: given[name].book)):
        (folder / f"{n}.xlsx").write_bytes(data)
        own = list(names)
        # That each change was undone, whatever it was; what nobody types into need not be looked at again.
        is_typed = any(given[name].typing for name in own)
        jobs += [("open", f"{n}.xlsx"), *[("tell", f"{n}.before")] * is_typed]
        for name in own:
            jobs += [*(_typing(*one) for one in given[name].typing.items()), ("tell", _file(order, name)), ("undo", "")]
        jobs += [*[("tell", f"{n}.after")] * is_typed, ("close", "")]
    (folder / "jobs").write_text("".join("\t".join(job) + "\n" for job in jobs), encoding="utf-8")
    run(soffice, folder / "profile", MACRO, f'Calculate("{folder}")')
    if not (folder / "0.told").exists():
        without("LibreOffice Calc is not installed; .ci/run installs it")
    for before in folder.glob("*.before"):
        assert before.read_bytes() == before.with_suffix(".after").read_bytes()


def _given(books: Mapping[str, bytes | Typed]) -> dict[str, Typed]:
    return {name: one if isinstance(one, Typed) else Typed(one, {}) for name, one in books.items()}


def _order(given: Mapping[str, Typed]) -> list[str]:
    return sorted(given, key=lambda name: given[name].book)


def _file(order: list[str], name: str) -> str:
    return f"{order.index(name)}.told"


def _typing(place: tuple[str, str], value: object) -> tuple[str, ...]:
    """A job that types a value."""
    if value is None:
        return "type", "nothing", *place
    kind = "number" if isinstance(value, int | float) else "formula" if str(value).startswith("=") else "text"
    return "type", kind, *place, str(value)


def _told(file: Path, data: bytes) -> Xlsx:
    """The values of a workbook as they were told, under the names that its cells have."""
    book = Xlsx()
    book.remove(book.worksheets[0])
    for sheet in file.read_bytes().decode("utf-8").split("\x04")[:-1]:
        title, words, errors, rows = sheet.split("\x03")
        page, texts, wrong = book.create_sheet(title), _cells(words), _cells(errors)
        for row, line in enumerate(rows.split("\x02")):
            for column, said in enumerate(line.split("\x01")):
                if said or (row, column) in wrong:
                    cell, is_text = page.cell(row + 1, column + 1), (row, column) in texts
                    cell._value = ERROR if (row, column) in wrong else said if is_text else float(said)
                    cell.data_type = "s" if is_text else "n"
    book.defined_names.update(openpyxl.load_workbook(io.BytesIO(data), read_only=True).defined_names)
    return book


def _cells(places: str) -> set[tuple[int, int]]:
    """The cells of areas, each told by its first and last row and column."""
    areas = (map(int, area.split(",")) for area in places.split(";")[:-1])
    return {
        (row, column)
        for top, bottom, left, right in areas
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }


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


class Formula(NamedTuple):
    """A cell of a file that has a formula, with the value that it was written with."""

    sheet: str
    cell: str
    formula: str
    value: object
    is_money: bool


def formulas(data: bytes) -> Iterator[Formula]:
    """Every cell with a formula, sheet by sheet; openpyxl would have to read the file twice for both."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = ElementTree.fromstring(package.read("xl/styles.xml"))
        red = {one.get("numFmtId") for one in styles.iter(f"{SHEET}numFmt") if "[Red]" in one.get("formatCode", "")}
        (kinds,) = styles.iter(f"{SHEET}cellXfs")
        is_money = [one.get("numFmtId") in red for one in kinds]
        # In the order in which the writer numbers its files, which is that of the sheets.
        titles = [
            one.get("name", "") for one in ElementTree.fromstring(package.read("xl/workbook.xml")).iter(f"{SHEET}sheet")
        ]
        for n, title in enumerate(titles, start=1):
            for cell in ElementTree.fromstring(package.read(f"xl/worksheets/sheet{n}.xml")).iter(f"{SHEET}c"):
                if (formula := cell.findtext(f"{SHEET}f")) is not None:
                    said = cell.findtext(f"{SHEET}v") or ""
                    value = said if not said or cell.get("t") in ("str", "e") else float(said)
                    yield Formula(title, cell.get("r", ""), f"={formula}", value, is_money[int(cell.get("s", 0))])


def differences(data: bytes, again: Xlsx, leave_out: tuple[str, ...] = ()) -> list[Difference]:
    """Every formula whose value in a file is not the one it was calculated to, but for the sheets left out."""
    found = []
    for one in formulas(data):
        after = again[one.sheet][one.cell].value
        if one.sheet not in leave_out and not same(one.value, after, one.is_money):
            found.append(Difference(one.sheet, one.cell, one.formula, one.value, after))
    return found


def same(one: object, other: object, money: bool = False) -> bool:
    """Whether two values of a cell are equal, numbers to nine digits and amounts to a millionth of a krone."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=RELATIVE, abs_tol=SETTLED if money else RELATIVE)
    # A formula that comes to an empty text shows nothing, as a cell that holds nothing.
    return (None if one == "" else one) == (None if other == "" else other)


def named(book: Xlsx, name: str) -> XlsxCell:
    """The cell that a defined name stands for."""
    ((title, at),) = book.defined_names[name].destinations
    return book[title][at]
