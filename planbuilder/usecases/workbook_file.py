"""A workbook that comes back, read without believing: of which plan it is, and what every input was and is.

In: a file. Out: `Sent`. The hidden sheet tells what the inputs were (docs/decisions/037); a file without it, one that
was broken, or one that holds formulas where numbers are typed is refused with the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from planbuilder import codes, files
from planbuilder.errors import InputInvalid, Place, Problem, problem
from planbuilder.record import record
from planbuilder.usecases.tables import in_workbook
from planbuilder.workbook.kept import (
    COLUMN,
    FIELDS,
    FIRST_VALUE,
    FORMULAS,
    HEAD,
    ID,
    REGISTER,
    ROW,
    SCHEMA,
    SHEET,
    TITLE,
    TOP,
)  # fmt: skip
from planbuilder.workbook.references import column_of, local
from planbuilder.workbook.returning import REGISTERS, Input

MOST = 20_000_000
# So many columns of a sheet are read; what lies beyond would be taken for emptied.
WIDEST = 400
# So many cells are told of a workbook that was broken in many.
TOLD = 5
Cell = tuple[str, str]
EMPTY: Cell = ("text", "")
Cells = Mapping[tuple[int, int], Cell]
Sheets = Mapping[str, Cells]


@record
class Sent:
    """A workbook as it came: the plan's id, the language, the digest of its inputs, and each input.

    `was` and `now` hold what each input holds by register, id and field; `at` where it stands.
    """

    plan_id: str
    language: str
    digest: str
    was: Mapping[Input, Cell]
    now: Mapping[Input, Cell]
    at: Mapping[Input, str]

    @property
    def changed(self) -> tuple[Input, ...]:
        """The inputs that are other than they were."""
        return tuple(place for place, before in self.was.items() if before != self.now[place])


def read(file: Path) -> Sent:
    """The workbook of a file; raises InputInvalid, with every place that was found broken."""
    sheets = _sheets(file)
    kept = sheets.get(SHEET, {})
    if kept.get((HEAD, 0)) != ("text", SCHEMA):
        raise InputInvalid([problem(codes.WORKBOOK_OF_NO_PLAN, Place(str(file)))])
    rows = list(_rows(kept))
    if any(row.column + len(row.fields) > WIDEST for row in rows):
        raise InputInvalid([problem(codes.FOREIGN_FILE_TOO_COSTLY, Place(str(file)))])
    broken = [*_missing(file, sheets, kept), *_moved(file, sheets, rows)]
    if broken:
        raise InputInvalid(broken[:TOLD])
    was, now, at = {}, {}, {}
    for row in rows:
        for n, field in enumerate(row.fields):
            place = (row.register, row.id, field)
            was[place] = kept.get((row.kept, FIRST_VALUE + n), EMPTY)
            now[place] = sheets[row.title].get((row.row, row.column + n), EMPTY)
            at[place] = f"{row.title}!{local(row.row, row.column + n)}"
    head = [kept.get((HEAD, n), EMPTY)[1] for n in range(4)]
    if wrong := [_typed(file, at[place]) for place, cell in now.items() if cell[0] in ("formula", "other")]:
        raise InputInvalid(wrong[:TOLD])
    return Sent(head[1], head[3], head[2], was, now, at)


def _typed(file: Path, cell: str) -> Problem:
    return problem(codes.WORKBOOK_FORMULA_TYPED, Place(str(file)), cell=cell)


def _sheets(file: Path) -> Sheets:
    found = in_workbook(file, files.contents(file, MOST), "planbuilder.foreign.workbooks:cells")
    return {
        title: {(row - 1, column - 1): (kind, _plain(kind, text)) for row, column, kind, text in own}
        for title, own in found.items()
    }


def _plain(kind: str, text: str) -> str:
    """A number without the digits that a program may have lost, so that what nobody touched is equal."""
    return f"{number(text):f}" if kind == "number" else text


def number(text: str) -> Decimal:
    """A number of a file, to the fifteen digits that every spreadsheet keeps."""
    return Decimal(f"{float(text):.15g}")


@record
class _Row:
    """A row of inputs as the hidden sheet has it: where its values are kept, and where they are typed."""

    kept: int
    register: str
    id: str
    title: str
    row: int
    column: int
    fields: tuple[str, ...]


def _rows(kept: Cells) -> Iterator[_Row]:
    fields: tuple[str, ...] = ()
    last = max(row for row, _ in kept)
    width = max(column for _, column in kept)
    for row in range(TOP, last + 1):
        texts = [kept.get((row, column), EMPTY)[1] for column in range(width + 1)]
        if texts[REGISTER] == FIELDS:
            fields = tuple(text for text in texts[FIRST_VALUE:] if text)
        elif texts[REGISTER] not in (FORMULAS, ""):
            place = int(float(texts[ROW])) - 1, int(float(texts[COLUMN])) - 1
            yield _Row(row, texts[REGISTER], texts[ID], texts[TITLE], *place, fields)


def _missing(file: Path, sheets: Sheets, kept: Cells) -> Iterator[Problem]:
    """Sheets that are gone, and cells that held a formula and hold none."""
    place = Place(str(file))
    titled = [(row, title) for (row, column), (_, title) in kept.items() if column == TITLE and row >= TOP]
    gone = (title for _, title in titled if title not in sheets)
    yield from (problem(codes.WORKBOOK_SHEET_MISSING, place, sheet=title) for title in gone)
    for row, title in titled:
        if title in sheets and kept.get((row, REGISTER)) == ("text", FORMULAS):
            cells = (at for at in _cells(kept[row, FIRST_VALUE][1]) if sheets[title].get(at, EMPTY)[0] != "formula")
            yield from (problem(codes.WORKBOOK_BROKEN, place, cell=f"{title}!{local(*at)}") for at in cells)


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """The cells of rectangles as they are written."""
    for left, top, right, bottom in re.findall(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", text):
        for row in range(int(top), int(bottom) + 1):
            yield from ((row - 1, column) for column in range(column_of(left), column_of(right) + 1))


def _moved(file: Path, sheets: Sheets, rows: list[_Row]) -> Iterator[Problem]:
    """Rows that do not begin with the number that they had."""
    for row in rows:
        # The rows of these begin with their ids.
        if row.register in REGISTERS and not row.id.startswith("+") and row.title in sheets:
            found = sheets[row.title].get((row.row, 0), EMPTY)[1]
            if found != row.id:
                cell = f"{row.title}!{local(row.row, 0)}"
                yield problem(codes.WORKBOOK_ROWS_MOVED, Place(str(file)), cell=cell, id=row.id, found=found or "–")
