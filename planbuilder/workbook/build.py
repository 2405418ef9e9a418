"""Plan and figures → workbook: every sheet in order, the overview first, and last the control that finds what differs.

In: a plan, its figures and a language. Out: a `Workbook`. Sheets are written in the order in which they need each
other; the overview, which points to all, is filled in last.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planbuilder.figures.catalogue import shown_in
from planbuilder.figures.model import KINDS, Figures
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.workbook.assumptions import assumptions, prices
from planbuilder.workbook.benefits import benefits
from planbuilder.workbook.book import ZERO, Book, Pad
from planbuilder.workbook.budget import budget
from planbuilder.workbook.committees import committees
from planbuilder.workbook.costs import costs
from planbuilder.workbook.funding import funding
from planbuilder.workbook.key_figures import LACKING, STYLES, lacking_name
from planbuilder.workbook.model import LineChart, Style, Value, Workbook
from planbuilder.workbook.uncertainty import uncertainty
from planbuilder.workbook.years import discounting, years

# A double has about sixteen digits; two are left for the order in which a program adds.
DIGITS = "1E-14"


def overview(book: Book, pad: Pad) -> None:
    """Every key figure, pointing to where it is computed, and the running sum as a chart."""
    pad.widths = {0: 58, 1: 20}
    pad.heads([(book.words("head.figure"), "head"), (book.words("head.value"), "head_end")])
    for key, label, style in _shown(book):
        pad.put(pad.row, 0, label, "label")
        pad.put(pad.row, 1, _value(book, key), style, f"={book.refs[key]}")
        if key == "irr":
            pad.put(pad.row, 2, _value(book, "irr_remark"), "note", f"={book.refs['irr_remark']}")
        pad.row += 1
    pad.row += 1
    pad.put(pad.row, 0, book.words("key.input"), "input_text")
    pad.put(pad.row + 1, 0, book.words("key.result"), "label")
    years = book.spans["cumulative"]
    title = book.language.text("document.chart.cumulative")
    rows = tuple((book.kind(name), book.spans[name].rows[0]) for name in ("net", "cumulative"))
    pad.chart = LineChart((3, 3), title, title, years.sheet, 3, rows, 1, len(book.years))


def _shown(book: Book) -> Iterator[tuple[str, str, Style]]:
    """Every key figure of the overview, and how many lines they are without: key, label and style."""
    yield from ((one.key, book.language.text(one.words), STYLES[one.unit]) for one in shown_in("overview"))
    yield LACKING, lacking_name(book), "whole"


def _value(book: Book, name: str) -> Value:
    """The value of a key figure as the sheet that computes it holds it."""
    title, _, address = book.refs[name].partition("!")
    pad = next(pad for pad in book.pads if f"'{pad.title}'" == title)
    return next(cell.value for at, cell in pad.cells.items() if pad.ref(*at).endswith(f"!{address}"))


def control(book: Book) -> None:
    """Each figure against the one the plan was computed with, and each whole against its parts."""
    pad = book.page("control")
    pad.widths = {0: 60, 1: 20, 2: 20, 3: 18}
    pad.heads(
        [
            (book.words("head.check"), "head"),
            *((book.words(f"head.{name}"), "head_end") for name in ("here", "there", "difference")),
        ]
    )
    first = pad.row
    for label, value, ref, style in (*_against_plan(book), *_parts(book)):
        here = pad.put(pad.row, 1, value, style, f"={ref}")
        other = pad.put(pad.row, 2, value, style)
        pad.put(pad.row, 0, label, "label")
        # A figure that has become a word, such as "never", differs as well. The last digits of a double do not.
        near = f"ABS({here}-{other})<={DIGITS}*ABS({other})"
        pad.put(pad.row, 3, ZERO, "check", f"=IF(ISNUMBER({here}),IF({near},0,ROUND({here}-{other},4)),1)")
        pad.row += 1
    differences = pad.column(3, first, pad.row - 1)
    word = book.words("control.ok"), book.words("control.differs")
    pad.labelled(pad.row + 1, 0, book.words("control.verdict"), 2)
    # Absolute values, so that two differences cannot cancel out.
    rule = f'=IF(SUMPRODUCT(ABS({differences}))=0,"{word[0]}","{word[1]}")'
    pad.put(pad.row + 1, 3, word[0], "total", rule)


Check = tuple[str, Value, str, Style]


def _against_plan(book: Book) -> Iterator[Check]:
    """Figures as they were when the workbook was made."""
    for key, label, style in _shown(book):
        value = _value(book, key)
        if isinstance(value, Decimal | int):
            yield label, value, book.refs[key], "number" if style == "result" else style
    yield book.language.text("document.economy.net"), sum(book.figures.net, ZERO), book.refs["net_total"], "number"


def _parts(book: Book) -> Iterator[Check]:
    """Sums that must be zero: wholes less their parts, and what budgets lack."""
    s, refs = book.spans, book.refs
    kinds = "+".join(refs[f"total.{kind}"] for kind in KINDS)
    # The difference of two sums that are reached by different ways: a misspelt kind drops out of one of them only.
    yield book.words("control.kinds"), ZERO, f"SUM({s['benefits.total']})-({kinds})", "number"
    # Costs are positive on their own sheet and negative by year, so the three come to zero.
    spent = f"SUM({s['costs.total']})+{refs['total.one_off']}+{refs['total.running']}"
    yield book.words("control.costs"), ZERO, spent, "number"
    # Of a grant nothing is owed, so what is drawn closes nothing.
    if book.figures.funding.pool.is_repaid:
        ledger = f"SUM({s['draw']})-SUM({s['pool.interest']})+SUM({s['pool.repayment']})"
        yield book.words("control.pool"), ZERO, f"{ledger}-{s['pool.balance'].at(len(book.years) - 1)}", "number"
    if book.plan.budget_changes:
        gap = sum((abs(amount) for amount in book.figures.funding.gaps), ZERO)
        yield book.words("control.budget"), gap, f"SUMPRODUCT(ABS({s['gap']}))", "number"


SHEETS = (assumptions, discounting, costs, benefits, years, uncertainty, funding, committees, budget, prices)


def workbook(plan: Plan, figures: Figures, language: Language) -> Workbook:
    """The business case of a plan as a workbook."""
    book = Book(plan, figures, language)
    # Begun first, so that it is the first sheet; filled when the cells are there that it points to.
    first = book.page("overview")
    for write in SHEETS:
        write(book)
    overview(book, first)
    control(book)
    return book.workbook()
