"""The cells of a whole workbook as they were typed: numbers, texts, and formulas as what they are.

In: the bytes of an XLSX file. Out: JSON; for each sheet by its name its cells, each with row and column from one, and
`["number"|"text"|"formula"|"other", text]`. What is larger than any workbook of ours is refused.
"""

from __future__ import annotations

import io
import json
from datetime import datetime
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

from planbuilder.confined import Refused

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 40, 5_000, 400, 250_000
TOO_LARGE, NO_WORKBOOK = "TOO_LARGE", "NO_WORKBOOK"
# Where the parts of a workbook lie, whichever program has written it.
PARTS = "xl/"


def opened(data: bytes, formulas: bool) -> Any:
    """A workbook with its formulas, or with what they last came to; raises Refused for another kind of archive."""
    from openpyxl import load_workbook

    with ZipFile(io.BytesIO(data)) as archive:
        if not any(name.startswith(PARTS) for name in archive.namelist()):
            raise Refused(NO_WORKBOOK)
    return load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas, keep_links=False)


def cells(data: bytes) -> bytes:
    """Every cell of every sheet; raises Refused, or whatever the library does."""
    book = opened(data, formulas=True)
    if len(book.worksheets) > MOST_SHEETS:
        raise Refused(TOO_LARGE)
    found: dict[str, list[tuple[int, int, str, str]]] = {}
    count = 0
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what the file says of its size need not be so
        own = found.setdefault(sheet.title, [])
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            own += (_cell(cell) for cell in row if cell.value is not None)
            if number > MOST_ROWS or count + len(own) > MOST_CELLS:
                raise Refused(TOO_LARGE)
        count += len(own)
    return json.dumps(found).encode()


def _cell(cell: Any) -> tuple[int, int, str, str]:
    from openpyxl.utils.datetime import to_excel

    value = cell.value
    if cell.data_type == "f":
        kind, text = "formula", str(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        # By `repr`, the shortest text that is this number: 0.1 stays 0.1.
        kind, text = "number", f"{Decimal(repr(value)):f}"
    elif isinstance(value, datetime):
        # A day stands in a file as a number; that it is one is only in how the cell is shown.
        kind, text = "number", f"{Decimal(repr(to_excel(value))):f}"
    else:
        kind, text = ("text" if isinstance(value, str) and cell.data_type != "e" else "other"), str(value)
    return cell.row, cell.column, kind, text
