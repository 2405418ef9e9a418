"""The sheet that nobody sees: of which plan a workbook is, the value of every input in the plan, where formulas stand.

In: a book whose sheets are written. Out: the sheet. The control compares with it, and `usecases/importing` reads it to
know what was changed; it is laid out as docs/decisions/037 tells: a head, and for each row of inputs a row, beneath a
row that names their fields.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal

from planbuilder.record import record
from planbuilder.workbook.book import MOST_FIELDS, Book, Entry, Pad
from planbuilder.workbook.limits import runs
from planbuilder.workbook.model import Cell, Value
from planbuilder.workbook.references import Span, letters

SCHEMA = "planbuilder.workbook/1"
SHEET = "planbuilder"
# Before the kept values stand where they are from: the sheet by name and number, row and column, and the row of heads.
REGISTER, ID, TITLE, NUMBER, ROW, COLUMN, HEADS, COUNT, MASK, RANK, FIRST_VALUE = range(11)
NAMES = {"sheet": TITLE, "number": NUMBER, "row": ROW, "column": COLUMN, "head": HEADS, "count": COUNT, "mask": MASK,
         "rank": RANK}  # fmt: skip
FIELDS, FORMULAS = "fields", "formulas"
# The row of the first entry; above it stands what the workbook is of.
HEAD, TOP = 0, 2
# Less than a cell holds.
MOST_TEXT = 8_000


def kept(book: Book) -> Pad:
    """The hidden sheet: of which plan the workbook is, every input with its value, and where formulas stand."""
    pad = Pad(SHEET)
    pad.is_hidden = True
    head: tuple[Value, ...] = (SCHEMA, book.plan.plan_id, digest(book), book.language.code, book.plan.first_year)
    for n, value in enumerate(head):
        pad.put(HEAD, n, value)
    row, changed = TOP, "0"
    before: tuple[str, ...] = ()
    for entry in book.entries:
        if entry.fields != before:
            pad.put(row, REGISTER, FIELDS)
            for n, field in enumerate(entry.fields):
                pad.put(row, FIRST_VALUE + n, field)
            row, before = row + 1, entry.fields
        changed = _keep(book, pad, row, entry, changed)
        row += 1
    book.spans |= {f"kept.{name}": pad.column(column, TOP, row - 1) for name, column in NAMES.items()}
    book.spans["kept.values"] = Span(SHEET, (TOP, row - 1), (FIRST_VALUE, FIRST_VALUE + MOST_FIELDS - 1))
    return pad


def keep_formulas(book: Book, pad: Pad) -> None:
    """Write where formulas stand on every other sheet, beneath the inputs."""
    row = 1 + max(row for row, _ in pad.cells)
    for sheet in book.pads:
        for text in _formulas(sheet):
            pad.put(row, REGISTER, FORMULAS)
            pad.put(row, TITLE, sheet.title)
            pad.put(row, FIRST_VALUE, text)
            row += 1


def _keep(book: Book, pad: Pad, row: int, entry: Entry, changed: str) -> str:
    """A row of inputs with their values; a reference to how many rows up to it have been changed."""
    number = book.input_sheets.index(entry.sheet) + 1
    place: tuple[Value, ...] = (
        entry.register, entry.id, entry.sheet, number, entry.row + 1, entry.column + 1, entry.head + 1
    )  # fmt: skip
    for n, said in enumerate(place):
        pad.put(row, n, said)
    cells = book.of_title(entry.sheet).cells
    for n in range(len(entry.fields)):
        value = cells[entry.row, entry.column + n].value
        if value is not None:
            pad.put(row, FIRST_VALUE + n, value)
    last = len(entry.fields) - 1
    here = Span(entry.sheet, (entry.row, entry.row), (entry.column, entry.column + last))
    there = f"${letters(FIRST_VALUE)}{row + 1}:${letters(FIRST_VALUE + last)}{row + 1}"
    # An empty cell is equal to nil, and a word to the same in capitals, if one does not ask.
    letter = f"(1-ISTEXT({here})*(1-EXACT({here},{there})))"
    differs = f"(1-({here}={there})*(ISBLANK({here})=ISBLANK({there}))*{letter})"
    pad.put(row, COUNT, 0, "whole", f"=SUMPRODUCT({differs})")
    # The leftmost changed cell is the highest power of two.
    power = f"2^({FIRST_VALUE + MOST_FIELDS}-COLUMN({there}))"
    pad.put(row, MASK, 0, "whole", f"=IF({letters(COUNT)}{row + 1}=0,0,SUMPRODUCT({differs}*{power}))")
    pad.put(row, RANK, 0, "whole", f"={changed}+({letters(COUNT)}{row + 1}>0)")
    return f"{letters(RANK)}{row + 1}"


@record
class Places:
    """A rectangle of cells, counted from zero."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def count(self) -> int:
        """How many cells there are."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def on(self, title: str) -> Span:
        """The cells of a sheet."""
        return Span(title, (self.top, self.bottom), (self.left, self.right))

    def __str__(self) -> str:
        return f"{letters(self.left)}{self.top + 1}:{letters(self.right)}{self.bottom + 1}"


def formula_cells(pad: Pad) -> list[Places]:
    """Where formulas stand on a sheet."""
    by_columns: dict[tuple[int, int], list[int]] = {}
    rows: dict[int, list[int]] = {}
    for (row, column), cell in pad.cells.items():
        if cell.formula:
            rows.setdefault(row, []).append(column)
    for row, columns in rows.items():
        for run in runs(columns):
            by_columns.setdefault(run, []).append(row)
    return [Places(*down, *across) for across, own in by_columns.items() for down in runs(own)]


def _formulas(pad: Pad) -> Iterator[str]:
    """The same as texts that a cell can hold."""
    held = ""
    for one in map(str, formula_cells(pad)):
        if len(held) > MOST_TEXT:
            yield held
            held = ""
        held += f" {one}" if held else one
    if held:
        yield held


def digest(book: Book) -> str:
    """A digest of every input with its value: the state of the plan that the workbook was made of."""
    told = [(one.register, one.id, one.fields, _values(book, one)) for one in book.entries]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _values(book: Book, entry: Entry) -> tuple[str, ...]:
    cells: Mapping[tuple[int, int], Cell] = book.of_title(entry.sheet).cells
    return tuple(as_kept(cells[entry.row, entry.column + n].value) for n in range(len(entry.fields)))


def inputs(book: Book) -> Mapping[tuple[str, str, str], Value]:
    """What every input holds, by register, id and field."""
    return {
        (one.register, one.id, field): book.of_title(one.sheet).cells[one.row, one.column + n].value
        for one in book.entries
        for n, field in enumerate(one.fields)
    }


def as_kept(value: Value) -> str:
    """A value as it is compared: a number by itself, however it is written."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else "" if value is None else str(value)
