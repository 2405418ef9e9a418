"""Benefits whose amounts the plan gives year by year: a sheet of their own has them as they were agreed.

In: the book; then, on the sheet of benefits, its table, a row and the line. Out: the inputs; then the cells of its
years, which are later by a delay or a late delivery, what follows from them, and whether it is known how it goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planbuilder.figures.lines import Line
from planbuilder.figures.recurring import recurs
from planbuilder.plan.economy import Benefit
from planbuilder.workbook.book import Book
from planbuilder.workbook.option_lines import own_benefits
from planbuilder.workbook.references import Span, local, quoted

if TYPE_CHECKING:
    from planbuilder.workbook.table import Table


def agreed_years(book: Book) -> None:
    """The amounts of each such benefit in the year that the plan gives them; no sheet where there is none."""
    owned = [one for one in own_benefits(book.plan) if one.line.is_by_year]
    of_options = [one.line for one in owned if not one.place or "full_effect" in one.said]
    lines = [*(line for line in book.figures.benefits if line.is_by_year), *of_options]
    if not lines:
        return
    known = {**book.plan.benefits_tree.benefits, **{one.id: one.made for one in owned if isinstance(one.made, Benefit)}}
    pad = book.page("given")
    pad.widths = {0: 7, 1: 40, **dict.fromkeys(range(2, len(book.years) + 2), 12)}
    book.year_heads(pad, book.words("head.id"), book.words("head.title"))
    head = pad.row - 1
    for line in lines:
        pad.put(pad.row, 0, line.id)
        pad.put(pad.row, 1, line.title, "wrapped")
        amounts = known[line.id].full_effect.amounts
        for n, year in enumerate(book.years, 2):
            pad.put(pad.row, n, amounts.get(str(year)), "input_money")
        register = "option_benefit_years" if line in of_options else "benefit_years"
        book.inputs(register, line.id, pad, pad.row, 2, map(str, book.years), head)
        book.spans[f"given.{line.id}"] = pad.span(pad.row, 2, 1 + len(book.years))
        pad.row += 1
    for one in owned:
        book.spans.setdefault(f"given.{one.id}", book.spans[f"given.{one.place or one.id}"])


def own_start(book: Book, line: Line) -> str:
    """The first year in which such a benefit has an amount."""
    given, horizon = book.spans[f"given.{line.id}"], len(book.years)
    # The later a year, the less is left of the case: the most that is left is that of the first.
    left = f"SUMPRODUCT(MAX(({given}<>0)*({horizon}-COLUMN({given})+COLUMN({given.at(0)}))))"
    return f"IF({left}=0,first_year,first_year+{horizon}-{left})"


def benefit_by_year(table: Table, row: int, line: Line, late: str) -> None:
    """A benefit whose amounts come as late as a formula says; what is pushed out of the case counts in the range."""
    book, end, given = table.book, table.here(row, "end"), table.book.spans[f"given.{line.id}"]
    for n, value in enumerate(line.by_year):
        out = f'OR({n}<{late},AND({end}<>"",{table.year(n)}>{end}))'
        rule = f"=IF({out},0,INDEX({given},1,{n + 1}-{late}))"
        table.pad.put(row, table.first_year + n, value, "money", rule)
    table.results(row, line, f"SUM({given})")
    last = local(row, table.first_year + len(book.years) - 1, "c")
    unsettled = _unsettled(given, len(book.years), late)
    ended = f'AND({end}<>"",{end}<{book.years[-1]})'
    rule = f'IF({ended},0,IF(OR({unsettled},AND({end}<>"",{last}<>0)),1,0))'
    has_ended = line.end is not None and line.end < book.years[-1]
    held = recurs(line) and not has_ended and (line.steady is None or (line.end is not None and bool(line.by_year[-1])))
    ever = f'OR(AND({end}="",{unsettled}),SUMPRODUCT(ABS({table.span_of_years(row)}))<>0)'
    test = f"AND({table.here(row, 'kind')}={quoted(book.kind('cashable'))},{ever})"
    table.put(row, "open", int(held), "whole", f"=IF({test},{rule},0)")
    # Of what has not settled it is known only where it ends.
    table.arrived(row, line, test, f"IF({unsettled},0,first_year+{_moves(given, len(book.years))}+{late})")


def _unsettled(given: Span, horizon: int, late: str) -> str:
    """Whether the last of the amounts has no other like it, or they come to rest beyond the case."""
    last, moves = given.at(horizon - 1), _moves(given, horizon)
    rests = f"OR(AND({last}<>0,{moves}={horizon - 1}),{moves}+{late}>{horizon - 1})"
    return f"AND(SUMPRODUCT(--({given}<>0))>0,{rests})"


def _moves(given: Span, horizon: int) -> str:
    """How many years after the first the amounts change for the last time."""
    if horizon == 1:
        return "0"
    later, before = given.within(1, horizon - 1), given.within(0, horizon - 2)
    return f"SUMPRODUCT(MAX(({later}<>{before})*(COLUMN({later})-COLUMN({given.at(0)}))))"
