"""The case and its budgets by area: the net of each, what a pool pays of it, and what budget changes come to in it.

In: the sheet of funding or of budget changes, its rows written. Out: a row for each area, and the area that all lines
have in common, which a budget change without one has (docs/decisions/033).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planbuilder.figures.areas import AreaFlows
from planbuilder.figures.methods import Amounts
from planbuilder.plan.areas import ORDER, UNSTATED
from planbuilder.plan.pools import first_area
from planbuilder.workbook.book import ZERO, Book, Pad
from planbuilder.workbook.references import Span, quoted

Given = Mapping[str, Amounts]
Formula = Callable[[str, int], str]
# Every line has one of these; a budget change may have none.
OF_LINES = tuple(name for name in ORDER if name != UNSTATED)


def areas_of_case(book: Book, pad: Pad) -> None:
    """The net of each area, whether it has lines, the one that all have in common, and what a pool pays in each."""
    s, known = book.spans, _known(book, lambda one: one.net)
    top = pad.row + 1
    pad.put(pad.row, len(book.years) + 1, book.words("head.in_use"), "head_end")
    _rows(book, pad, "areas", known, lambda name, n: _net(book, name, n), OF_LINES)
    columns = [pad.column(1 + n, top, pad.row - 1) for n in range(len(book.years))]
    s["areas.net"] = pad.series(
        book.words("row.areas_net"), list(book.figures.net), [f"=SUM({own})" for own in columns], "total"
    )
    _common(book, pad, top)
    pad.row += 1
    first = first_area(book.plan)
    order = (first, *(name for name in ORDER if name != first))
    drawn = _known(book, lambda one: one.drawn)
    _rows(book, pad, "areas_drawn", drawn, lambda name, n: _drawn(book, name, n, order), order)


def areas_of_budget(book: Book, pad: Pad, first: int) -> None:
    """What budget changes do in each area, and what the case requires there; the first year stands in a column."""
    s = book.spans
    changes = [pad.column(first + n, *s["budget.in_area"].rows) for n in range(len(book.years))]

    def listed(name: str, n: int) -> str:
        return f"=SUMIF({s['budget.in_area']},{quoted(book.area(name))},{changes[n]})"

    def required(name: str, n: int) -> str:
        net = "0" if name == UNSTATED else s[f"areas.{name}"].at(n)
        return f"={net}+{s[f'areas_drawn.{name}'].at(n)}"

    for block, of, rule in (
        ("areas_changes", _known(book, lambda one: one.changes), listed),
        ("areas_required", _known(book, lambda one: one.required), required),
    ):
        pad.row += 1
        _rows(book, pad, block, of, rule, ORDER, first, 1)


def _known(book: Book, of: Callable[[AreaFlows], Amounts]) -> Given:
    nothing = (ZERO,) * len(book.years)
    return dict.fromkeys(ORDER, nothing) | {one.area: of(one) for one in book.figures.areas}


def _rows(
    book: Book, pad: Pad, block: str, values: Given, rule: Formula, names: tuple[str, ...], first: int = 1, at: int = 0
) -> None:
    """A head and a row for each area, whose label stands in a column; each row and the whole block under a name."""
    pad.put(pad.row, at, book.words(f"row.{block}"), "group")
    top = pad.row + 1
    for row, name in enumerate(names, top):
        pad.put(row, at, book.area(name), "label")
        for n in range(len(book.years)):
            # Under its name before the next is written: a row may point to those above it.
            pad.put(row, first + n, values[name][n], "money", rule(name, n))
        book.spans[f"{block}.{name}"] = pad.span(row, first, first + len(book.years) - 1)
    pad.row = top + len(names)
    book.spans[block] = Span(pad.title, (top, pad.row - 1), (first, first + len(book.years) - 1))


def _net(book: Book, name: str, n: int) -> str:
    """The net of an area in a year."""
    s, year, own, cashable = book.spans, book.years[n], quoted(book.area(name)), quoted(book.kind("cashable"))
    gained = f"SUMPRODUCT(({s['benefits.kind']}={cashable})*({s['benefits.in_area']}={own})*{s[f'benefits.{year}']})"
    return f"={gained}+SUMPRODUCT(({s['costs.in_area']}={own})*{s['costs.sign']}*{s[f'costs.{year}']})"


def _drawn(book: Book, name: str, n: int, order: tuple[str, ...]) -> str:
    """What a pool pays in an area: each is filled before the next, and what is left at last has no area."""
    before = [book.spans[f"areas_drawn.{one}"].at(n) for one in order[: order.index(name)]]
    left = "".join((book.spans["draw"].at(n), *(f"-{one}" for one in before)))
    if name == UNSTATED:
        return f"=IF(uses_pool=1,{left},0)"
    return f"=IF(uses_pool=1,MIN({left},MAX(0,{one_off_in(book, n, name)})),0)"


def one_off_in(book: Book, n: int, area: str) -> str:
    """One-off costs of an area in a year."""
    kind, s, own = quoted(book.kind("one_off")), book.spans, quoted(book.area(area))
    return f"SUMPRODUCT(({s['costs.counts']}={kind})*({s['costs.in_area']}={own})*{s[f'costs.{book.years[n]}']})"


def _common(book: Book, pad: Pad, top: int) -> None:
    """Which areas have lines that count in budgets, and the one that all of them are in."""
    s, cashable, column = book.spans, quoted(book.kind("cashable")), len(book.years) + 1
    f = book.figures
    found = {line.area for line in f.costs if line.in_net} | {
        line.area for line in f.benefits if line.declared == "cashable"
    }
    for row, name in enumerate(OF_LINES, top):
        own = quoted(book.area(name))
        spent = f'SUMPRODUCT(({s["costs.in_area"]}={own})*({s["costs.sign"]}<>0)*({s["costs.id"]}<>""))'
        gained = f"SUMPRODUCT(({s['benefits.in_area']}={own})*({s['benefits.declared']}={cashable}))"
        pad.put(row, column, int(name in found), "whole", f"=IF({spent}+{gained}>0,1,0)")
    used, names = pad.column(column, top, top + len(OF_LINES) - 1), pad.column(0, top, top + len(OF_LINES) - 1)
    pad.put(pad.row, 0, book.words("row.areas_common"), "label")
    common = found.pop() if len(found) == 1 else UNSTATED
    unstated = quoted(book.area(UNSTATED))
    rule = f"=IF(SUM({used})=1,INDEX({names},MATCH(1,{used},0)),{unstated})"
    book.refs["common_area"] = pad.put(pad.row, 1, book.area(common), "text", rule)
    pad.row += 1
