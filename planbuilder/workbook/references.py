"""How a formula points to cells: columns by letters, one cell, or several side by side on a sheet; and texts in it.

In: rows and columns, counted from zero. Out: references as every spreadsheet reads them.
"""

from __future__ import annotations

from functools import cache

from planbuilder.record import record


@cache
def letters(column: int) -> str:
    """A column's letters: A to Z, then AA."""
    text = ""
    column += 1
    # Base 26 without a zero: after Z comes AA, not BA.
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(letters: str) -> int:
    """The column that letters name, counted from zero."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def local(row: int, column: int, pin: str = "") -> str:
    """A cell on the same sheet; `pin` holds `c` and `r` for a fixed column and row."""
    return f"{'$' if 'c' in pin else ''}{letters(column)}{'$' if 'r' in pin else ''}{row + 1}"


def quoted(text: str) -> str:
    """A text as a formula writes it."""
    # A quotation mark within a text is written twice, as every spreadsheet reads it.
    return '"' + text.replace('"', '""') + '"'


@record
class Span:
    """Cells of one sheet side by side, pointed to as a whole or one by one."""

    sheet: str
    rows: tuple[int, int]
    columns: tuple[int, int]

    def __str__(self) -> str:
        """The whole span, fixed."""
        (top, bottom), (left, right) = self.rows, self.columns
        # Always with the sheet and fixed: a formula that somebody copies elsewhere still means these cells.
        return f"'{self.sheet}'!{local(top, left, 'rc')}:{local(bottom, right, 'rc')}"

    def at(self, n: int) -> str:
        """The cell number `n` of a row or a column, fixed."""
        (top, _), (left, _) = self.rows, self.columns
        row, column = (top, left + n) if self.rows[0] == self.rows[1] else (top + n, left)
        return f"'{self.sheet}'!{local(row, column, 'rc')}"

    def within(self, first: int, last: int) -> str:
        """Some of the columns, fixed."""
        (top, bottom), (left, _) = self.rows, self.columns
        return f"'{self.sheet}'!{local(top, left + first, 'rc')}:{local(bottom, left + last, 'rc')}"
