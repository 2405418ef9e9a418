"""The sheet of budget changes: what was decided, what it comes to by year, and what the case requires."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from planbuilder.plan.areas import of_changes
from planbuilder.plan.economy import BudgetChange
from planbuilder.workbook.areas import areas_of_budget
from planbuilder.workbook.book import SPARE, ZERO, Book, Pad
from planbuilder.workbook.funding import comes_once
from planbuilder.workbook.model import Blank, Style, Value
from planbuilder.workbook.references import letters, local

TEXTS = ("budget", "account", "area", "committee", "decided_by")
FIRST = 1 + len(TEXTS)


def budget(book: Book) -> None:
    """Each change with the spare rows, their sum year by year, what the case requires, and the difference."""
    pad = book.page("budget")
    count = range(len(book.years))
    widths = {0: 7, 1: 40, 2: 14, 3: 16, 4: 24, 5: 20}
    pad.widths = {**widths, **dict.fromkeys(range(FIRST, FIRST + 2 * len(book.years)), 11)}
    heads: list[tuple[str, Style]] = [(book.words(f"head.{name}"), "head") for name in ("id", *TEXTS)]
    heads += [(book.words("head.from_now", year=year), "head_end") for year in book.years]
    heads += [(str(year), "head_end") for year in book.years]
    heads.append((book.words("head.in_area"), "head"))
    pad.widths[FIRST + 2 * len(book.years)] = 30
    pad.heads(heads)
    pad.frozen = (pad.row, 2)
    pad.put(pad.row - 2, FIRST + 2 * len(book.years), book.words("helpers"), "note")
    areas = of_changes(book.plan)
    top, by_year = pad.row, {one.id: one.by_year for one in book.figures.funding.adjustments}
    for id, change in book.plan.budget_changes.items():
        pad.put(pad.row, 0, id, "text")
        book.inputs("budget_changes", id, pad, pad.row, 1, (*TEXTS, *map(str, book.years)), top - 1)
        _change(book, pad, change, by_year[id], book.area(areas[id]))
    spare = pad.row
    for n in range(SPARE):
        book.inputs("budget_changes", f"+{n + 1}", pad, pad.row, 1, (*TEXTS, *map(str, book.years)), top - 1)
        book.spare_named(pad, pad.row, n, 1, FIRST + len(book.years) - 1)
        _change(book, pad, BudgetChange(), (ZERO,) * len(book.years))
    book.spans["budget.in_area"] = pad.column(FIRST + 2 * len(book.years), top, pad.row - 1)
    pad.blanks.append(Blank((spare, 0), (pad.row - 1, FIRST + 2 * len(book.years)), f'=$A{spare + 1}=""'))
    f, s = book.figures.funding, book.spans
    columns = [pad.column(FIRST + len(book.years) + n, top, pad.row - 1) for n in count]
    listed = [sum((one[n] for one in by_year.values()), ZERO) for n in count]
    pool = [f"{s['pool.available'].at(n)}+{s['one_off'].at(n)}+{s['draw'].at(n)}+{comes_once(book, n)}" for n in count]
    wanted = [f"=IF(uses_pool=1,{pool[n]},{s['net'].at(n)})" for n in count]
    _across(book, pad, "listed", listed, [f"=SUM({columns[n]})" for n in count], "total")
    _across(book, pad, "required", f.required, wanted, "money")
    gaps = [f"={s['required'].at(n)}-{s['listed'].at(n)}" for n in count]
    _across(book, pad, "gap", f.gaps, gaps, "check")
    areas_of_budget(book, pad, FIRST + len(book.years))
    pad.printed = (pad.row - 1, FIRST + 2 * len(book.years) - 1)


def _across(book: Book, pad: Pad, name: str, values: Sequence[Decimal], formulas: Sequence[str], style: Style) -> None:
    first = FIRST + len(book.years)
    if style == "total":
        pad.labelled(pad.row, 1, book.words(f"row.{name}"), first - 1)
    else:
        pad.put(pad.row, 1, book.words(f"row.{name}"), "label")
    for n, (value, formula) in enumerate(zip(values, formulas, strict=True)):
        pad.put(pad.row, first + n, value, style, formula)
    book.spans[name] = pad.span(pad.row, first, first + len(values) - 1)
    pad.row += 1


def given(change: BudgetChange) -> Mapping[str, Decimal]:
    """From which year a budget is how much other, as the plan has it."""
    return change.amounts or ({} if change.year is None else {str(change.year): change.amount or ZERO})


def _change(book: Book, pad: Pad, change: BudgetChange, by_year: Sequence[Decimal], area: str = "") -> None:
    """A budget change: what was decided is open, and goes on until another amount follows; a saving is a plus."""
    for n, name in enumerate(TEXTS):
        said = getattr(change, name)
        pad.put(pad.row, 1 + n, book.choice("area", said) if name == "area" else said or None, "input_text")
    own, common = local(pad.row, 1 + TEXTS.index("area"), "c"), book.refs["common_area"]
    rule = f'=IF($A{pad.row + 1}="","",IF({own}<>"",{own},{common}))'
    pad.put(pad.row, FIRST + 2 * len(book.years), area, "text", rule)
    decided, first = given(change), FIRST + len(book.years)
    for n, year in enumerate(book.years):
        amount: Value = -decided[str(year)] if str(year) in decided else None
        pad.put(pad.row, FIRST + n, amount, "input_money")
        cell, before = f"{letters(FIRST + n)}{pad.row + 1}", f"{letters(first + n - 1)}{pad.row + 1}" if n else "0"
        pad.put(pad.row, first + n, by_year[n], "money", f'=IF({cell}<>"",{cell},{before})')
    pad.row += 1
