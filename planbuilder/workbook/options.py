"""The sheet of options beside the plan: of the plan what the workbook computes as formulas, all else as computed.

In: the book, its key figures written. Out: a sheet, none in a plan without options. An option is another plan: its
lines are not in this workbook, so its figures stand as values, and the sheet says so.
"""

from __future__ import annotations

from planbuilder.document.options import AMOUNTS, amounts, lacks, named, quality
from planbuilder.figures.options import Compared, compared
from planbuilder.workbook.book import Book, Pad

HEADS = ("option", *AMOUNTS)


def options(book: Book) -> None:
    """The plan and each option: cost of introduction, what lasts, NPV, risk reserve and quality."""
    found = compared(book.plan, book.figures)
    if not found:
        return
    pad = book.page("options")
    pad.widths = {0: 44, 1: 16, 2: 16, 3: 18, 4: 16, 5: 60}
    heads = [(_head(book, name), "head" if name == "option" else "head_end") for name in HEADS]
    pad.heads([*heads, (_head(book, "quality"), "head")])  # type: ignore[list-item]  # two of the styles there are
    for one in found:
        _row(book, pad, one)
    # Not which NPV is the highest: the plan's own follows what is changed here, and that of the options does not.
    said = (line for one in found for line in lacks(book.language, one))
    for line in (book.language.text("document.options.likely"), *said):
        pad.put(pad.row, 0, line, "note")
        pad.row += 1


def _head(book: Book, name: str) -> str:
    return book.language.text(f"document.column.{name}")


def _row(book: Book, pad: Pad, one: Compared) -> None:
    pad.put(pad.row, 0, named(book.language, one), "label")
    for n, (name, amount) in enumerate(amounts(one).items(), 1):
        if amount is not None:
            pad.put(pad.row, n, amount, "money", _formula(book, one, name))
    pad.put(pad.row, 5, quality(book.language, one), "wrapped")
    pad.row += 1


def _formula(book: Book, one: Compared, name: str) -> str:
    """Where a figure of the plan itself is computed; nothing for those of options."""
    ref = "" if one.id else book.refs.get(name, "")
    sign = "-" if name == "risk_reserve" else ""
    return f"={sign}{ref}" if ref else ""
