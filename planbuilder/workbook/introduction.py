"""What it costs to introduce the plan and each option, and which lines an option has otherwise.

In: the sheet of options, and what one comes to. Out: helper rows, and the formula over them. The introduction lasts
until everything is in place, or as long as one-off costs follow each other from the first (`figures/recurring`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from planbuilder.document.options import named
from planbuilder.figures.options import Compared
from planbuilder.plan.option_plan import rows_of
from planbuilder.plan.options import OptionBenefit, OptionCost
from planbuilder.workbook.book import Book, Pad
from planbuilder.workbook.references import Span, quoted

# Beside the number and the title of an option.
FIRST = 2


def introduction(book: Book, pad: Pad, one: Compared) -> str:
    """One-off costs without those that come after the introduction, negative; helper rows are written for it."""
    years, name = range(len(book.years)), one.id or named(book.language, one)
    spent = pad.series(
        book.words("row.option_one_off", name=name), list(one.one_off), [f"={_one_off(book, one, n)}" for n in years],
        first=FIRST,
    )  # fmt: skip
    in_block = [_in_block(spent, n) for n in years]
    block = pad.series(book.words("row.option_block", name=name), _block(one), in_block, "whole", FIRST)
    pad.put(pad.row, 0, book.words("row.option_in_place", name=name), "label")
    # Nil where that is beyond the case: nothing is known to come after the introduction then.
    latest = _in_place(book, one)
    rule = f"=IF({latest}>{book.years[-1]},0,{latest})"
    place = pad.put(pad.row, FIRST, one.permanent.in_place or 0, "year", rule)
    pad.row += 1
    after = f"(first_year+COLUMN({spent})-COLUMN({spent.at(0)})>{place})"
    later = f"IF({place}=0,0,SUMPRODUCT({spent}*({block}=0)*{after}))"
    return f"=-(SUM({spent})-{later})"


def _block(one: Compared) -> list[int]:
    """Whether a year is among those of the first one-off costs that follow each other."""
    found: list[int] = []
    for n, amount in enumerate(one.one_off):
        begins = not any(one.one_off[:n])
        found.append(int(bool(amount) and (begins or found[-1] == 1)))
    return found


def _in_block(spent: Span, n: int) -> str:
    own = f"ROUND({spent.at(n)},6)<>0"
    if not n:
        return f"=IF({own},1,0)"
    # The row of the block is the one beneath that of the costs.
    row, column = spent.rows[0] + 1, spent.columns[0]
    before = Span(spent.sheet, (row, row), (column, spent.columns[1])).at(n - 1)
    begins = f"ROUND(SUM({spent.within(0, n - 1)}),6)=0"
    return f"=IF({own},IF(OR({before}=1,{begins}),1,0),0)"


def _one_off(book: Book, one: Compared, n: int) -> str:
    """All one-off costs of a year."""
    s, kind = book.spans, quoted(book.kind("one_off"))
    own = [
        f"{sign}({s[f'{sheet}.counts'].at(at)}={kind})*{s[f'{sheet}.{book.years[n]}'].at(at)}"
        for sign, sheet, at in differing(book, one)
        if sheet.endswith("costs")
    ]
    new = summed(book, one.id, "option_costs", f"(#counts={kind})*#{book.years[n]}")
    return ("0" if one.kind == "nothing" else f"-{s['one_off'].at(n)}") + "".join(own) + new


def _in_place(book: Book, one: Compared) -> str:
    """The year in which everything has come as far as it ever does."""
    s = book.spans
    left_out: dict[str, list[str]] = {"costs": [], "benefits": []}
    own = []
    for sign, sheet, at in differing(book, one):
        if sign == "-":
            left_out[sheet].append(book.used(sheet)[at].id)
        else:
            own.append(s[f"{sheet}.in_place"].at(at))
    whole = [] if one.kind == "nothing" else [_latest(book, sheet, ids) for sheet, ids in left_out.items()]
    new = [f"SUMPRODUCT(MAX({typed(book, one.id, table, '#in_place')}))" for table in typed_in(one.id)]
    return f"MAX({','.join(('first_year', *whole, *own, *new))})"


def _latest(book: Book, sheet: str, without: list[str]) -> str:
    """The latest year of the plan's lines but for some."""
    s = book.spans
    kept = "".join(f"({s[f'{sheet}.id']}<>{quoted(id)})*" for id in without)
    return f"SUMPRODUCT(MAX({kept}{s[f'{sheet}.in_place']}))"


def typed_in(option: str) -> tuple[str, ...]:
    """The tables in which an option may have new lines; none for the plan itself, which is no option."""
    return ("option_costs", "option_benefits") if option else ()


def typed(book: Book, option: str, table: str, rule: str) -> str:
    """What a rule comes to of each spare row of a table, nil of those of others; `#name` is a column of the table."""
    column = re.sub(r"#(\w+)", lambda found: str(book.spare_rows(table, found[1])), rule)
    return f"({book.spare_rows(table, 'option')}={quoted(option)})*{column}"


def summed(book: Book, option: str, table: str, rule: str) -> str:
    """The sum of that, with its sign; nothing for the plan itself."""
    return f"+SUMPRODUCT({typed(book, option, table, rule)})" if option else ""


def differing(book: Book, one: Compared) -> Iterator[tuple[str, str, int]]:
    """The lines that an option has otherwise: a minus for each of the plan's, a plus for each of its own."""
    if one.id not in book.plan.options:
        return
    plan, option = book.plan, book.plan.options[one.id]
    registers: Mapping[str, tuple[tuple[str, ...], Mapping[str, OptionCost | OptionBenefit]]] = {
        "costs": (option.without_costs, rows_of(plan.option_costs, one.id)),
        "benefits": (option.without_benefits, rows_of(plan.option_benefits, one.id)),
    }
    for sheet, (without, own) in registers.items():
        instead = {row.instead_of for row in own.values()}
        for n, line in enumerate(book.used(sheet)):
            if one.kind != "nothing" and (line.id in without or line.id in instead):
                yield "-", sheet, n
        table = f"option_{sheet}"
        for n, id in enumerate(book.own_lines.get(table, ())):
            if id in own:
                yield "+", table, n
