"""Plan and figures → workbook: every sheet in order, the overview first, and last the control that finds what differs.

In: a plan, its figures and a language. Out: a `Workbook`. Sheets are written in the order in which they need each
other; the overview, which points to all, is filled in last.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.figures.catalogue import shown_in
from planbuilder.figures.model import Figures
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.workbook.assumptions import assumptions, prices
from planbuilder.workbook.benefits import benefits, option_benefits
from planbuilder.workbook.book import Book, Pad
from planbuilder.workbook.budget import budget
from planbuilder.workbook.budget_prices import budget_prices
from planbuilder.workbook.by_year import agreed_years
from planbuilder.workbook.committees import committees
from planbuilder.workbook.control import changed, integrity
from planbuilder.workbook.costs import costs, option_costs
from planbuilder.workbook.funding import funding
from planbuilder.workbook.kept import keep_formulas, kept
from planbuilder.workbook.key_figures import LACKING, STYLES, lacking_name
from planbuilder.workbook.limits import rules
from planbuilder.workbook.model import LineChart, Ruled, Style, Workbook
from planbuilder.workbook.options import options
from planbuilder.workbook.preconditions import preconditions
from planbuilder.workbook.uncertainty import uncertainty
from planbuilder.workbook.years import discounting, years


def overview(book: Book, pad: Pad) -> None:
    """Every key figure, pointing to where it is computed, and the running sum as a chart."""
    pad.widths = {0: 58, 1: 20}
    pad.heads([(book.words("head.figure"), "head"), (book.words("head.value"), "head_end")])
    for key, label, style in _shown(book):
        pad.put(pad.row, 0, label, "label")
        pad.put(pad.row, 1, book.value(key), style, f"={book.refs[key]}")
        if key == "irr":
            pad.put(pad.row, 2, book.value("irr_remark"), "note", f"={book.refs['irr_remark']}")
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


SHEETS = (
    assumptions, discounting, costs, preconditions, agreed_years, benefits, years, uncertainty, funding, committees,
    budget, prices, budget_prices, option_costs, option_benefits, options,
)  # fmt: skip


def workbook(plan: Plan, figures: Figures, language: Language) -> Workbook:
    """The business case of a plan as a workbook."""
    return written(plan, figures, language).workbook()


def written(plan: Plan, figures: Figures, language: Language) -> Book:
    """The same before it is bound: with what is known of its inputs."""
    book = Book(plan, figures, language)
    # Begun first, so that it is the first sheet; filled when the cells are there that it points to.
    first = book.page("overview")
    for write in SHEETS:
        write(book)
    overview(book, first)
    allowed = tuple(rules(book))
    for pad, span, rule in allowed:
        (top, bottom), (left, right) = span.rows, span.columns
        pad.ruled.append(Ruled((top, left), (bottom, right), rule))
    hidden = kept(book)
    integrity(book, allowed)
    changed(book)
    keep_formulas(book, hidden)
    book.pads.append(hidden)
    return book
