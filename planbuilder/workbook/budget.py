"""The sheet of budget changes: what was decided, what it comes to by year, and what the case requires."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from planbuilder.figures.lines import summed
from planbuilder.plan.accounts import account_text
from planbuilder.plan.areas import of_changes
from planbuilder.plan.economy import BudgetChange
from planbuilder.workbook.areas import areas_of_budget
from planbuilder.workbook.book import SPARE, ZERO, Book, Pad
from planbuilder.workbook.funding import comes_once
from planbuilder.workbook.model import Blank, Style, Value
from planbuilder.workbook.references import local

TEXTS = ("budget", "account", "area", "committee", "decided_by")
CHOSEN = ("area", "art")
WIDTHS = {"id": 7, "budget": 40, "account": 14, "area": 16, "art": 14, "committee": 24, "decided_by": 20}


def texts(book: Book) -> tuple[str, ...]:
    """What is said of a change before its amounts; what it follows where the plan names a year for budgets' prices."""
    is_indexed = book.plan.economy.indices.budget_year is not None
    return (*TEXTS[:3], "art", *TEXTS[3:]) if is_indexed else TEXTS


def budget(book: Book) -> None:
    """Each change with the spare rows, their sum year by year, what the case requires, and the difference."""
    pad, said = book.page("budget"), texts(book)
    first, effects, last = 1 + len(said), 1 + len(said) + len(book.years), 1 + len(said) + 2 * len(book.years)
    pad.widths = {n: WIDTHS[name] for n, name in enumerate(("id", *said))}
    pad.widths |= {**dict.fromkeys(range(first, last), 11), last: 30}
    heads: list[tuple[str, Style]] = [(book.words(f"head.{name}"), "head") for name in ("id", *said)]
    heads += [(book.words("head.from_now", year=year), "head_end") for year in book.years]
    heads += [(str(year), "head_end") for year in book.years]
    pad.heads([*heads, (book.words("head.in_area"), "head")])
    pad.frozen, top = (pad.row, 2), pad.row
    pad.put(pad.row - 2, last, book.words("helpers"), "note")
    _changes(book, pad, said)
    columns = {name: n for n, name in enumerate(("id", *said))} | {"in_area": last}
    book.spans |= {f"budget.{name}": pad.column(n, top, pad.row - 1) for name, n in columns.items()}
    book.spans |= {f"budget.{year}": pad.column(effects + n, top, pad.row - 1) for n, year in enumerate(book.years)}
    _sums(book, pad, effects)
    areas_of_budget(book, pad, effects)
    pad.printed = (pad.row - 1, last - 1)


def _changes(book: Book, pad: Pad, said: Sequence[str]) -> None:
    """The changes of the plan, and the spare rows beneath them."""
    top, areas = pad.row, of_changes(book.plan)
    by_year = {one.id: one.by_year for one in book.figures.funding.adjustments}
    fields = (*said, *map(str, book.years))
    for id, change in book.plan.budget_changes.items():
        pad.put(pad.row, 0, id, "text")
        book.inputs("budget_changes", id, pad, pad.row, 1, fields, top - 1)
        _change(book, pad, said, change, by_year[id], book.area(areas[id]))
    spare = pad.row
    for n in range(SPARE):
        book.inputs("budget_changes", f"+{n + 1}", pad, pad.row, 1, fields, top - 1)
        book.spare_named(pad, pad.row, n, 1, len(fields))
        _change(book, pad, said, BudgetChange(), (ZERO,) * len(book.years))
    last = 1 + len(said) + 2 * len(book.years)
    pad.blanks.append(Blank((spare, 0), (pad.row - 1, last), f'=$A{spare + 1}=""'))


def _sums(book: Book, pad: Pad, first: int) -> None:
    """What the changes come to, what the case requires of them, and the difference."""
    f, s, count = book.figures.funding, book.spans, range(len(book.years))
    columns = [s[f"budget.{year}"] for year in book.years]
    listed = summed((one.by_year for one in f.adjustments), len(count))
    pool = [f"{s['pool.available'].at(n)}+{s['one_off'].at(n)}+{s['draw'].at(n)}+{comes_once(book, n)}" for n in count]
    wanted = [f"=IF(uses_pool=1,{pool[n]},{s['net'].at(n)})" for n in count]
    _across(book, pad, "listed", listed, [f"=SUM({columns[n]})" for n in count], "total", first)
    _across(book, pad, "required", f.required, wanted, "money", first)
    gaps = [f"={s['required'].at(n)}-{s['listed'].at(n)}" for n in count]
    _across(book, pad, "gap", f.gaps, gaps, "check", first)


def _across(
    book: Book, pad: Pad, name: str, values: Sequence[Decimal], formulas: Sequence[str], style: Style, first: int
) -> None:
    across(pad, book.words(f"row.{name}"), values, formulas, style, first)
    book.spans[name] = pad.span(pad.row - 1, first, first + len(values) - 1)


def across(pad: Pad, label: str, values: Sequence[Value], formulas: Sequence[str], style: Style, first: int) -> None:
    """Write a row of results from a column on, its label in the second column, and go to the next row."""
    if style == "total":
        pad.labelled(pad.row, 1, label, first - 1)
    else:
        pad.put(pad.row, 1, label, "label")
    for n, (value, formula) in enumerate(zip(values, formulas, strict=True)):
        pad.put(pad.row, first + n, value, style, formula)
    pad.row += 1


def given(change: BudgetChange) -> Mapping[str, Decimal]:
    """From which year a budget is how much other, as the plan has it."""
    return change.amounts or ({} if change.year is None else {str(change.year): change.amount or ZERO})


def _change(
    book: Book, pad: Pad, said: Sequence[str], change: BudgetChange, by_year: Sequence[Decimal], area: str = ""
) -> None:
    """A budget change: what was decided is open, and goes on until another amount follows; a saving is a plus."""
    for n, name in enumerate(said):
        known = account_text(change) if name == "account" else getattr(change, name)
        pad.put(pad.row, 1 + n, book.choice(name, known) if name in CHOSEN else known or None, "input_text")
    first, effects = 1 + len(said), 1 + len(said) + len(book.years)
    own, common = local(pad.row, 1 + said.index("area"), "c"), book.refs["common_area"]
    rule = f'=IF($A{pad.row + 1}="","",IF({own}<>"",{own},{common}))'
    pad.put(pad.row, effects + len(book.years), area, "text", rule)
    decided = given(change)
    for n, year in enumerate(book.years):
        amount: Value = -decided[str(year)] if str(year) in decided else None
        pad.put(pad.row, first + n, amount, "input_money")
        cell, before = local(pad.row, first + n), local(pad.row, effects + n - 1) if n else "0"
        pad.put(pad.row, effects + n, by_year[n], "money", f'=IF({cell}<>"",{cell},{before})')
    pad.row += 1
