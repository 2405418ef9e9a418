"""A benefit whose amounts the plan gives year by year: its years are inputs, not formulas.

In: the sheet's table, a row and the line. Out: the cells of its years, what follows from them, and whether it is known
how it goes on. The years hold what the case counts, a delay included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planbuilder.figures.lines import Line
from planbuilder.figures.recurring import recurs
from planbuilder.plan.economy import Benefit
from planbuilder.workbook.book import ZERO
from planbuilder.workbook.references import local, quoted

if TYPE_CHECKING:
    from planbuilder.workbook.table import Table


def benefit_by_year(table: Table, row: int, line: Line, benefit: Benefit) -> None:
    """A benefit whose amounts by year are inputs; what a delay has pushed out of the case still counts in the range."""
    book, end = table.book, table.here(row, "end")
    for n, value in enumerate(line.by_year):
        table.pad.put(row, table.first_year + n, value, "input_money")
    years = map(str, book.years)
    book.inputs("benefit_years", table.id_at(row), table.pad, row, table.first_year, years, table.top - 1)
    out = sum(benefit.full_effect.amounts.values(), ZERO) - line.total
    table.results(row, line, f"(SUM({table.span_of_years(row)})+{out})")
    last = local(row, table.first_year + len(book.years) - 1, "c")
    alone = f"AND({last}<>0,{last}<>{_neighbour(table, row, benefit)})"
    # Amounts that a delay has pushed out of the case are known to the plan alone.
    beyond = recurs(line) and line.steady is None
    ended = f'AND({end}<>"",{end}<{book.years[-1]})'
    rule = f'IF({ended},0,IF(OR({beyond:d},{alone},AND({end}<>"",{last}<>0)),1,0))'
    has_ended = line.end is not None and line.end < book.years[-1]
    held = recurs(line) and not has_ended and (line.steady is None or (line.end is not None and bool(line.by_year[-1])))
    ever = f"OR({beyond:d},SUMPRODUCT(ABS({table.span_of_years(row)}))<>0)"
    test = f"AND({table.here(row, 'kind')}={quoted(book.kind('cashable'))},{ever})"
    table.put(row, "open", int(held), "whole", f"=IF({test},{rule},0)")


def _neighbour(table: Table, row: int, benefit: Benefit) -> str:
    """What the last amount on the sheet must be like to have settled: the one after it that a delay has pushed out.

    Without a delay it is the one before it; in a case of one year nothing.
    """
    years = table.book.years
    if benefit.delay:
        return str(benefit.full_effect.amounts.get(str(years[-1] - benefit.delay + 1), ZERO))
    return local(row, table.first_year + len(years) - 2, "c") if len(years) > 1 else "0"
