"""A workbook as data: sheets of cells, each with its value and, for a result, the formula that gives it.

In: nothing. Out: frozen types. A formula's value is the one computed by `figures`, so the workbook is right before
anybody recalculates it. Texts are final; numbers carry the name of a style.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from planbuilder.record import field, record

Value = str | Decimal | int | None
Style = Literal[
    "text", "wrapped", "title", "note", "head", "head_end", "label", "input_text", "input_number", "input_percent",
    "input_money", "input_year", "input_date", "money", "number", "percent", "factor", "year", "total", "total_label",
    "group", "result", "check", "whole", "any",
]  # fmt: skip


@record
class Cell:
    """One cell; `formula` (with its equals sign) makes it a result."""

    value: Value = None
    style: Style = "text"
    formula: str = ""


@record
class LineChart:
    """A chart of rows of a sheet over the years: (name, sheet, row) each, columns from `first` to `last`."""

    at: tuple[int, int]
    title: str
    alt: str
    sheet: str
    categories_row: int
    rows: tuple[tuple[str, int], ...]
    first: int
    last: int


@record
class Blank:
    """Cells, from the first to the last (row, column), that show nothing as long as a formula is true."""

    first: tuple[int, int]
    last: tuple[int, int]
    when: str


@record
class Rule:
    """What may be typed in a cell: one of some words, or a number or a length within limits; `text` tells it."""

    kind: Literal["list", "whole", "decimal", "length"]
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(0)
    choices: tuple[str, ...] = ()
    text: str = ""


@record
class Ruled:
    """Cells, from the first to the last (row, column), that may hold what a rule says."""

    first: tuple[int, int]
    last: tuple[int, int]
    rule: Rule


@record
class Sheet:
    """One sheet: cells by (row, column) from zero, widths in characters, and the row and column that stay in view.

    `printed` is the last row and column that are printed: beyond them stands what only formulas read.
    """

    title: str
    cells: Mapping[tuple[int, int], Cell]
    widths: Mapping[int, float] = field(default_factory=dict)
    frozen: tuple[int, int] = (0, 0)
    head_row: int | None = None
    chart: LineChart | None = None
    printed: tuple[int, int] | None = None
    blanks: tuple[Blank, ...] = ()
    ruled: tuple[Ruled, ...] = ()
    is_hidden: bool = False


@record
class Workbook:
    """Sheets in order, and names of cells: (name, sheet, row, column)."""

    title: str
    author: str
    sheets: tuple[Sheet, ...]
    names: tuple[tuple[str, str, int, int], ...]
