"""The first sheet of a workbook as rows of cells, each with what kind of thing it holds.

In: the bytes of an XLSX file. Out: JSON; a row is its number and its cells, a cell `["text"|"number"|"day", text]`. A
formula counts as what it last came to. Rows without anything in them are left out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from planbuilder.confined import Refused
from planbuilder.foreign.workbooks import opened

MOST_ROWS, MOST_COLUMNS = 20_000, 50
TOO_MANY_ROWS = "TOO_MANY_ROWS"


def rows(data: bytes) -> bytes:
    """The rows of the first sheet; raises Refused, or whatever the library does."""
    sheet = opened(data, formulas=False).worksheets[0]
    sheet.reset_dimensions()  # what the file says of its size need not be so
    found: list[tuple[int, list[tuple[str, str]]]] = []
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        if number > MOST_ROWS:
            raise Refused(TOO_MANY_ROWS)
        if any(cell is not None for cell in cells):
            found.append((number, _row(cells)))
    return json.dumps(found).encode()


def _row(cells: Sequence[Any]) -> list[tuple[str, str]]:
    return [_cell(cell) for cell in cells]


def _cell(cell: Any) -> tuple[str, str]:
    if isinstance(cell, datetime | date):
        return "day", cell.strftime("%Y-%m-%d")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # By `repr`, the shortest text that is this number: 0.1 stays 0.1.
        return "number", f"{Decimal(repr(cell)):f}"
    return "text", "" if cell is None else str(cell)
