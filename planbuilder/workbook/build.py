"""Plan and figures → workbook: every sheet in order.

In: a plan, its figures and a language. Out: a `Workbook`. Sheets are written in the order in which they need each
other; the overview, which points to all, is filled in last.
"""

from __future__ import annotations

from planbuilder.figures.model import Figures
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.workbook.assumptions import assumptions
from planbuilder.workbook.book import Book
from planbuilder.workbook.control import control, overview
from planbuilder.workbook.funding import budget, committees, funding
from planbuilder.workbook.lines import benefits, costs
from planbuilder.workbook.model import Workbook
from planbuilder.workbook.prices import prices
from planbuilder.workbook.uncertainty import uncertainty
from planbuilder.workbook.years import discounting, years

SHEETS = (assumptions, discounting, costs, benefits, years, uncertainty, funding, committees, budget, prices)


def workbook(plan: Plan, figures: Figures, language: Language) -> Workbook:
    """The business case of a plan as a workbook."""
    book = Book(plan, figures, language)
    first = book.page("overview")
    for write in SHEETS:
        write(book)
    overview(book, first)
    control(book)
    return book.workbook()
