"""The sheet of what others must deliver first: its days are inputs, and so are the benefits that it holds back.

In: the book. Out: a row a delivery with the spare rows, and how late a benefit is for them; no sheet in a plan that
waits for none. The rule is that of `plan/preconditions` (docs/decisions/035). Days are the numbers that spreadsheets
count them by.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from planbuilder.plan.preconditions import day_of
from planbuilder.plan.registers import Precondition
from planbuilder.workbook.book import SPARE, Book, Pad
from planbuilder.workbook.model import Blank, Style
from planbuilder.workbook.references import local, quoted

TEXTS, DAYS = ("title", "delivered_by"), ("due", "expected", "delivered")
FIRST_DAY, FIRST_HELD = 1 + len(TEXTS), 1 + len(TEXTS) + len(DAYS)
# The day that a spreadsheet counts as nil.
NIL = date(1899, 12, 30)


def counted(day: date | None) -> int | None:
    """A day as a spreadsheet counts it."""
    return (day - NIL).days if day else None


def day(number: int) -> date:
    """The day that a spreadsheet counts by a number."""
    return NIL + timedelta(days=number)


def held(id: str) -> str:
    """The field that says whether a benefit waits for a delivery."""
    return f"holds_{id}"


def preconditions(book: Book) -> None:
    """Each delivery with its days, a mark for each benefit, also a new one, that waits for it, and its years."""
    given = book.plan.preconditions
    if not given:
        return
    own = tuple(book.plan.benefits_tree.benefits)
    pad, benefits = book.page("preconditions"), (*own, *(f"+{n + 1}" for n in range(SPARE)))
    last = FIRST_HELD + len(benefits) - 1
    pad.widths = {0: 8, 1: 40, 2: 26, **dict.fromkeys(range(FIRST_DAY, FIRST_HELD), 12)}
    pad.widths |= {**dict.fromkeys(range(FIRST_HELD, last + 1), 7), last + 1: 12, last + 2: 12}
    heads: list[tuple[str, Style]] = [(book.words(f"head.{name}"), "head") for name in ("id", *TEXTS)]
    heads += [(book.words(f"head.{name}"), "head_end") for name in ("due", "new_day", "delivered")]
    heads += [(id, "head_end") for id in own]
    heads += [(book.words("new", n=n + 1), "head_end") for n in range(SPARE)]
    pad.put(pad.row - 1, last + 1, book.words("helpers"), "note")
    pad.heads([*heads, *((book.words(f"head.{name}"), "head_end") for name in ("agreed_in", "comes_in"))])
    pad.frozen, top = (pad.row, 2), pad.row
    rows = [*given.items(), *((f"+{n + 1}", Precondition()) for n in range(SPARE))]
    for n, (id, one) in enumerate(rows):
        if n < len(given):
            pad.put(pad.row, 0, id)
        else:
            book.spare_named(pad, pad.row, n - len(given), 1, last)
        book.inputs("preconditions", id, pad, pad.row, 1, (*TEXTS, *DAYS, *map(held, benefits)), top - 1)
        _row(book, pad, one, benefits)
    spare = top + len(given)
    pad.blanks.append(Blank((spare, 0), (pad.row - 1, last + 2), f'=$A{spare + 1}=""'))
    pad.printed = (pad.row - 1, last)
    marks = {held(id): pad.column(FIRST_HELD + n, top, pad.row - 1) for n, id in enumerate(benefits)}
    book.spans |= {f"preconditions.{name}": span for name, span in marks.items()}
    for n, name in enumerate(("agreed_in", "comes_in"), 1):
        book.spans[f"preconditions.{name}"] = pad.column(last + n, top, pad.row - 1)


def _row(book: Book, pad: Pad, one: Precondition, benefits: Sequence[str]) -> None:
    row = pad.row
    for n, name in enumerate(TEXTS, 1):
        pad.put(row, n, getattr(one, name) or None, "input_text")
    for n, name in enumerate(DAYS, FIRST_DAY):
        pad.put(row, n, counted(getattr(one, name)), "input_date")
    for n, id in enumerate(benefits, FIRST_HELD):
        pad.put(row, n, book.choice("holds", "x" if id in one.holds else ""), "input_text")
    due, expected, delivered = (local(row, FIRST_DAY + n, "c") for n in range(3))
    agreed, comes = one.due or one.expected or one.delivered, day_of(one)
    last = FIRST_HELD + len(benefits) - 1
    for n, known, order in ((1, agreed, (due, expected, delivered)), (2, comes, (delivered, expected, due))):
        # Without a day nothing is late: nil is before every year.
        year = "0"
        for cell in reversed(order):
            year = f'IF({cell}<>"",YEAR({cell}),{year})'
        pad.put(row, last + n, known.year if known else 0, "year", f"={year}")
    pad.row += 1


def late(book: Book, id: str, start: str) -> str:
    """By how many years the latest delivery is too late for a benefit whose own first year stands in a formula."""
    s, mark = book.spans, quoted(str(book.choice("holds", "x")))
    agreed, comes = (s[f"preconditions.{name}"] for name in ("agreed_in", "comes_in"))
    # Needed in the year before, or in the first year itself where no earlier day was agreed.
    slips = f"({s[f'preconditions.{held(id)}']}={mark})*({comes}-({start})+1-({agreed}>={start}))"
    return f"MAX(0,SUMPRODUCT(MAX({slips})))"
